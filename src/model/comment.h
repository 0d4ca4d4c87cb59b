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
/*
 * The replies to one patch or cover. There may be any number, of any size, so
 * their texts are read by pieces: who shows them keeps of each what it needs.
 */
struct comments {
	enum comment_kind kind;
	bool trailers;     /* from comment_list_trailers */
	struct comment *v; /* by date, then id */
	size_t n, read;    /* rows; those of which the texts were read */
	bool more;         /* later ones, that are not listed */
};

/* The first LIMIT_REPLIES of one patch or cover, without headers and text. */
enum err comment_list(struct db *db, struct arena *a, enum comment_kind kind,
    int64_t parent, struct comments *out) MUST;
/* The ids of those alone that may hold a trailer ("Acked-by:", in any letter
 * case), for mbox files: of these comment_next reads no headers. */
enum err comment_list_trailers(struct db *db, struct arena *a,
    enum comment_kind kind, int64_t parent, struct comments *out) MUST;
/* Reads headers and text of the next rows, LIMIT_PIECE bytes of them or one,
 * at most LIMIT_ROWS_PAGE, into a; they are valid as long as that is, the
 * rest of the rows as long as the list. A row that has gone by then has none.
 * One statement; not after the last row. */
enum err comment_next(struct db *db, struct arena *a, struct comments *c,
    struct comment **out, size_t *n) MUST;
/* All that were not read yet, piece by piece: headers and text are gone when
 * take returns. */
enum err comment_each(struct db *db, struct comments *c,
    void (*take)(void *to, const struct comment *c), void *to) MUST;

/* The lists of REST show headers and text. */
extern const struct listing patch_comment_full_listing,
    cover_comment_full_listing;
extern const struct order comment_orders[];
extern const size_t comment_norders;
/* q: the Subject line is in the headers. */
extern const struct sql_text comment_search[1];

#endif
