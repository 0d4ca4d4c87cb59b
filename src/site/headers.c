/*
 * Headers of all answers. Pages run no script and take no style that is not
 * a file of this site: what a mail smuggles into a page does nothing.
 */
#include "site/site.h"

static const char policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";

void
site_add_headers(struct ctx *c, struct response *rs)
{
	response_header(rs, "X-Frame-Options", S("DENY"));
	response_header(rs, "X-Content-Type-Options", S("nosniff"));
	response_header(rs, "Referrer-Policy", S("same-origin"));
	if (str_starts(rs->type, S("text/html")))
		response_header(rs, "Content-Security-Policy", str_c(policy));
	if (c->conf->http_debug_statements)
		response_header(rs, "X-Thimble-Statements",
		    str_f(c->a, "%lld", (long long)rs->statements));
}
