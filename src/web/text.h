/*
 * Mail text as a page shows it (spec/web.md 4.1): blocks, each a run of
 * spans. Pure: nothing is escaped here, the templates do that, so a span is
 * always a piece of the mail as it was sent.
 */
#ifndef WEB_TEXT_H
#define WEB_TEXT_H

#include "base/base.h"

enum span_kind { SPAN_PLAIN, SPAN_LINK, SPAN_TRAILER };

struct text_span {
	enum span_kind kind;
	struct str text; /* of SPAN_LINK: the address too */
};

enum block_kind { BLOCK_PLAIN, BLOCK_QUOTE, BLOCK_FOLD, BLOCK_SIGNATURE };

struct text_block {
	enum block_kind kind;
	size_t lines;
	struct text_span *spans;
	size_t nspans;
};

struct text_view {
	struct text_block *blocks;
	size_t nblocks, nspans; /* nspans: of all blocks */
	bool cut;               /* the rest is too long for a page */
};

/* At most max bytes, up to the end of a line or, in a long one, of a
 * character. */
struct str text_cut(struct str text, size_t max);

/* All bytes of the text, up to max, are in the spans, in order, but for white
 * space at its end. Quotes of TEXT_FOLD lines or more are a fold; where text
 * follows, its last lines stay in sight as a quote of their own. A span costs
 * about TEXT_SPAN bytes, however short it is: past max / TEXT_SPAN of them and
 * TEXT_SPANS the text is cut, at the end of a line or quote. */
#define TEXT_SPAN  32
#define TEXT_SPANS 64
#define TEXT_FOLD  6
#define TEXT_KEEP  2
struct text_view text_parse(struct arena *a, struct str text, size_t max);

#endif
