/*
 * Page numbers of a list. The groups of the classic interface overlap with
 * five pages and then repeat numbers; here they are a set.
 */
#include "web/pager.h"

/* Whether number n is shown: a window at the ends and around the middle. */
static bool
is_shown(int64_t n, int64_t page, int64_t pages)
{
	if (pages <= 4)
		return true;
	if (page < 4)
		return n <= 4 || n > pages - 2;
	if (page >= pages - 2)
		return n <= 2 || n > pages - 4;
	return n <= 2 || n > pages - 2 || (n >= page - 1 && n <= page + 1);
}

static void
take(int64_t n, int64_t page, struct page_number *out, size_t *count)
{
	assert(*count < PAGER_MAX);
	out[*count] = (struct page_number){ n, n == page,
		*count > 0 && out[*count - 1].n + 1 < n };
	++*count;
}

size_t
pager_numbers(int64_t page, int64_t pages, struct page_number out[PAGER_MAX])
{
	int64_t tail = pages - 3;
	int64_t middle = page - 1 < tail ? page - 1 : tail;
	size_t count = 0;

	for (int64_t n = 1; n <= pages; n++) {
		/* Over what is never shown: there may be millions. */
		if (n > 4 && n < middle)
			n = middle;
		if (n > 4 && n > page + 1 && n < tail)
			n = tail;
		if (is_shown(n, page, pages))
			take(n, page, out, &count);
	}
	return count;
}

int64_t
pager_read(struct str text, int64_t pages)
{
	int64_t page;
	size_t i = 0;

	text = str_trim(text);
	if (!str_int64(text, INT64_MIN, INT64_MAX, &page)) {
		while (i < text.n && char_is_digit(text.p[i]))
			i++;
		/* A number too large for any page. */
		page = text.n > 0 && i == text.n ? pages : 1;
	}
	return page < 1 ? 1 : page > pages ? pages : page;
}
