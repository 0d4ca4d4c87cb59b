/*
 * Changes of cover letters: they are stored once and never edited. Their
 * place in a series is the series' business (series_change.c).
 */
#include "model/cover_change.h"

#include "model/event.h"

enum err
cover_add(struct db *db, const struct cover *c, int64_t now, int64_t *id)
{
	int64_t added;
	enum err e;

	if ((e = db_insert(db, &added,
		 "INSERT INTO patchwork_cover (msgid, date, headers, content,"
		 " name, project_id, submitter_id)"
		 " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		 VALS(v_str(c->msgid), v_mail_time(c->date), v_str(c->headers),
		     v_str(c->content), v_str(c->name), v_int4(c->project),
		     v_int4(c->submitter)))) != OK)
		return e;
	if ((e = event_add(db, EVENT_COVER_CREATED,
		 &(struct event){ .project = c->project, .cover = added },
		 now)) != OK)
		return e;
	*id = added;
	return OK;
}
