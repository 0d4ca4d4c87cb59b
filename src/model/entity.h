/*
 * Families of rows that others refer to by id, and sets of them: whoever
 * shows a page of rows notes the ids it meets, loads each family once, and
 * then finds every row in memory. So the number of statements does not depend
 * on the number of rows.
 */
#ifndef MODEL_ENTITY_H
#define MODEL_ENTITY_H

#include "db/db.h"

struct ids {
	const int64_t *v;
	size_t n;
};

struct entity {
	const char *noun; /* "Patch": in "No Patch matches .." */
	size_t size;      /* of its struct, whose first member is the id */
	/* The rows of these ids (distinct, at most LIMIT_ROWS_PAGE), without
	 * headers, content and diff; in any order, missing ones left out. */
	enum err (*load)(struct db *db, struct arena *a, struct ids ids,
	    void **rows, size_t *n);
};

extern const struct entity project_entity, person_entity, user_entity,
    state_entity, patch_entity, cover_entity, series_entity, check_entity,
    patch_comment_entity, cover_comment_entity, event_entity;
/* The same rows, without counting what was received. */
extern const struct entity series_uncounted_entity;

/* Rows by id, loaded when asked. */
struct set {
	const struct entity *entity;
	struct arena *a;
	const void **rows; /* ascending ids */
	size_t n;
	int64_t *wanted;
	size_t nwanted, room;
};

void set_init(struct set *s, struct arena *a, const struct entity *e);
/* Notes an id to load; 0 is none. */
void set_want(struct set *s, int64_t id);
/* Rows that are there already: an array of the entity's struct. */
void set_add(struct set *s, const void *rows, size_t n);
/* Loads what is wanted and not there, LIMIT_ROWS_PAGE ids a statement;
 * nothing wanted is no statement. */
enum err set_load(struct set *s, struct db *db) MUST;
/* NULL for 0 and for a row that is not there. */
const void *set_find(const struct set *s, int64_t id);

/* The ids of rows, ascending and distinct, without 0; at is the offset of an
 * int64_t in each row of size bytes. */
struct ids ids_of(
    struct arena *a, const void *rows, size_t n, size_t size, size_t at);
#define IDS_OF(a, rows, n, type, member)              \
	ids_of((a), (rows), (n), sizeof(struct type), \
	    offsetof(struct type, member))

/* A number an owner has: a dependency, a maintained project, a count. Lists
 * of pairs are in the order of owners, then in that of the family. */
struct pair {
	int64_t owner, value;
};

struct pairs {
	const struct pair *v;
	size_t n;
};

/* The pairs of one owner, in order; they stand together. */
struct pairs pairs_of(struct pairs all, int64_t owner);

#endif
