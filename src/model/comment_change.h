/* Changes of comments, of both kinds. */
#ifndef MODEL_COMMENT_CHANGE_H
#define MODEL_COMMENT_CHANGE_H

#include "db/db.h"
#include "model/types.h"

/* Inserts, with its event in the project of the parent. ERR_DUPLICATE, and
 * nothing failed, if the parent has its message id. The tags of a patch are
 * recounted by the caller (tag_recount). */
enum err comment_add(struct db *db, enum comment_kind kind,
    const struct comment *c, int64_t project, int64_t now, int64_t *id) MUST;

/* No event: Patchwork's repeated comment-created is a defect (27.36).
 * ERR_NOT_FOUND. */
enum err comment_set_addressed(struct db *db, enum comment_kind kind,
    int64_t id, enum addressed addressed) MUST;

#endif
