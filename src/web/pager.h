/* Which page numbers a list shows (spec/web.md 3.3). */
#ifndef WEB_PAGER_H
#define WEB_PAGER_H

#include "base/base.h"

struct page_number {
	int64_t n;
	bool curr;
	bool gap; /* numbers were left out before it */
};

/* The first two, the last two, and those around the current one, each once,
 * ascending; at most PAGER_MAX. pages is at least 1, page within it. */
#define PAGER_MAX 8
size_t pager_numbers(
    int64_t page, int64_t pages, struct page_number out[PAGER_MAX]);

/* The page that a parameter asks for: what is no number is the first, what
 * is past an end is that end. p NULL is no parameter. */
int64_t pager_read(struct str text, int64_t pages);

#endif
