/* What there is. */
#include "api/endpoint.h"
#include "api/index.h"
#include "api/link.h"

const struct endpoint api_index = { .name = "Index", .description = "" };

void
index_show(struct api *api)
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
