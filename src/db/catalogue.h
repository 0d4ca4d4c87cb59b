/*
 * What a database has of ours and of Patchwork's. Inside of src/db alone, for
 * the migration.
 */
#ifndef DB_CATALOGUE_H
#define DB_CATALOGUE_H

#include "db/migrate.h"
#include "db/steps.h"

struct object {
	struct str kind; /* table, index, trigger, function */
	struct str name;
	struct str parent; /* PostgreSQL: the table of a trigger */
	bool valid;
};

struct catalogue {
	struct object *objects; /* ours, and django_migrations */
	size_t nobjects;
	int64_t version; /* of our schema; 0: none */
	/* Stands for the triggers as they are now, and for those that what is
	 * kept (kept.h) was last true under; p NULL: none. */
	struct str mark, verified;
	struct migration m;
};

/* Errors as of migrate_read. */
enum err catalogue_read(
    struct db *db, struct arena *a, struct catalogue *out) MUST;
/* The objects alone, whatever sort of database it is. */
enum err catalogue_list(
    struct db *db, struct arena *a, struct catalogue *out) MUST;

/* Whether the step's object is there, in whatever shape. */
bool catalogue_has(const struct catalogue *s, const struct step *step);
/* Whether the step has work to do. */
bool catalogue_needs(
    const struct db *db, const struct catalogue *s, const struct step *step);
/* Whether what is kept was found true under the triggers of now. */
bool catalogue_is_verified(const struct catalogue *s);
/* Whether a trigger is missing, or what one writes to. */
bool catalogue_misses_kept(const struct db *db, const struct catalogue *s);
/* Whether there is a table to note that in. */
bool catalogue_knows_verified(const struct catalogue *s);

#endif
