/*
 * The journal of mails (decisions.md 2). A role that only has Patchwork's
 * rights works without one, so whether rows can be added is asked first.
 */
#include "model/journal.h"

#include "base/utf8.h"

enum err
journal_is_there(struct db *db, bool *out)
{
	int64_t n;
	enum err e;

	e = db_int(db, &n,
	    SQL2("SELECT count(*) FROM sqlite_master"
		 " WHERE type = 'table' AND name = 'thimble_mail'",
		"SELECT COALESCE(has_table_privilege("
		"to_regclass('thimble_mail')::oid, 'INSERT'), false)"),
	    NO_VALS);
	if (e != OK)
		return e;
	*out = n != 0;
	return OK;
}

enum err
journal_is_readable(struct db *db, bool *out)
{
	int64_t n;
	enum err e;

	e = db_int(db, &n,
	    SQL2("SELECT count(*) FROM sqlite_master"
		 " WHERE type = 'table' AND name = 'thimble_mail'",
		"SELECT COALESCE(has_table_privilege("
		"to_regclass('thimble_mail')::oid, 'SELECT'), false)"),
	    NO_VALS);
	if (e != OK)
		return e;
	*out = n != 0;
	return OK;
}

enum err
journal_has(struct db *db, struct str msgid, struct str verdict, bool *out)
{
	int64_t id;
	enum err e;

	e = db_int(db, &id,
	    "SELECT id FROM thimble_mail WHERE msgid = ? AND verdict = ?"
	    " LIMIT 1",
	    VALS(v_str(utf8_cut(msgid, LIMIT_MSGID)), v_str(verdict)));
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	*out = e == OK;
	return OK;
}

enum err
journal_add(struct db *db, const struct journal_mail *m)
{
	/* No RETURNING: that would ask for the right to read. */
	return db_exec(db, NULL,
	    "INSERT INTO thimble_mail (arrived, source, list, msgid, verdict,"
	    " reason, attempts, size, raw, packed)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	    VALS(v_int(m->arrived), v_str(m->source), v_str(m->list),
		v_str(utf8_cut(m->msgid, LIMIT_MSGID)), v_str(m->verdict),
		v_str(m->reason), v_int4(m->attempts), v_int(m->size),
		v_bytes(m->raw), v_bool(m->packed)));
}
