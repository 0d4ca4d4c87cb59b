/* Lines such as "Reviewed-by: A <a@example.com>", for pages and for the
 * fixed list that mbox downloads collect from comments (spec/web.md 6.2). */
#ifndef MAIL_TRAILER_H
#define MAIL_TRAILER_H

#include "base/base.h"

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

/* Appends the lines that have a kind, other than TRAILER_OTHER, with their LF;
 * what would pass the cap of out is left out. */
void trailer_collect(struct buf *out, struct str text);

/* Whether the last paragraph is made of trailers (and their indented
 * continuations) only: then another may follow without a blank line. */
bool trailer_ends(struct str text);

/* What two lines share that say the same: case folded, blanks squeezed. */
struct str trailer_key(struct arena *a, struct str line);

#endif
