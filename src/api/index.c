/* What there is, in short and in full. */
#include "api/describe.h"
#include "api/link.h"

static void
show_index(struct api *api)
{
	static const struct {
		const char *name;
		enum path path;
	} rows[] = {
		{ "projects", P_API_PROJECTS },
		{ "users", P_API_USERS },
		{ "people", P_API_PEOPLE },
		{ "patches", P_API_PATCHES },
		{ "covers", P_API_COVERS },
		{ "series", P_API_SERIES_LIST },
		{ "events", P_API_EVENTS },
		{ "bundles", P_API_BUNDLES },
	};

	json_begin_object(&api->j);
	for (size_t i = 0; i < COUNT(rows); i++) {
		json_key(&api->j, str_c(rows[i].name));
		link_show_api(api, rows[i].path, 0);
	}
	json_end_object(&api->j);
}

const struct endpoint api_index = {
	.name = "Index",
	.description = "",
	.document = show_index,
};

static void
show_openapi(struct api *api)
{
	openapi_write(&(struct openapi){
	    .j = &api->j,
	    .version = api->version,
	    .prefix = str_from(api->root, api->base.n),
	    .server = api->base,
	});
}

const struct endpoint api_openapi = {
	.name = "OpenAPI",
	.description = "What there is, for programs.",
	.document = show_openapi,
	.bare = true,
};
