/*
 * Checks. Continuous integration posts many at once for one patch, so the
 * patch row is locked first: whoever sums up its checks sees them in order.
 * Not against foreign keys: those of another's check are looked at when it
 * commits, and its trigger holds what ours waits for by then (docs/totals.md).
 */
#include "model/check_change.h"

#include "model/event.h"

static enum err
add(struct db *db, const struct check *c, int64_t now, int64_t *id)
{
	int64_t project, added;
	enum err e;

	if ((e = db_int(db, &project,
		 "SELECT project_id FROM patchwork_patch WHERE id = ?" SQL2(
		     "", " FOR NO KEY UPDATE"),
		 VALS(v_int(c->patch)))) != OK)
		return e;
	if ((e = db_insert(db, &added,
		 "INSERT INTO patchwork_check (date, state, target_url,"
		 " description, context, user_id, patch_id)"
		 " VALUES (?, ?, ?, ?, ?, ?, ?)",
		 VALS(v_time(now), v_int2(c->state), v_str(c->target_url),
		     v_str(c->description), v_str(c->context), v_int4(c->user),
		     v_int4(c->patch)))) != OK)
		return e;
	if ((e = event_add(db, EVENT_CHECK_CREATED,
		 &(struct event){ .project = project,
		     .patch = c->patch,
		     .check = added,
		     .actor = c->user },
		 now)) != OK)
		return e;
	*id = added;
	return OK;
}

enum err
check_add(struct db *db, const struct check *c, int64_t now, int64_t *id)
{
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = add(db, c, now, id)) != OK)
		goto undo;
	return db_commit(db);
undo:
	db_rollback(db);
	return e;
}
