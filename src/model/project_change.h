/* Changes of projects. */
#ifndef MODEL_PROJECT_CHANGE_H
#define MODEL_PROJECT_CHANGE_H

#include "db/db.h"
#include "model/types.h"

/* ERR_DUPLICATE if the link name, the name, or the pair of list id and subject
 * pattern is taken; ERR_INVALID for text that its column does not hold, a link
 * name that is no slug, or a pattern that does not compile. */
enum err project_add(struct db *db, const struct project *p, int64_t *id) MUST;

/* What an edit may set. */
enum project_member {
	PROJECT_WEB_URL = 1,
	PROJECT_SCM_URL = 2,
	PROJECT_WEBSCM_URL = 4,
	PROJECT_ARCHIVE_URL = 8,
	PROJECT_ARCHIVE_URL_FORMAT = 16,
	PROJECT_COMMIT_URL_FORMAT = 32,
	PROJECT_SHOW_DEPENDENCIES = 64,
};

/* Writes those members of mask (enum project_member) that differ from the
 * row; no other member of p is looked at. Joins the caller's transaction, or
 * makes one. ERR_NOT_FOUND; ERR_INVALID for text that its column does not
 * hold. */
enum err project_update(struct db *db, struct arena *a, int64_t id,
    unsigned mask, const struct project *p) MUST;

#endif
