/*
 * Whether a page's handler may be called. What is signed in by nobody is
 * anonymous; a request that changes something needs a CSRF value that goes
 * with its cookie, and whoever has none is refused.
 */
#include "site/access.h"

#include "base/url.h"
#include "site/site.h"

/* To the login page, which leads back here. */
static void
ask_to_sign_in(struct ctx *c, struct response *rs)
{
	struct str target = c->rq->has_query
	    ? str_f(c->a, "%.*s?%.*s", STR_ARG(c->rq->path),
		  STR_ARG(c->rq->query_text))
	    : c->rq->path;
	struct buf b;

	buf_init(&b, c->a, 4 * LIMIT_REQUEST_LINE);
	buf_printf(&b, "%s?next=", path_pattern(P_LOGIN));
	url_encode_form(&b, target);
	response_redirect(rs, 302, buf_str(&b));
}

static bool
is_safe(enum method m)
{
	return (m & (GET | HEAD | OPTIONS)) != 0;
}

bool
access_admit(struct ctx *c, struct response *rs)
{
	if (!is_safe(c->rq->method) && !(c->route->needs & NO_CSRF)) {
		site_write_error(c, rs, 403,
		    S("The form was not sent from a page of this site, or "
		      "cookies are off."));
		return false;
	}
	if ((c->route->needs & LOGIN) && c->user == NULL) {
		ask_to_sign_in(c, rs);
		return false;
	}
	return true;
}
