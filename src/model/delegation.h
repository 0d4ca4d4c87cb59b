/* Delegation rules of a project. */
#ifndef MODEL_DELEGATION_H
#define MODEL_DELEGATION_H

#include "db/db.h"
#include "model/types.h"

/* In the order they are tried: priority descending, then path, then id. */
enum err delegation_list(struct db *db, struct arena *a, int64_t project,
    struct delegation_rule **out, size_t *n) MUST;

#endif
