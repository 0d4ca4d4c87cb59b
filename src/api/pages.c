/*
 * Links between the pages of a list. The query is taken apart and put
 * together again in the order of names, with the values of a name in the
 * order they came, so that every page of a list has one address; clients cut
 * the header at commas, which the encoding leaves none of.
 */
#include "api/pages.h"

#include <stdlib.h>

static const struct str page_name = { "page", 4 };

/* A whole number, blanks and sign allowed, of any size: false if it is none.
 * What does not fit is the nearest that does. */
static bool
read_number(const struct field_value *f, int64_t *out)
{
	struct str digits = str_trim(f->value);
	bool minus = str_starts(digits, S("-"));

	if (minus || str_starts(digits, S("+")))
		digits = str_from(digits, 1);
	if (f->had_nul || digits.n == 0)
		return false;
	for (size_t i = 0; i < digits.n; i++)
		if (!char_is_digit(digits.p[i]))
			return false;
	if (!str_int64(digits, 0, INT64_MAX, out))
		*out = INT64_MAX;
	if (minus)
		*out = -*out;
	return true;
}

struct pages
pages_read(const struct request *rq, int64_t per_page, int64_t most)
{
	const struct field_value *size = request_query(rq, S("per_page"));
	const struct field_value *page = request_query(rq, page_name);
	struct pages p = { .page = 1, .per_page = per_page };
	int64_t n;

	if (size != NULL && read_number(size, &n) && n > 0)
		p.per_page = n < most ? n : most;
	if (page == NULL || (page->value.n == 0 && !page->had_nul))
		return p;
	if (str_eq(page->value, S("last")) && !page->had_nul)
		p.page = 0;
	else if (!read_number(page, &p.page) || p.page < 1)
		p.none = true;
	return p;
}

/* A pair and its place, so that equal names keep theirs. */
struct item {
	const struct field_value *field;
	size_t place;
};

static int
compare_items(const void *p, const void *q)
{
	const struct item *a = p, *b = q;
	int order = str_cmp(a->field->name, b->field->name);

	if (order != 0)
		return order;
	return (a->place > b->place) - (a->place < b->place);
}

struct str
pages_query(struct arena *a, const struct field_values *query, struct str name,
    struct str value, struct str drop)
{
	struct item *items = arena_array(a, struct item, query->n + 1);
	bool placed = value.p == NULL;
	size_t n = 0;
	struct buf b;

	for (size_t i = 0; i < query->n; i++)
		if (!str_eq(query->v[i].name, name) &&
		    (drop.p == NULL || !str_eq(query->v[i].name, drop)))
			items[n++] = (struct item){ &query->v[i], i };
	qsort(items, n, sizeof(*items), compare_items);
	buf_init(&b, a, LIMIT_RESPONSE);
	for (size_t i = 0; i < n; i++) {
		if (!placed && str_cmp(items[i].field->name, name) > 0) {
			url_add_pair(&b, name, value);
			placed = true;
		}
		url_add_pair(&b, items[i].field->name, items[i].field->value);
	}
	if (!placed)
		url_add_pair(&b, name, value);
	return buf_str(&b);
}

struct str
pages_query_page(
    struct arena *a, const struct field_values *query, int64_t page)
{
	static const struct str none = { NULL, 0 };

	return pages_query(a, query, page_name,
	    page > 0 ? str_f(a, "%lld", (long long)page) : none, none);
}

/* What the server cannot send, clients do not read. */
static void
add_link(struct buf *b, struct arena *a, struct str url,
    const struct field_values *query, int64_t page, const char *rel)
{
	struct str tail = pages_query_page(a, query, page);
	struct str link = str_f(a, "%s<%.*s%.*s>; rel=\"%s\"",
	    b->n == 0 ? "" : ", ", STR_ARG(url), STR_ARG(tail), rel);

	if (b->n + link.n <= LIMIT_LINK_HEADER)
		buf_add(b, link);
}

struct str
pages_link(struct arena *a, struct str url, const struct field_values *query,
    const struct paging *p)
{
	int64_t before = p->page - 1;
	struct buf b;

	buf_init(&b, a, LIMIT_LINK_HEADER);
	if (p->page < p->pages)
		add_link(&b, a, url, query, p->page + 1, "next");
	if (before >= 1)
		add_link(&b, a, url, query, before == 1 ? 0 : before, "prev");
	add_link(&b, a, url, query, 1, "first");
	add_link(&b, a, url, query, p->pages, "last");
	return buf_str(&b);
}
