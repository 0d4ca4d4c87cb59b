/* What this site is, and what it says when it cannot answer. */
#include "base/url.h"
#include "base/utf8.h"
#include "web/asset.h"
#include "web/frame.h"
#include "web/handlers.h"
#include "web/routes.h"

enum err
web_about_show(struct ctx *c, struct response *rs)
{
	struct about_page page = {
		.frame = frame_make(c, S("About"), NULL),
		.rest = c->conf->rest,
		.xmlrpc = c->conf->xmlrpc,
	};

	html_answer(rs, 200);
	return template_about(&rs->body, &page);
}

enum err
web_about_redirect(struct ctx *c, struct response *rs)
{
	(void)c;
	response_redirect(rs, 301, str_c(path_pattern(P_ABOUT)));
	return OK;
}

enum err
web_asset_show(struct ctx *c, struct response *rs)
{
	if (!web_asset_answer(NULL, c->rq, rs))
		return err_set(ERR_NOT_FOUND, "no such file");
	return OK;
}

enum err
web_error_page(
    struct ctx *c, struct response *rs, int status, struct str message)
{
	struct error_page page = {
		.status = status,
		.reason = http_reason(status),
		.message = message,
		.again = status == 503,
	};

	if (status == 404)
		page.path = url_decode(c->a, c->rq->path, false);
	page.path = page.path.p ? utf8_clean(c->a, page.path) : page.path;
	page.frame = frame_make(c, page.reason, NULL);
	html_answer(rs, status);
	return template_error(&rs->body, &page);
}
