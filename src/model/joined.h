/*
 * One patch, cover or series together with all that it refers to, in one
 * statement: what a page of a single object shows. Of rows that are not
 * there, the id is 0.
 */
#ifndef MODEL_JOINED_H
#define MODEL_JOINED_H

#include "db/db.h"
#include "model/types.h"

struct patch_joined {
	struct patch patch; /* with its texts */
	struct project project;
	struct person submitter;
	struct user delegate;
	struct series series; /* received is not counted */
	int64_t check;        /* enum check_state: check_combine */
};

struct cover_joined {
	struct cover cover; /* with its texts */
	struct project project;
	struct person submitter;
	struct series series; /* received is not counted */
};

struct series_joined {
	struct series series;
	struct project project;
	struct person submitter;
	struct cover cover; /* without its texts */
};

/* ERR_NOT_FOUND. */
enum err joined_get_patch(
    struct db *db, struct arena *a, int64_t id, struct patch_joined *out) MUST;
enum err joined_get_cover(
    struct db *db, struct arena *a, int64_t id, struct cover_joined *out) MUST;
enum err joined_get_series(
    struct db *db, struct arena *a, int64_t id, struct series_joined *out) MUST;

#endif
