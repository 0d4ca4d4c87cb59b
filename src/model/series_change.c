/*
 * Changes of series. Which series a mail belongs to is decided in ingest;
 * its event, and those of what joins it, are patch_add's and cover_add's.
 */
#include "model/series_change.h"

enum err
series_add(struct db *db, const struct series *s, int64_t *id)
{
	return db_insert(db, id,
	    "INSERT INTO patchwork_series (name, date, submitter_id, version,"
	    " total, project_id) VALUES (?, ?, ?, ?, ?, ?)",
	    VALS(v_str(s->name), v_mail_time(s->date), v_int4(s->submitter),
		v_int4(s->version), v_int4(s->total), v_int4(s->project)));
}

enum err
series_refer(struct db *db, int64_t project, int64_t series, struct str msgid)
{
	return db_exec(db, NULL,
	    "INSERT INTO patchwork_seriesreference (project_id, series_id,"
	    " msgid) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
	    VALS(v_int4(project), v_int4(series), v_str(msgid)));
}

enum err
series_set_cover(struct db *db, int64_t series, int64_t cover)
{
	return db_exec(db, NULL,
	    "UPDATE patchwork_series SET cover_letter_id = ? WHERE id = ?",
	    VALS(v_ref(cover), v_int(series)));
}

enum err
series_set_name(struct db *db, int64_t series, struct str name)
{
	return db_exec(db, NULL,
	    "UPDATE patchwork_series SET name = ? WHERE id = ?",
	    VALS(v_str(name), v_int(series)));
}

enum err
series_depend(struct db *db, int64_t from, int64_t to)
{
	if (from == to)
		return OK;
	return db_exec(db, NULL,
	    "INSERT INTO patchwork_series_dependencies (from_series_id,"
	    " to_series_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
	    VALS(v_int4(from), v_int4(to)));
}
