/* base/str and base/map. */
#include "base/map.h"

#include "test.h"

TEST(numbers_are_read_whole_and_in_bounds)
{
	static const struct {
		const char *in;
		bool ok;
		int64_t want;
	} t[] = {
		{ "0", true, 0 },
		{ "-12", true, -12 },
		{ "007", true, 7 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "9223372036854775808", false, 0 },
		{ "", false, 0 },
		{ "-", false, 0 },
		{ "+1", false, 0 },
		{ "1x", false, 0 },
		{ " 1", false, 0 },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		int64_t got = 0;

		CHECK_INT(str_int64(str_c(t[i].in), INT64_MIN, INT64_MAX, &got),
		    t[i].ok, t[i].in);
		CHECK_INT(got, t[i].want, t[i].in);
	}
}

TEST(lines_end_at_line_feeds)
{
	struct str rest = S("a\n\nb"), line;

	CHECK(str_line(&rest, &line), "first");
	CHECK_STR(line, "a", "first");
	CHECK(str_line(&rest, &line), "second");
	CHECK_STR(line, "", "second");
	CHECK(str_line(&rest, &line), "third");
	CHECK_STR(line, "b", "third");
	CHECK(!str_line(&rest, &line), "end");
}

TEST(a_map_finds_what_was_put)
{
	static int values[1000];
	struct map m;

	map_init(&m, test_arena());
	CHECK(map_find(&m, S("x")) == NULL, "empty");
	for (int i = 0; i < 1000; i++)
		map_put(&m, str_f(test_arena(), "key %d", i), &values[i]);
	for (int i = 0; i < 1000; i++)
		CHECK(map_find(&m, str_f(test_arena(), "key %d", i)) ==
			&values[i],
		    "find");
	CHECK(map_find(&m, S("key 1000")) == NULL, "absent");
	CHECK_INT(m.n, 1000, "rows");
}
