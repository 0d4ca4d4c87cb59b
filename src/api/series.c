/* Series. */
#include "model/series.h"

#include "api/endpoint.h"
#include "api/link.h"
#include "api/relation.h"
#include "model/joined.h"

static void
show_web_url(struct api *api, const void *row)
{
	const struct series *s = row;
	const struct project *p = api_row(api, SLOT_PROJECT, s->project);
	struct str list;

	if (p == NULL) {
		json_none(&api->j);
		return;
	}
	list = PATH(api->a, P_PATCH_LIST, p->linkname);
	link_show_site(api,
	    str_f(api->a, "%.*s?series=%lld", STR_ARG(list), (long long)s->id));
}

static void
show_mbox(struct api *api, const void *row)
{
	const struct series *s = row;

	link_show_site_id(api, P_SERIES_MBOX, s->id);
}

static void
show_received_all(struct api *api, const void *row)
{
	const struct series *s = row;

	json_bool(&api->j, s->total <= s->received);
}

/* By the project of each series, whatever stands beside it. */
static bool
shows_dependencies(struct api *api, const void *row)
{
	const struct series *s = row;
	const struct project *p = api_row(api, SLOT_PROJECT, s->project);

	return p != NULL && p->show_dependencies;
}

/* clang-format off */
static const struct field full[] = {
	{ "id",             V1_0, BOTH, INT(series, id) },
	{ "url",            V1_0, BOTH, URL },
	{ "web_url",        V1_1, BOTH, SHOWN(LINK, show_web_url) },
	{ "project",        V1_0, BOTH, REF(series, project), &project_shape },
	{ "name",           V1_0, BOTH | NIL, STR(series, name) },
	{ "date",           V1_0, BOTH, TIME(series, date) },
	{ "submitter",      V1_0, BOTH, REF(series, submitter), &person_shape },
	{ "version",        V1_0, BOTH, INT(series, version) },
	{ "total",          V1_0, BOTH, INT(series, total) },
	{ "received_total", V1_0, BOTH, INT(series, received) },
	{ "received_all",   V1_0, BOTH, SHOWN(TRUTH, show_received_all) },
	{ "mbox",           V1_0, BOTH, SHOWN(LINK, show_mbox) },
	{ "cover_letter",   V1_0, BOTH | NIL, REF(series, cover), &cover_shape },
	{ "patches",        V1_0, BOTH, MANY(series, id), &patch_shape, REL_SERIES_PATCHES },
	{ "dependencies",   V1_4, BOTH, LINKS, &series_shape, REL_SERIES_DEPENDENCIES,
	                                .when = shows_dependencies },
	{ "dependents",     V1_4, BOTH, LINKS, &series_shape, REL_SERIES_DEPENDENTS,
	                                .when = shows_dependencies },
};

static const struct field brief[] = {
	{ "id",             V1_0, BOTH, INT(series, id) },
	{ "url",            V1_0, BOTH, URL },
	{ "web_url",        V1_1, BOTH, SHOWN(LINK, show_web_url) },
	{ "date",           V1_0, BOTH, TIME(series, date) },
	{ "name",           V1_0, BOTH | NIL, STR(series, name) },
	{ "version",        V1_0, BOTH, INT(series, version) },
	{ "mbox",           V1_0, BOTH, SHOWN(LINK, show_mbox) },
};
/* clang-format on */

static void
want(struct api *api, const void *row)
{
	const struct series *s = row;

	api_want(api, SLOT_PROJECT, s->project);
}

const struct shape series_shape = {
	.entity = &series_entity,
	.slot = SLOT_SERIES,
	.full = FIELDS(full),
	.brief = FIELDS(brief),
	.path = P_API_SERIES,
	.want = want,
};

static const struct lister lister = {
	.listing = &series_listing,
	.filters = &series_filters,
	.orders = series_orders,
	.norders = &series_norders,
	.search = series_search,
	.nsearch = COUNT(series_search),
};

const struct endpoint api_series_list = {
	.name = "Series List",
	.description = "List series.",
	.shape = &series_shape,
	.where = LIST,
	.list = &lister,
};

static enum err
find(struct api *api, void *row)
{
	static const struct pairs none = { NULL, 0 };
	struct series_joined *s = row;
	enum err e;

	e = joined_get_series(api->c->db, api->a, ctx_arg_id(api->c, 0), s);
	if (e != OK)
		return e == ERR_NOT_FOUND ? engine_missing(&series_entity) : e;
	api_put(api, SLOT_PROJECT, &s->project);
	api_put(api, SLOT_PERSON, &s->submitter);
	api_put(api, SLOT_COVER, &s->cover);
	if (!s->project.show_dependencies) {
		relation_put(api, REL_SERIES_DEPENDENCIES, none);
		relation_put(api, REL_SERIES_DEPENDENTS, none);
	}
	return OK;
}

const struct endpoint api_series = {
	.name = "Series Detail",
	.description = "Show a series.",
	.shape = &series_shape,
	.where = ITEM,
	.find = find,
	.size = sizeof(struct series_joined),
};
