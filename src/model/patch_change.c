/*
 * Changes of patches. What Patchwork does in a save and its signals is one
 * function here, so that no surface forgets an event: the events of a save
 * come before the row's update, and only columns that differ are written, so
 * that two editors of one patch lose nothing (spec/rest-weaknesses.md 28).
 * Tags are not counted here: tag_recount is called once at the end of a
 * transaction (spec/ingest.md 27.45).
 */
#include "model/patch_change.h"

#include <string.h>

#include "model/edit.h"
#include "model/event.h"
#include "model/notification.h"

enum err
patch_add(struct db *db, const struct patch *p, int64_t now, int64_t *id)
{
	int64_t added;
	enum err e;

	if ((e = db_insert(db, &added,
		 "INSERT INTO patchwork_patch (msgid, date, headers, content,"
		 " name, project_id, submitter_id, archived, delegate_id,"
		 " diff, hash, pull_url, state_id)"
		 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
		 " ON CONFLICT DO NOTHING",
		 VALS(v_str(p->msgid), v_mail_time(p->date), v_str(p->headers),
		     v_str(p->content), v_str(p->name), v_int4(p->project),
		     v_int4(p->submitter), v_bool(p->archived),
		     v_ref(p->delegate), v_str(p->diff), v_str(p->hash),
		     v_str(p->pull_url), v_ref(p->state)))) != OK)
		return e;
	if ((e = event_add(db, EVENT_PATCH_CREATED,
		 &(struct event){ .project = p->project, .patch = added },
		 now)) != OK)
		return e;
	*id = added;
	return OK;
}

/* The place of a patch among those of its series. */
struct member {
	int64_t id, number;
};

static const struct column member_columns[] = {
	{ "p.id", INT(member, id) },
	{ "p.number", INT(member, number) },
};
static const struct table members =
    TABLE(member, member_columns, "patchwork_patch p");

/* What attaching has to know of the series. */
struct standing {
	int64_t project, total;
	int64_t before; /* patches with a smaller number */
	int64_t received;
};

/* clang-format off */
static const struct column standing_columns[] = {
	{ "s.project_id", INT(standing, project) },
	{ "s.total", INT(standing, total) },
	{ "(SELECT count(*) FROM patchwork_patch p WHERE p.series_id = s.id"
	    " AND p.number < ?)", INT(standing, before) },
	{ "(SELECT count(*) FROM patchwork_patch p WHERE p.series_id = s.id)",
	    INT(standing, received) },
};
/* clang-format on */
static const struct table standings =
    TABLE(standing, standing_columns, "patchwork_series s");

/* This patch, and those after it that waited for it alone. */
static enum err
add_completed(struct db *db, struct arena *a, int64_t patch, int64_t series,
    int64_t number, int64_t project, int64_t now)
{
	struct event event = {
		.project = project, .patch = patch, .series = series
	};
	struct member *after;
	size_t n;
	enum err e;

	if ((e = event_add(db, EVENT_PATCH_COMPLETED, &event, now)) != OK)
		return e;
	if ((e = db_list(db, a, &members, &after, &n,
		 "WHERE p.series_id = ? AND p.number > ? ORDER BY p.number",
		 VALS(v_int(series), v_int(number)))) != OK)
		return e;
	for (size_t i = 0; i < n; i++) {
		if (after[i].number != number + 1 + (int64_t)i)
			break;
		event.patch = after[i].id;
		if ((e = event_add(db, EVENT_PATCH_COMPLETED, &event, now)) !=
		    OK)
			return e;
	}
	return OK;
}

static enum err
attach(struct db *db, struct arena *a, int64_t patch, int64_t series,
    int64_t number, int64_t now)
{
	struct standing s;
	enum err e;

	if ((e = db_get(db, a, &standings, &s, "WHERE s.id = ?",
		 VALS(v_int(number), v_int(series)))) != OK)
		return e;
	if (s.before == number - 1 &&
	    (e = add_completed(db, a, patch, series, number, s.project, now)) !=
		OK)
		return e;
	/* Again for every patch past the total (spec/ingest.md 20). */
	if (s.received + 1 >= s.total &&
	    (e = event_add(db, EVENT_SERIES_COMPLETED,
		 &(struct event){ .project = s.project, .series = series },
		 now)) != OK)
		return e;
	return db_exec(db, NULL,
	    "UPDATE patchwork_patch SET series_id = ?, number = ?"
	    " WHERE id = ?",
	    VALS(v_int4(series), v_int2(number), v_int(patch)));
}

/* Runs in a transaction of its own inside the caller's. */
enum err
patch_attach(struct db *db, struct arena *a, int64_t patch, int64_t series,
    int64_t number, int64_t now)
{
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = attach(db, a, patch, series, number, now)) != OK)
		goto undo;
	return db_commit(db);
undo:
	db_rollback(db);
	return e;
}

static const struct column edited_columns[] = {
	{ "p.id", INT(patch, id) },
	{ "p.project_id", INT(patch, project) },
	{ "p.state_id", INT(patch, state) },
	{ "p.delegate_id", INT(patch, delegate) },
	{ "p.archived", BOOL(patch, archived) },
	{ "p.commit_ref", STR(patch, commit_ref) },
	{ "p.pull_url", STR(patch, pull_url) },
	{ "p.hash", STR(patch, hash) },
};
static const struct table edited =
    TABLE(patch, edited_columns, "patchwork_patch p");

enum { PATCH_EDITS = 6 };

static void
list_edits(const struct patch *old, const struct patch_change *c,
    struct edit out[PATCH_EDITS])
{
	const struct edit v[PATCH_EDITS] = {
		{ PATCH_STATE, SQL("state_id = ?"), v_ref(old->state),
		    v_ref(c->state) },
		{ PATCH_DELEGATE, SQL("delegate_id = ?"), v_ref(old->delegate),
		    v_ref(c->delegate) },
		{ PATCH_ARCHIVED, SQL("archived = ?"), v_bool(old->archived),
		    v_bool(c->archived) },
		{ PATCH_COMMIT_REF, SQL("commit_ref = ?"),
		    v_str(old->commit_ref), v_str(c->commit_ref) },
		{ PATCH_PULL_URL, SQL("pull_url = ?"), v_str(old->pull_url),
		    v_str(c->pull_url) },
		{ PATCH_HASH, SQL("hash = ?"), v_str(old->hash),
		    v_str(c->hash) },
	};

	memcpy(out, v, sizeof(v));
}

static enum err
add_changed_events(struct db *db, const struct patch *old, unsigned changed,
    const struct patch_change *c, int64_t actor, int64_t now)
{
	struct event event = {
		.project = old->project, .patch = old->id, .actor = actor
	};
	enum err e;

	if (changed & PATCH_STATE) {
		if ((e = notification_queue(db, old, c->state, now)) != OK)
			return e;
		event.previous_state = old->state;
		event.current_state = c->state;
		if ((e = event_add(
			 db, EVENT_PATCH_STATE_CHANGED, &event, now)) != OK)
			return e;
	}
	if (changed & PATCH_DELEGATE) {
		event.previous_delegate = old->delegate;
		event.current_delegate = c->delegate;
		if ((e = event_add(db, EVENT_PATCH_DELEGATED, &event, now)) !=
		    OK)
			return e;
	}
	return OK;
}

static enum err
update(struct db *db, struct arena *a, int64_t id, const struct patch_change *c,
    int64_t actor, int64_t now, bool *changed)
{
	static const struct sql_text set = SQL("UPDATE patchwork_patch SET "),
				     where = SQL(" WHERE id = ?");
	struct edit v[PATCH_EDITS];
	const struct edits edits = { v, COUNT(v) };
	struct patch old;
	unsigned which;
	enum err e;

	/* Another editor must not come between the look and the write. */
	if ((e = db_get(db, a, &edited, &old,
		 "WHERE p.id = ?" SQL2("", " FOR UPDATE"), VALS(v_int(id)))) !=
	    OK)
		return e;
	list_edits(&old, c, v);
	which = edits_differ(edits, c->mask);
	if (changed != NULL)
		*changed = which != 0;
	if (which == 0)
		return OK;
	if ((e = add_changed_events(db, &old, which, c, actor, now)) != OK)
		return e;
	return edits_write(db, a, set, edits, which, where, id);
}

enum err
patch_update(struct db *db, struct arena *a, int64_t id,
    const struct patch_change *c, int64_t actor, int64_t now, bool *changed)
{
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = update(db, a, id, c, actor, now, changed)) != OK)
		goto undo;
	return db_commit(db);
undo:
	db_rollback(db);
	return e;
}
