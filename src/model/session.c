/*
 * Rows of django_session. Nothing is kept of them in memory: another program
 * may end a session at any moment. Expired rows stay until a clean-up, as
 * they do in Patchwork; nobody finds them.
 */
#include "model/session.h"

/* clang-format off */
static const struct column columns[] = {
	{ "s.session_key",  STR(session_row, key) },
	{ "s.session_data", STR(session_row, data) },
	{ "s.expire_date",  TIME(session_row, expires) },
};
static const struct table table =
    TABLE(session_row, columns, "django_session s");
/* clang-format on */

enum err
session_row_find(struct db *db, struct arena *a, struct str key, int64_t now,
    struct session_row *out)
{
	return db_get(db, a, &table, out,
	    "WHERE s.session_key = ? AND s.expire_date > ?",
	    VALS(v_str(key), v_time(now)));
}

enum err
session_row_add(struct db *db, const struct session_row *s)
{
	return db_exec(db, NULL,
	    "INSERT INTO django_session"
	    " (session_key, session_data, expire_date) VALUES (?, ?, ?)",
	    VALS(v_str(s->key), v_str(s->data), v_time(s->expires)));
}

enum err
session_row_remove(struct db *db, struct str key)
{
	return db_exec(db, NULL,
	    "DELETE FROM django_session WHERE session_key = ?",
	    VALS(v_str(key)));
}
