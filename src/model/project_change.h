/* Changes of projects. */
#ifndef MODEL_PROJECT_CHANGE_H
#define MODEL_PROJECT_CHANGE_H

#include "db/db.h"
#include "model/types.h"

/* ERR_DUPLICATE if the link name, the name, or the pair of list id and subject
 * pattern is taken; ERR_INVALID for text that its column does not hold, a link
 * name that is no slug, or a pattern that does not compile. */
enum err project_add(struct db *db, const struct project *p, int64_t *id) MUST;

#endif
