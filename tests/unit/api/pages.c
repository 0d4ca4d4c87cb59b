/* Page numbers of a request, and the links between pages. */
#include "test.h"
#include "api/pages.h"

static struct request
asked(const char *target)
{
	struct request rq = { .a = test_arena(), .target = str_c(target) };

	CHECK_OK(request_parse_target(&rq));
	return rq;
}

TEST(what_a_request_asks_for)
{
	static const struct {
		const char *query;
		int64_t page, per_page; /* page -1: there can be none */
	} t[] = {
		{ "", 1, 30 },
		{ "page=", 1, 30 },
		{ "page=2", 2, 30 },
		{ "page=%202%20", 2, 30 },
		{ "page=+2", 2, 30 },
		{ "page=%2B2", 2, 30 },
		{ "page=002", 2, 30 },
		{ "page=2&page=5", 5, 30 },
		{ "page=5&page=", 1, 30 },
		{ "page=last", 0, 30 },
		{ "page=LAST", -1, 30 },
		{ "page=0", -1, 30 },
		{ "page=-1", -1, 30 },
		{ "page=abc", -1, 30 },
		{ "page=2.0", -1, 30 },
		{ "page=1e0", -1, 30 },
		{ "page=1%00", -1, 30 },
		{ "page=%00", -1, 30 },
		{ "page=99999999999999999999", INT64_MAX, 30 },
		{ "per_page=1", 1, 1 },
		{ "per_page=%203%20", 1, 3 },
		{ "per_page=250", 1, 250 },
		{ "per_page=251", 1, 250 },
		{ "per_page=99999999999999999999", 1, 250 },
		{ "per_page=-99999999999999999999", 1, 30 },
		{ "per_page=", 1, 30 },
		{ "per_page=0", 1, 30 },
		{ "per_page=-5", 1, 30 },
		{ "per_page=x", 1, 30 },
		{ "per_page=1.5", 1, 30 },
		{ "per_page=7%00", 1, 30 },
		{ "per_page=7&per_page=8", 1, 8 },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct request rq =
		    asked(str_f(test_arena(), "/api/?%s", t[i].query).p);
		struct pages p = pages_read(&rq, 30, 250);

		CHECK_INT(p.none, t[i].page == -1, t[i].query);
		if (!p.none)
			CHECK_INT(p.page, t[i].page, t[i].query);
		CHECK_INT(p.per_page, t[i].per_page, t[i].query);
	}
}

/* The links as "next prev first last", each its query. */
static struct str
links(const char *query, int64_t total, int64_t per_page, int64_t page)
{
	struct request rq = asked(str_f(test_arena(), "/x/%s", query).p);
	struct paging p = paging_make(total, per_page, page);

	return pages_link(test_arena(), S("http://h/x/"), &rq.query, &p);
}

TEST(links_of_a_list)
{
	static const struct {
		const char *query;
		int64_t total, per_page, page;
		const char *want;
	} t[] = {
		{ "?per_page=3&page=2", 10, 3, 2,
		    "<http://h/x/?page=3&per_page=3>; rel=\"next\", "
		    "<http://h/x/?per_page=3>; rel=\"prev\", "
		    "<http://h/x/?page=1&per_page=3>; rel=\"first\", "
		    "<http://h/x/?page=4&per_page=3>; rel=\"last\"" },
		{ "", 0, 30, 1,
		    "<http://h/x/?page=1>; rel=\"first\", "
		    "<http://h/x/?page=1>; rel=\"last\"" },
		{ "", 31, 30, 2,
		    "<http://h/x/>; rel=\"prev\", "
		    "<http://h/x/?page=1>; rel=\"first\", "
		    "<http://h/x/?page=2>; rel=\"last\"" },
		{ "?page=last", 61, 30, 3,
		    "<http://h/x/?page=2>; rel=\"prev\", "
		    "<http://h/x/?page=1>; rel=\"first\", "
		    "<http://h/x/?page=3>; rel=\"last\"" },
		{ "?page=1&page=2&page=3", 30, 30, 1,
		    "<http://h/x/?page=1>; rel=\"first\", "
		    "<http://h/x/?page=1>; rel=\"last\"" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(
		    links(t[i].query, t[i].total, t[i].per_page, t[i].page),
		    t[i].want, t[i].query);
}

TEST(links_too_long_for_a_header_are_left_out)
{
	char query[6000] = "?a=";

	for (size_t i = 3; i + 1 < sizeof(query); i++)
		query[i] = ':';
	CHECK_INT(links(query, 0, 30, 1).n, 0, "none fits");
	query[4000] = '\0';
	CHECK_INT(str_find(links(query, 90, 30, 2), S("rel=\"next\"")) <
		LIMIT_LINK_HEADER,
	    true, "the first fits");
	CHECK(links(query, 90, 30, 2).n <= LIMIT_LINK_HEADER, "all");
}

TEST(queries_are_put_together_in_the_order_of_names)
{
	static const struct {
		const char *query, *want; /* of page 2 */
	} t[] = {
		{ "?per_page=3&state=new&state=rfc&q=a%20b%2Bc&project=&"
		  "zzz=%C3%A9&order=-id",
		    "?order=-id&page=2&per_page=3&project=&q=a+b%2Bc&"
		    "state=new&state=rfc&zzz=%C3%A9" },
		{ "?b=2&a=1&b=1&B=0", "?B=0&a=1&b=2&b=1&page=2" },
		{ "?a=:@/,;~_.-*'()",
		    "?a=%3A%40%2F%2C%3B~_.-%2A%27%28%29&"
		    "page=2" },
		{ "?x", "?page=2&x=" },
		{ "?=x", "?=x&page=2" },
		{ "?%C3%A9=1&z=2", "?page=2&z=2&%C3%A9=1" },
		{ "?a=%ff", "?a=%EF%BF%BD&page=2" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct request rq =
		    asked(str_f(test_arena(), "/x/%s", t[i].query).p);

		CHECK_STR(pages_query_page(test_arena(), &rq.query, 2),
		    t[i].want, t[i].query);
	}
}

TEST(one_name_is_replaced_another_left_out)
{
	struct request rq = asked("/x/?page=3&order=id&q=x&order=-id");

	CHECK_STR(pages_query(test_arena(), &rq.query, S("order"), S("name"),
		      S("page")),
	    "?order=name&q=x", "order");
	CHECK_STR(pages_query(test_arena(), &rq.query, S("order"),
		      (struct str){ NULL, 0 }, (struct str){ NULL, 0 }),
	    "?page=3&q=x", "none");
}
