/* A query and a page: the link has that page once, and all else. */
#include "api/pages.h"

#include "fuzz/fuzz.h"

static size_t
count_others(const struct field_values *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += !str_eq(f->v[i].name, S("page"));
	return n;
}

void
fuzz_one(struct arena *a, struct str in)
{
	struct request rq = { .a = a }, again = { .a = a };
	struct str query, link;
	struct pages wish;
	struct paging p;

	rq.target = str_f(a, "/?%.*s", STR_ARG(in));
	if (request_parse_target(&rq) != OK)
		return;
	if (rq.query.n == LIMIT_QUERY_FIELDS)
		return; /* one more is too many */
	wish = pages_read(&rq, 30, 250);
	HOLDS(wish.per_page > 0 && wish.per_page <= 250);
	HOLDS(wish.none || wish.page >= 0);
	query = pages_query_page(a, &rq.query, 7);
	again.target = str_f(a, "/%.*s", STR_ARG(query));
	HOLDS(request_parse_target(&again) == OK);
	HOLDS(str_eq(request_query(&again, S("page"))->value, S("7")));
	HOLDS(count_others(&again.query) == count_others(&rq.query));
	HOLDS(str_eq(pages_query_page(a, &again.query, 7), query));
	p = paging_make(100, 10, 5);
	link = pages_link(a, S("http://h/"), &rq.query, &p);
	for (size_t i = 0; i < query.n; i++)
		HOLDS(query.p[i] > ' ' && query.p[i] < 0x7f &&
		    str_find_char(S(",;<>\""), query.p[i]) == 5);
	HOLDS(str_starts(link, S("<http://h/?")));
}
