/* Changes of series. */
#ifndef MODEL_SERIES_CHANGE_H
#define MODEL_SERIES_CHANGE_H

#include "db/db.h"
#include "model/types.h"

/* Inserts name, date, submitter, version, total and project of s. Its event
 * has its place among those of the mail that it is made for: patch_add,
 * cover_add. */
enum err series_add(struct db *db, const struct series *s, int64_t *id) MUST;

/* The message id refers to this series from now on, unless the project has
 * it already: then it keeps pointing where it points. */
enum err series_refer(
    struct db *db, int64_t project, int64_t series, struct str msgid) MUST;

/* ERR_DUPLICATE if the cover is another series' cover. */
enum err series_set_cover(struct db *db, int64_t series, int64_t cover) MUST;
enum err series_set_name(struct db *db, int64_t series, struct str name) MUST;

/* Recorded once, however often it is said; itself is left out. */
enum err series_depend(struct db *db, int64_t from, int64_t to) MUST;

#endif
