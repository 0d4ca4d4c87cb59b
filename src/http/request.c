/*
 * The request target, split before it is decoded: path from query at the
 * first '?', pairs at '&' and '='. Absolute form is accepted since proxies
 * and pwclient send it (RFC 9112 3.2.2); its host stands above the Host
 * header. Pure.
 */
#include "http/request.h"

/* In the order of enum method. */
static const char *const methods[] = { "GET", "HEAD", "POST", "PUT", "PATCH",
	"DELETE", "OPTIONS" };

enum method
method_parse(struct str name)
{
	for (size_t i = 0; i < COUNT(methods); i++) {
		if (str_eq(name, str_c(methods[i])))
			return (enum method)(1u << i);
	}
	return OTHER;
}

/* Takes scheme and host off a target in absolute form. */
static enum err
take_absolute(struct str *target, struct str *host)
{
	struct str rest = *target;
	size_t end;

	if (str_starts_nocase(rest, S("http://")))
		rest = str_from(rest, 7);
	else if (str_starts_nocase(rest, S("https://")))
		rest = str_from(rest, 8);
	else
		return err_set(ERR_INVALID, "request target is no path");
	for (end = 0; end < rest.n; end++) {
		if (rest.p[end] == '/' || rest.p[end] == '?')
			break;
	}
	if (end == 0)
		return err_set(ERR_INVALID, "request target has no host");
	*host = str_sub(rest, 0, end);
	*target = str_from(rest, end);
	return OK;
}

enum err
request_parse_target(struct request *rq)
{
	struct str rest = rq->target, host = rq->host, query = { NULL, 0 };
	struct field_values pairs;
	bool has_query;
	enum err e;

	if (rest.n > LIMIT_REQUEST_LINE)
		return err_set(ERR_TOO_BIG, "request target is too long");
	if (!str_starts(rest, S("/"))) {
		if ((e = take_absolute(&rest, &host)) != OK)
			return e;
	}
	has_query = str_cut(rest, '?', &rest, &query);
	if ((e = form_parse_urlencoded(rq->a, query, &pairs)) != OK)
		return e;
	rq->path = rest.n > 0 ? rest : S("/");
	rq->host = host;
	rq->has_query = has_query;
	rq->query_text = has_query ? query : S("");
	rq->query = pairs;
	return OK;
}

struct str
request_header(const struct request *rq, const char *name)
{
	struct str want = str_c(name);

	for (size_t i = 0; i < rq->nheaders; i++) {
		if (str_eq_nocase(rq->headers[i].name, want))
			return rq->headers[i].value;
	}
	return (struct str){ NULL, 0 };
}

struct str
request_given_id(const struct request *rq)
{
	struct str id = request_header(rq, "X-Request-Id");

	for (size_t i = 0; i < id.n; i++) {
		if (!char_is_alpha(id.p[i]) && !char_is_digit(id.p[i]) &&
		    id.p[i] != '-')
			return (struct str){ NULL, 0 };
	}
	return id.n >= 8 && id.n <= 64 ? id : (struct str){ NULL, 0 };
}

const struct field_value *
field_values_last(const struct field_values *f, struct str name)
{
	for (size_t i = f->n; i > 0; i--) {
		if (str_eq(f->v[i - 1].name, name))
			return &f->v[i - 1];
	}
	return NULL;
}

const struct field_value *
request_query(const struct request *rq, struct str name)
{
	return field_values_last(&rq->query, name);
}
