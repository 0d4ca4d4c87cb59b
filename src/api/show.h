/* Rows as JSON, by the tables of their shapes; what they refer to has been
 * gathered. */
#ifndef API_SHOW_H
#define API_SHOW_H

#include "api/api.h"

/* One row as itself, in LIST or ITEM. */
void show_row(
    struct api *api, const struct shape *s, unsigned where, const void *row);

/* A row that another refers to; null for none, and for one that is gone. */
void show_brief(struct api *api, const struct shape *s, int64_t id);

#endif
