/*
 * Wall clocks in columns, in the site's zone and in UTC (spec/schema.md,
 * Time), in UTC and in Australia/Canberra over both changes of its clock: on
 * 2016-10-02 02:00 it goes on to 03:00, on 2016-04-03 03:00 back to 02:00.
 */
#include <stdlib.h>

#include "base/time.h"
#include "db/engine.h"
#include "fixture.h"
#include "test.h"

struct when {
	int64_t site, mail;
	struct str site_text, mail_text;
};

/* The digits as Django reads them: text, under the session's zone. */
#define DIGITS(column)                                 \
	SQL2(column,                                   \
	    "regexp_replace(CAST(" column " AS text)," \
	    " '[-+][0-9:]+$', '')")

static const struct column columns[] = {
	{ "w.site", TIME(when, site) },
	{ "w.mail", MAIL_TIME(when, mail) },
	{ DIGITS("w.site"), STR(when, site_text) },
	{ DIGITS("w.mail"), STR(when, mail_text) },
};
static const struct table table = TABLE(when, columns, "whens w");

static struct db *
open_whens(const char *zone)
{
	CHECK_OK(time_set_zone(zone));
	struct db *db = fixture_open();

	CHECK_OK(db_script(db,
	    SQL2("CREATE TABLE whens (site datetime, mail datetime)",
		"CREATE TABLE whens (site timestamptz, mail timestamptz)")));
	return db;
}

static int64_t
utc(const char *text)
{
	int64_t t;

	CHECK_OK(time_parse(str_c(text), &t));
	return t;
}

static struct when
store(struct db *db, int64_t t)
{
	struct when got;

	CHECK_OK(db_exec(db, NULL, "DELETE FROM whens", NO_VALS));
	CHECK_OK(
	    db_exec(db, NULL, "INSERT INTO whens (site, mail) VALUES (?, ?)",
		VALS(v_time(t), v_mail_time(t))));
	CHECK_OK(db_get(db, test_arena(), &table, &got, "", NO_VALS));
	return got;
}

struct row {
	const char *utc, *site; /* digits; NULL: the same */
};

/* On PostgreSQL a wall clock that the zone skips is moved on. */
static void
check_rows(struct db *db, const struct row *t, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct when got = store(db, utc(t[i].utc));

		CHECK_STR(got.site_text, t[i].site, t[i].utc);
		CHECK_STR(got.mail_text, t[i].utc, t[i].utc);
		CHECK_INT(got.site, utc(t[i].utc), t[i].utc);
		CHECK_INT(got.mail, utc(t[i].utc), t[i].utc);
	}
}

TEST(utc_keeps_all_as_it_is)
{
	static const struct row t[] = {
		{ "2016-09-11 12:00:00", "2016-09-11 12:00:00" },
		{ "2016-09-11 12:00:00.25", "2016-09-11 12:00:00.25" },
		{ "1970-01-01 00:00:00", "1970-01-01 00:00:00" },
		{ "1969-12-31 23:59:59.5", "1969-12-31 23:59:59.5" },
		{ "0001-01-01 00:00:00", "0001-01-01 00:00:00" },
		{ "9999-12-31 23:59:59", "9999-12-31 23:59:59" },
		{ "2000-02-29 00:00:00", "2000-02-29 00:00:00" },
		{ "2016-10-02 02:30:00", "2016-10-02 02:30:00" },
	};
	struct db *db = open_whens("UTC");

	for (size_t i = 0; i < COUNT(t); i++) {
		struct when got = store(db, utc(t[i].utc));

		CHECK_INT(got.site, utc(t[i].utc), t[i].utc);
		CHECK_INT(got.mail, utc(t[i].utc), t[i].utc);
	}
	db_close(db);
}

TEST(microseconds_are_six_digits_or_none)
{
	struct db *db = open_whens("UTC");
	struct when got;

	got = store(db, utc("2016-09-11 12:00:00.25"));
	if (!fixture_is_pg()) /* which writes no more than it must */
		CHECK_STR(got.mail_text, "2016-09-11 12:00:00.250000", "six");
	got = store(db, utc("2016-09-11 12:00:00"));
	CHECK_STR(got.mail_text, "2016-09-11 12:00:00", "none");
	got = store(db, utc("2016-09-11 12:00:00.000001"));
	CHECK_STR(got.mail_text, "2016-09-11 12:00:00.000001", "one");
	db_close(db);
}

TEST(the_sites_clock_is_that_of_its_zone)
{
	static const struct row t[] = {
		/* standard time, ten hours ahead */
		{ "2016-09-11 12:00:00", "2016-09-11 22:00:00" },
		/* summer time, eleven */
		{ "2016-12-11 12:00:00", "2016-12-11 23:00:00" },
		/* the second before the clock goes on, and that after */
		{ "2016-10-01 15:59:59", "2016-10-02 01:59:59" },
		{ "2016-10-01 16:00:00", "2016-10-02 03:00:00" },
		/* before it goes back: once */
		{ "2016-04-02 14:59:59", "2016-04-03 01:59:59" },
		{ "2016-04-02 17:00:00", "2016-04-03 03:00:00" },
		/* of the hour that comes twice, the first */
		{ "2016-04-02 15:00:00", "2016-04-03 02:00:00" },
		{ "2016-04-02 15:59:59", "2016-04-03 02:59:59" },
	};
	struct db *db = open_whens("Australia/Canberra");

	check_rows(db, t, COUNT(t));
	db_close(db);
}

TEST(of_an_hour_that_comes_twice_the_earlier_is_meant)
{
	struct db *db = open_whens("Australia/Canberra");
	struct when got = store(db, utc("2016-04-02 16:30:00"));

	CHECK_STR(got.site_text, "2016-04-03 02:30:00", "digits");
	CHECK_INT(got.site, utc("2016-04-02 15:30:00"), "instant");
	db_close(db);
}

TEST(a_mails_clock_in_the_gap_is_moved_on_by_postgresql)
{
	struct db *db = open_whens("Australia/Canberra");
	struct when got = store(db, utc("2016-10-02 02:30:00"));

	CHECK_INT(got.mail,
	    utc(fixture_is_pg() ? "2016-10-02 03:30:00"
				: "2016-10-02 02:30:00"),
	    "mail");
	CHECK_STR(got.site_text, "2016-10-02 13:30:00", "site");
	db_close(db);
}

TEST(far_years_survive_in_any_zone)
{
	static const char *const t[] = { "0001-01-01 00:00:00",
		"0001-01-01 12:00:00", "0099-03-01 00:00:00",
		"1895-01-31 14:04:00", "9999-12-31 23:59:59" };
	struct db *db = open_whens("Australia/Canberra");

	for (size_t i = 0; i < COUNT(t); i++) {
		struct when got;

		CHECK_OK(db_exec(db, NULL, "DELETE FROM whens", NO_VALS));
		CHECK_OK(
		    db_exec(db, NULL, "INSERT INTO whens (mail) VALUES (?)",
			VALS(v_mail_time(utc(t[i])))));
		CHECK_OK(db_get(db, test_arena(), &table, &got, "", NO_VALS));
		CHECK_INT(got.mail, utc(t[i]), t[i]);
		CHECK_STR(got.mail_text, t[i], t[i]);
	}
	/* Past the last year of the site's clock. */
	CHECK_INT(db_exec(db, NULL, "INSERT INTO whens (site) VALUES (?)",
		      VALS(v_time(utc("9999-12-31 23:59:59")))),
	    ERR_INVALID, "year 10000");
	db_close(db);
}

TEST(times_compare_as_they_are_ordered)
{
	static const char *const zones[] = { "UTC", "Australia/Canberra" };
	static const char *const t[] = { "0099-01-01 00:00:00",
		"2016-04-02 14:59:59", "2016-04-02 17:00:00",
		"2016-04-02 17:00:00.5", "2016-04-02 17:00:01",
		"2016-10-01 15:59:59", "2016-10-01 16:00:00" };

	for (size_t z = 0; z < COUNT(zones); z++) {
		struct db *db = open_whens(zones[z]);

		for (size_t i = 0; i < COUNT(t); i++)
			CHECK_OK(db_exec(db, NULL,
			    "INSERT INTO whens (site, mail) VALUES (?, ?)",
			    VALS(v_time(utc(t[i])), v_mail_time(utc(t[i])))));
		for (size_t i = 0; i < COUNT(t); i++) {
			int64_t n;

			CHECK_OK(db_int(db, &n,
			    "SELECT count(*) FROM whens WHERE site < ?",
			    VALS(v_time(utc(t[i])))));
			CHECK_INT(n, i, t[i]);
			CHECK_OK(db_int(db, &n,
			    "SELECT count(*) FROM whens WHERE mail >= ?",
			    VALS(v_mail_time(utc(t[i])))));
			CHECK_INT(n, COUNT(t) - i, t[i]);
		}
		db_close(db);
	}
}

/* The reference wrote 12:00 of UTC under its zone (spec/schema.md, Time). */
TEST(what_django_stored_is_read_alike)
{
	struct db *db = open_whens("Australia/Canberra");
	struct when got;

	CHECK_OK(db_script(db,
	    SQL2("INSERT INTO whens (site, mail) VALUES"
		 " ('2016-09-11 22:00:00', '2016-09-11 12:00:00.5')",
		"INSERT INTO whens (site, mail) VALUES"
		" ('2016-09-11 12:00:00+00', '2016-09-11 02:00:00.5+00')")));
	CHECK_OK(db_get(db, test_arena(), &table, &got, "", NO_VALS));
	CHECK_INT(got.site, utc("2016-09-11 12:00:00"), "site");
	CHECK_INT(got.mail, utc("2016-09-11 12:00:00.5"), "mail");
	db_close(db);
}

/* Columns of PostgreSQL hold dates only. */
TEST_ON_SQLITE(what_is_no_date_is_told)
{
	struct db *db = open_whens("UTC");
	struct when got;

	CHECK_OK(
	    db_script(db, "INSERT INTO whens (site) VALUES ('yesterday')"));
	CHECK_INT(db_get(db, test_arena(), &table, &got, "", NO_VALS), ERR_IO,
	    "no date");
	db_close(db);
}

TEST_ON_PG(a_zone_that_the_server_does_not_know_is_told)
{
	struct db *db = open_whens("UTC");

	db_close(db);
	CHECK_INT(setenv("TZ", "Middle/Earth", 1), 0, "TZ");
	CHECK_INT(db_open(&(struct db_options){ .url = fixture_url() }, &db),
	    ERR_CONFIG, "no such zone");
	CHECK_OK(time_set_zone("UTC"));
}
