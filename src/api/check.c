/* Checks of a patch. */
#include "model/check.h"

#include "api/below.h"
#include "api/endpoint.h"
#include "api/input.h"
#include "model/check_change.h"

static const struct names states = { check_state_names, CHECK_STATES };

struct check_change {
	unsigned mask;
	struct check check;
};

enum {
	CHECK_USER = 1,
	CHECK_STATE = 2,
	CHECK_URL = 4,
	CHECK_CONTEXT = 8,
	CHECK_DESCRIPTION = 16
};

/* Nobody reports in another's name (spec/rest-weaknesses.md 3.1). */
static enum err
check_user(struct input *in, const void *at)
{
	const int64_t *id = at;

	if (*id != 0 && *id != in->api->c->user->id)
		input_fault(in, "A check is of the user who reports it.");
	return OK;
}

/* clang-format off */
static const struct write w_user = { W_ID,
	INTO(check_change, check.user, int64_t), CHECK_USER, NULLABLE,
	.check = check_user, .help = "The id of the caller, or nothing." };
static const struct write w_state = { W_CHOICE,
	INTO(check_change, check.state, int64_t), CHECK_STATE, .names = &states,
	.missing = "A check must have a state.",
	.help = "The state of the check." };
static const struct write w_target = { W_URL,
	INTO(check_change, check.target_url, struct str), CHECK_URL,
	NULLABLE | BLANK, 200, .help = "Where the result is explained." };
static const struct write w_context = { W_SLUG,
	INTO(check_change, check.context, struct str), CHECK_CONTEXT, 0, 255,
	.initial = "default",
	.help = "What was checked: tells one of a user's checks from another." };
static const struct write w_description = { W_STRING,
	INTO(check_change, check.description, struct str), CHECK_DESCRIPTION,
	NULLABLE | BLANK, .help = "The result in a few words." };

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

/* What was not sent is nothing; the context has a default. */
static enum err
add(struct api *api, const void *change, int64_t *id)
{
	const struct check_change *c = change;
	const struct patch *patch = api->parent;
	struct check check = c->check;

	check.patch = patch->id;
	check.user = api->c->user->id;
	if (!(c->mask & CHECK_CONTEXT))
		check.context = S("default");
	return check_add(api->c->db, &check, api->c->now, id);
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
	.change = sizeof(struct check_change),
	.add = add,
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
