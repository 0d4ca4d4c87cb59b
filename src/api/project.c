/* Projects, and who maintains them. */
#include "model/project.h"

#include "api/endpoint.h"
#include "api/input.h"
#include "api/link.h"
#include "api/spelling.h"
#include "model/project_change.h"

/* What an edit may set. */
struct project_edit {
	unsigned mask; /* enum project_member */
	struct project to;
};

static enum err
check_format(struct input *in, const void *at)
{
	const struct str *format = at;

	if (!spelling_is_format(*format))
		input_fault(in,
		    "Braces are only allowed as {} for what is inserted, or "
		    "doubled.");
	return OK;
}

/* clang-format off */
#define TEXT(member, bit) \
	W_STRING, INTO(project_edit, to.member, struct str), bit, BLANK, 2000
#define ADDRESS "An address on the web; it is not checked."
#define FORMAT  "An address with {} where the message id or commit belongs."

static const struct write w_web_url = { TEXT(web_url, PROJECT_WEB_URL),
	.help = ADDRESS };
static const struct write w_scm_url = { TEXT(scm_url, PROJECT_SCM_URL),
	.help = ADDRESS };
static const struct write w_webscm_url = { TEXT(webscm_url, PROJECT_WEBSCM_URL),
	.help = ADDRESS };
static const struct write w_archive_url = { TEXT(list_archive_url, PROJECT_ARCHIVE_URL),
	.help = ADDRESS };
static const struct write w_archive_url_format = {
	TEXT(list_archive_url_format, PROJECT_ARCHIVE_URL_FORMAT),
	.check = check_format, .help = FORMAT };
static const struct write w_commit_url_format = {
	TEXT(commit_url_format, PROJECT_COMMIT_URL_FORMAT),
	.check = check_format, .help = FORMAT };
static const struct write w_show_dependencies = { W_BOOLEAN,
	INTO(project_edit, to.show_dependencies, bool), PROJECT_SHOW_DEPENDENCIES, FORM_FALSE,
	.help = "Whether series show what they depend on." };

static const struct field full[] = {
	/* name                    since shown  member */
	{ "id",                      V1_0, BOTH, INT(project, id) },
	{ "url",                     V1_0, BOTH, URL },
	{ "name",                    V1_0, BOTH, STR(project, name) },
	{ "link_name",               V1_0, BOTH, STR(project, linkname) },
	{ "list_id",                 V1_0, BOTH, STR(project, listid) },
	{ "list_email",              V1_0, BOTH, STR(project, listemail) },
	{ "web_url",                 V1_0, BOTH, STR(project, web_url), .write = &w_web_url },
	{ "scm_url",                 V1_0, BOTH, STR(project, scm_url), .write = &w_scm_url },
	{ "webscm_url",              V1_0, BOTH, STR(project, webscm_url), .write = &w_webscm_url },
	{ "maintainers",             V1_0, BOTH, MANY(project, id), &user_shape, REL_PROJECT_MAINTAINERS },
	{ "subject_match",           V1_1, BOTH, STR(project, subject_match) },
	{ "list_archive_url",        V1_2, BOTH, STR(project, list_archive_url), .write = &w_archive_url },
	{ "list_archive_url_format", V1_2, BOTH, STR(project, list_archive_url_format), .write = &w_archive_url_format },
	{ "commit_url_format",       V1_2, BOTH, STR(project, commit_url_format), .write = &w_commit_url_format },
	{ "show_dependencies",       V1_4, BOTH, BOOL(project, show_dependencies), .write = &w_show_dependencies },
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

static enum err
update(struct api *api, const void *row, const void *edit)
{
	const struct project *p = row;
	const struct project_edit *c = edit;

	return project_update(api->c->db, api->a, p->id, c->mask, &c->to);
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
	.change = sizeof(struct project_edit),
	.update = update,
};
