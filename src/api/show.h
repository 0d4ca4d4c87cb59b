/* Rows as JSON, by the tables of their shapes; what they refer to has been
 * gathered. */
#ifndef API_SHOW_H
#define API_SHOW_H

#include "api/api.h"

/* One row as itself, in LIST or ITEM. */
void show_row(
    struct api *api, const struct shape *s, unsigned where, const void *row);

/* The value of a field as it would be written: of other rows, their ids. */
void show_written(struct api *api, const struct shape *s, const struct field *f,
    const void *row);
/* The same as the text of a control: "" for null and false, ids set apart by
 * blanks. Not of K_OBJECT. */
struct str show_as_text(
    struct api *api, const struct field *f, const void *row);

/* A row that another refers to; null for none, and for one that is gone. */
void show_brief(struct api *api, const struct shape *s, int64_t id);

#endif
