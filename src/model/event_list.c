/* Events as lists show them. */
#include "model/event_list.h"

#include "model/event.h"
#include "model/total.h"

/* clang-format off */
static const struct column columns[] = {
	{ "e.id",                   INT(event, id) },
	{ "e.category",             STR(event, category) },
	{ "e.project_id",           INT(event, project) },
	{ "e.date",                 TIME(event, date) },
	{ "e.actor_id",             INT(event, actor) },
	{ "e.patch_id",             INT(event, patch) },
	{ "e.series_id",            INT(event, series) },
	{ "e.cover_id",             INT(event, cover) },
	{ "e.previous_state_id",    INT(event, previous_state) },
	{ "e.current_state_id",     INT(event, current_state) },
	{ "e.previous_delegate_id", INT(event, previous_delegate) },
	{ "e.current_delegate_id",  INT(event, current_delegate) },
	{ "e.previous_relation_id", INT(event, previous_relation) },
	{ "e.current_relation_id",  INT(event, current_relation) },
	{ "e.created_check_id",     INT(event, check) },
	{ "e.patch_comment_id",     INT(event, patch_comment) },
	{ "e.cover_comment_id",     INT(event, cover_comment) },
};
static const struct table table = TABLE(event, columns, "patchwork_event e");

const struct listing event_listing = {
	&table, SQL("patchwork_event e"), BY("e.id"), .total = &event_total
};

const struct order event_orders[] = {
	{ "date", BY("e.date") },
};
const size_t event_norders = COUNT(event_orders);

static const struct filter filters[] = {
	{ "project",  V1_0, BY_PROJECT,  SQL("e.project_id") },
	{ "category", V1_0, BY_CATEGORY, SQL("e.category") },
	{ "series",   V1_0, BY_ID,       SQL("e.series_id") },
	{ "patch",    V1_0, BY_ID,       SQL("e.patch_id") },
	{ "cover",    V1_0, BY_ID,       SQL("e.cover_id") },
	{ "actor",    V1_2, BY_ACTOR,    SQL("e.actor_id") },
	{ "since",    V1_0, BY_SINCE,    SQL("e.date") },
	{ "before",   V1_0, BY_BEFORE,   SQL("e.date") },
};
/* clang-format on */
const struct filters event_filters = { filters, COUNT(filters) };

static enum err
load(struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	static const struct sql_text by_id = SQL("e.id"), rest = SQL("");

	return list_by_ids(db, a, &table, by_id, ids, rest, rows, n);
}

const struct entity event_entity = { "Event", sizeof(struct event), load };

void
event_select_visible(struct selection *s, int version)
{
	static const struct sql_text column = SQL("e.category");

	for (int k = 0; k < EVENT_KINDS; k++)
		if (event_infos[k].since > version)
			select_value(s, WHERE_IS_NOT, column,
			    v_str(event_infos[k].name));
}
