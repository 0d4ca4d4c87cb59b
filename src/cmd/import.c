/*
 * Mails are read and parsed outside of any transaction, then stored in
 * groups: mails of one project, up to a number and a size. A group that fails
 * is stored again mail by mail; one that fails alone is in the journal and
 * reported, and the run goes on. Only what is wrong with the database itself
 * ends it (ERR_BUSY and the like): what is done then is done, and the next
 * run goes on, since it finds it as duplicates.
 */
#include "cmd/import.h"

#include <stdio.h>

#include "base/log.h"
#include "base/time.h"
#include "cmd/child.h"
#include "db/db.h"
#include "db/kept.h"

/* Of groups; what look-ups are planned by must be known early, or they grow
 * with the archive. */
#define ANALYZE_AFTER 10

/* Groups after which the changes of totals are summed up: nobody else may come
 * by before there are very many. */
#define FOLD_EVERY 20

/* Text of one group: memory stays small whatever the mails. */
#define GROUP_BYTES (4u << 20)

struct group {
	struct arrival mails[LIMIT_GROUP];
	int64_t places[LIMIT_GROUP];
	size_t n, bytes;
	int64_t project; /* 0: of none so far */
};

struct run {
	struct import *im;
	struct delivery d;
	struct arena *a; /* of the present group */
	struct group group;
	size_t ngroups; /* stored */
};

/* The verbosity from which on a verdict is reported; stored mails at 3. */
/* clang-format off */
static const int reported[VERDICTS] = {
	[VERDICT_PATCH]         = 3,
	[VERDICT_COVER]         = 3,
	[VERDICT_PATCH_COMMENT] = 3,
	[VERDICT_COVER_COMMENT] = 3,
	[VERDICT_DUPLICATE]     = 2,
	[VERDICT_IGNORED]       = 2,
	[VERDICT_BROKEN]        = 1,
	[VERDICT_TOO_BIG]       = 1,
	[VERDICT_FAILED]        = 1,
};
/* clang-format on */

static void
report(struct run *r, const struct arrival *m, int64_t place)
{
	const struct plan *p = &m->plan;
	struct str verdict = verdict_name(p->verdict), name = p->msgid;

	r->im->done->counts[p->verdict]++;
	if (r->im->verbosity < reported[p->verdict])
		return;
	if (name.p == NULL)
		name = archive_name(r->im->archive, r->a, place);
	progress_clear(r->im->progress);
	/* Asked for by -v, whatever the log level. */
	log_line(LOG_ERROR, "parsearchive: %.*s: %.*s%s%s", STR_ARG(name),
	    STR_ARG(verdict), p->reason ? ": " : "",
	    p->reason ? p->reason : "");
}

static enum err
store_alone(struct run *r, struct arrival *m, int64_t place)
{
	enum err e;

	r->im->done->mail = place;
	m->attempts = place == r->im->bad ? CRASHES : 0;
	if (place == r->im->bad)
		e = deliver_aside(&r->d, r->a, m, "parser crashed");
	else
		e = deliver_mail(&r->d, r->a, m);
	r->im->done->mail = NO_PLACE;
	return e;
}

static enum err
store_each(struct run *r)
{
	struct group *g = &r->group;

	for (size_t i = 0; i < g->n; i++) {
		enum err e = store_alone(r, &g->mails[i], g->places[i]);

		if (e != OK)
			return e;
	}
	return OK;
}

/* What failed is left to whoever meets it. */
static void
fold(struct run *r)
{
	for (enum kept k = 0; k < KEPT_COUNT; k++)
		(void)(kept_fold(r->d.db, k) == OK);
	(void)(kept_clean(r->d.db) == OK);
}

/* end: the place behind the group. */
static enum err
store_group(struct run *r, int64_t end)
{
	struct imported *done = r->im->done;
	struct group *g = &r->group;
	enum err e;

	done->group = end;
	e = deliver_group(&r->d, r->a, g->mails, g->n);
	done->group = NO_PLACE;
	if (e != OK && (e = store_each(r)) != OK)
		return e;
	for (size_t i = 0; i < g->n; i++)
		report(r, &g->mails[i], g->places[i]);
	done->place = end;
	/* It is no harm if somebody else is just at it. */
	if (++r->ngroups == ANALYZE_AFTER)
		(void)(db_analyze(r->d.db) == OK);
	if (r->ngroups % FOLD_EVERY == 0)
		fold(r);
	g->n = g->bytes = 0;
	g->project = 0;
	arena_reset(r->a, (struct arena_mark){ 0 });
	return OK;
}

static enum err
store_careful(struct run *r, struct arrival *m, int64_t place)
{
	enum err e;

	if ((e = store_alone(r, m, place)) != OK)
		return e;
	report(r, m, place);
	r->im->done->place = archive_place(r->im->archive);
	arena_reset(r->a, (struct arena_mark){ 0 });
	return OK;
}

static bool
is_full(const struct group *g)
{
	return g->n == LIMIT_GROUP || g->bytes > GROUP_BYTES;
}

/* Into the group; what does not fit there is read again after it. */
static enum err
add(struct run *r, const struct arrival *m, int64_t place)
{
	struct group *g = &r->group;
	int64_t project = m->plan.project.id;

	if (project != 0 && g->project != 0 && project != g->project) {
		archive_seek(r->im->archive, place);
		return store_group(r, place);
	}
	if (project != 0)
		g->project = project;
	g->places[g->n] = place;
	g->mails[g->n++] = *m;
	g->bytes += m->bytes.n;
	return is_full(g) ? store_group(r, archive_place(r->im->archive)) : OK;
}

/* A file of a Maildir that went away, or may not be read. */
static void
skip(struct run *r, int64_t place)
{
	r->im->done->counts[VERDICT_FAILED]++;
	if (r->im->verbosity < reported[VERDICT_FAILED])
		return;
	progress_clear(r->im->progress);
	log_line(LOG_ERROR, "parsearchive: %.*s: %s",
	    STR_ARG(archive_name(r->im->archive, r->a, place)), err_message());
}

static enum err
take(struct run *r, const struct archive_mail *from)
{
	struct arrival m = {
		.bytes = from->bytes, .cut = from->cut, .arrived = time_now()
	};
	bool alone = from->place < r->im->careful;
	enum err e;

	child_bound_mail();
	if (from->err != OK) {
		skip(r, from->place);
		return OK;
	}
	if (!alone) {
		r->im->done->mail = from->place;
		e = deliver_read(&r->d, r->a, &m);
		r->im->done->mail = NO_PLACE;
		if (e == OK)
			return add(r, &m, from->place);
		/* The database: by itself the mail is tried again. */
		alone = true;
	}
	if (r->group.n > 0) {
		archive_seek(r->im->archive, from->place);
		r->im->careful = from->place + 1;
		return store_group(r, from->place);
	}
	return store_careful(r, &m, from->place);
}

static int64_t
count_all(const struct imported *done)
{
	int64_t n = 0;

	for (size_t i = 0; i < VERDICTS; i++)
		n += done->counts[i];
	return n;
}

static enum err
import_all(struct run *r)
{
	struct import *im = r->im;
	struct archive_mail m;
	enum err e;

	archive_seek(im->archive, im->done->place);
	while (archive_next(
	    im->archive, r->a, (size_t)im->c->conf->mail_max_bytes, &m)) {
		if ((e = take(r, &m)) != OK)
			return e;
		progress_show(im->progress, im->done->place,
		    archive_size(im->archive), count_all(im->done));
	}
	if (r->group.n > 0 &&
	    (e = store_group(r, archive_place(im->archive))) != OK)
		return e;
	fold(r);
	return OK;
}

void
import_run(void *arg)
{
	struct import *im = arg;
	struct run *r = arena_new(im->c->a, struct run);
	struct ingest in;
	enum err e;

	r->im = im;
	r->a = arena_open();
	ingest_open(&in);
	in.list_id = cmd_option(im->c, "--list-id");
	r->d = (struct delivery){ .in = &in,
		.source = S("parsearchive"),
		.keep_raw = true,
		.once = true,
		.patience = im->c->conf->database_wait * TIME_SECOND };
	if ((e = cmd_open_db(im->c, DB_RELAXED, &r->d.db)) == OK) {
		if ((e = deliver_open(&r->d)) == OK)
			e = import_all(r);
		db_close(r->d.db);
	}
	im->done->err = e;
	if (e != OK)
		(void)snprintf(im->done->message, sizeof(im->done->message),
		    "%s", err_message());
	ingest_close(&in);
	arena_close(r->a);
}
