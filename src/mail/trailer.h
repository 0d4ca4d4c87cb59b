/* Lines such as "Reviewed-by: A <a@example.com>", for pages and for the
 * fixed list that mbox downloads collect from comments (spec/web.md 6.2). */
#ifndef MAIL_TRAILER_H
#define MAIL_TRAILER_H

#include "base/base.h"
#include "base/map.h"

enum trailer {
	TRAILER_NONE,
	TRAILER_TESTED,
	TRAILER_REVIEWED,
	TRAILER_ACKED,
	TRAILER_SIGNED_OFF,
	TRAILER_NACKED,
	TRAILER_REPORTED,
	TRAILER_OTHER, /* "Token-with-dash: value" such as Fixes:, Cc:, Link: */
	TRAILER_COUNT
};

/* By its beginning in column 1, in any case. */
enum trailer trailer_classify(struct str line);

/* The lines of texts that have a kind, other than TRAILER_OTHER and, unless
 * they are wanted, NACKED; each once, with its LF. No text adds more than
 * LIMIT_TRAILERS_TEXT bytes, all together no more than LIMIT_TRAILERS: what is
 * past that is left out. */
struct trailers {
	struct arena *a;
	bool with_nacks;
	struct buf lines;
	struct map seen; /* by trailer_key */
};
void trailers_init(struct trailers *t, struct arena *a, bool with_nacks);
void trailers_add(struct trailers *t, struct str text);

/* Whether the last paragraph is made of trailers (and their indented
 * continuations) only: then another may follow without a blank line. */
bool trailer_ends(struct str text);

/* What two lines share that say the same: case folded, blanks squeezed. */
struct str trailer_key(struct arena *a, struct str line);

#endif
