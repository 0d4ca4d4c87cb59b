/*
 * CORS for reads (the Fetch standard, 3.2). Nothing here lets a script use
 * somebody's session or token: answers never allow credentials, and what is
 * asked before a read does not allow the header Authorization.
 */
#include "site/cors.h"

static const char methods[] = "GET, HEAD, OPTIONS";
/* Besides those that every script may send. */
static const char headers[] = "Accept, If-None-Match";
static const char exposed[] = "Allow, ETag, Link";

static bool
is_allowed(const struct conf *conf, struct str origin)
{
	struct str rest = conf->rest_origins, one;

	while (str_word(&rest, &one))
		if (str_eq(one, S("*")) || str_eq(one, origin))
			return true;
	return false;
}

/* The origin of a script that may read what the path leads to; p NULL if
 * there is none. */
static struct str
find_origin(const struct ctx *c)
{
	static const struct str none = { NULL, 0 };
	struct str origin = request_header(c->rq, "Origin"), rest;
	int version;

	if (origin.p == NULL || !c->conf->rest ||
	    !path_cut_api(c->rq->path, &rest, &version) ||
	    !is_allowed(c->conf, origin))
		return none;
	return origin;
}

/* Even where the origin of this request may not: a cache would give the
 * answer to others. */
static void
say_that_it_varies(const struct ctx *c, struct response *rs)
{
	struct str rest;
	int version;

	if (str_trim(c->conf->rest_origins).n > 0 &&
	    path_cut_api(c->rq->path, &rest, &version))
		response_vary(rs, S("Origin"));
}

void
cors_add_headers(struct ctx *c, struct response *rs)
{
	struct str origin = find_origin(c);

	say_that_it_varies(c, rs);
	if (origin.p == NULL || c->user != NULL ||
	    (c->rq->method & (GET | HEAD | OPTIONS)) == 0)
		return;
	response_header(rs, "Access-Control-Allow-Origin", origin);
	response_header(rs, "Access-Control-Expose-Headers", str_c(exposed));
}

bool
cors_answer(struct ctx *c, struct response *rs)
{
	struct str origin = find_origin(c);

	if (c->rq->method != OPTIONS || origin.p == NULL ||
	    request_header(c->rq, "Access-Control-Request-Method").p == NULL)
		return false;
	rs->status = 204;
	response_header(rs, "Access-Control-Allow-Methods", str_c(methods));
	response_header(rs, "Access-Control-Allow-Headers", str_c(headers));
	response_header(rs, "Access-Control-Max-Age", S("86400"));
	return true;
}
