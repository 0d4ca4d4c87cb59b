/*
 * Changes of cover letters: they are stored once and never edited. Their
 * place in a series is the series' business (series_change.c).
 */
#include "model/cover_change.h"

#include "model/event.h"

enum err
cover_add(struct db *db, struct arena *a, const struct cover *c,
    const struct series *made, int64_t now, int64_t *id)
{
	struct event event = { .project = c->project };
	struct happening v[2];
	size_t n = 0;
	enum err e;

	if ((e = db_insert(db, &event.cover,
		 "INSERT INTO patchwork_cover (msgid, date, headers, content,"
		 " name, project_id, submitter_id)"
		 " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		 VALS(v_str(c->msgid), v_mail_time(c->date), v_str(c->headers),
		     v_str(c->content), v_str(c->name), v_int4(c->project),
		     v_int4(c->submitter)))) != OK)
		return e;
	if (made != NULL) {
		event.series = made->id;
		v[n++] = (struct happening){ EVENT_SERIES_CREATED, event };
	}
	v[n++] = (struct happening){ EVENT_COVER_CREATED, event };
	if ((e = event_add_all(db, a, v, n, now)) != OK)
		return e;
	*id = event.cover;
	return OK;
}
