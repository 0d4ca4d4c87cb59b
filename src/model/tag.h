/* Tags: how often their patterns occur in the texts of a patch. */
#ifndef MODEL_TAG_H
#define MODEL_TAG_H

#include "db/db.h"
#include "model/pattern.h"
#include "model/types.h"

/* All, by abbreviation, then id. */
enum err tag_list(
    struct db *db, struct arena *a, struct tag **out, size_t *n) MUST;

/* Matches of each tag in the text, into counts[0..n). */
void tag_count(struct patterns *patterns, const struct tag *tags, size_t n,
    struct str text, int64_t *counts);

/* Whether any of them occurs. */
bool tag_is_in(struct patterns *patterns, const struct tag *tags, size_t n,
    struct str text);

/* Stores the totals of a patch that is new: without comments or totals. */
enum err tag_add(struct db *db, struct arena *a, struct patterns *patterns,
    const struct tag *tags, size_t n, int64_t patch, struct str text) MUST;

/* Makes the stored totals of a patch true: its text and all its comments
 * (spec/ingest.md 19). Nothing is touched if its project has no tags. Called
 * once at the end of a transaction, in it. */
enum err tag_recount(struct db *db, struct arena *a, struct patterns *patterns,
    int64_t patch) MUST;
/* The same for a caller who knows that there are tags, and all of them. */
enum err tag_recount_all(struct db *db, struct arena *a,
    struct patterns *patterns, const struct tag *tags, size_t n,
    int64_t patch) MUST;

#endif
