/*
 * What Thimble adds to a database of Patchwork's: tables, indexes and
 * triggers of its own, a row each. Inside of src/db alone.
 */
#ifndef DB_STEPS_H
#define DB_STEPS_H

#include "db/engine.h"

enum step_kind { STEP_TABLE, STEP_INDEX, STEP_FUNCTION, STEP_TRIGGER };

/* Engines that a step is for. */
enum { ON_SQLITE = 1, ON_PG = 2, ON_BOTH = 3 };

struct step {
	enum step_kind kind;
	uint8_t engines;
	int version;      /* of the schema, when its SQL was last changed */
	const char *name; /* begins with "thimble_" */
	const char *make; /* SQL of one or more statements */
	/* SQL to take away what an earlier version left; NULL for a table,
	 * whose rows stay: its changes are steps of their own. */
	const char *drop;
};

/* In the order they are made. */
extern const struct step steps[];
extern const size_t nsteps;

/* The newest version of all. */
enum { SCHEMA_VERSION = 2 };

#endif
