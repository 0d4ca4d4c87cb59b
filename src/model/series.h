/* Series: finding them, and what hangs on them. Their patches are
 * patch_list_series. */
#ifndef MODEL_SERIES_H
#define MODEL_SERIES_H

#include "model/filter.h"
#include "model/types.h"

enum err series_get(
    struct db *db, struct arena *a, int64_t id, struct series *out) MUST;

/* Series that these depend on, and the inverse, by ascending id. */
enum err series_list_dependencies(
    struct db *db, struct arena *a, struct ids series, struct pairs *out) MUST;
enum err series_list_dependents(
    struct db *db, struct arena *a, struct ids series, struct pairs *out) MUST;

/* Both in one statement. */
enum err series_list_links(struct db *db, struct arena *a, struct ids series,
    struct pairs *dependencies, struct pairs *dependents) MUST;

extern const struct order series_orders[];
extern const size_t series_norders;
extern const struct sql_text series_search[1];

#endif
