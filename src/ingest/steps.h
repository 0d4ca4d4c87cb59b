/* Pieces of a plan, shared by the files of this directory and inspect. */
#ifndef INGEST_STEPS_H
#define INGEST_STEPS_H

#include "ingest/ingest.h"

/* The text parts of a mail read as a patch or as a comment, whatever it is;
 * the message with LF line ends. ERR_TOO_BIG. */
enum reading { AS_PATCH, AS_COMMENT };
enum err plan_content(struct arena *a, const struct mail *m,
    enum reading reading, struct content *out) MUST;

/* raw_subject must be there. */
void plan_subject(struct ingest *in, struct arena *a, const struct plan *p,
    struct subject *out);

/* The patch, else the cover, that the nearest reference leads to, directly
 * or through a comment (spec/ingest.md 17, 27.15); *out is 0 for none. */
enum err parent_find(struct db *db, struct arena *a, int64_t project,
    const struct references *refs, enum comment_kind *kind, int64_t *out) MUST;
/* The same for one kind alone. */
enum err parent_find_kind(struct db *db, int64_t project,
    const struct references *refs, enum comment_kind kind, int64_t *out) MUST;

/* Series that Depends-on tokens name, those by URL first; unknown ones are
 * left out, repeats kept. */
enum err depends_resolve(struct db *db, struct arena *a, int64_t project,
    const struct depends *d, int64_t **out, size_t *n) MUST;
/* Records them for a series, but for those of other projects. */
enum err depends_record(
    struct db *db, struct arena *a, const struct plan *p, int64_t series) MUST;

/* The user whom the rules of the project give all files of the diff to;
 * *out is 0 for none. */
enum err delegate_find(struct ingest *in, struct db *db, struct arena *a,
    int64_t project, struct str diff, int64_t *out) MUST;

/* The date that a series has by a mail (27.33). */
int64_t series_date(int64_t date, int64_t now);
/* Series that a mail belongs to (14): by message ids one at most, else by
 * what its mails have in common, newest first. submitter 0: nobody yet. */
struct series_query {
	int64_t project, submitter;
	struct str msgid;
	const struct references *references;
	int64_t version, total, date;
};
enum err series_candidates(struct db *db, struct arena *a,
    const struct series_query *q, struct series **out, size_t *n) MUST;

/* Finds or makes the series of a patch (a cover) that is to be inserted, and
 * sets p->series, p->number and p->made. A number of 0: the patch does not
 * join the series. */
enum err series_of_patch(
    struct db *db, struct arena *a, struct plan *p, int64_t now) MUST;
enum err series_of_cover(
    struct db *db, struct arena *a, struct plan *p, int64_t now) MUST;
/* The cover was inserted as p->id. */
enum err series_take_cover(struct db *db, struct arena *a, struct plan *p) MUST;

#endif
