/*
 * The routes of the REST API. The methods of a row are what its header Allow
 * lists in every version; which of them a caller may use is the endpoint's.
 */
#include "api/routes.h"

#include "api/endpoint.h"
#include "api/engine.h"

/* clang-format off */
#define ROUTE(methods, path, endpoint, since) \
	{ methods, path, 0, engine_answer, &endpoint, since }

static const struct route rows[] = {
	/*    methods                     path                  endpoint         since */
	ROUTE(GET,                        P_API_INDEX,          api_index,          V1_0),
	ROUTE(GET,                        P_API_OPENAPI,        api_openapi,        V1_0),
	ROUTE(GET,                        P_API_USERS,          api_users,          V1_0),
	ROUTE(GET | PUT | PATCH,          P_API_USER,           api_user,           V1_0),
	ROUTE(GET,                        P_API_PEOPLE,         api_people,         V1_0),
	ROUTE(GET,                        P_API_PERSON,         api_person,         V1_0),
	ROUTE(GET,                        P_API_COVERS,         api_covers,         V1_0),
	ROUTE(GET,                        P_API_COVER,          api_cover,          V1_0),
	ROUTE(GET,                        P_API_COVER_COMMENTS, api_cover_comments, V1_1),
	ROUTE(GET | PUT | PATCH,          P_API_COVER_COMMENT,  api_cover_comment,  V1_3),
	ROUTE(GET,                        P_API_PATCHES,        api_patches,        V1_0),
	ROUTE(GET | PUT | PATCH,          P_API_PATCH,          api_patch,          V1_0),
	ROUTE(GET | POST,                 P_API_CHECKS,         api_checks,         V1_0),
	ROUTE(GET,                        P_API_CHECK,          api_check,          V1_0),
	ROUTE(GET,                        P_API_PATCH_COMMENTS, api_patch_comments, V1_1),
	ROUTE(GET | PUT | PATCH,          P_API_PATCH_COMMENT,  api_patch_comment,  V1_3),
	ROUTE(GET,                        P_API_SERIES_LIST,    api_series_list,    V1_0),
	ROUTE(GET,                        P_API_SERIES,         api_series,         V1_0),
	ROUTE(GET | POST,                 P_API_BUNDLES,        api_bundles,        V1_0),
	ROUTE(GET | PUT | PATCH | DELETE, P_API_BUNDLE,         api_bundle,         V1_0),
	ROUTE(GET,                        P_API_PROJECTS,       api_projects,       V1_0),
	ROUTE(GET | PUT | PATCH,          P_API_PROJECT,        api_project,        V1_0),
	ROUTE(GET,                        P_API_EVENTS,         api_events,         V1_0),
	ROUTE(GET,                        P_API_STATES,         api_states,         V1_4),
	ROUTE(GET,                        P_API_STATE,          api_state,          V1_4),
};
/* clang-format on */

const struct routes api_routes = { rows, COUNT(rows), .api = true };
