/* The replies to a patch or a cover, as a thread. */
#ifndef WEB_TALK_H
#define WEB_TALK_H

#include "web/pages.h"
#include "web/sets.h"

/* Where each comment stands: by replies, each after what it answers; oldest
 * first among its brothers. depth 0 answers the mail itself, or something
 * that is not there. Pure. */
struct place {
	size_t comment; /* index in the list, which is by date */
	int depth;
};
struct place *talk_order(
    struct arena *a, const struct comment *comments, size_t n);

/* comments by date; their persons are in sets. */
struct discussion talk_make(struct arena *a, const struct project *project,
    const struct comment *comments, size_t n, const struct sets *sets);

#endif
