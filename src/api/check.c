/* Checks of a patch. */
#include "model/check.h"

#include "api/below.h"
#include "api/endpoint.h"

static const struct names states = { check_state_names, CHECK_STATES };

/* clang-format off */
static const struct write w_user = { W_FIELD, 0,
	.help = "The id of the caller, or nothing." };
static const struct write w_state = { W_CHOICE, 0, .names = &states,
	.help = "The state of the check." };
static const struct write w_target = { W_URL, NULLABLE | BLANK, 200,
	.help = "Where the result is explained." };
static const struct write w_context = { W_SLUG, 0, 255,
	.help = "What was checked: tells one of a user's checks from another." };
static const struct write w_description = { W_STRING, NULLABLE | BLANK,
	.help = "The result in a few words." };

static const struct field full[] = {
	{ "id",          V1_0, BOTH, INT(check, id) },
	{ "url",         V1_0, BOTH, URL },
	{ "user",        V1_0, BOTH, REF(check, user), &user_shape, .write = &w_user },
	{ "date",        V1_0, BOTH, TIME(check, date) },
	{ "state",       V1_0, BOTH, NAMED(check, state), .names = &states, .write = &w_state },
	{ "target_url",  V1_0, BOTH, STR(check, target_url), .write = &w_target },
	{ "context",     V1_0, BOTH, STR(check, context), .write = &w_context },
	{ "description", V1_0, BOTH, STR(check, description), .write = &w_description },
};

static const struct field brief[] = {
	{ "id",          V1_0, BOTH, INT(check, id) },
	{ "url",         V1_0, BOTH, URL },
	{ "date",        V1_0, BOTH, TIME(check, date) },
	{ "state",       V1_0, BOTH, NAMED(check, state), .names = &states },
	{ "target_url",  V1_0, BOTH | NIL, STR(check, target_url) },
	{ "context",     V1_0, BOTH, STR(check, context) },
};
/* clang-format on */

const struct shape check_shape = {
	.entity = &check_entity,
	.slot = SLOT_CHECK,
	.full = FIELDS(full),
	.brief = FIELDS(brief),
	.path = P_API_CHECK,
	.parent = offsetof(struct check, patch),
};

static enum err
scope(struct api *api, struct selection *s)
{
	static const struct sql_text by_patch = SQL("c.patch_id");

	below_select(api, s, by_patch);
	return OK;
}

static const struct lister lister = {
	.listing = &check_listing,
	.filters = &check_filters,
	.orders = check_orders,
	.norders = &check_norders,
	.scope = scope,
};

static enum err
find_patch(struct api *api, void *row)
{
	(void)row;
	return below_patch(api);
}

static enum err
parties(struct api *api, const void *row, struct parties *out)
{
	(void)row;
	return parties_of_patches(
	    api->c->db, api->a, api->parent, 1, NULL, out);
}

const struct endpoint api_checks = {
	.name = "Check List Create",
	.description = "get:\nList checks.\n\npost:\nCreate a check.",
	.shape = &check_shape,
	.where = LIST,
	.list = &lister,
	.find = find_patch,
	.right = { POST, CAN_ADD_CHECK },
	.parties = parties,
};

/* The filters of the list hold here too: what they leave out is not there. */
static enum err
find(struct api *api, void *row)
{
	static const struct sql_text by_id = SQL("c.id");
	struct selection *s = arena_new(api->a, struct selection);
	struct ordering any = { .n = 0 };
	struct check *found;
	size_t n;
	enum err e;

	if ((e = below_patch(api)) != OK || (e = scope(api, s)) != OK)
		return e;
	select_id(s, api->a, by_id, ctx_arg_id(api->c, 1));
	if ((e = lister_filter(api, &lister, s)) != OK ||
	    (e = list_page(api->c->db, api->a, &check_listing, s, &any, 0, 1,
		 (void **)&found, &n)) != OK)
		return e;
	if (n == 0)
		return engine_missing(&check_entity);
	*(struct check *)row = found[0];
	return OK;
}

const struct endpoint api_check = {
	.name = "Check Detail",
	.description = "Show a check.",
	.shape = &check_shape,
	.where = ITEM,
	.find = find,
};
