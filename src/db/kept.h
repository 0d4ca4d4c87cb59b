/*
 * What is kept beside Patchwork's tables so that nobody counts it, and kept
 * true by triggers whoever writes (docs/totals.md): the tables, how each is
 * recounted, and what the recount found.
 */
#ifndef DB_KEPT_H
#define DB_KEPT_H

#include "db/db.h"

/* The tables, in the order they depend on each other. */
enum kept {
	KEPT_PATCH_TOTAL,
	KEPT_COVER_TOTAL,
	KEPT_SERIES_TOTAL,
	KEPT_EVENT_TOTAL,
	KEPT_CHECK,
	KEPT_PATCH_CHECK,
	KEPT_COUNT
};
extern const char *const kept_names[KEPT_COUNT];

/* A row that is kept otherwise than it should be. */
struct difference {
	struct str what; /* "project 1, category patch-created" */
	int64_t kept, truth;
};

/* What a table has wrong, at most LIMIT_DIFFERENCES rows of it. Exact beside
 * writers. One statement. */
enum err kept_compare(struct db *db, struct arena *a, enum kept k,
    struct difference **out, size_t *n) MUST;

/* Makes a table right, beside writers that its triggers follow. Begins
 * transactions of its own. */
enum err kept_mend(struct db *db, enum kept k) MUST;

/* PostgreSQL: sums up what the triggers appended to a table; several may at
 * once. Nothing to do on SQLite, or for a table that is no total. */
enum err kept_fold(struct db *db, enum kept k) MUST;

/* PostgreSQL: makes room of what was summed up. The server does so, too, but
 * not before a minute, and whoever counts reads through what is gone. Not in a
 * transaction; what we may not do, or somebody else is at, is left. Nothing to
 * do on SQLite. */
enum err kept_clean(struct db *db) MUST;

/* Who writes without firing triggers, by a setting of PostgreSQL's. */
struct bypass {
	struct str who; /* "role alice" */
};
enum err kept_list_bypass(
    struct db *db, struct arena *a, struct bypass **out, size_t *n) MUST;

/* A column that is true once everything above has been verified. What reads
 * a kept table asks for it, and counts for itself otherwise. */
#define KEPT_IS_TRUE "EXISTS (SELECT 1 FROM thimble_verified)"

#endif
