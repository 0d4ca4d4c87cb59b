/*
 * Mails into the database. The lock of the project is taken before anything
 * that decides about its rows is looked up, so that two deliveries of one
 * series never see each other half done (spec/ingest.md 25, 27.2). Groups
 * take no savepoints: if one of their mails fails, all are rolled back and
 * the caller delivers them one by one (decisions.md 7).
 */
#include "ingest/deliver.h"

#include <unistd.h>

#include "base/time.h"
#include "model/journal.h"

#define TRIES    4
#define PAUSE_US 50000u /* before the second try; doubled each time */

enum err
deliver_open(struct delivery *d)
{
	bool readable;
	enum err e;

	if ((e = journal_is_there(d->db, &d->journal)) != OK || !d->once)
		return e;
	if ((e = journal_is_readable(d->db, &readable)) != OK)
		return e;
	d->once = readable;
	return OK;
}

enum err
deliver_read(struct delivery *d, struct arena *a, struct arrival *m)
{
	enum err e;

	if (m->cut)
		m->bytes = raw_head(m->bytes);
	plan_mail(a, m->bytes, &m->plan);
	if (m->cut) {
		m->plan.verdict = VERDICT_TOO_BIG;
		m->plan.reason = "larger than mail.max_bytes";
		return OK;
	}
	if ((e = plan_project(d->in, d->db, a, &m->plan)) != OK)
		return e;
	plan_text(d->in, a, &m->plan);
	return OK;
}

/* Said before, in an earlier reading of the same source. */
static enum err
is_known(struct delivery *d, const struct plan *p, bool *out)
{
	*out = false;
	if (!d->once || verdict_is_stored(p->verdict))
		return OK;
	if (p->verdict == VERDICT_DUPLICATE) {
		*out = true;
		return OK;
	}
	/* Mails without an id cannot be told apart. */
	if (p->msgid.p == NULL)
		return OK;
	return journal_has(d->db, p->msgid, verdict_name(p->verdict), out);
}

static enum err
note(struct delivery *d, struct arena *a, const struct arrival *m)
{
	const struct plan *p = &m->plan;
	struct journal_mail row = {
		.arrived = m->arrived,
		.source = d->source,
		.list = p->project.listid,
		.msgid = p->msgid,
		.verdict = verdict_name(p->verdict),
		.reason = str_c(p->reason),
		.attempts = m->attempts,
		.size = (int64_t)m->bytes.n,
	};
	bool keep = d->keep_raw, known;
	enum err e;

	if (!d->journal)
		return OK;
	if ((e = is_known(d, p, &known)) != OK || known)
		return e;
	/* What is nowhere else is always kept; a second copy never. */
	if (p->verdict == VERDICT_BROKEN || p->verdict == VERDICT_FAILED ||
	    p->verdict == VERDICT_TOO_BIG)
		keep = true;
	if (p->verdict == VERDICT_DUPLICATE)
		keep = false;
	if (keep)
		row.raw = raw_pack(&d->in->packer, a, m->bytes, &row.packed);
	return journal_add(d->db, &row);
}

/* What is nowhere but in the journal. A broken mail is not among them: it is
 * worth a look and no more, and is never sent back. */
static bool
needs_journal(const struct plan *p)
{
	return p->verdict == VERDICT_FAILED || p->verdict == VERDICT_TOO_BIG;
}

/* Rows and events have the time at which the lock was there already: who asks
 * for events since the newest would never see one that is older and comes
 * later. */
static enum err
store(struct delivery *d, struct arena *a, struct arrival *m)
{
	int64_t now = time_now();
	enum err e;

	if (!m->cut) {
		if ((e = plan_rows(d->in, d->db, a, &m->plan)) != OK)
			return e;
		if ((e = plan_apply(d->in, d->db, a, &m->plan, now)) != OK)
			return e;
	}
	if (!d->journal && needs_journal(&m->plan))
		return err_set(ERR_BUSY, "%s", m->plan.reason);
	return note(d, a, m);
}

/* The project that the mails of a group are for; 0: none. */
static int64_t
project_of(const struct arrival *mails, size_t n)
{
	int64_t project = 0;

	for (size_t i = 0; i < n; i++) {
		assert(project == 0 || mails[i].plan.project.id == 0 ||
		    mails[i].plan.project.id == project);
		if (mails[i].plan.project.id != 0)
			project = mails[i].plan.project.id;
	}
	return project;
}

static enum err
store_all(struct delivery *d, struct arena *a, struct arrival *mails, size_t n)
{
	int64_t project = project_of(mails, n);
	enum err e;

	if ((e = db_begin(d->db)) != OK)
		return e;
	if (project != 0 && (e = db_lock(d->db, LOCK_INGEST, project)) != OK)
		goto undo;
	for (size_t i = 0; i < n; i++)
		if ((e = store(d, a, &mails[i])) != OK)
			goto undo;
	return db_commit(d->db);
undo:
	db_rollback(d->db);
	return e;
}

enum err
deliver_group(
    struct delivery *d, struct arena *a, struct arrival *mails, size_t n)
{
	enum err e;

	patterns_trim(&d->in->patterns);
	e = store_all(d, a, mails, n);
	known_forget(&d->in->known);
	return e;
}

/* Worth another look at the rows: what was there is gone, what was not is
 * there, or somebody stood in the way. */
static bool
is_passing(enum err e)
{
	return e == ERR_BUSY || e == ERR_ABORTED || e == ERR_NOT_FOUND ||
	    e == ERR_DUPLICATE;
}

/* Where the fault is the system's and not the mail's. */
static bool
is_systems(enum err e)
{
	return e == ERR_BUSY || e == ERR_IO || e == ERR_CONFIG ||
	    e == ERR_DENIED;
}

/* The verdict of a mail that could not be stored, with its bytes. */
static enum err
note_failure(
    struct delivery *d, struct arena *a, struct arrival *m, const char *reason)
{
	enum err e;

	m->plan.verdict = VERDICT_FAILED;
	m->plan.reason = str_z(a, str_c(reason));
	if (!d->journal)
		return err_set(ERR_BUSY, "%s", m->plan.reason);
	if ((e = db_begin(d->db)) != OK)
		return e;
	if ((e = note(d, a, m)) != OK)
		goto undo;
	return db_commit(d->db);
undo:
	db_rollback(d->db);
	return e;
}

enum err
deliver_mail(struct delivery *d, struct arena *a, struct arrival *m)
{
	struct arrival fresh = *m;
	useconds_t pause = PAUSE_US;
	int64_t start = time_now();
	enum err e = OK;

	for (int i = 0; i < TRIES; i++) {
		if (i > 0) {
			(void)usleep(pause);
			pause *= 2;
		}
		*m = fresh;
		known_forget(&d->in->known);
		if ((e = deliver_read(d, a, m)) == OK)
			e = deliver_group(d, a, m, 1);
		if (!is_passing(e) || time_now() - start > d->patience)
			break;
	}
	if (e == OK || is_systems(e))
		return e;
	return note_failure(d, a, m, err_message());
}

enum err
deliver_aside(
    struct delivery *d, struct arena *a, struct arrival *m, const char *reason)
{
	m->plan = (struct plan){ 0 };
	return note_failure(d, a, m, reason);
}
