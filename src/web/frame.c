/*
 * The frame of every page: title, navigation, assets. Nothing in it depends
 * on the clock, and for visitors only on the URL, so their pages can be
 * cached.
 */
#include "web/frame.h"

#include "base/url.h"
#include "site/access.h"
#include "web/asset.h"
#include "web/show.h"

static void
add_project(struct ctx *c, struct frame *f, const struct project *p)
{
	f->project = show_name(c->a, p->name, p->linkname);
	f->list = link_list(c->a, p);
	f->list_all = str_f(c->a, "%.*s?state=%%2A", STR_ARG(f->list));
	f->list_archive =
	    str_f(c->a, "%.*s?state=%%2A&archive=true", STR_ARG(f->list));
	f->project_about = PATH(c->a, P_PROJECT, p->linkname);
}

void
frame_add_form(struct ctx *c, struct frame *f)
{
	if (f->csrf.p == NULL)
		f->csrf = access_csrf_token(c);
}

/* Back to this page afterwards, unless it is about signing in itself. */
static struct str
login_url(struct ctx *c)
{
	struct str login = str_c(path_pattern(P_LOGIN)), here = c->rq->target;
	struct buf b;

	if (c->rq->method != GET || !str_starts(here, S("/")) ||
	    str_starts(here, S("/user/")) ||
	    str_eq(here, str_c(path_pattern(P_INDEX))))
		return login;
	buf_init(&b, c->a, 4 * LIMIT_REQUEST_LINE);
	buf_printf(&b, "%.*s?next=", STR_ARG(login));
	url_encode_form(&b, here);
	return buf_str(&b);
}

static void
add_account(struct ctx *c, struct frame *f)
{
	if (c->user == NULL) {
		f->login = login_url(c);
		return;
	}
	f->user = show_user(c->a, c->user);
	f->profile = str_c(path_pattern(P_USER));
	f->logout = str_c(path_pattern(P_LOGOUT));
	frame_add_form(c, f);
}

struct frame
frame_make(struct ctx *c, struct str title, const struct project *project)
{
	struct frame f = {
		.title = title,
		.css = asset_url(c->a, S("style.css")),
		.script = asset_url(c->a, S("thimble.js")),
		.icon = asset_url(c->a, S("thimble.svg")),
		.version = S(THIMBLE_VERSION),
		.home = str_c(path_pattern(P_INDEX)),
		.about = str_c(path_pattern(P_ABOUT)),
	};

	if (c->conf->rest)
		f.api = S("/api/");
	if (project != NULL)
		add_project(c, &f, project);
	add_account(c, &f);
	return f;
}

struct str
link_list(struct arena *a, const struct project *p)
{
	return PATH(a, P_PATCH_LIST, p->linkname);
}

struct str
link_list_by(
    struct arena *a, const struct project *p, const char *name, int64_t id)
{
	return str_f(
	    a, "%.*s?%s=%lld", STR_ARG(link_list(a, p)), name, (long long)id);
}

struct str
link_list_series(struct arena *a, const struct project *p, int64_t series)
{
	return link_list_by(a, p, "series", series);
}

struct str
link_patch(
    struct arena *a, enum path kind, struct str linkname, struct str msgid)
{
	return PATH(a, kind, linkname, msgid);
}

struct str
link_id(struct arena *a, enum path kind, int64_t id)
{
	return PATH(a, kind, str_f(a, "%lld", (long long)id));
}

void
html_answer(struct response *rs, int status)
{
	rs->status = status;
	rs->type = S("text/html; charset=utf-8");
}
