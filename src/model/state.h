/* States of patches: a short table, of the installation. */
#ifndef MODEL_STATE_H
#define MODEL_STATE_H

#include "model/filter.h"
#include "model/types.h"

/* All, in their configured order. */
enum err state_list(
    struct db *db, struct arena *a, struct state **out, size_t *n) MUST;

#endif
