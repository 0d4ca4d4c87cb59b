/*
 * Patches and cover letters: their pages, and where old and mistaken
 * addresses lead (spec/web.md 1).
 */
#include "model/comment.h"
#include "model/cover.h"
#include "model/patch.h"
#include "model/project.h"
#include "web/find.h"
#include "web/frame.h"
#include "web/handlers.h"
#include "web/mailpage.h"

static enum err
redirect(struct response *rs, struct str url)
{
	response_redirect(rs, 302, url);
	return OK;
}

/* A mail that is there as the other kind. */
static enum err
lead_to_cover(struct ctx *c, struct response *rs)
{
	struct project project;
	struct cover cover;
	enum err e;

	if ((e = find_cover(c, &project, &cover)) != OK)
		return e;
	return redirect(
	    rs, link_patch(c->a, P_COVER, project.linkname, cover.msgid));
}

static enum err
lead_to_patch(struct ctx *c, struct response *rs)
{
	struct project project;
	struct patch patch;
	enum err e;

	if ((e = find_patch(c, &project, &patch)) != OK)
		return e;
	return redirect(
	    rs, link_patch(c->a, P_PATCH, project.linkname, patch.msgid));
}

enum err
web_patch_show(struct ctx *c, struct response *rs)
{
	struct mailpage *m = arena_new(c->a, struct mailpage);
	struct str canonical;
	enum err e;

	m->c = c;
	m->is_patch = true;
	e = find_patch(c, &m->project, &m->mail);
	if (e == ERR_NOT_FOUND && m->project.id != 0)
		return lead_to_cover(c, rs);
	if (e != OK)
		return e;
	canonical =
	    find_canonical(c, P_PATCH, m->project.linkname, m->mail.msgid);
	if (canonical.p != NULL)
		return redirect(rs, canonical);
	return mailpage_answer(m, rs);
}

static enum err
find_series_of(struct ctx *c, int64_t cover, int64_t *series)
{
	struct series *s = NULL;
	size_t n = 0;
	enum err e;

	if ((e = cover_list_series(
		 c->db, c->a, (struct ids){ &cover, 1 }, &s, &n)) != OK)
		return e;
	*series = n > 0 ? s[0].id : 0;
	return OK;
}

enum err
web_cover_show(struct ctx *c, struct response *rs)
{
	struct mailpage *m = arena_new(c->a, struct mailpage);
	struct str canonical;
	struct cover cover;
	enum err e;

	m->c = c;
	e = find_cover(c, &m->project, &cover);
	if (e == ERR_NOT_FOUND && m->project.id != 0)
		return lead_to_patch(c, rs);
	if (e != OK)
		return e;
	canonical =
	    find_canonical(c, P_COVER, m->project.linkname, cover.msgid);
	if (canonical.p != NULL)
		return redirect(rs, canonical);
	m->mail = (struct patch){
		.id = cover.id,
		.msgid = cover.msgid,
		.date = cover.date,
		.name = cover.name,
		.project = cover.project,
		.submitter = cover.submitter,
		.headers = cover.headers,
		.content = cover.content,
	};
	if ((e = find_series_of(c, cover.id, &m->mail.series)) != OK)
		return e;
	return mailpage_answer(m, rs);
}

/* One row without its texts. */
static enum err
load_one(
    struct ctx *c, const struct entity *entity, int64_t id, const void **out)
{
	struct set set;
	enum err e;

	set_init(&set, c->a, entity);
	set_want(&set, id > 0 ? id : -1);
	if ((e = set_load(&set, c->db)) != OK)
		return e;
	*out = set_find(&set, id);
	return *out != NULL ? OK
			    : err_set(ERR_NOT_FOUND, "there is no such mail");
}

/* The address of a mail by its number, under the path of that kind. */
static enum err
address_patch(struct ctx *c, enum path kind, int64_t id, struct str *out)
{
	const void *patch, *project;
	enum err e;

	if ((e = load_one(c, &patch_entity, id, &patch)) != OK ||
	    (e = load_one(c, &project_entity,
		 ((const struct patch *)patch)->project, &project)) != OK)
		return e;
	*out =
	    link_patch(c->a, kind, ((const struct project *)project)->linkname,
		((const struct patch *)patch)->msgid);
	return OK;
}

static enum err
address_cover(struct ctx *c, enum path kind, int64_t id, struct str *out)
{
	const void *cover, *project;
	enum err e;

	if ((e = load_one(c, &cover_entity, id, &cover)) != OK ||
	    (e = load_one(c, &project_entity,
		 ((const struct cover *)cover)->project, &project)) != OK)
		return e;
	*out =
	    link_patch(c->a, kind, ((const struct project *)project)->linkname,
		((const struct cover *)cover)->msgid);
	return OK;
}

enum err
web_patch_redirect(struct ctx *c, struct response *rs)
{
	const enum path *kind = c->route->arg;
	struct str url;
	enum err e;

	if ((e = address_patch(c, *kind, ctx_arg_id(c, 0), &url)) != OK)
		return e;
	return redirect(rs, url);
}

enum err
web_cover_redirect(struct ctx *c, struct response *rs)
{
	const enum path *kind = c->route->arg;
	struct str url;
	enum err e;

	if ((e = address_cover(c, *kind, ctx_arg_id(c, 0), &url)) != OK)
		return e;
	return redirect(rs, url);
}

/* Comments of patches and covers have numbers of their own, and this address
 * does not say of which: a patch's comes first (spec/web.md 17.17). */
enum err
web_comment_redirect(struct ctx *c, struct response *rs)
{
	int64_t id = ctx_arg_id(c, 0), parent;
	struct str url;
	enum err e;

	e = comment_parent(c->db, COMMENT_PATCH, id, &parent);
	if (e == OK)
		e = address_patch(c, P_PATCH, parent, &url);
	else if (e == ERR_NOT_FOUND &&
	    (e = comment_parent(c->db, COMMENT_COVER, id, &parent)) == OK)
		e = address_cover(c, P_COVER, parent, &url);
	if (e != OK)
		return e;
	return redirect(
	    rs, str_f(c->a, "%.*s#%lld", STR_ARG(url), (long long)id));
}
