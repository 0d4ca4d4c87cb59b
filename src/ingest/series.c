/*
 * Which series a patch or cover letter belongs to (spec/ingest.md 14, 15).
 *
 * First by message ids: a series records its own mails and the ancestors of
 * its first one, so the own id or a reference leads to it. Then by what the
 * mails of a series have in common: submitter, version, total and a date
 * within twenty minutes. Deliveries to one project come one after another
 * (27.2), so there is one look and no retry (27.32). Better than Patchwork:
 *
 * - A reference to a series of another version, more than twenty minutes
 *   apart, is to the previous posting (27.30).
 * - A reference that is not the mail's own id must lead to a series of the
 *   same submitter and total; unnumbered patches do not claim the messages
 *   they answer (27.31).
 * - A date in the future, or older than mail itself, is the time of arrival
 *   (27.33).
 */
#include "ingest/steps.h"

#include "base/time.h"
#include "base/utf8.h"
#include "model/series_change.h"

#define WINDOW (20 * TIME_MINUTE)
/* Clocks run fast by so much at most. */
#define FAST TIME_DAY
/* 1982-08-13, RFC 822. */
#define FIRST_MAIL (INT64_C(4607) * TIME_DAY)

int64_t
series_date(int64_t date, int64_t now)
{
	if (date == TIME_NONE || date > now + FAST || date < FIRST_MAIL)
		return now;
	return date;
}

static bool
is_near(int64_t a, int64_t b)
{
	return a - b <= WINDOW && b - a <= WINDOW;
}

/* own: the reference is the message id of the mail itself. */
static bool
is_same_posting(const struct series *s, const struct series_query *q, bool own)
{
	if (s->version != q->version && !is_near(s->date, q->date))
		return false;
	return own || (s->submitter == q->submitter && s->total == q->total);
}

static enum err
find_by_id(struct db *db, struct arena *a, const struct series_query *q,
    struct str msgid, bool own, struct series *out)
{
	struct series found;
	enum err e;

	if ((e = lookup_series(db, a, q->project, msgid, &found)) != OK)
		return e;
	if (!is_same_posting(&found, q, own))
		return err_set(ERR_NOT_FOUND, "another posting");
	*out = found;
	return OK;
}

/* The series that the own id, else the nearest reference, leads to. */
static enum err
find_by_ids(struct db *db, struct arena *a, const struct series_query *q,
    struct series *out)
{
	enum err e = ERR_NOT_FOUND;

	if (q->msgid.p != NULL)
		e = find_by_id(db, a, q, q->msgid, true, out);
	for (size_t i = 0; e == ERR_NOT_FOUND && i < q->references->n; i++)
		e = find_by_id(db, a, q, q->references->ids[i], false, out);
	return e;
}

enum err
series_candidates(struct db *db, struct arena *a, const struct series_query *q,
    struct series **out, size_t *n)
{
	struct series *one = arena_new(a, struct series);
	struct series like = { .project = q->project,
		.submitter = q->submitter,
		.version = q->version,
		.total = q->total };
	enum err e;

	if ((e = find_by_ids(db, a, q, one)) == OK) {
		*out = one;
		*n = 1;
		return OK;
	}
	if (e != ERR_NOT_FOUND)
		return e;
	*n = 0;
	if (q->submitter == 0)
		return OK;
	return lookup_series_like(
	    db, a, &like, q->date - WINDOW, q->date + WINDOW, out, n);
}

/* The first candidate that lacks the number. */
static enum err
choose(struct db *db, const struct series *candidates, size_t n, int64_t number,
    const struct series **out)
{
	*out = NULL;
	for (size_t i = 0; i < n; i++) {
		bool taken;
		enum err e;

		if ((e = lookup_number(db, candidates[i].id, number, &taken)) !=
		    OK)
			return e;
		if (!taken) {
			*out = &candidates[i];
			return OK;
		}
	}
	return OK;
}

static enum err
refer(struct db *db, const struct plan *p, bool ancestors, int64_t series)
{
	enum err e;

	for (size_t i = 0; ancestors && i < p->references.n; i++)
		if ((e = series_refer(db, p->project.id, series,
			 p->references.ids[i])) != OK)
			return e;
	return series_refer(db, p->project.id, series, p->msgid);
}

static enum err
make(struct db *db, struct plan *p, const struct series *like, bool ancestors)
{
	enum err e;

	p->made = *like;
	if ((e = series_add(db, &p->made, &p->made.id)) != OK)
		return e;
	p->series = p->made.id;
	return refer(db, p, ancestors, p->series);
}

enum err
series_of_patch(struct db *db, struct arena *a, struct plan *p, int64_t now)
{
	bool numbered = p->subject.has_marker && p->subject.total > 0;
	/* A pull request numbered 0 starts a series and has no place in it. */
	int64_t number = numbered ? p->subject.number : 1;
	/* The first names the series. */
	struct str name = number == 1 ? utf8_cut(p->subject.name, LIMIT_NAME)
				      : str_n(NULL, 0);
	const struct series like = {
		.name = name,
		.project = p->project.id,
		.submitter = p->submitter.id,
		.date = series_date(p->date, now),
		.version = p->subject.version,
		.total = numbered ? p->subject.total : 1,
	};
	const struct series_query query = {
		.project = p->project.id,
		.submitter = p->submitter.id,
		.msgid = p->msgid,
		.references = &p->references,
		.version = like.version,
		.total = like.total,
		.date = like.date,
	};
	const struct series *found = NULL;
	struct series *candidates;
	size_t n;
	enum err e;

	if (numbered) {
		if ((e = series_candidates(db, a, &query, &candidates, &n)) !=
		    OK)
			return e;
		if ((e = choose(db, candidates, n, number, &found)) != OK)
			return e;
	}
	p->number = number;
	if (found == NULL)
		return make(db, p, &like, numbered);
	p->series = found->id;
	if (number == 1 && found->name.n == 0)
		return series_set_name(db, found->id, name);
	return OK;
}

/* Without the leading "[..]" and the white space after it. */
static struct str
bare_name(struct str name)
{
	size_t end;

	if (!str_starts(name, S("[")))
		return name;
	end = str_find_char(name, ']');
	return end == name.n ? name : utf8_trim(str_from(name, end + 1));
}

/* The id of a cover is known to another posting, which answers it: its own
 * patches could not claim it, and are found by what they share (27.30). */
static enum err
find_unclaimed(
    struct db *db, struct arena *a, const struct series *like, int64_t *out)
{
	struct series *rows;
	size_t n;
	enum err e;

	if ((e = lookup_series_like(db, a, like, like->date - WINDOW,
		 like->date + WINDOW, &rows, &n)) != OK)
		return e;
	for (size_t i = 0; i < n; i++)
		if (rows[i].cover == 0) {
			*out = rows[i].id;
			return OK;
		}
	return err_set(ERR_NOT_FOUND, "no series lacks a cover");
}

enum err
series_of_cover(struct db *db, struct arena *a, struct plan *p, int64_t now)
{
	const struct series like = {
		.name = bare_name(utf8_cut(p->subject.name, LIMIT_NAME)),
		.project = p->project.id,
		.submitter = p->submitter.id,
		.date = series_date(p->date, now),
		.version = p->subject.version,
		.total = p->subject.total,
	};
	const struct series_query query = {
		.project = p->project.id,
		.version = like.version,
		.date = like.date,
	};
	struct series found;
	enum err e;

	e = lookup_series(db, a, query.project, p->msgid, &found);
	if (e == OK && is_same_posting(&found, &query, true)) {
		p->series = found.id;
		return OK;
	}
	if (e == OK)
		e = find_unclaimed(db, a, &like, &p->series);
	if (e != ERR_NOT_FOUND)
		return e;
	return make(db, p, &like, false);
}

enum err
series_take_cover(struct db *db, struct arena *a, struct plan *p)
{
	struct str name = utf8_cut(p->subject.name, LIMIT_NAME);
	struct naming now;
	enum err e;

	if (p->made.id != 0)
		return series_set_cover(db, p->series, p->id);
	if ((e = lookup_naming(db, a, p->series, &now)) != OK)
		return e;
	/* The first cover stays; this one is then in no series. */
	if (now.cover != 0)
		return OK;
	if ((e = series_set_cover(db, p->series, p->id)) != OK)
		return e;
	if (now.name.n > 0 && !str_eq(now.name, now.first))
		return OK;
	return series_set_name(db, p->series, bare_name(name));
}
