/* What handlers ask the context for. */
#include "site/ctx.h"

struct str
ctx_arg(const struct ctx *c, size_t i)
{
	return i < c->nargs ? c->args[i] : S("");
}

int64_t
ctx_arg_id(const struct ctx *c, size_t i)
{
	int64_t id;

	return str_int64(ctx_arg(c, i), 0, INT64_MAX, &id) ? id : -1;
}

/* A client of HTTP/1.0 may have sent no Host. */
struct str
ctx_base_url(const struct ctx *c)
{
	struct str url = c->conf->public_url;

	while (str_ends(url, S("/")))
		url = str_sub(url, 0, url.n - 1);
	if (url.n > 0)
		return url;
	return str_f(c->a, "%.*s://%.*s", STR_ARG(c->rq->scheme),
	    STR_ARG(c->rq->host.n > 0 ? c->rq->host : S("localhost")));
}
