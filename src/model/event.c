/*
 * Events (spec/ingest.md 20, spec/rest-api.md 14.12): one table says what a
 * kind is called, since which API version it shows and what its payload
 * holds. The inserter reads the same table: exactly the columns of a kind
 * are filled, all others stay NULL, so that Patchwork reads our rows.
 */
#include "model/event.h"

/* clang-format off */
const struct event_info event_infos[EVENT_KINDS] = {
	[EVENT_COVER_CREATED] = { S("cover-created"), 10,
	    { EK_COVER } },
	[EVENT_PATCH_CREATED] = { S("patch-created"), 10,
	    { EK_PATCH } },
	[EVENT_PATCH_COMPLETED] = { S("patch-completed"), 10,
	    { EK_PATCH, EK_SERIES } },
	[EVENT_PATCH_STATE_CHANGED] = { S("patch-state-changed"), 10,
	    { EK_PATCH, EK_PREVIOUS_STATE, EK_CURRENT_STATE } },
	[EVENT_PATCH_DELEGATED] = { S("patch-delegated"), 10,
	    { EK_PATCH, EK_PREVIOUS_DELEGATE, EK_CURRENT_DELEGATE } },
	[EVENT_PATCH_RELATION_CHANGED] = { S("patch-relation-changed"), 10,
	    { EK_PATCH, EK_PREVIOUS_RELATION, EK_CURRENT_RELATION } },
	[EVENT_CHECK_CREATED] = { S("check-created"), 10,
	    { EK_PATCH, EK_CHECK } },
	[EVENT_SERIES_CREATED] = { S("series-created"), 10,
	    { EK_SERIES } },
	[EVENT_SERIES_COMPLETED] = { S("series-completed"), 10,
	    { EK_SERIES } },
	[EVENT_COVER_COMMENT_CREATED] = { S("cover-comment-created"), 13,
	    { EK_COVER, EK_COVER_COMMENT } },
	[EVENT_PATCH_COMMENT_CREATED] = { S("patch-comment-created"), 13,
	    { EK_PATCH, EK_PATCH_COMMENT } },
};

/* The member of an event that a payload key is stored in. */
static const uint16_t members[EK_COUNT] = {
	[EK_COVER] = offsetof(struct event, cover),
	[EK_PATCH] = offsetof(struct event, patch),
	[EK_SERIES] = offsetof(struct event, series),
	[EK_PREVIOUS_STATE] = offsetof(struct event, previous_state),
	[EK_CURRENT_STATE] = offsetof(struct event, current_state),
	[EK_PREVIOUS_DELEGATE] = offsetof(struct event, previous_delegate),
	[EK_CURRENT_DELEGATE] = offsetof(struct event, current_delegate),
	[EK_PREVIOUS_RELATION] = offsetof(struct event, previous_relation),
	[EK_CURRENT_RELATION] = offsetof(struct event, current_relation),
	[EK_CHECK] = offsetof(struct event, check),
	[EK_PATCH_COMMENT] = offsetof(struct event, patch_comment),
	[EK_COVER_COMMENT] = offsetof(struct event, cover_comment),
};
/* clang-format on */

enum event_kind
event_kind(struct str category)
{
	enum event_kind k;

	for (k = 0; k < EVENT_KINDS; k++)
		if (str_eq(event_infos[k].name, category))
			break;
	return k;
}

int64_t
event_value(const struct event *e, enum event_key key)
{
	return *(const int64_t *)((const char *)e + members[key]);
}

enum { COLUMNS = 16 };
#define ROW "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
#define INSERT                                                          \
	"INSERT INTO patchwork_event (category, date, project_id,"      \
	" actor_id, cover_id, patch_id, series_id, previous_state_id,"  \
	" current_state_id, previous_delegate_id, current_delegate_id," \
	" previous_relation_id, current_relation_id, created_check_id," \
	" patch_comment_id, cover_comment_id) VALUES " ROW

static struct values
fill(enum event_kind kind, const struct event *e, int64_t now,
    struct value out[COLUMNS])
{
	const struct event_info *info = &event_infos[kind];
	int64_t at[EK_COUNT] = { 0 };
	size_t n = 0;

	assert(kind < EVENT_KINDS);
	for (size_t i = 0; i < COUNT(info->keys) && info->keys[i]; i++)
		at[info->keys[i]] = event_value(e, info->keys[i]);
	out[n++] = v_str(info->name);
	out[n++] = v_time(now);
	out[n++] = v_int4(e->project);
	out[n++] = v_ref(e->actor);
	/* The keys have the order of the columns. */
	for (size_t key = EK_END + 1; key < EK_COUNT; key++)
		out[n++] = v_ref(at[key]);
	assert(n == COLUMNS);
	return (struct values){ out, n };
}

enum err
event_add(
    struct db *db, enum event_kind kind, const struct event *e, int64_t now)
{
	struct value v[COLUMNS];

	return db_exec(db, NULL, INSERT, fill(kind, e, now, v));
}

enum err
event_add_all(struct db *db, struct arena *a, const struct happening *v,
    size_t n, int64_t now)
{
	for (size_t i = 0; i < n;) {
		size_t end = n - i < EVENTS_AT_ONCE ? n : i + EVENTS_AT_ONCE;
		struct value row[COLUMNS];
		struct sql q;
		enum err e;

		sql_init(&q, a);
		sql_add(&q, INSERT, fill(v[i].kind, &v[i].event, now, row));
		while (++i < end)
			sql_add(&q, ", " ROW,
			    fill(v[i].kind, &v[i].event, now, row));
		if ((e = db_exec_sql(db, NULL, &q)) != OK)
			return e;
	}
	return OK;
}
