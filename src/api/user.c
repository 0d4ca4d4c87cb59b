/* Accounts, for signed-in users alone; settings are shown to their owner. */
#include "model/user.h"

#include "api/endpoint.h"
#include "model/user_change.h"

/* The profile has id 0 if it is somebody else's. */
struct user_row {
	struct user user;
	struct profile profile;
};

static bool
is_own(struct api *api, const void *row)
{
	const struct user *u = row;

	return api->c->user != NULL && api->c->user->id == u->id;
}

/* clang-format off */
static const struct write w_first_name = { W_STRING,
	INTO(user_change, first_name, struct str), USER_FIRST_NAME, BLANK, 150 };
static const struct write w_last_name = { W_STRING,
	INTO(user_change, last_name, struct str), USER_LAST_NAME, BLANK, 150 };
static const struct write w_email = { W_BOOLEAN,
	INTO(user_change, send_email, bool), USER_SEND_EMAIL, FORM_FALSE,
	.help = "Whether to send mail about changes of your patches." };
static const struct write w_items = { W_INTEGER,
	INTO(user_change, items_per_page, int64_t), USER_ITEMS_PER_PAGE,
	.help = "Rows a page of lists." };
static const struct write w_ids = { W_BOOLEAN,
	INTO(user_change, show_ids, bool), USER_SHOW_IDS, FORM_FALSE,
	.help = "Whether lists show the ids of patches." };

static const struct field settings[] = {
	{ "send_email",     V1_2, ITEM, BOOL(user_row, profile.send_email), .write = &w_email },
	{ "items_per_page", V1_2, ITEM, INT(user_row, profile.items_per_page), .write = &w_items },
	{ "show_ids",       V1_2, ITEM, BOOL(user_row, profile.show_ids), .write = &w_ids },
};
static const struct write w_settings = { W_OBJECT, .flags = REQUIRED | GATED,
	.fields = settings, .nfields = COUNT(settings) };

static const struct field full[] = {
	{ "id",         V1_0, BOTH, INT(user, id) },
	{ "url",        V1_0, BOTH, URL },
	{ "username",   V1_0, BOTH, STR(user, username) },
	{ "first_name", V1_0, BOTH, STR(user, first_name), .write = &w_first_name },
	{ "last_name",  V1_0, BOTH, STR(user, last_name), .write = &w_last_name },
	{ "email",      V1_0, BOTH, STR(user, email) },
	{ "settings",   V1_2, ITEM, OBJECT, .when = is_own, .write = &w_settings },
};

static const struct field brief[] = {
	{ "id",         V1_0, BOTH, INT(user, id) },
	{ "url",        V1_0, BOTH, URL },
	{ "username",   V1_0, BOTH, STR(user, username) },
	{ "first_name", V1_0, BOTH, STR(user, first_name) },
	{ "last_name",  V1_0, BOTH, STR(user, last_name) },
	{ "email",      V1_0, BOTH, STR(user, email) },
};
/* clang-format on */

const struct shape user_shape = {
	.entity = &user_entity,
	.slot = SLOT_USER,
	.full = FIELDS(full),
	.brief = FIELDS(brief),
	.path = P_API_USER,
};

static const struct lister lister = {
	.listing = &user_listing,
	.filters = &no_filters,
	.orders = user_orders,
	.norders = &user_norders,
	.search = user_search,
	.nsearch = COUNT(user_search),
};

const struct endpoint api_users = {
	.name = "User List",
	.description = "List users.",
	.shape = &user_shape,
	.where = LIST,
	.list = &lister,
	.enter = CAN_READ_USERS,
};

/* An account without a profile has the settings of a new one. */
static enum err
find_profile(struct api *api, struct user_row *u)
{
	enum err e;

	e = user_get_profile(api->c->db, api->a, u->user.id, &u->profile);
	if (e != ERR_NOT_FOUND)
		return e;
	u->profile =
	    (struct profile){ .user = u->user.id, .items_per_page = 100 };
	return OK;
}

static enum err
find(struct api *api, void *row)
{
	struct user_row *u = row;
	int64_t id = ctx_arg_id(api->c, 0);
	enum err e;

	e = user_get(api->c->db, api->a, id, &u->user);
	if (e == ERR_NOT_FOUND)
		return engine_missing(&user_entity);
	if (e != OK || !is_own(api, row))
		return e;
	return find_profile(api, u);
}

static enum err
parties(struct api *api, const void *row, struct parties *out)
{
	const struct user *u = row;

	(void)api;
	*out = (struct parties){ .owner = u->id };
	return OK;
}

static enum err
update(struct api *api, const void *row, const void *change)
{
	const struct user *u = row;

	return user_update(api->c->db, api->a, u->id, change);
}

const struct endpoint api_user = {
	.name = "User Detail",
	.description = "get:\nShow a user.\n\npatch:\nUpdate a user.\n\n"
		       "put:\nUpdate a user.",
	.shape = &user_shape,
	.where = ITEM,
	.find = find,
	.size = sizeof(struct user_row),
	.enter = CAN_READ_USERS,
	.right = { PUT | PATCH, CAN_EDIT_USER },
	.parties = parties,
	.change = sizeof(struct user_change),
	.update = update,
};
