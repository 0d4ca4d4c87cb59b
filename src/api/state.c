/*
 * States of patches, which clients had to know by heart. The index, whose
 * members clients know, does not name them.
 */
#include "model/state.h"

#include "api/endpoint.h"

/* clang-format off */
static const struct field full[] = {
	{ "id",              V1_4, BOTH, INT(state, id) },
	{ "url",             V1_4, BOTH, URL },
	{ "name",            V1_4, BOTH, STR(state, name) },
	{ "slug",            V1_4, BOTH, STR(state, slug) },
	{ "order",           V1_4, BOTH, INT(state, ordering) },
	{ "action_required", V1_4, BOTH, BOOL(state, action_required) },
};
/* clang-format on */

/* Where others refer to one they show its slug. */
const struct shape state_shape = {
	.entity = &state_entity,
	.slot = SLOT_STATE,
	.full = FIELDS(full),
	.path = P_API_STATE,
};

static const struct lister lister = {
	.listing = &state_listing,
	.filters = &no_filters,
	.orders = state_orders,
	.norders = &state_norders,
};

const struct endpoint api_states = {
	.name = "State List",
	.description = "List states of patches.",
	.shape = &state_shape,
	.where = LIST,
	.list = &lister,
};

static enum err
find(struct api *api, void *row)
{
	enum err e = state_get(api->c->db, api->a, ctx_arg_id(api->c, 0), row);

	return e == ERR_NOT_FOUND ? engine_missing(&state_entity) : e;
}

const struct endpoint api_state = {
	.name = "State Detail",
	.description = "Show a state of patches.",
	.shape = &state_shape,
	.where = ITEM,
	.find = find,
};
