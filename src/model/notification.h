/* The queue of state changes that submitters are told of. */
#ifndef MODEL_NOTIFICATION_H
#define MODEL_NOTIFICATION_H

#include "db/db.h"
#include "model/types.h"

/* A patch that is stored as old goes to another state: queued if its project
 * wants that; back at the state it had first, it is taken off again
 * (spec/ingest.md 20). In the caller's transaction. */
enum err notification_queue(struct db *db, const struct patch *old,
    int64_t new_state, int64_t now) MUST;

#endif
