/*
 * A plan becomes rows. The order is that of spec/ingest.md 14, 15 and 17, so
 * that events have the order of section 20; tags are counted once, at the
 * end. A row that another program stored since the plan is ERR_BUSY: the
 * transaction is planned again and finds the duplicate.
 */
#include "ingest/steps.h"

#include "base/time.h"
#include "base/utf8.h"
#include "model/comment_change.h"
#include "model/cover_change.h"
#include "model/patch_change.h"
#include "model/person_change.h"

static enum err
meanwhile(enum err e)
{
	if (e == ERR_DUPLICATE)
		return err_set(ERR_BUSY, "stored by another meanwhile");
	return e;
}

/* A mail without a usable date is as old as its arrival; in UTC, as the
 * column has it (spec/ingest.md 27.40). */
static int64_t
mail_date(const struct plan *p, int64_t now)
{
	return p->date != TIME_NONE ? p->date : now;
}

/* Of a patch that was just made, or that has one comment more. */
static enum err
count_tags(struct ingest *in, struct db *db, struct arena *a,
    const struct plan *p, int64_t patch, bool is_new)
{
	const struct tag *tags;
	size_t n;
	enum err e;

	if (!p->project.use_tags)
		return OK;
	if ((e = known_tags(&in->known, db, &tags, &n)) != OK || n == 0)
		return e;
	if (is_new)
		return tag_add(
		    db, a, &in->patterns, tags, n, patch, p->content.message);
	/* Most replies add none; all texts of the thread are not read then. */
	if (!tag_is_in(&in->patterns, tags, n, p->content.message))
		return OK;
	return tag_recount_all(db, a, &in->patterns, tags, n, patch);
}

static const struct series *
made(const struct plan *p)
{
	return p->made.id != 0 ? &p->made : NULL;
}

static enum err
store_patch(struct ingest *in, struct db *db, struct arena *a, struct plan *p,
    int64_t now)
{
	struct patch row = {
		.msgid = p->msgid,
		.date = mail_date(p, now),
		.name = utf8_cut(p->subject.name, LIMIT_NAME),
		.project = p->project.id,
		.submitter = p->submitter.id,
		.delegate = p->delegate,
		.state = p->state,
		.pull_url = p->pull_url,
		.hash = p->hash,
		.headers = p->headers,
		.content = p->content.message,
		.diff = p->content.diff,
	};
	enum err e;

	if ((e = series_of_patch(db, a, p, now)) != OK)
		return e;
	row.series = p->number != 0 ? p->series : 0;
	row.number = p->number;
	if ((e = meanwhile(patch_add(db, a, &row, made(p), now, &p->id))) != OK)
		return e;
	if ((e = depends_record(db, a, p, p->series)) != OK)
		return e;
	return count_tags(in, db, a, p, p->id, true);
}

static enum err
store_cover(struct db *db, struct arena *a, struct plan *p, int64_t now)
{
	const struct cover row = {
		.msgid = p->msgid,
		.date = mail_date(p, now),
		.name = utf8_cut(p->subject.name, LIMIT_NAME),
		.project = p->project.id,
		.submitter = p->submitter.id,
		.headers = p->headers,
		.content = p->content.message,
	};
	enum err e;

	if ((e = series_of_cover(db, a, p, now)) != OK)
		return e;
	if ((e = meanwhile(cover_add(db, a, &row, made(p), now, &p->id))) != OK)
		return e;
	if ((e = meanwhile(series_take_cover(db, a, p))) != OK)
		return e;
	return depends_record(db, a, p, p->series);
}

static enum err
store_comment(struct ingest *in, struct db *db, struct arena *a, struct plan *p,
    int64_t now)
{
	const struct comment row = {
		.parent = p->parent,
		.msgid = p->msgid,
		.date = mail_date(p, now),
		.submitter = p->submitter.id,
		.addressed =
		    p->hints.action_required ? ADDRESSED_NO : ADDRESSED_UNSET,
		.headers = p->headers,
		.content = p->content.message,
	};
	enum err e;

	if ((e = meanwhile(comment_add(
		 db, p->parent_kind, &row, p->project.id, now, &p->id))) != OK)
		return e;
	if (p->parent_kind == COMMENT_COVER)
		return OK;
	return count_tags(in, db, a, p, p->parent, false);
}

enum err
plan_apply(struct ingest *in, struct db *db, struct arena *a, struct plan *p,
    int64_t now)
{
	enum err e;

	if (!verdict_is_stored(p->verdict))
		return OK;
	p->id = p->series = p->number = p->made.id = 0;
	if ((e = person_see(
		 db, a, p->author.email, p->author.name, &p->submitter)) != OK)
		return e;
	switch (p->verdict) {
	case VERDICT_PATCH:
		return store_patch(in, db, a, p, now);
	case VERDICT_COVER:
		return store_cover(db, a, p, now);
	default:
		return store_comment(in, db, a, p, now);
	}
}
