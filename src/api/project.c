/* Projects, and who maintains them. */
#include "model/project.h"

#include "api/endpoint.h"
#include "api/link.h"

/* clang-format off */
static const struct write w_url = { W_STRING, BLANK, 2000,
	.help = "An address on the web; it is not checked." };
static const struct write w_format = { W_STRING, BLANK, 2000,
	.help = "An address with {} where the message id or commit belongs." };
static const struct write w_switch = { W_BOOLEAN, FORM_FALSE,
	.help = "Whether series show what they depend on." };

static const struct field full[] = {
	/* name                    since shown  member */
	{ "id",                      V1_0, BOTH, INT(project, id) },
	{ "url",                     V1_0, BOTH, URL },
	{ "name",                    V1_0, BOTH, STR(project, name) },
	{ "link_name",               V1_0, BOTH, STR(project, linkname) },
	{ "list_id",                 V1_0, BOTH, STR(project, listid) },
	{ "list_email",              V1_0, BOTH, STR(project, listemail) },
	{ "web_url",                 V1_0, BOTH, STR(project, web_url), .write = &w_url },
	{ "scm_url",                 V1_0, BOTH, STR(project, scm_url), .write = &w_url },
	{ "webscm_url",              V1_0, BOTH, STR(project, webscm_url), .write = &w_url },
	{ "maintainers",             V1_0, BOTH, MANY(project, id), &user_shape, REL_PROJECT_MAINTAINERS },
	{ "subject_match",           V1_1, BOTH, STR(project, subject_match) },
	{ "list_archive_url",        V1_2, BOTH, STR(project, list_archive_url), .write = &w_url },
	{ "list_archive_url_format", V1_2, BOTH, STR(project, list_archive_url_format), .write = &w_format },
	{ "commit_url_format",       V1_2, BOTH, STR(project, commit_url_format), .write = &w_format },
	{ "show_dependencies",       V1_4, BOTH, BOOL(project, show_dependencies), .write = &w_switch },
};

static const struct field brief[] = {
	{ "id",                      V1_0, BOTH, INT(project, id) },
	{ "url",                     V1_0, BOTH, URL },
	{ "name",                    V1_0, BOTH, STR(project, name) },
	{ "link_name",               V1_0, BOTH, STR(project, linkname) },
	{ "list_id",                 V1_0, BOTH, STR(project, listid) },
	{ "list_email",              V1_0, BOTH, STR(project, listemail) },
	{ "web_url",                 V1_0, BOTH, STR(project, web_url) },
	{ "scm_url",                 V1_0, BOTH, STR(project, scm_url) },
	{ "webscm_url",              V1_0, BOTH, STR(project, webscm_url) },
	{ "list_archive_url",        V1_2, BOTH, STR(project, list_archive_url) },
	{ "list_archive_url_format", V1_2, BOTH, STR(project, list_archive_url_format) },
	{ "commit_url_format",       V1_2, BOTH, STR(project, commit_url_format) },
};
/* clang-format on */

const struct shape project_shape = {
	.entity = &project_entity,
	.slot = SLOT_PROJECT,
	.full = FIELDS(full),
	.brief = FIELDS(brief),
	.path = P_API_PROJECT,
};

static const struct lister lister = {
	.listing = &project_listing,
	.filters = &no_filters,
	.orders = project_orders,
	.norders = &project_norders,
	.search = project_search,
	.nsearch = COUNT(project_search),
};

const struct endpoint api_projects = {
	.name = "Project List",
	.description = "List projects.",
	.shape = &project_shape,
	.where = LIST,
	.list = &lister,
};

/* A number is an id first, and a link name if there is no such id. */
static enum err
find(struct api *api, void *row)
{
	struct str key = ctx_arg(api->c, 0);
	int64_t id;
	enum err e = ERR_NOT_FOUND;

	if (filter_parse_id(key, &id))
		e = project_get(api->c->db, api->a, id, row);
	if (e == ERR_NOT_FOUND)
		e = project_find(api->c->db, api->a, key, row);
	return e == ERR_NOT_FOUND ? engine_missing(&project_entity) : e;
}

static enum err
parties(struct api *api, const void *row, struct parties *out)
{
	const struct project *p = row;

	(void)api;
	*out = (struct parties){ .project = p->id };
	return OK;
}

const struct endpoint api_project = {
	.name = "Project Detail",
	.description = "get:\nShow a project.\n\npatch:\nUpdate a project.\n\n"
		       "put:\nUpdate a project.",
	.shape = &project_shape,
	.where = ITEM,
	.find = find,
	.right = { PUT | PATCH, CAN_EDIT_PROJECT },
	.parties = parties,
};
