/*
 * The Cookie header (RFC 6265 5.4): pairs set apart by ';'. Of several
 * cookies of one name the first counts, since user agents send the one of
 * the longest path first. Pure.
 */
#include "http/request.h"

#include "base/utf8.h"

struct str
request_cookie(const struct request *rq, struct str name)
{
	struct str rest = request_header(rq, "Cookie"), pair, key, value;

	for (size_t i = 0; rest.n > 0 && i < LIMIT_COOKIES; i++) {
		if (!str_cut(rest, ';', &pair, &rest)) {
			pair = rest;
			rest = S("");
		}
		if (!str_cut(pair, '=', &key, &value) ||
		    !str_eq(str_trim(key), name))
			continue;
		value = str_trim(value);
		if (value.n >= 2 && str_starts(value, S("\"")) &&
		    str_ends(value, S("\"")))
			value = str_sub(value, 1, value.n - 2);
		return utf8_clean(rq->a, value);
	}
	return (struct str){ NULL, 0 };
}
