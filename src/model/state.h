/* States of patches: a short table, of the installation. */
#ifndef MODEL_STATE_H
#define MODEL_STATE_H

#include "model/filter.h"
#include "model/types.h"

extern const struct order state_orders[];
extern const size_t state_norders;

/* ERR_NOT_FOUND. */
enum err state_get(
    struct db *db, struct arena *a, int64_t id, struct state *out) MUST;

/* All, in their configured order. */
enum err state_list(
    struct db *db, struct arena *a, struct state **out, size_t *n) MUST;

#endif
