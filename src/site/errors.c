/*
 * From an error to an answer. The caller's faults are told with the message;
 * the server's are logged under the id of the request, and told by that id
 * alone. JSON if the request prefers it: where the API has a route that is
 * whenever JSON will do, elsewhere only if it is liked better than HTML.
 */
#include "base/html.h"
#include "base/json.h"
#include "base/log.h"
#include "site/accept.h"
#include "site/site.h"

/* clang-format off */
static const int statuses[ERR_COUNT] = {
	[ERR_INVALID]   = 400,
	[ERR_DENIED]    = 403,
	[ERR_NOT_FOUND] = 404,
	[ERR_CONFLICT]  = 409,
	[ERR_DUPLICATE] = 409,
	[ERR_TOO_BIG]   = 400,	/* spec/rest-api.md 6.3 */
	[ERR_BUSY]      = 503,
	[ERR_IO]        = 500,
	[ERR_CONFIG]    = 500,
	[ERR_ABORTED]   = 500,
	[ERR_INTERNAL]  = 500,
};
/* clang-format on */

int
site_status(enum err e)
{
	assert(e > OK && e < ERR_COUNT);
	return statuses[e];
}

static bool
prefers_json(const struct ctx *c)
{
	const struct str types[] = { S("application/json"), S("text/html") };
	struct str header = request_header(c->rq, "Accept");

	if (c->route != NULL && c->version > 0)
		return accept_choose(header, types, 2, NULL) != 1;
	return accept_prefers(header, types[0], types[1]);
}

static void
write_json(struct response *rs, struct str message)
{
	struct json j;

	rs->type = S("application/json");
	json_init(&j, &rs->body, 0);
	json_begin_object(&j);
	json_key(&j, S("detail"));
	json_str(&j, message);
	json_end_object(&j);
}

/* Enough for a person, if there is no page. */
static void
write_bare(struct response *rs, struct str message)
{
	struct str reason = http_reason(rs->status);

	rs->type = S("text/html; charset=utf-8");
	buf_printf(&rs->body,
	    "<!DOCTYPE html>\n<html lang=\"en\"><head><title>%.*s (%d)"
	    "</title></head>\n<body><h1>%.*s (%d)</h1>\n<p>",
	    STR_ARG(reason), rs->status, STR_ARG(reason), rs->status);
	html_text_str(&rs->body, message);
	buf_lit(&rs->body, "</p></body></html>\n");
}

static void
write_page(struct ctx *c, struct response *rs, struct str message)
{
	error_page_fn *page = c->site->error_page;
	int status = rs->status;

	if (page != NULL && page(c, rs, status, message) == OK &&
	    rs->body.err == OK)
		return;
	buf_init(&rs->body, rs->a, LIMIT_RESPONSE);
	rs->status = status;
	write_bare(rs, message);
}

void
site_write_error(
    struct ctx *c, struct response *rs, int status, struct str message)
{
	buf_init(&rs->body, rs->a, LIMIT_RESPONSE);
	rs->stream.next = NULL;
	rs->status = status;
	if (!response_has_header(rs, "Vary"))
		response_header(rs, "Vary", S("Accept, Cookie"));
	if (status == 503 && !response_has_header(rs, "Retry-After"))
		response_header(rs, "Retry-After", S("5"));
	if (status >= 500)
		response_header(rs, "X-Request-Id", c->rq->id);
	if (prefers_json(c))
		write_json(rs, message);
	else
		write_page(c, rs, message);
}

static struct str
explain(struct ctx *c, int status)
{
	if (status == 503)
		return S("The server is busy or its database is not there.");
	return str_f(c->a,
	    "Something went wrong on the server. Its log has more under "
	    "request %.*s.",
	    STR_ARG(c->rq->id));
}

void
site_error(struct ctx *c, struct response *rs, enum err e)
{
	int status = site_status(e);
	struct str message = str_dup(c->a, str_c(err_message()));

	if (status >= 500) {
		log_line(status == 503 ? LOG_WARNING : LOG_ERROR,
		    "request %.*s: %.*s %.*s: %.*s", STR_ARG(c->rq->id),
		    STR_ARG(c->rq->method_name), STR_ARG(c->rq->path),
		    STR_ARG(message));
		message = explain(c, status);
	}
	response_reset(rs);
	site_write_error(c, rs, status, message);
}
