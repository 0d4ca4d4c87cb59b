/*
 * The schema: a new database gets that of Patchwork, as its own migrations
 * leave it, with the rows it needs; every database gets what Thimble adds
 * (steps.c). Both may be asked for by any number of processes at once, and
 * again at any time.
 */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "db/db.h"

struct migration {
	bool empty;        /* has no table of Patchwork's or Django's */
	size_t missing;    /* of our objects: not there, damaged or old */
	const char *first; /* the first of them; NULL: none */
	/* The last migration of Patchwork's own that is newer than what this
	 * program knows; p NULL: none. Worth a warning. */
	struct str newer;
};

/*
 * Looks, and changes nothing. ERR_CONFIG, naming what is wrong, for what can
 * neither be used nor migrated: an older Patchwork, another program of
 * Django's, objects of a newer Thimble.
 */
enum err migrate_read(
    struct db *db, struct arena *a, struct migration *out) MUST;

/*
 * Makes what is missing, each object in a transaction of its own so that
 * nobody waits long, an empty database in one. *made (may be NULL) counts.
 * Sequences of ids that lag are raised. ERR_CONFIG: this role may not, or as
 * above; ERR_BUSY: others would not let us, some seconds long.
 */
enum err migrate_apply(
    struct db *db, struct arena *a, int64_t now, size_t *made) MUST;

/* Drops our triggers, functions and indexes, with all our tables too; those of
 * Patchwork stay. *dropped counts. */
enum err migrate_remove(
    struct db *db, struct arena *a, bool all, size_t *dropped) MUST;

#endif
