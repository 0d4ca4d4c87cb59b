/* Page numbers of a list. */
#include "test.h"
#include "web/pager.h"

static struct str
shown(int64_t page, int64_t pages)
{
	struct page_number n[PAGER_MAX];
	size_t count = pager_numbers(page, pages, n);
	struct buf b;

	buf_init(&b, test_arena(), 1024);
	for (size_t i = 0; i < count; i++)
		buf_printf(&b, "%s%s%d%s", i > 0 ? " " : "",
		    n[i].gap ? ".. " : "", (int)n[i].n, n[i].curr ? "*" : "");
	return buf_str(&b);
}

TEST(windows_of_numbers)
{
	static const struct {
		int64_t page, pages;
		const char *want;
	} t[] = {
		{ 1, 1, "1*" },
		{ 3, 4, "1 2 3* 4" },
		{ 1, 5, "1* 2 3 4 5" },
		{ 3, 5, "1 2 3* 4 5" },
		{ 4, 6, "1 2 3 4* 5 6" },
		{ 1, 10, "1* 2 3 4 .. 9 10" },
		{ 3, 10, "1 2 3* 4 .. 9 10" },
		{ 4, 10, "1 2 3 4* 5 .. 9 10" },
		{ 5, 10, "1 2 .. 4 5* 6 .. 9 10" },
		{ 7, 10, "1 2 .. 6 7* 8 9 10" },
		{ 8, 10, "1 2 .. 7 8* 9 10" },
		{ 10, 10, "1 2 .. 7 8 9 10*" },
		{ 500, 1000, "1 2 .. 499 500* 501 .. 999 1000" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(shown(t[i].page, t[i].pages), t[i].want, t[i].want);
}

TEST(no_number_twice_and_neighbours_always)
{
	struct page_number n[PAGER_MAX];

	for (int64_t pages = 1; pages <= 40; pages++) {
		for (int64_t page = 1; page <= pages; page++) {
			size_t count = pager_numbers(page, pages, n);
			int beside = 0;

			for (size_t i = 0; i < count; i++) {
				CHECK(i == 0 || n[i].n > n[i - 1].n, "order");
				beside +=
				    n[i].n >= page - 1 && n[i].n <= page + 1;
			}
			CHECK_INT(beside, 1 + (page > 1) + (page < pages),
			    "neighbours");
			CHECK_INT(n[0].n, 1, "first");
			CHECK_INT(n[count - 1].n, pages, "last");
		}
	}
}

TEST(what_a_page_parameter_says)
{
	static const struct {
		const char *text;
		int64_t want;
	} t[] = {
		{ NULL, 1 },
		{ "", 1 },
		{ "x", 1 },
		{ "0", 1 },
		{ "-3", 1 },
		{ "2", 2 },
		{ " 2 ", 2 },
		{ "2.5", 1 },
		{ "99", 7 },
		{ "99999999999999999999999", 7 },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(pager_read(str_c(t[i].text), 7), t[i].want,
		    t[i].text ? t[i].text : "none");
}
