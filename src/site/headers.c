/*
 * Headers of all answers. Pages run no script and take no style that is not
 * a file of this site: what a mail smuggles into a page does nothing.
 */
#include "site/site.h"

#include "auth/csrf.h"
#include "site/cors.h"
#include "site/signin.h"

static const char policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

/* An answer with a form carries the cookie that the form needs; that, and what
 * somebody who is signed in gets, is for nobody else. */
static void
add_privacy(struct ctx *c, struct response *rs)
{
	struct str secret = c->access.csrf;

	if (secret.p != NULL)
		signin_set_cookie(c, rs,
		    &(struct cookie){
			CSRF_COOKIE, secret, CSRF_SECONDS, true });
	if ((secret.p != NULL || c->user != NULL) &&
	    !response_has_header(rs, "Cache-Control"))
		response_header(rs, "Cache-Control", S("private, no-cache"));
	if (c->version == 0 && !response_has_header(rs, "Vary"))
		response_header(rs, "Vary", S("Cookie"));
}

void
site_add_headers(struct ctx *c, struct response *rs)
{
	add_privacy(c, rs);
	response_header(rs, "X-Frame-Options", S("DENY"));
	response_header(rs, "X-Content-Type-Options", S("nosniff"));
	response_header(rs, "Referrer-Policy", S("same-origin"));
	if (str_starts(rs->type, S("text/html")))
		response_header(rs, "Content-Security-Policy", str_c(policy));
	cors_add_headers(c, rs);
	if (c->conf->http_debug_statements)
		response_header(rs, "X-Thimble-Statements",
		    str_f(c->a, "%lld", (long long)rs->statements));
}
