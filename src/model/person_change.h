/* Changes of persons. */
#ifndef MODEL_PERSON_CHANGE_H
#define MODEL_PERSON_CHANGE_H

#include "db/db.h"
#include "model/types.h"

/* The person of an address, made with this name (may be NULL) if there is
 * none. A known one takes a name that is not empty and differs, unless an
 * account stands behind the address (spec/ingest.md 11, 27.28). */
enum err person_see(struct db *db, struct arena *a, struct str email,
    struct str name, struct person *out) MUST;

#endif
