/*
 * What a mail is compared with: rows found by what its headers say. Names
 * and addresses fold ASCII letters only (decisions.md 17); of several that
 * match, the exact one wins, else the lowest id (spec/ingest.md 27.29).
 * All are ERR_NOT_FOUND for none.
 */
#ifndef MODEL_LOOKUP_H
#define MODEL_LOOKUP_H

#include "db/db.h"
#include "model/types.h"

/* Projects of a list, by linkname; an empty list is no error. */
enum err lookup_projects(struct db *db, struct arena *a, struct str listid,
    struct project **out, size_t *n) MUST;

enum err lookup_person(
    struct db *db, struct arena *a, struct str email, struct person *out) MUST;

/* An account by its address. */
enum err lookup_user(
    struct db *db, struct arena *a, struct str email, int64_t *out) MUST;

/* By name; and the one of ordering 0, which new patches have. */
enum err lookup_state(
    struct db *db, struct arena *a, struct str name, int64_t *out) MUST;
enum err lookup_default_state(struct db *db, int64_t *out) MUST;

/* Where a message id was stored in a project. */
enum err lookup_patch(
    struct db *db, int64_t project, struct str msgid, int64_t *out) MUST;
enum err lookup_cover(
    struct db *db, int64_t project, struct str msgid, int64_t *out) MUST;
/* What a patch, or a cover letter, is stored as already: one of its kind with
 * its id, or anything of the project with its id and date. A database that was
 * Patchwork's has mails as what that took them for (spec/ingest.md 27.11,
 * 27.13, 27.14). */
enum err lookup_stored(struct db *db, int64_t project, bool is_patch,
    struct str msgid, int64_t date, int64_t *out) MUST;
/* The patch, else the cover, that this id is, or that a comment with this id
 * belongs to; of several comments the newest one's. */
enum err lookup_parent(struct db *db, struct arena *a, int64_t project,
    struct str msgid, enum comment_kind *kind, int64_t *out) MUST;
/* The patch or cover that the newest comment with this id belongs to. */
enum err lookup_commented(struct db *db, enum comment_kind kind,
    int64_t project, struct str msgid, int64_t *out) MUST;
/* What the same mail is a comment of already: its parent, or anything of the
 * project that has a comment with its id, date and text (TIME_NONE: any
 * date). */
enum err lookup_comment(struct db *db, int64_t project, enum comment_kind kind,
    const struct comment *like, int64_t *out) MUST;

/* The series that a message id refers to. */
enum err lookup_series(struct db *db, struct arena *a, int64_t project,
    struct str msgid, struct series *out) MUST;
/* Series of the same project, submitter, version and total as like, dated
 * since..until (both included); newest first. */
enum err lookup_series_like(struct db *db, struct arena *a,
    const struct series *like, int64_t since, int64_t until,
    struct series **out, size_t *n) MUST;
/* What a mail depends on: the series, with its project, of the patch, else
 * of the cover with this message id (a row of this project before others),
 * of the patch or cover with this id, with this id itself. */
struct dependency {
	int64_t series, project;
};
enum err lookup_dependency_mail(struct db *db, struct arena *a, int64_t project,
    struct str msgid, struct dependency *out) MUST;
enum err lookup_dependency_patch(
    struct db *db, struct arena *a, int64_t id, struct dependency *out) MUST;
enum err lookup_dependency_cover(
    struct db *db, struct arena *a, int64_t id, struct dependency *out) MUST;
enum err lookup_dependency_series(
    struct db *db, struct arena *a, int64_t id, struct dependency *out) MUST;

/* What a series is called, by whom: its cover (0: none yet) and its patch
 * number 1 (first: p NULL). */
struct naming {
	struct str name, first;
	int64_t cover;
};
enum err lookup_naming(
    struct db *db, struct arena *a, int64_t series, struct naming *out) MUST;

/* Whether a series has a patch with this number. */
enum err lookup_number(
    struct db *db, int64_t series, int64_t number, bool *out) MUST;

#endif
