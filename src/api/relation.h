/* What belongs to rows and is no column of theirs. */
#ifndef API_RELATION_H
#define API_RELATION_H

#include "api/api.h"

/* The pairs of these rows into api->pairs, in one or two statements, unless
 * they are there. Rows that come along go into the sets, the ids of others
 * are wanted. ERR_TOO_BIG where several rows have more than LIMIT_PAIRS. */
enum err relation_load(struct api *api, enum relation r, const void *rows,
    size_t n, size_t size) MUST;

/* The pairs are known already, from the look-up of the row. */
void relation_put(struct api *api, enum relation r, struct pairs pairs);

/* Of one owner, in order. */
struct pairs relation_of(const struct api *api, enum relation r, int64_t owner);

#endif
