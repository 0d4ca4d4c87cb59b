/* Cover letters. */
#ifndef MODEL_COVER_H
#define MODEL_COVER_H

#include "model/filter.h"
#include "model/types.h"

/* One with all its columns. ERR_NOT_FOUND. */
enum err cover_get(
    struct db *db, struct arena *a, int64_t id, struct cover *out) MUST;
enum err cover_find(struct db *db, struct arena *a, int64_t project,
    struct str msgid, struct cover *out) MUST;

/* The series of these covers (at most one each), by cover. */
enum err cover_list_series(struct db *db, struct arena *a, struct ids covers,
    struct series **out, size_t *n) MUST;

extern const struct order cover_orders[];
extern const size_t cover_norders;
extern const struct sql_text cover_search[1];

#endif
