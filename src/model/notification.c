/*
 * The notification queue, at most one row a patch: the state it had before
 * the first change that was not told yet. cron groups and sends (notify/).
 */
#include "model/notification.h"

enum err
notification_queue(
    struct db *db, const struct patch *old, int64_t new_state, int64_t now)
{
	int64_t wanted, first;
	enum err e;

	e = db_int(db, &wanted,
	    "SELECT CASE WHEN send_notifications THEN 1 ELSE 0 END"
	    " FROM patchwork_project WHERE id = ?",
	    VALS(v_int(old->project)));
	if (e != OK || !wanted)
		return e;
	e = db_int(db, &first,
	    "SELECT orig_state_id FROM patchwork_patchchangenotification"
	    " WHERE patch_id = ?",
	    VALS(v_int(old->id)));
	if (e == ERR_NOT_FOUND) {
		/* A patch without a state has none to go back to. */
		if (old->state == 0)
			return OK;
		return db_exec(db, NULL,
		    "INSERT INTO patchwork_patchchangenotification"
		    " (patch_id, last_modified, orig_state_id)"
		    " VALUES (?, ?, ?)",
		    VALS(v_int4(old->id), v_time(now), v_int4(old->state)));
	}
	if (e != OK)
		return e;
	if (first == new_state)
		return db_exec(db, NULL,
		    "DELETE FROM patchwork_patchchangenotification"
		    " WHERE patch_id = ?",
		    VALS(v_int(old->id)));
	return db_exec(db, NULL,
	    "UPDATE patchwork_patchchangenotification"
	    " SET last_modified = ? WHERE patch_id = ?",
	    VALS(v_time(now), v_int(old->id)));
}
