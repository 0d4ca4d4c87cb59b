/*
 * What the parameters of a request come to (spec/rest-api.md 8 and 9): each
 * kind of filter with values that are good, repeated, unknown, empty, huge,
 * or hold a NUL.
 */
#include "model/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/time.h"
#include "model/check.h"
#include "model/cover.h"
#include "model/event_list.h"
#include "model/comment.h"
#include "model/patch.h"
#include "model/person.h"
#include "model/project.h"
#include "model/series.h"
#include "model/user.h"
#include "small.h"
#include "test.h"

struct family {
	const char *name;
	const struct listing *listing;
	const struct filters *filters;
	size_t size;
};

/* clang-format off */
static const struct family families[] = {
	{ "patches", &patch_listing, &patch_filters, sizeof(struct patch) },
	{ "covers", &cover_listing, &cover_filters, sizeof(struct cover) },
	{ "series", &series_listing, &series_filters, sizeof(struct series) },
	{ "checks", &check_listing, &check_filters, sizeof(struct check) },
	{ "events", &event_listing, &event_filters, sizeof(struct event) },
};
/* clang-format on */

enum { MOST = 100 };

/* "a=1&b=2"; '$' stands for a NUL, as for what a request had one in. */
static size_t
parse(const char *query, struct parameter *out)
{
	struct str rest = str_c(query), part;
	size_t n = 0;

	while (rest.n > 0) {
		if (!str_cut(rest, '&', &part, &rest)) {
			part = rest;
			rest = S("");
		}
		CHECK(n < MOST, query);
		out[n] = (struct parameter){ .had_nul = str_find_char(part,
							    '$') < part.n };
		if (!str_cut(part, '=', &out[n].name, &out[n].value))
			out[n].name = part;
		n++;
	}
	return n;
}

static enum err
select_rows(struct db *db, const struct family *f, int version,
    const char *query, struct selection *where)
{
	struct parameter parameters[MOST];

	*where = (struct selection){ .n = 0 };
	return filter_parse(db, test_arena(), *f->filters, version, parameters,
	    parse(query, parameters), where);
}

static void
check_rows(struct db *db, const char *name, int version, const char *query,
    const char *want)
{
	const char *what = str_f(test_arena(), "%s?%s", name, query).p;
	const struct family *f = families;
	struct ordering by = { .n = 0 };
	struct selection where;
	int64_t total;
	void *rows;
	size_t n;

	while (strcmp(f->name, name) != 0)
		f++;
	CHECK_OK(select_rows(db, f, version, query, &where));
	CHECK_OK(list_page(
	    db, test_arena(), f->listing, &where, &by, 0, 100, &rows, &n));
	CHECK_STR(small_ids(rows, n, f->size), want, what);
	CHECK_OK(list_count(db, test_arena(), f->listing, &where, &total));
	CHECK_INT(total, n, what);
}

#define ALL "1 2 3 4 5"

TEST(references_are_ids_or_names)
{
	/* clang-format off */
	static const struct {
		const char *query, *want;
	} t[] = {
		{ "", ALL },
		{ "project=1", "1 2 3 5" },
		{ "project=+1", "1 2 3 5" },
		{ "project= 1 ", "1 2 3 5" },
		{ "project=-1", "" },
		{ "project=kettle", "1 2 3 5" },
		{ "project=KETTLE", "1 2 3 5" },
		{ "project= teapot ", "4" },
		{ "project=kett", "" },
		{ "project=kettle.example.org", "" },
		{ "project=99", "" },
		{ "project=2147483648", "" },
		{ "project=99999999999999999999999999", "" },
		{ "project=1.0", "" },
		{ "project=", ALL },
		{ "project=%20", "" },
		{ "project=   ", ALL },
		{ "project", ALL },
		{ "project=$", "" },
		{ "project=1$", "" },
		{ "project=1&project=2", ALL },
		{ "project=1&project=teapot", ALL },
		{ "project=2&project=", "4" },
		{ "project=2&project=99", "4" },
		{ "project=2&project=nobody", "4" },
		{ "project=2&project=$", "4" },
		{ "project=98&project=99", "" },
		{ "project=1,2", "" },
		{ "Project=1", ALL },
		{ "projects=1", ALL },
		{ "submitter=1", "1 2 4" },
		{ "submitter=alice@example.org", "1 2 4" },
		{ "submitter=Alice@EXAMPLE.org", "1 2 4" },
		{ "submitter=b.other@example.org", "5" },
		{ "submitter=alice", "" },
		{ "submitter=2&submitter=3", "3 5" },
		{ "delegate=1", "4" },
		{ "delegate=BOB", "5" },
		{ "delegate=ann&delegate=bob", "4 5" },
		{ "delegate=ci", "" },
		{ "delegate=bob@example.org", "" },
		{ "series=1", "1 2" },
		{ "series=1&series=3", "1 2 4" },
		{ "series=boil", "" },
		{ "series=boil&series=3", "4" },
		{ "series=1,3", "" },
		{ "state=1", "1 3 4" },
		{ "state=new", "1 3 4" },
		{ "state=under-review", "2" },
		{ "state=Under Review", "2" },
		{ "state=UNDER-review", "2" },
		{ "state=under_review", "" },
		{ "state=accepted&state=2", "2 5" },
		{ "state=nonsense", "" },
		{ "project=1&state=new&submitter=2", "3" },
		{ "project=2&state=accepted", "" },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++)
		check_rows(db, "patches", V_NEWEST, t[i].query, t[i].want);
	db_close(db);
}

/* A state whose slug has nothing to do with its name. */
TEST(a_state_is_found_by_its_slug_too)
{
	struct db *db = small_open();

	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_state SET name = 'Gr\xc3\xb6\xc3\x9f', slug = "
	    "'x-y'"
	    " WHERE id = 3",
	    NO_VALS));
	check_rows(db, "patches", V_NEWEST, "state=x-y", "5");
	check_rows(db, "patches", V_NEWEST, "state=X-Y", "");
	check_rows(db, "patches", V_NEWEST, "state=gr\xc3\xb6\xc3\x9f", "5");
	db_close(db);
}

/* Old data may have addresses that differ in letter case alone. */
TEST(of_addresses_that_differ_in_case_all_are_meant)
{
	struct db *db = small_open();

	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_person SET email = 'ALICE@example.org'"
	    " WHERE id = 2",
	    NO_VALS));
	check_rows(
	    db, "patches", V_NEWEST, "submitter=alice@example.org", "1 2 3 4");
	db_close(db);
}

TEST(other_kinds_take_the_last_value)
{
	/* clang-format off */
	static const struct {
		int version;
		const char *query, *want;
	} t[] = {
		{ V1_0, "archived=true", "5" },
		{ V1_0, "archived=TRUE", "5" },
		{ V1_0, "archived=1", "5" },
		{ V1_0, "archived=false", "1 2 3 4" },
		{ V1_0, "archived=0", "1 2 3 4" },
		{ V1_0, "archived=", ALL },
		{ V1_0, "archived=yes", ALL },
		{ V1_0, "archived=01", ALL },
		{ V1_0, "archived=$", ALL },
		{ V1_0, "archived=true&archived=false", "1 2 3 4" },
		{ V1_2, "hash=0123456789012345678901234567890123456789", "1" },
		{ V1_2, "hash=ABCDEFabcdefabcdefabcdefabcdefabcdefabcd", "2" },
		{ V1_2, "hash= ABCDEFabcdefabcdefabcdefabcdefabcdefabcd ", "2" },
		{ V1_2, "hash=0123", "" },
		{ V1_2, "hash=", ALL },
		{ V1_2, "hash=$", "" },
		{ V1_1, "hash=0123", ALL },
		{ V1_2, "msgid=1@example.org", "1" },
		{ V1_2, "msgid=<1@example.org>", "1" },
		{ V1_2, "msgid=1@EXAMPLE.org", "" },
		{ V1_2, "msgid=1@example.org>", "" },
		{ V1_2, "msgid=1@example.org&msgid=2@example.org", "2" },
		{ V1_2, "msgid=1@example.org&msgid=", ALL },
		{ V1_2, "msgid=$", "" },
		{ V1_1, "msgid=1@example.org", ALL },
		{ V1_0, "since=2016-09-11T00:03:00", "3 4 5" },
		{ V1_0, "since=2016-09-11T00:03:00.000001", "4 5" },
		{ V1_0, "before=2016-09-11T00:03:00", "1 2" },
		{ V1_0, "since=2016-09-11&before=2016-09-12", ALL },
		{ V1_0, "since=2016-09-12", "" },
		{ V1_0, "since=2016-09-11T05:03:00+05:00", "3 4 5" },
		{ V1_0, "since=2016-09-11T05:03:00 05:00", "3 4 5" },
		{ V1_0, "since=20160911T000300Z", "3 4 5" },
		{ V1_0, "since=yesterday", "" },
		{ V1_0, "since=1473552180", "" },
		{ V1_0, "since=2016-9-11", "" },
		{ V1_0, "since=", ALL },
		{ V1_0, "since=$", "" },
		{ V1_0, "since=0001-01-01", ALL },
		{ V1_0, "before=9999-12-31T23:59:59", ALL },
		{ V1_0, "since=0001-01-01T00:00:00+14:00", ALL },
		{ V1_0, "before=0001-01-01T00:00:00+14:00", "" },
		{ V1_0, "since=9999-12-31T23:59:59-14:00", "" },
		{ V1_0, "before=9999-12-31T23:59:59-14:00", ALL },
		{ V1_0, "since=nonsense&since=2016-09-11T00:05", "5" },
		{ V1_0, "nope=1&archived=1", "5" },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++)
		check_rows(db, "patches", t[i].version, t[i].query, t[i].want);
	db_close(db);
}

TEST(each_family_has_its_filters)
{
	/* clang-format off */
	static const struct {
		const char *family;
		int version;
		const char *query, *want;
	} t[] = {
		{ "covers", V1_0, "project=1", "1" },
		{ "covers", V1_0, "project=teapot", "" },
		{ "covers", V1_0, "series=1", "1" },
		{ "covers", V1_0, "series=2", "" },
		{ "covers", V1_0, "series=2&series=1", "1" },
		{ "covers", V1_0, "submitter=alice@example.org", "1" },
		{ "covers", V1_0, "msgid=0@example.org", "1" },
		{ "covers", V1_0, "msgid=1@example.org", "" },
		{ "covers", V1_0, "since=2016-09-11&before=2016-09-11T00:00:01", "1" },
		{ "covers", V1_0, "before=2016-09-11", "" },
		{ "series", V1_0, "project=kettle", "1 2" },
		{ "series", V1_0, "submitter=1", "1 3" },
		{ "series", V1_0, "since=2016-09-11T00:03", "2 3" },
		{ "series", V1_0, "before=2016-09-11T00:03", "1" },
		{ "series", V1_0, "series=1", "1 2 3" },
		{ "checks", V1_0, "user=3", "1 2 4" },
		{ "checks", V1_0, "user=ANN", "3" },
		{ "checks", V1_0, "user=nobody", "" },
		{ "checks", V1_0, "state=0", "4" },
		{ "checks", V1_0, "state=success", "2" },
		{ "checks", V1_0, "state=Success", "" },
		{ "checks", V1_0, "state=fail", "1" },
		{ "checks", V1_0, "state=3", "1" },
		{ "checks", V1_0, "state=4", "" },
		{ "checks", V1_0, "state=-1", "" },
		{ "checks", V1_0, "state=99999999999", "" },
		{ "checks", V1_0, "state=", "1 2 3 4" },
		{ "checks", V1_0, "context=build", "1 2 4" },
		{ "checks", V1_0, "context=Build", "" },
		{ "checks", V1_0, "context=%", "" },
		{ "checks", V1_0, "context=$", "" },
		{ "checks", V1_0, "since=2016-09-11T12:01", "2 3 4" },
		{ "checks", V1_0, "before=2016-09-11T12:01", "1" },
		{ "events", V1_0, "project=2", "3 12 13 14" },
		{ "events", V1_0, "category=series-completed", "9 14" },
		{ "events", V1_0, "category=Series-completed", "" },
		{ "events", V1_0, "category=nonsense", "" },
		{ "events", V1_0, "category=series-completed&category=cover-created", "4" },
		{ "events", V1_0, "series=3", "3 13 14" },
		{ "events", V1_0, "patch=4", "12 13" },
		{ "events", V1_0, "patch=4&patch=5", "12 13 15" },
		{ "events", V1_0, "cover=1", "4 19" },
		{ "events", V1_2, "actor=1", "22" },
		{ "events", V1_2, "actor=ann", "" },
		{ "events", V1_2, "actor=1&actor=3", "20 21 23" },
		{ "events", V1_2, "actor=1&actor=", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15"
		  " 16 17 18 19 20 21 22 23" },
		{ "events", V1_2, "actor=$", "" },
		{ "events", V1_1, "actor=1&patch=4", "12 13" },
		{ "events", V1_0, "since=2016-09-11T12:01", "21 22 23" },
		{ "events", V1_0, "before=2016-09-11T12:00", "" },
		{ "events", V1_0, "since=9999-12-31T23:59:59", "" },
		{ "events", V1_0, "before=0001-01-01", "" },
		{ "events", V1_0, "patch=99999999999999", "" },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++)
		check_rows(
		    db, t[i].family, t[i].version, t[i].query, t[i].want);
	db_close(db);
}

/* 2016-10-01 16:00 UTC is 03:00 in Canberra, where 02:00 never was; the hour
 * before 2016-04-02 17:00 UTC comes twice, and is kept as the first. */
TEST(since_and_before_are_utc_whatever_the_sites_clock)
{
	static const char *const dates[] = { "2016-04-02T14:59:59",
		"2016-04-02T15:30:00", "2016-04-02T17:00:00",
		"2016-10-01T15:59:59", "2016-10-01T16:00:00",
		"2016-10-01T16:00:01" };
	/* clang-format off */
	static const struct {
		const char *query, *want;
	} t[] = {
		{ "since=2016-04-02T15:00:00", "2 3 4 5 6" },
		{ "since=2016-04-02T15:30:00", "2 3 4 5 6" },
		{ "since=2016-04-02T15:30:01", "3 4 5 6" },
		{ "before=2016-04-02T17:00:00", "1 2" },
		{ "before=2016-04-02T17:00:01", "1 2 3" },
		{ "since=2016-10-01T16:00:00", "5 6" },
		{ "since=2016-10-02T03:00:00+11:00", "5 6" },
		{ "before=2016-10-01T16:00:00", "1 2 3 4" },
		{ "before=2016-10-02T01:59:59+10:00", "1 2 3" },
		{ "since=2016-10-01T15:59:59.5&before=2016-10-01T16:00:00.5", "5" },
	};
	/* clang-format on */
	const char *zone = getenv("TZ");
	struct str before = str_dup(test_arena(), str_c(zone ? zone : "UTC"));
	struct db *db;

	CHECK_OK(time_set_zone("Australia/Canberra"));
	db = small_open();
	CHECK_OK(db_exec(
	    db, NULL, "DELETE FROM patchwork_event WHERE id > 6", NO_VALS));
	for (size_t i = 0; i < COUNT(dates); i++) {
		int64_t at;

		CHECK(filter_parse_time(str_c(dates[i]), &at), dates[i]);
		CHECK_OK(db_exec(db, NULL,
		    "UPDATE patchwork_event SET date = ? WHERE id = ?",
		    VALS(v_time(at), v_int((int64_t)i + 1))));
	}
	for (size_t i = 0; i < COUNT(t); i++)
		check_rows(db, "events", V_NEWEST, t[i].query, t[i].want);
	db_close(db);
	CHECK_OK(time_set_zone(before.p));
}

TEST(events_of_comments_are_hidden_from_old_versions)
{
	static const struct {
		int version;
		int64_t want;
	} t[] = { { V1_0, 19 }, { V1_2, 19 }, { V1_3, 23 }, { V1_4, 23 } };
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++) {
		struct selection where = { .n = 0 };
		int64_t total;

		event_select_visible(&where, t[i].version);
		CHECK_OK(list_count(
		    db, test_arena(), &event_listing, &where, &total));
		CHECK_INT(total, t[i].want, "events");
	}
	db_close(db);
}

TEST(a_filter_has_a_bound_of_values)
{
	struct db *db = small_open();
	struct selection where;
	struct buf b;

	buf_init(&b, test_arena(), 4096);
	for (int i = 0; i < LIMIT_FILTER_VALUES; i++)
		buf_printf(&b, "%sstate=%d", i > 0 ? "&" : "", i + 1);
	buf_char(&b, '\0');
	check_rows(db, "patches", V_NEWEST, b.p, ALL);
	b.n--;
	buf_lit(&b, "&state=1");
	buf_char(&b, '\0');
	CHECK_INT(select_rows(db, &families[0], V_NEWEST, b.p, &where),
	    ERR_TOO_BIG, "one more");
	db_close(db);
}

TEST(names_are_looked_up_and_ids_are_not)
{
	/* clang-format off */
	static const struct {
		const char *query;
		int64_t want;
	} t[] = {
		{ "project=1&project=2&state=3&submitter=4&delegate=5", 0 },
		{ "project=kettle", 1 },
		{ "state=new", 1 },
		{ "hash=1&msgid=2&archived=1&since=2016-01-01&series=x", 0 },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++) {
		int64_t before = db_statements(db);
		struct selection where;

		CHECK_OK(select_rows(
		    db, &families[0], V_NEWEST, t[i].query, &where));
		CHECK_INT(db_statements(db) - before, t[i].want, t[i].query);
	}
	db_close(db);
}

struct search {
	const char *name;
	const struct listing *listing;
	const struct sql_text *columns;
	size_t ncolumns, size;
};

/* clang-format off */
static const struct search searches[] = {
	{ "patches", &patch_listing, patch_search, 1, sizeof(struct patch) },
	{ "covers", &cover_listing, cover_search, 1, sizeof(struct cover) },
	{ "series", &series_listing, series_search, 1, sizeof(struct series) },
	{ "people", &person_listing, person_search, COUNT(person_search), sizeof(struct person) },
	{ "users", &user_listing, user_search, COUNT(user_search), sizeof(struct user) },
	{ "projects", &project_listing, project_search, COUNT(project_search),
	  sizeof(struct project) },
	{ "comments", &patch_comment_listing, comment_search, 1, sizeof(struct comment) },
};
/* clang-format on */

static void
check_search(struct db *db, const char *name, struct str q, const char *want)
{
	const struct search *s = searches;
	struct selection where = { .n = 0 };
	struct ordering by = { .n = 0 };
	void *rows;
	size_t n;

	while (strcmp(s->name, name) != 0)
		s++;
	filter_search(s->columns, s->ncolumns, q, &where);
	CHECK_OK(list_page(
	    db, test_arena(), s->listing, &where, &by, 0, 100, &rows, &n));
	CHECK_STR(small_ids(rows, n, s->size), want, q.n < 100 ? q.p : name);
}

TEST(each_term_must_be_somewhere)
{
	/* clang-format off */
	static const struct {
		const char *family, *q, *want;
	} t[] = {
		{ "patches", "", ALL },
		{ "patches", " , ", ALL },
		{ "patches", "boil", "1 2" },
		{ "patches", "BOIL", "1 2" },
		{ "patches", "boil pour", "2" },
		{ "patches", "pour,boil", "2" },
		{ "patches", "boil: heat", "1" },
		{ "patches", "\"boil: heat\"", "1" },
		{ "patches", "'boil: heat'", "1" },
		{ "patches", "\"heat boil:\"", "" },
		{ "patches", "\"boil", "" },	/* a quote that is a letter */
		{ "patches", "%", "3" },
		{ "patches", "_", "3" },
		{ "patches", "d_1", "3" },
		{ "patches", "dx1", "" },
		{ "patches", "[1/2]", "1" },
		{ "patches", "\\", "" },
		{ "patches", "nothing", "" },
		{ "covers", "BOIL", "1" },
		{ "series", "boil", "1" },
		{ "people", "bob", "2" },
		{ "people", "example.org other", "3" },
		{ "people", "NOBODY", "3" },
		{ "users", "arch", "1" },
		{ "users", "robot", "3" },
		{ "users", "example.org", "1 2" },
		{ "projects", "kettle", "1" },
		{ "projects", "example.org", "1 2" },
		{ "projects", "git.example", "1" },
		{ "comments", "heat", "2" },
		{ "comments", "RE:", "1" },
		{ "comments", "more", "" },	/* past the first line */
		{ "comments", "bob", "" },	/* in From */
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++)
		check_search(db, t[i].family, str_c(t[i].q), t[i].want);
	db_close(db);
}

TEST(a_search_has_bounds)
{
	struct db *db = small_open();
	struct buf b;

	buf_init(&b, test_arena(), 1 << 20);
	for (int i = 0; i < LIMIT_SEARCH_TERMS; i++)
		buf_lit(&b, "boil ");
	check_search(db, "patches", buf_str(&b), "1 2");
	buf_lit(&b, "nothing");
	check_search(db, "patches", buf_str(&b), "1 2");
	b.n = 0;
	for (int i = 0; i < 100000; i++)
		buf_char(&b, 'x');
	check_search(db, "patches", buf_str(&b), "");
	b.n = LIMIT_SEARCH;
	check_search(db, "patches", buf_str(&b), "");
	for (size_t i = 0; i < b.n; i++)
		b.p[i] = "%_\\"[i % 3];
	check_search(db, "patches", buf_str(&b), "");
	db_close(db);
}

TEST(ids_are_whole_numbers)
{
	/* clang-format off */
	static const struct {
		const char *text;
		bool is;
		int64_t want;
	} t[] = {
		{ "1", true, 1 },
		{ "+1", true, 1 },
		{ "-1", true, -1 },
		{ "-0", true, -1 },
		{ " 7\t", true, 7 },
		{ "007", true, 7 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "9223372036854775808", true, -1 },
		{ "", false, 0 },
		{ "+", false, 0 },
		{ "- 1", false, 0 },
		{ "1a", false, 0 },
		{ "1.0", false, 0 },
		{ "1e3", false, 0 },
		{ "0x1", false, 0 },
	};
	/* clang-format on */

	for (size_t i = 0; i < COUNT(t); i++) {
		int64_t id = 0;

		CHECK_INT(
		    filter_parse_id(str_c(t[i].text), &id), t[i].is, t[i].text);
		CHECK_INT(id, t[i].want, t[i].text);
	}
}

TEST(date_times_are_iso_8601)
{
	/* clang-format off */
	static const struct {
		const char *text, *want; /* NULL: none */
	} t[] = {
		{ "2016-09-11", "2016-09-11 00:00:00" },
		{ "20160911", "2016-09-11 00:00:00" },
		{ "2016-W36-7", "2016-09-11 00:00:00" },
		{ "2016W367", "2016-09-11 00:00:00" },
		{ "2016-W36", "2016-09-05 00:00:00" },
		{ "2016-W01-1", "2016-01-04 00:00:00" },
		{ "2015-W53-7", "2016-01-03 00:00:00" },
		{ "2020-W53-1", "2020-12-28 00:00:00" },
		{ "2016-W53-1", NULL },
		{ "2016-W00-1", NULL },
		{ "2016-W54-1", NULL },
		{ "2016-W36-8", NULL },
		{ "2016-W36-0", NULL },
		{ "9999-W52-5", "9999-12-31 00:00:00" },
		{ "9999-W53-1", NULL },
		{ "2016-09-11T12", "2016-09-11 12:00:00" },
		{ "2016-09-11T12:34", "2016-09-11 12:34:00" },
		{ "2016-09-11T12:34:56", "2016-09-11 12:34:56" },
		{ "2016-09-11 12:34:56", "2016-09-11 12:34:56" },
		{ "20160911T123456", "2016-09-11 12:34:56" },
		{ "2016-09-11T12:34:56.5", "2016-09-11 12:34:56.500000" },
		{ "2016-09-11T12:34:56,25", "2016-09-11 12:34:56.250000" },
		{ "2016-09-11T12:34:56.1234567", "2016-09-11 12:34:56.123456" },
		{ "2016-09-11T12:34:56Z", "2016-09-11 12:34:56" },
		{ "2016-09-11T12:34:56z", "2016-09-11 12:34:56" },
		{ "2016-09-11T12:34:56+05:30", "2016-09-11 07:04:56" },
		{ "2016-09-11T12:34:56-0530", "2016-09-11 18:04:56" },
		{ "2016-09-11T12:34:56+05", "2016-09-11 07:34:56" },
		{ "2016-09-11T12:34:56 05:30", "2016-09-11 07:04:56" },
		{ "2016-09-11T12+02", "2016-09-11 10:00:00" },
		{ " 2016-09-11 ", "2016-09-11 00:00:00" },
		{ "2016-02-29", "2016-02-29 00:00:00" },
		{ "2000-02-29", "2000-02-29 00:00:00" },
		{ "0001-01-01", "0001-01-01 00:00:00" },
		{ "2015-02-29", NULL },
		{ "1900-02-29", NULL },
		{ "2016-09-31", NULL },
		{ "2016-13-01", NULL },
		{ "2016-00-01", NULL },
		{ "0000-01-01", NULL },
		{ "2016-9-11", NULL },
		{ "2016-0911", NULL },
		{ "201609-11", NULL },
		{ "11/09/2016", NULL },
		{ "1473552180", NULL },
		{ "2016", NULL },
		{ "2016-09", NULL },
		{ "2016-09-11T", NULL },
		{ "2016-09-11T24:00", NULL },
		{ "2016-09-11T12:60", NULL },
		{ "2016-09-11T12:34:60", NULL },
		{ "2016-09-11T1:34", NULL },
		{ "2016-09-11T12:34:56.", NULL },
		{ "2016-09-11T12:34:56+24:00", NULL },
		{ "2016-09-11T12:34:56+5", NULL },
		{ "2016-09-11T12:34:56Zx", NULL },
		{ "2016-09-11Z", NULL },
		{ "2016-09-11x", NULL },
		{ "today", NULL },
		{ "", NULL },
	};
	/* clang-format on */

	for (size_t i = 0; i < COUNT(t); i++) {
		int64_t got = 0;
		struct buf b;

		CHECK_INT(filter_parse_time(str_c(t[i].text), &got),
		    t[i].want != NULL, t[i].text);
		if (t[i].want == NULL)
			continue;
		buf_init(&b, test_arena(), 100);
		time_write(&b, got, ' ');
		CHECK_STR(buf_str(&b), t[i].want, t[i].text);
	}
}
