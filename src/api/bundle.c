/* Bundles: the public ones, and the caller's own. */
#include "model/bundle.h"

#include "api/endpoint.h"
#include "api/input.h"
#include "api/link.h"
#include "model/bundle_change.h"
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

/* The name is a part of its page's path. */
static enum err
check_name(struct input *in, const void *at)
{
	const struct str *name = at;

	if (str_find_char(*name, '/') < name->n)
		input_fault(in, "Bundle names can't contain slashes");
	return OK;
}

static enum err
check_patches(struct input *in, const void *at)
{
	const struct ids *ids = at;
	const struct patch *first, *p;

	if (ids->n == 0) {
		input_fault(in, "Bundles cannot be empty");
		return OK;
	}
	first = set_find(&in->refs, ids->v[0]);
	for (size_t i = 1; i < ids->n; i++) {
		p = set_find(&in->refs, ids->v[i]);
		if (p->project == first->project)
			continue;
		input_fault(
		    in, "Bundle patches must belong to the same project");
		break;
	}
	return OK;
}

/* clang-format off */
static const struct write w_name = { W_STRING,
	INTO(bundle_change, name, struct str), BUNDLE_NAME, REQUIRED, 50,
	.check = check_name };
static const struct write w_patches = { W_IDS,
	INTO(bundle_change, patches, struct ids), BUNDLE_PATCHES, REQUIRED,
	LIMIT_BUNDLE, .check = check_patches,
	.help = "Ids of patches of one project, in their order." };
static const struct write w_public = { W_BOOLEAN,
	INTO(bundle_change, is_public, bool), BUNDLE_PUBLIC, FORM_FALSE,
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

/* Another one of this name is the owner's own. */
static enum err
tell_duplicate(struct api *api, enum err e)
{
	if (e != ERR_DUPLICATE)
		return e;
	input_fault_of(
	    api, "name", S("You already have a bundle of this name."));
	return err_set(ERR_INVALID, "the name is taken");
}

static enum err
add(struct api *api, const void *change, int64_t *id)
{
	return tell_duplicate(
	    api, bundle_add(api->c->db, api->a, change, api->c->user->id, id));
}

static enum err
update(struct api *api, const void *row, const void *change)
{
	const struct bundle *b = row;

	return tell_duplicate(
	    api, bundle_update(api->c->db, api->a, b->id, change));
}

static enum err
remove_bundle(struct api *api, const void *row)
{
	const struct bundle *b = row;

	return bundle_remove(api->c->db, b->id);
}

const struct endpoint api_bundles = {
	.name = "Bundle List",
	.description = "List or create bundles.",
	.shape = &bundle_shape,
	.where = LIST,
	.list = &lister,
	.early = { POST, CAN_ADD_BUNDLE },
	.writes_since = V1_2,
	.change = sizeof(struct bundle_change),
	.add = add,
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
	.change = sizeof(struct bundle_change),
	.update = update,
	.remove = remove_bundle,
};
