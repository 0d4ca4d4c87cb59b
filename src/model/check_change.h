/* Changes of checks: rows are only ever added. */
#ifndef MODEL_CHECK_CHANGE_H
#define MODEL_CHECK_CHANGE_H

#include "db/db.h"
#include "model/types.h"

/* Inserts c, dated now, with its event; the actor is its user. The lock
 * order patch, check, event is the same everywhere (decisions.md 18).
 * ERR_NOT_FOUND if there is no such patch. */
enum err check_add(
    struct db *db, const struct check *c, int64_t now, int64_t *id) MUST;

#endif
