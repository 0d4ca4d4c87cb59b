/* Edits of rows: only the columns that differ are written, so that two
 * editors of one row lose nothing (spec/rest-weaknesses.md 2.28). */
#ifndef MODEL_EDIT_H
#define MODEL_EDIT_H

#include "db/db.h"

/* A column that an edit may set. */
struct edit {
	unsigned member;     /* its bit in the mask of the change */
	struct sql_text set; /* "state_id = ?" */
	struct value old, new;
};

struct edits {
	const struct edit *v;
	size_t n;
};

/* The bits of mask whose columns differ. */
unsigned edits_differ(struct edits edits, unsigned mask);

/* Writes the columns of these bits; no bits are no statement. update is
 * "UPDATE t SET ", where is " WHERE id = ?". */
enum err edits_write(struct db *db, struct arena *a, struct sql_text update,
    struct edits edits, unsigned bits, struct sql_text where, int64_t id) MUST;

#endif
