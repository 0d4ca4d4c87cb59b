/* Cover letters. */
#include "model/cover.h"

#include "api/endpoint.h"
#include "api/headers.h"
#include "api/link.h"
#include "api/relation.h"
#include "model/joined.h"

static void
show_web_url(struct api *api, const void *row)
{
	const struct cover *c = row;

	link_show_mail(api, P_COVER, c->project, c->msgid);
}

static void
show_mbox(struct api *api, const void *row)
{
	const struct cover *c = row;

	link_show_mail(api, P_COVER_MBOX, c->project, c->msgid);
}

static void
show_archive(struct api *api, const void *row)
{
	const struct cover *c = row;

	link_show_archive(api, c->project, c->msgid);
}

static void
show_comments(struct api *api, const void *row)
{
	const struct cover *c = row;

	link_show_plain(api, P_API_COVER_COMMENTS, c->id);
}

static void
show_headers(struct api *api, const void *row)
{
	const struct cover *c = row;

	headers_show(&api->j, api->a, c->headers);
}

/* clang-format off */
static const struct field full[] = {
	{ "id",               V1_0, BOTH, INT(cover, id) },
	{ "url",              V1_0, BOTH, URL },
	{ "web_url",          V1_1, BOTH, SHOWN(LINK, show_web_url) },
	{ "project",          V1_0, BOTH, REF(cover, project), &project_shape },
	{ "msgid",            V1_0, BOTH, STR(cover, msgid) },
	{ "list_archive_url", V1_2, BOTH | NIL, SHOWN(LINK, show_archive) },
	{ "date",             V1_0, BOTH, TIME(cover, date) },
	{ "name",             V1_0, BOTH, STR(cover, name) },
	{ "submitter",        V1_0, BOTH, REF(cover, submitter), &person_shape },
	{ "mbox",             V1_1, BOTH, SHOWN(LINK, show_mbox) },
	{ "series",           V1_0, BOTH, MANY(cover, id), &series_shape, REL_COVER_SERIES },
	{ "comments",         V1_1, BOTH, SHOWN(LINK, show_comments) },
	{ "headers",          V1_0, ITEM, SHOWN(HEADERS, show_headers) },
	{ "content",          V1_0, ITEM | NIL, STR(cover, content) },
};

static const struct field brief[] = {
	{ "id",               V1_0, BOTH, INT(cover, id) },
	{ "url",              V1_0, BOTH, URL },
	{ "web_url",          V1_1, BOTH, SHOWN(LINK, show_web_url) },
	{ "msgid",            V1_0, BOTH, STR(cover, msgid) },
	{ "list_archive_url", V1_2, BOTH | NIL, SHOWN(LINK, show_archive) },
	{ "date",             V1_0, BOTH, TIME(cover, date) },
	{ "name",             V1_0, BOTH, STR(cover, name) },
	{ "mbox",             V1_1, BOTH, SHOWN(LINK, show_mbox) },
};
/* clang-format on */

static void
want(struct api *api, const void *row)
{
	const struct cover *c = row;

	api_want(api, SLOT_PROJECT, c->project);
}

const struct shape cover_shape = {
	.entity = &cover_entity,
	.slot = SLOT_COVER,
	.full = FIELDS(full),
	.brief = FIELDS(brief),
	.path = P_API_COVER,
	.want = want,
};

static const struct lister lister = {
	.listing = &cover_listing,
	.filters = &cover_filters,
	.orders = cover_orders,
	.norders = &cover_norders,
	.search = cover_search,
	.nsearch = COUNT(cover_search),
};

const struct endpoint api_covers = {
	.name = "Cover List",
	.description = "List cover letters.",
	.shape = &cover_shape,
	.where = LIST,
	.list = &lister,
};

static enum err
find(struct api *api, void *row)
{
	struct cover_joined *c = row;
	struct pair *series = arena_new(api->a, struct pair);
	enum err e;

	e = joined_get_cover(api->c->db, api->a, ctx_arg_id(api->c, 0), c);
	if (e != OK)
		return e == ERR_NOT_FOUND ? engine_missing(&cover_entity) : e;
	api_put(api, SLOT_PROJECT, &c->project);
	api_put(api, SLOT_PERSON, &c->submitter);
	api_put(api, SLOT_SERIES, &c->series);
	*series = (struct pair){ c->cover.id, c->series.id };
	relation_put(
	    api, REL_COVER_SERIES, (struct pairs){ series, c->series.id != 0 });
	return OK;
}

const struct endpoint api_cover = {
	.name = "Cover Detail",
	.description = "Show a cover letter.",
	.shape = &cover_shape,
	.where = ITEM,
	.find = find,
	.size = sizeof(struct cover_joined),
};
