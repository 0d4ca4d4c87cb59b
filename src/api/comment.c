/* Comments on patches and on covers: two families of one shape. */
#include "model/comment.h"

#include "api/below.h"
#include "api/endpoint.h"
#include "api/headers.h"
#include "api/link.h"
#include "model/comment_change.h"
#include "model/cover.h"
#include "model/patch.h"

static void
show_web_url(struct api *api, const void *row)
{
	const struct comment *c = row;

	link_show_site_id(api, P_COMMENT_ID, c->id);
}

static void
show_patch_archive(struct api *api, const void *row)
{
	const struct comment *c = row;
	const struct patch *p = api_row(api, SLOT_PATCH, c->parent);

	link_show_archive(api, p != NULL ? p->project : 0, c->msgid);
}

static void
show_cover_archive(struct api *api, const void *row)
{
	const struct comment *c = row;
	const struct cover *p = api_row(api, SLOT_COVER, c->parent);

	link_show_archive(api, p != NULL ? p->project : 0, c->msgid);
}

static void
show_subject(struct api *api, const void *row)
{
	const struct comment *c = row;

	json_str(&api->j, headers_find(c->headers, S("Subject")));
}

static void
show_headers(struct api *api, const void *row)
{
	const struct comment *c = row;

	headers_show(&api->j, api->a, c->headers);
}

/* What an edit may set. */
struct comment_edit {
	unsigned mask; /* 1: addressed */
	int64_t addressed;
};

/* clang-format off */
static const struct write w_addressed = { W_BOOLEAN,
	INTO(comment_edit, addressed, int64_t), 1, NULLABLE,
	.help = "Whether what was asked for has been done." };

#define FULL(archive) \
	{ "id",               V1_1, BOTH, INT(comment, id) }, \
	{ "url",              V1_3, BOTH, URL }, \
	{ "web_url",          V1_1, BOTH, SHOWN(LINK, show_web_url) }, \
	{ "msgid",            V1_1, BOTH, STR(comment, msgid) }, \
	{ "list_archive_url", V1_2, BOTH | NIL, SHOWN(LINK, archive) }, \
	{ "date",             V1_1, BOTH, TIME(comment, date) }, \
	{ "subject",          V1_1, BOTH, SHOWN(TEXT, show_subject) }, \
	{ "submitter",        V1_1, BOTH, REF(comment, submitter), &person_shape }, \
	{ "content",          V1_1, BOTH | NIL, STR(comment, content) }, \
	{ "headers",          V1_1, BOTH, SHOWN(HEADERS, show_headers) }, \
	{ "addressed",        V1_3, BOTH, MAYBE(comment, addressed), .write = &w_addressed }

#define BRIEF(archive) \
	{ "id",               V1_0, BOTH, INT(comment, id) }, \
	{ "url",              V1_3, BOTH, URL }, \
	{ "web_url",          V1_1, BOTH, SHOWN(LINK, show_web_url) }, \
	{ "msgid",            V1_0, BOTH, STR(comment, msgid) }, \
	{ "list_archive_url", V1_2, BOTH | NIL, SHOWN(LINK, archive) }, \
	{ "date",             V1_0, BOTH, TIME(comment, date) }

static const struct field patch_full[] = { FULL(show_patch_archive) };
static const struct field patch_brief[] = { BRIEF(show_patch_archive) };
static const struct field cover_full[] = { FULL(show_cover_archive) };
static const struct field cover_brief[] = { BRIEF(show_cover_archive) };
/* clang-format on */

static void
want_patch(struct api *api, const void *row)
{
	const struct comment *c = row;

	api_want(api, SLOT_PATCH, c->parent);
}

static void
want_cover(struct api *api, const void *row)
{
	const struct comment *c = row;

	api_want(api, SLOT_COVER, c->parent);
}

const struct shape patch_comment_shape = {
	.entity = &patch_comment_entity,
	.slot = SLOT_PATCH_COMMENT,
	.full = FIELDS(patch_full),
	.brief = FIELDS(patch_brief),
	.path = P_API_PATCH_COMMENT,
	.parent = offsetof(struct comment, parent),
	.want = want_patch,
};

const struct shape cover_comment_shape = {
	.entity = &cover_comment_entity,
	.slot = SLOT_COVER_COMMENT,
	.full = FIELDS(cover_full),
	.brief = FIELDS(cover_brief),
	.path = P_API_COVER_COMMENT,
	.parent = offsetof(struct comment, parent),
	.want = want_cover,
};

static enum err
scope_patch(struct api *api, struct selection *s)
{
	static const struct sql_text by_patch = SQL("c.patch_id");

	below_select(api, s, by_patch);
	return OK;
}

static enum err
scope_cover(struct api *api, struct selection *s)
{
	static const struct sql_text by_cover = SQL("c.cover_id");

	below_select(api, s, by_cover);
	return OK;
}

static const struct lister patch_lister = {
	.listing = &patch_comment_listing,
	.filters = &no_filters,
	.orders = comment_orders,
	.norders = &comment_norders,
	.search = comment_search,
	.nsearch = COUNT(comment_search),
	.scope = scope_patch,
};

static const struct lister cover_lister = {
	.listing = &cover_comment_listing,
	.filters = &no_filters,
	.orders = comment_orders,
	.norders = &comment_norders,
	.search = comment_search,
	.nsearch = COUNT(comment_search),
	.scope = scope_cover,
};

/* The parent's project says where the archive of a comment is. */
static enum err
find_patch(struct api *api, void *row)
{
	enum err e;

	(void)row;
	if ((e = below_patch(api)) == OK)
		api_put(api, SLOT_PATCH, api->parent);
	return e;
}

static enum err
find_cover(struct api *api, void *row)
{
	enum err e;

	(void)row;
	if ((e = below_cover(api)) == OK)
		api_put(api, SLOT_COVER, api->parent);
	return e;
}

const struct endpoint api_patch_comments = {
	.name = "Patch Comment List",
	.description = "List patch comments",
	.shape = &patch_comment_shape,
	.where = LIST,
	.list = &patch_lister,
	.find = find_patch,
};

const struct endpoint api_cover_comments = {
	.name = "Cover Comment List",
	.description = "List cover comments",
	.shape = &cover_comment_shape,
	.where = LIST,
	.list = &cover_lister,
	.find = find_cover,
};

static enum err
find_one(struct api *api, enum comment_kind kind, void *row,
    const struct entity *entity)
{
	int64_t parent = ctx_arg_id(api->c, 0);
	int64_t id = ctx_arg_id(api->c, 1);
	enum err e;

	e = comment_get(api->c->db, api->a, kind, parent, id, row);
	return e == ERR_NOT_FOUND ? engine_missing(entity) : e;
}

static enum err
find_on_patch(struct api *api, void *row)
{
	enum err e;

	if ((e = find_patch(api, NULL)) != OK)
		return e;
	return find_one(api, COMMENT_PATCH, row, &patch_comment_entity);
}

static enum err
find_on_cover(struct api *api, void *row)
{
	enum err e;

	if ((e = find_cover(api, NULL)) != OK)
		return e;
	return find_one(api, COMMENT_COVER, row, &cover_comment_entity);
}

static enum err
parties_on_patch(struct api *api, const void *row, struct parties *out)
{
	return parties_of_patches(api->c->db, api->a, api->parent, 1, row, out);
}

static enum err
parties_on_cover(struct api *api, const void *row, struct parties *out)
{
	return parties_of_cover(api->c->db, api->a, api->parent, row, out);
}

static enum err
update(struct api *api, enum comment_kind kind, const struct comment *row,
    const struct comment_edit *edit)
{
	if (edit->mask == 0)
		return OK;
	return comment_set_addressed(
	    api->c->db, kind, row->id, (enum addressed)edit->addressed);
}

static enum err
update_on_patch(struct api *api, const void *row, const void *edit)
{
	return update(api, COMMENT_PATCH, row, edit);
}

static enum err
update_on_cover(struct api *api, const void *row, const void *edit)
{
	return update(api, COMMENT_COVER, row, edit);
}

const struct endpoint api_patch_comment = {
	.name = "Patch Comment Detail",
	.description = "get:\nShow a patch comment.\n\npatch:\nUpdate a patch "
		       "comment.\n\nput:\nUpdate a patch comment.",
	.shape = &patch_comment_shape,
	.where = ITEM,
	.find = find_on_patch,
	.right = { PUT | PATCH, CAN_EDIT_PATCH_COMMENT },
	.parties = parties_on_patch,
	.change = sizeof(struct comment_edit),
	.update = update_on_patch,
};

const struct endpoint api_cover_comment = {
	.name = "Cover Comment Detail",
	.description = "get:\nShow a cover comment.\n\npatch:\nUpdate a cover "
		       "comment.\n\nput:\nUpdate a cover comment.",
	.shape = &cover_comment_shape,
	.where = ITEM,
	.find = find_on_cover,
	.right = { PUT | PATCH, CAN_EDIT_COVER_COMMENT },
	.parties = parties_on_cover,
	.change = sizeof(struct comment_edit),
	.update = update_on_cover,
};
