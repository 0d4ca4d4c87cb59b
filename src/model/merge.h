/* Pages of patches in some states or of some delegates, as a merge of lists
 * that an index has in order. Part of list_page. */
#ifndef MODEL_MERGE_H
#define MODEL_MERGE_H

#include "model/list.h"

struct merge;

/* One statement. *out is NULL for what is better found otherwise: too few
 * rows, too many lists, another order, a filter that no total is kept by. */
enum err merge_find(struct db *db, struct arena *a, const struct listing *l,
    const struct selection *s, const struct ordering *o,
    struct merge **out) MUST;

/* " IN (..)", the ids of the rows [offset, offset + limit). */
void merge_add_ids(
    struct sql *q, const struct merge *m, int64_t offset, int64_t limit);

#endif
