/* base/time: the calendar, carrying fields, the two clocks. */
#include "base/time.h"

#include "test.h"

static struct str
written(int64_t t)
{
	struct buf b;

	buf_init(&b, test_arena(), 64);
	time_write(&b, t, ' ');
	return buf_str(&b);
}

TEST(fields_out_of_range_carry_over)
{
	static const struct {
		struct civil c;
		const char *want;
	} t[] = {
		{ { 2016, 9, 11, 22, 22, 3, 0, 0 }, "2016-09-11 22:22:03" },
		{ { 2015, 6, 30, 23, 59, 60, 0, 0 }, "2015-07-01 00:00:00" },
		{ { 2015, 2, 31, 25, 61, 61, 0, 0 }, "2015-03-04 02:02:01" },
		{ { 2015, 14, 1, 0, 0, 0, 5, 0 },
		    "2016-02-01 00:00:00.000005" },
		{ { 1, 1, 1, 0, 0, 0, 0, 0 }, "0001-01-01 00:00:00" },
		{ { 9999, 12, 31, 23, 59, 59, 0, 0 }, "9999-12-31 23:59:59" },
		{ { 9999, 12, 31, 24, 0, 0, 0, 0 }, NULL },
		{ { 2016, 9, INT64_MAX, 0, 0, 0, 0, 0 }, NULL },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		int64_t got = 0;
		enum err e = time_from_civil(&t[i].c, &got);

		CHECK_INT(e, t[i].want ? OK : ERR_INVALID, t[i].want);
		if (t[i].want != NULL)
			CHECK_STR(written(got), t[i].want, t[i].want);
	}
}

TEST(database_text_is_read_back)
{
	static const char *const t[] = { "2016-09-11 22:22:03",
		"2026-11-22 20:21:28.754531", "0001-01-01 00:00:00" };
	int64_t got;

	for (size_t i = 0; i < COUNT(t); i++) {
		CHECK_OK(time_parse(str_c(t[i]), &got));
		CHECK_STR(written(got), t[i], t[i]);
	}
	CHECK_OK(time_parse(S("2026-11-22 20:21:28.7+11:00"), &got));
	CHECK_STR(written(got), "2026-11-22 20:21:28.700000", "zone");
	CHECK_INT(time_parse(S("2026-11-22"), &got), ERR_INVALID, "date only");
	CHECK_INT(time_parse(S("2026-11-22\0"
			       "20:21:28"),
		      &got),
	    ERR_INVALID, "NUL is no separator");
}

/* The clock of Canberra went back from 03:00 to 02:00 on 2016-04-03 and on
 * from 02:00 to 03:00 on 2016-10-02. */
TEST(wall_clock_of_a_zone_with_summer_time)
{
	static const struct {
		const char *wall, *utc, *back;
	} t[] = {
		{ "2016-07-01 12:00:00", "2016-07-01 02:00:00", NULL },
		{ "2016-01-01 12:00:00", "2016-01-01 01:00:00", NULL },
		{ "2016-04-03 02:30:00", "2016-04-02 15:30:00", NULL },
		{ "2016-10-02 02:30:00", "2016-10-01 16:30:00",
		    "2016-10-02 03:30:00" },
	};
	int64_t wall;

	CHECK_OK(time_set_zone("Australia/Canberra"));
	for (size_t i = 0; i < COUNT(t); i++) {
		CHECK_OK(time_parse(str_c(t[i].wall), &wall));
		CHECK_STR(written(time_from_wall(wall)), t[i].utc, t[i].wall);
		CHECK_STR(written(time_to_wall(time_from_wall(wall))),
		    t[i].back ? t[i].back : t[i].wall, t[i].wall);
	}
	CHECK_INT(time_set_zone("Mars/Olympus"), ERR_CONFIG, "unknown zone");
	CHECK_OK(time_set_zone("UTC"));
}
