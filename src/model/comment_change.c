/*
 * Changes of comments: the text never changes once it is stored, only
 * whether what it asks for was done. The two tables have one shape, so each
 * statement is here twice and everything around it once.
 */
#include "model/comment_change.h"

#include "model/event.h"

/* NULL: nothing was asked for. */
static struct value
v_addressed(int64_t addressed)
{
	if (addressed == ADDRESSED_UNSET)
		return v_null();
	return v_bool(addressed == ADDRESSED_YES);
}

static enum err
insert(
    struct db *db, enum comment_kind kind, const struct comment *c, int64_t *id)
{
	struct values vals = VALS(v_str(c->msgid), v_mail_time(c->date),
	    v_str(c->headers), v_str(c->content), v_int4(c->submitter),
	    v_int4(c->parent), v_addressed(c->addressed));

	if (kind == COMMENT_COVER)
		return db_insert(db, id,
		    "INSERT INTO patchwork_covercomment (msgid, date, headers,"
		    " content, submitter_id, cover_id, addressed)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
		    vals);
	return db_insert(db, id,
	    "INSERT INTO patchwork_patchcomment (msgid, date, headers,"
	    " content, submitter_id, patch_id, addressed)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
	    vals);
}

enum err
comment_add(struct db *db, enum comment_kind kind, const struct comment *c,
    int64_t project, int64_t now, int64_t *id)
{
	struct event event = { .project = project };
	int64_t added;
	enum err e;

	if ((e = insert(db, kind, c, &added)) != OK)
		return e;
	if (kind == COMMENT_COVER) {
		event.cover = c->parent;
		event.cover_comment = added;
		e = event_add(db, EVENT_COVER_COMMENT_CREATED, &event, now);
	} else {
		event.patch = c->parent;
		event.patch_comment = added;
		e = event_add(db, EVENT_PATCH_COMMENT_CREATED, &event, now);
	}
	if (e != OK)
		return e;
	*id = added;
	return OK;
}

enum err
comment_set_addressed(
    struct db *db, enum comment_kind kind, int64_t id, enum addressed addressed)
{
	int64_t changed;
	enum err e;

	if (kind == COMMENT_COVER)
		e = db_exec(db, &changed,
		    "UPDATE patchwork_covercomment SET addressed = ?"
		    " WHERE id = ?",
		    VALS(v_addressed(addressed), v_int(id)));
	else
		e = db_exec(db, &changed,
		    "UPDATE patchwork_patchcomment SET addressed = ?"
		    " WHERE id = ?",
		    VALS(v_addressed(addressed), v_int(id)));
	if (e == OK && changed == 0)
		return err_set(ERR_NOT_FOUND, "no such comment");
	return e;
}
