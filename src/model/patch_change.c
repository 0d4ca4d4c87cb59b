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

/* What joining has to know of the series. */
struct standing {
	int64_t total;
	int64_t before; /* patches with a smaller number */
	int64_t received;
};

/* clang-format off */
static const struct column standing_columns[] = {
	{ "s.total", INT(standing, total) },
	{ "(SELECT count(*) FROM patchwork_patch p WHERE p.series_id = s.id"
	    " AND p.number < ?)", INT(standing, before) },
	{ "(SELECT count(*) FROM patchwork_patch p WHERE p.series_id = s.id)",
	    INT(standing, received) },
};
/* clang-format on */
static const struct table standings =
    TABLE(standing, standing_columns, "patchwork_series s");

/* What a patch finds that joins a series: nothing in one made for it. */
struct joining {
	struct standing standing;
	struct member *after; /* those with a greater number, by number */
	size_t nafter;
};

static enum err
look_at_series(struct db *db, struct arena *a, const struct patch *p,
    const struct series *made, struct joining *out)
{
	struct standing *s = &out->standing;
	enum err e;

	*out = (struct joining){ .nafter = 0 };
	if (p->series == 0)
		return OK;
	if (made != NULL) {
		s->total = made->total;
		return OK;
	}
	if ((e = db_get(db, a, &standings, s, "WHERE s.id = ?",
		 VALS(v_int(p->number), v_int(p->series)))) != OK ||
	    s->before == s->received)
		return e;
	return db_list(db, a, &members, &out->after, &out->nafter,
	    "WHERE p.series_id = ? AND p.number > ? ORDER BY p.number",
	    VALS(v_int(p->series), v_int(p->number)));
}

/* This patch, and those after it that waited for it alone. */
static size_t
list_completed(const struct patch *p, const struct joining *j,
    struct event event, struct happening *out)
{
	size_t n = 0;

	if (j->standing.before != p->number - 1)
		return 0;
	out[n++] = (struct happening){ EVENT_PATCH_COMPLETED, event };
	for (size_t i = 0; i < j->nafter; i++) {
		if (j->after[i].number != p->number + 1 + (int64_t)i)
			break;
		event.patch = j->after[i].id;
		out[n++] = (struct happening){ EVENT_PATCH_COMPLETED, event };
	}
	return n;
}

static enum err
add_events(struct db *db, struct arena *a, const struct patch *p, int64_t id,
    const struct series *made, const struct joining *j, int64_t now)
{
	struct happening *v = arena_array(a, struct happening, 4 + j->nafter);
	struct event event = { .project = p->project,
		.patch = id,
		.series = made != NULL ? made->id : p->series };
	size_t n = 0;

	v[n++] = (struct happening){ EVENT_PATCH_CREATED, event };
	if (made != NULL)
		v[n++] = (struct happening){ EVENT_SERIES_CREATED, event };
	if (p->series != 0) {
		n += list_completed(p, j, event, &v[n]);
		/* Again for every patch past the total (ingest.md 20). */
		if (j->standing.received + 1 >= j->standing.total)
			v[n++] =
			    (struct happening){ EVENT_SERIES_COMPLETED, event };
	}
	return event_add_all(db, a, v, n, now);
}

enum err
patch_add(struct db *db, struct arena *a, const struct patch *p,
    const struct series *made, int64_t now, int64_t *id)
{
	struct joining joining;
	int64_t added;
	enum err e;

	if ((e = look_at_series(db, a, p, made, &joining)) != OK)
		return e;
	/* Whole, since to change a row of these is as dear as to add one. */
	if ((e = db_insert(db, &added,
		 "INSERT INTO patchwork_patch (msgid, date, headers, content,"
		 " name, project_id, submitter_id, archived, delegate_id,"
		 " diff, hash, pull_url, state_id, series_id, number)"
		 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
		 " ON CONFLICT DO NOTHING",
		 VALS(v_str(p->msgid), v_mail_time(p->date), v_str(p->headers),
		     v_str(p->content), v_str(p->name), v_int4(p->project),
		     v_int4(p->submitter), v_bool(p->archived),
		     v_ref(p->delegate), v_str(p->diff), v_str(p->hash),
		     v_str(p->pull_url), v_ref(p->state), v_ref(p->series),
		     p->series != 0 ? v_int2(p->number) : v_null()))) != OK)
		return e;
	if ((e = add_events(db, a, p, added, made, &joining, now)) != OK)
		return e;
	*id = added;
	return OK;
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
