/*
 * The guard against request smuggling (RFC 9112 6.1, 6.3, 11.2). The library
 * takes requests whose framing two programs may read in two ways; a proxy
 * before us may be the other. Whatever is not plain is refused, and the
 * connection is closed, since nobody knows where the next request begins.
 * Pure.
 */
#include "http/guard.h"

#include <string.h>

/* RFC 9110 5.6.2. */
static bool
is_token(struct str s)
{
	static const char others[] = "!#$%&'*+-.^_`|~";

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!char_is_alpha(c) && !char_is_digit(c) &&
		    (c == '\0' || strchr(others, c) == NULL))
			return false;
	}
	return s.n > 0;
}

/* Host and port of RFC 3986 3.2, without the characters that only odd
 * registered names have: it is written into links. */
bool
guard_is_host(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (!char_is_alpha(c) && !char_is_digit(c) &&
		    (c == '\0' || strchr(".-_:[]", c) == NULL))
			return false;
	}
	return s.n > 0;
}

/* Without blanks and control bytes; what is not ASCII is let through. */
static bool
is_target(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= 0x20 || c == 0x7f)
			return false;
	}
	return s.n > 0;
}

static bool
is_length(struct str s)
{
	int64_t length;

	for (size_t i = 0; i < s.n; i++) {
		if (!char_is_digit(s.p[i]))
			return false;
	}
	return str_int64(s, 0, INT64_MAX, &length);
}

int
guard_check(const struct request *rq, struct str version)
{
	size_t hosts = 0, lengths = 0, codings = 0, bytes = 0;

	if (!is_token(rq->method_name) || !is_target(rq->target))
		return 400;
	if (rq->target.n > LIMIT_REQUEST_LINE)
		return 414;
	for (size_t i = 0; i < rq->nheaders; i++) {
		struct header h = rq->headers[i];

		bytes += h.name.n + h.value.n + 4;
		if (!is_token(h.name))
			return 400;
		if (str_eq_nocase(h.name, S("Host"))) {
			if (++hosts > 1 || !guard_is_host(h.value))
				return 400;
		} else if (str_eq_nocase(h.name, S("Content-Length"))) {
			if (++lengths > 1 || !is_length(h.value))
				return 400;
		} else if (str_eq_nocase(h.name, S("Transfer-Encoding"))) {
			if (++codings > 1 ||
			    !str_eq_nocase(h.value, S("chunked")))
				return 400;
		}
	}
	if (lengths + codings > 1)
		return 400;
	if (hosts == 0 && !str_eq(version, S("HTTP/1.0")))
		return 400;
	/* RFC 9112 6.1: a chunked body of an HTTP/1.0 client is a fault. */
	if (codings > 0 && str_eq(version, S("HTTP/1.0")))
		return 400;
	return bytes > LIMIT_REQUEST_HEADERS ? 431 : 0;
}

int64_t
guard_length(const struct request *rq)
{
	int64_t length;

	if (str_int64(
		request_header(rq, "Content-Length"), 0, INT64_MAX, &length))
		return length;
	return -1;
}
