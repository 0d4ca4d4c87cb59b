/* Bundles: the public ones, and the caller's own. */
#include "model/bundle.h"

#include "api/endpoint.h"
#include "api/link.h"
#include "model/user.h"
#include "site/access.h"

/* /bundle/OWNER/NAME/ and what is below it. */
static void
show_page(struct api *api, enum path path, const struct bundle *b)
{
	const struct user *u = api_row(api, SLOT_USER, b->owner);

	if (u == NULL)
		json_none(&api->j);
	else
		link_show_site(api, PATH(api->a, path, u->username, b->name));
}

static void
show_web_url(struct api *api, const void *row)
{
	show_page(api, P_BUNDLE, row);
}

static void
show_mbox(struct api *api, const void *row)
{
	show_page(api, P_BUNDLE_MBOX, row);
}

/* clang-format off */
static const struct write w_name = { W_STRING, REQUIRED, 50 };
static const struct write w_patches = { W_FIELD, REQUIRED,
	.help = "Ids of patches of one project, in their order." };
static const struct write w_public = { W_BOOLEAN, FORM_FALSE,
	.help = "Whether others can see it." };

static const struct field full[] = {
	{ "id",      V1_0, BOTH, INT(bundle, id) },
	{ "url",     V1_0, BOTH, URL },
	{ "web_url", V1_1, BOTH, SHOWN(LINK, show_web_url) },
	{ "project", V1_0, BOTH, REF(bundle, project), &project_shape },
	{ "name",    V1_0, BOTH, STR(bundle, name), .write = &w_name },
	{ "owner",   V1_0, BOTH, REF(bundle, owner), &user_shape },
	{ "patches", V1_0, BOTH, MANY(bundle, id), &patch_shape, REL_BUNDLE_PATCHES,
	                         .write = &w_patches },
	{ "public",  V1_0, BOTH, BOOL(bundle, is_public), .write = &w_public },
	{ "mbox",    V1_0, BOTH, SHOWN(LINK, show_mbox) },
};
/* clang-format on */

const struct shape bundle_shape = {
	.entity = &bundle_entity,
	.slot = SLOT_COUNT,
	.full = FIELDS(full),
	.path = P_API_BUNDLE,
};

static enum err
scope(struct api *api, struct selection *s)
{
	const struct user *u = api->c->user;

	bundle_select_visible(s, api->a, u != NULL ? u->id : 0);
	return OK;
}

static const struct lister lister = {
	.listing = &bundle_listing,
	.filters = &bundle_filters,
	.orders = bundle_orders,
	.norders = &bundle_norders,
	.search = bundle_search,
	.nsearch = COUNT(bundle_search),
	.scope = scope,
};

const struct endpoint api_bundles = {
	.name = "Bundle List",
	.description = "List or create bundles.",
	.shape = &bundle_shape,
	.where = LIST,
	.list = &lister,
	.early = { POST, CAN_ADD_BUNDLE },
	.writes_since = V1_2,
};

static enum err
parties(struct api *api, const void *row, struct parties *out)
{
	const struct bundle *b = row;

	(void)api;
	*out = (struct parties){ .owner = b->owner, .is_public = b->is_public };
	return OK;
}

/* A private one of somebody else's is not there. */
static enum err
find(struct api *api, void *row)
{
	struct parties p;
	enum err e;

	e = bundle_get(api->c->db, api->a, ctx_arg_id(api->c, 0), row);
	if (e == ERR_NOT_FOUND)
		return engine_missing(&bundle_entity);
	if (e != OK || (e = parties(api, row, &p)) != OK)
		return e;
	return access_require(api->c, CAN_READ_BUNDLE, &p);
}

const struct endpoint api_bundle = {
	.name = "Bundle Detail",
	.description = "get:\nShow a bundle.\n\npatch:\nUpdate a bundle.\n\n"
		       "put:\nUpdate a bundle.\n\ndelete:\nDelete a bundle.",
	.shape = &bundle_shape,
	.where = ITEM,
	.find = find,
	.right = { PUT | PATCH | DELETE, CAN_EDIT_BUNDLE },
	.writes_since = V1_2,
	.parties = parties,
};
