/* States of patches. */
#include "model/state.h"

/* clang-format off */
static const struct column columns[] = {
	{ "st.id",              INT(state, id) },
	{ "st.name",            STR(state, name) },
	{ "st.slug",            STR(state, slug) },
	{ "st.ordering",        INT(state, ordering) },
	{ "st.action_required", BOOL(state, action_required) },
};
/* clang-format on */
static const struct table table = TABLE(state, columns, "patchwork_state st");

/* clang-format off */
const struct listing state_listing = {
	&table, SQL("patchwork_state st"), BY("st.id")
};

const struct order state_orders[] = {
	{ "order", BY("st.ordering") },
	{ "id",    BY("st.id") },
	{ "name",  BY_NAME("st.name") },
	{ "slug",  BY_NAME("st.slug") },
};
const size_t state_norders = COUNT(state_orders);
/* clang-format on */

static enum err
load(struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	static const struct sql_text by_id = SQL("st.id"), rest = SQL("");

	return list_by_ids(db, a, &table, by_id, ids, rest, rows, n);
}

const struct entity state_entity = { "State", sizeof(struct state), load };

enum err
state_get(struct db *db, struct arena *a, int64_t id, struct state *out)
{
	return db_get(db, a, &table, out, "WHERE st.id = ?", VALS(v_int(id)));
}

enum err
state_list(struct db *db, struct arena *a, struct state **out, size_t *n)
{
	return db_list(
	    db, a, &table, out, n, "ORDER BY st.ordering, st.id", NO_VALS);
}
