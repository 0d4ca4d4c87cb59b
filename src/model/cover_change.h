/* Changes of cover letters. */
#ifndef MODEL_COVER_CHANGE_H
#define MODEL_COVER_CHANGE_H

#include "db/db.h"
#include "model/types.h"

/* Inserts, with its event, after that of the series if one was made for it
 * (made, else NULL). ERR_DUPLICATE, and nothing failed, if the project has
 * its message id. */
enum err cover_add(struct db *db, struct arena *a, const struct cover *c,
    const struct series *made, int64_t now, int64_t *id) MUST;

#endif
