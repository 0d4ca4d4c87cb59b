/* Replies to patches and to covers: two tables of one shape. */
#ifndef MODEL_COMMENT_H
#define MODEL_COMMENT_H

#include "model/filter.h"
#include "model/types.h"

/* One with its headers and text, of that patch or cover. ERR_NOT_FOUND. */
enum err comment_get(struct db *db, struct arena *a, enum comment_kind kind,
    int64_t parent, int64_t id, struct comment *out) MUST;
/* Of which patch or cover, by its id alone (/comment/<id>/). */
enum err comment_parent(
    struct db *db, enum comment_kind kind, int64_t id, int64_t *parent) MUST;
/* All of one patch or cover with headers and text, by date, then id. */
enum err comment_list(struct db *db, struct arena *a, enum comment_kind kind,
    int64_t parent, struct comment **out, size_t *n) MUST;

/* The same with nothing but the text, of those alone that may hold a trailer
 * ("Acked-by:", in any letter case), for mbox files. */
enum err comment_list_trailers(struct db *db, struct arena *a,
    enum comment_kind kind, int64_t parent, struct comment **out,
    size_t *n) MUST;

/* The lists of REST show headers and text. */
extern const struct listing patch_comment_full_listing,
    cover_comment_full_listing;
extern const struct order comment_orders[];
extern const size_t comment_norders;
/* q: the Subject line is in the headers. */
extern const struct sql_text comment_search[1];

#endif
