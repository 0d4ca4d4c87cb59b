/* The replies to a patch or a cover, as a thread. */
#ifndef WEB_TALK_H
#define WEB_TALK_H

#include "base/map.h"
#include "web/pages.h"
#include "web/sets.h"

struct talk {
	struct arena *a;
	const struct comment *comments; /* by date */
	size_t n, added;
	bool more;          /* later ones, that are not here */
	struct map known;   /* those added, by their message ids */
	struct node *nodes; /* of the thread */
	struct text_view *texts;
	size_t left; /* bytes of texts that are still shown */
};

/* Those of one patch or cover, LIMIT_REPLIES at most. Their persons are wanted of the sets, and not
 * loaded yet. Texts are held only as far as they are shown. */
enum err talk_load(struct ctx *c, enum comment_kind kind, int64_t parent,
    struct sets *sets, struct talk *out) MUST;

/* The same from memory: comments by date, of which headers and content are
 * not looked at, then these of each in turn. Of a text LIMIT_TEXT_SHOWN is
 * kept as a copy, of all LIMIT_TALK_SHOWN, where a span counts as TEXT_SPAN
 * bytes at least: if that is too little, what came last is cut, wherever it
 * stands in the thread. Pure. */
void talk_init(
    struct talk *t, struct arena *a, const struct comment *comments, size_t n);
void talk_add(struct talk *t, struct str headers, struct str content);

/* Where each comment stands: by replies, each after what it answers; oldest
 * first among its brothers. depth 0 answers the mail itself, or something
 * that is not there. Pure. */
struct place {
	size_t comment; /* index in the list, which is by date */
	int depth;
};
struct place *talk_order(const struct talk *t);

/* Their persons are in sets. */
struct discussion talk_make(const struct talk *t, const struct project *project,
    const struct sets *sets);

#endif
