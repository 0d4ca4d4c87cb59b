/* Patches. */
#include "model/patch.h"

#include "api/endpoint.h"
#include "api/headers.h"
#include "api/link.h"
#include "api/patch_write.h"
#include "api/relation.h"
#include "model/check.h"
#include "model/joined.h"

static void
show_web_url(struct api *api, const void *row)
{
	const struct patch *p = row;

	link_show_mail(api, P_PATCH, p->project, p->msgid);
}

static void
show_mbox(struct api *api, const void *row)
{
	const struct patch *p = row;

	link_show_mail(api, P_PATCH_MBOX, p->project, p->msgid);
}

static void
show_archive(struct api *api, const void *row)
{
	const struct patch *p = row;

	link_show_archive(api, p->project, p->msgid);
}

static void
show_comments(struct api *api, const void *row)
{
	const struct patch *p = row;

	link_show_plain(api, P_API_PATCH_COMMENTS, p->id);
}

static void
show_checks(struct api *api, const void *row)
{
	const struct patch *p = row;

	link_show_plain(api, P_API_CHECKS, p->id);
}

/* Clients know the type, and that there never is anything in it. */
static void
show_tags(struct api *api, const void *row)
{
	(void)row;
	json_begin_object(&api->j);
	json_end_object(&api->j);
}

static void
show_headers(struct api *api, const void *row)
{
	const struct patch *p = row;

	headers_show(&api->j, api->a, p->headers);
}

/* "[v2,1/2] x": the words of the bracket, without "patch". */
static void
show_prefixes(struct api *api, const void *row)
{
	const struct patch *p = row;
	struct str rest = S(""), words = S("");
	size_t end;

	json_begin_array(&api->j);
	if (!str_starts(p->name, S("[")) ||
	    !str_cut(str_from(p->name, 1), ']', &words, &rest))
		words = S("");
	for (; words.n > 0; words = str_from(words, end + 1)) {
		for (end = 0; end < words.n && words.p[end] != ',' &&
		     !char_is_blank(words.p[end]);)
			end++;
		if (end > 0 &&
		    !str_eq_nocase(str_sub(words, 0, end), S("patch")))
			json_str(&api->j, str_sub(words, 0, end));
	}
	json_end_array(&api->j);
}

static const struct names checks = { check_state_names, CHECK_STATES };

/* clang-format off */
static const struct field full[] = {
	{ "id",               V1_0, BOTH, INT(patch, id) },
	{ "url",              V1_0, BOTH, URL },
	{ "web_url",          V1_1, BOTH, SHOWN(LINK, show_web_url) },
	{ "project",          V1_0, BOTH, REF(patch, project), &project_shape },
	{ "msgid",            V1_0, BOTH, STR(patch, msgid) },
	{ "list_archive_url", V1_2, BOTH | NIL, SHOWN(LINK, show_archive) },
	{ "date",             V1_0, BOTH, TIME(patch, date) },
	{ "name",             V1_0, BOTH, STR(patch, name) },
	{ "commit_ref",       V1_0, BOTH, STR(patch, commit_ref), .write = &patch_write_commit_ref },
	{ "pull_url",         V1_0, BOTH, STR(patch, pull_url), .write = &patch_write_pull_url },
	{ "state",            V1_0, BOTH, STR(patch, state_slug), .write = &patch_write_state },
	{ "archived",         V1_0, BOTH, BOOL(patch, archived), .write = &patch_write_archived },
	{ "hash",             V1_0, BOTH | NIL, STR(patch, hash) },
	{ "submitter",        V1_0, BOTH, REF(patch, submitter), &person_shape },
	{ "delegate",         V1_0, BOTH | NIL, REF(patch, delegate), &user_shape, .write = &patch_write_delegate },
	{ "mbox",             V1_0, BOTH, SHOWN(LINK, show_mbox) },
	{ "series",           V1_0, BOTH, REFS(patch, series), &series_shape },
	{ "comments",         V1_1, BOTH, SHOWN(LINK, show_comments) },
	{ "check",            V1_0, BOTH, CODE, .relation = REL_PATCH_CHECK, .names = &checks },
	{ "checks",           V1_0, BOTH, SHOWN(LINK, show_checks) },
	{ "tags",             V1_0, BOTH, SHOWN(NOTHING, show_tags) },
	{ "related",          V1_2, BOTH, MANY(patch, related), &patch_shape, REL_PATCH_RELATED,
	                                  .write = &patch_write_related },
	{ "headers",          V1_0, ITEM, SHOWN(HEADERS, show_headers) },
	{ "content",          V1_0, ITEM | NIL, STR(patch, content) },
	{ "diff",             V1_0, ITEM | NIL, STR(patch, diff) },
	{ "prefixes",         V1_0, ITEM, SHOWN(WORDS, show_prefixes) },
};

static const struct field brief[] = {
	{ "id",               V1_0, BOTH, INT(patch, id) },
	{ "url",              V1_0, BOTH, URL },
	{ "web_url",          V1_1, BOTH, SHOWN(LINK, show_web_url) },
	{ "msgid",            V1_0, BOTH, STR(patch, msgid) },
	{ "list_archive_url", V1_2, BOTH | NIL, SHOWN(LINK, show_archive) },
	{ "date",             V1_0, BOTH, TIME(patch, date) },
	{ "name",             V1_0, BOTH, STR(patch, name) },
	{ "mbox",             V1_0, BOTH, SHOWN(LINK, show_mbox) },
};
/* clang-format on */

static void
want(struct api *api, const void *row)
{
	const struct patch *p = row;

	api_want(api, SLOT_PROJECT, p->project);
}

const struct shape patch_shape = {
	.entity = &patch_entity,
	.slot = SLOT_PATCH,
	.full = FIELDS(full),
	.brief = FIELDS(brief),
	.path = P_API_PATCH,
	.want = want,
};

static const struct lister lister = {
	.listing = &patch_listing,
	.filters = &patch_filters,
	.orders = patch_orders,
	.norders = &patch_norders,
	.search = patch_search,
	.nsearch = COUNT(patch_search),
};

const struct endpoint api_patches = {
	.name = "Patch List",
	.description = "List patches.",
	.shape = &patch_shape,
	.where = LIST,
	.list = &lister,
};

static enum err
find(struct api *api, void *row)
{
	struct patch_joined *p = row;
	struct pair *check = arena_new(api->a, struct pair);
	enum err e;

	e = joined_get_patch(api->c->db, api->a, ctx_arg_id(api->c, 0), p);
	if (e != OK)
		return e == ERR_NOT_FOUND ? engine_missing(&patch_entity) : e;
	api_put(api, SLOT_PROJECT, &p->project);
	api_put(api, SLOT_PERSON, &p->submitter);
	api_put(api, SLOT_USER, &p->delegate);
	api_put(api, SLOT_SERIES, &p->series);
	*check = (struct pair){ p->patch.id, p->check };
	relation_put(api, REL_PATCH_CHECK, (struct pairs){ check, 1 });
	return OK;
}

static enum err
parties(struct api *api, const void *row, struct parties *out)
{
	const struct patch_joined *p = row;

	(void)api;
	*out = (struct parties){
		.project = p->patch.project,
		.submitter = p->submitter.user,
		.delegate = p->patch.delegate,
	};
	return OK;
}

const struct endpoint api_patch = {
	.name = "Patch Detail",
	.description = "get:\nShow a patch.\n\npatch:\nUpdate a patch.\n\n"
		       "put:\nUpdate a patch.",
	.shape = &patch_shape,
	.where = ITEM,
	.find = find,
	.size = sizeof(struct patch_joined),
	.right = { PUT | PATCH, CAN_EDIT_PATCH },
	.parties = parties,
	.change = sizeof(struct patch_edit),
	.update = patch_write,
};
