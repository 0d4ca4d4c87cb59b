/* Pages of lists: their order, what they skip, what they count. */
#include "model/list.h"

#include <string.h>

#include "base/time.h"
#include "model/check.h"
#include "model/comment.h"
#include "model/cover.h"
#include "model/event_list.h"
#include "model/patch.h"
#include "model/patch_change.h"
#include "model/person.h"
#include "model/project.h"
#include "model/series.h"
#include "model/user.h"
#include "small.h"
#include "test.h"

struct family {
	const char *name;
	const struct listing *listing;
	const struct order *orders;
	const size_t *norders;
	size_t size;
};

/* clang-format off */
static const struct family families[] = {
	{ "project", &project_listing, project_orders, &project_norders, sizeof(struct project) },
	{ "person", &person_listing, person_orders, &person_norders, sizeof(struct person) },
	{ "user", &user_listing, user_orders, &user_norders, sizeof(struct user) },
	{ "patch", &patch_listing, patch_orders, &patch_norders, sizeof(struct patch) },
	{ "cover", &cover_listing, cover_orders, &cover_norders, sizeof(struct cover) },
	{ "series", &series_listing, series_orders, &series_norders, sizeof(struct series) },
	{ "check", &check_listing, check_orders, &check_norders, sizeof(struct check) },
	{ "patch comment", &patch_comment_listing, comment_orders, &comment_norders,
	  sizeof(struct comment) },
	{ "cover comment", &cover_comment_listing, comment_orders, &comment_norders,
	  sizeof(struct comment) },
	{ "event", &event_listing, event_orders, &event_norders, sizeof(struct event) },
};
/* clang-format on */

static const struct family *
family(const char *name)
{
	for (size_t i = 0; i < COUNT(families); i++)
		if (strcmp(families[i].name, name) == 0)
			return &families[i];
	CHECK(false, name);
	return NULL;
}

static struct str
page(struct db *db, const struct family *f, const struct selection *where,
    const char *order, int64_t offset, int64_t limit)
{
	struct ordering by =
	    order_parse(f->orders, *f->norders, str_c(order), false);
	void *rows;
	size_t n;

	CHECK_OK(list_page(db, test_arena(), f->listing, where, &by, offset,
	    limit, &rows, &n));
	return small_ids(rows, n, f->size);
}

TEST(lists_are_in_the_order_that_was_asked_for)
{
	/* clang-format off */
	static const struct {
		const char *family, *order, *want;
	} t[] = {
		{ "project", "id",         "1 2" },
		{ "project", "-id",        "2 1" },
		{ "project", "name",       "2 1" },	/* a Teapot, Kettle */
		{ "project", "link_name",  "1 2" },
		{ "project", "-list_id",   "2 1" },
		{ "person", "",            "1 2 3 4" },
		{ "person", "name",        "4 1 2 3" },	/* NULL is first */
		{ "person", "-name",       "3 2 1 4" },
		{ "person", "email",       "1 3 2 4" },	/* letter case ignored */
		{ "person", "-email",      "4 2 3 1" },
		{ "user", "username",      "1 2 3" },
		{ "user", "email",         "3 1 2" },
		{ "patch", "",             "1 2 3 4 5" },
		{ "patch", "-id",          "5 4 3 2 1" },
		{ "patch", "name",         "1 2 3 5 4" },
		{ "patch", "-name",        "4 5 3 2 1" },
		{ "patch", "project",      "1 2 3 5 4" },
		{ "patch", "-project",     "4 5 3 2 1" },
		{ "patch", "-date",        "5 4 3 2 1" },
		{ "patch", "state",        "1 3 4 2 5" },
		{ "patch", "-state",       "5 2 4 3 1" },
		{ "patch", "archived",     "1 2 3 4 5" },
		{ "patch", "-archived",    "5 4 3 2 1" },
		{ "patch", "submitter",    "1 2 4 3 5" },
		/* pending, success, warning: by the code of what counts */
		{ "patch", "check",        "2 3 4 5 1" },
		{ "patch", "-check",       "1 5 4 3 2" },
		{ "patch", "archived,-submitter", "3 4 2 1 5" },
		{ "patch", " -state , id ", "5 2 1 3 4" },
		{ "patch", "date,date,-date", "1 2 3 4 5" },
		{ "patch", "ID",           "1 2 3 4 5" },	/* no such order */
		{ "patch", "nope,-id",     "5 4 3 2 1" },
		{ "patch", "--id",         "1 2 3 4 5" },
		{ "patch", ",,",           "1 2 3 4 5" },
		{ "cover", "-date",        "1" },
		{ "cover", "name",         "1" },
		{ "cover", "submitter",    "1" },
		{ "series", "name",        "2 3 1" },	/* NULL, NULL, boil */
		{ "series", "-name",       "1 3 2" },
		{ "series", "-date",       "3 2 1" },
		{ "series", "submitter",   "1 3 2" },
		{ "series", "received_all", "1 2 3" },
		{ "check", "-date",        "4 3 2 1" },
		{ "check", "user",         "3 1 2 4" },
		{ "check", "state",        "4 2 3 1" },
		{ "check", "context",      "1 2 4 3" },
		{ "check", "target_url",   "1 3 4 2" },
		{ "check", "-description", "2 4 3 1" },
		{ "patch comment", "date",       "2 1 3" },
		{ "patch comment", "subject",    "3 2 1" },	/* none, about Heat, Re: boil */
		{ "patch comment", "-subject",   "1 2 3" },
		{ "patch comment", "-submitter", "3 1 2" },
		{ "cover comment", "subject",    "1" },
		{ "event", "",             "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17"
		                           " 18 19 20 21 22 23" },
	};
	/* clang-format on */
	static const struct selection all;
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(
		    page(db, family(t[i].family), &all, t[i].order, 0, 100),
		    t[i].want,
		    str_f(test_arena(), "%s by %s", t[i].family, t[i].order).p);
	db_close(db);
}

TEST(every_order_works_both_ways)
{
	static const struct selection all;
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(families); i++)
		for (size_t k = 0; k < *families[i].norders; k++) {
			const char *name = families[i].orders[k].name;
			struct str up =
			    page(db, &families[i], &all, name, 0, 99);
			struct str down = page(db, &families[i], &all,
			    str_f(test_arena(), "-%s", name).p, 0, 99);

			CHECK_INT(down.n, up.n, name);
			CHECK(up.n == 1 || !str_eq(up, down), name);
		}
	db_close(db);
}

TEST(an_ordering_keeps_what_is_known_once)
{
	struct ordering o;

	o = order_parse(patch_orders, patch_norders,
	    S("-date,foo,name,-name,id,id"), false);
	CHECK_INT(o.n, 3, "parts");
	CHECK(strcmp(o.v[0].by->name, "date") == 0 && o.v[0].down, "first");
	CHECK(strcmp(o.v[1].by->name, "name") == 0 && !o.v[1].down, "second");
	CHECK(strcmp(o.v[2].by->name, "id") == 0 && !o.v[2].down, "third");
	o = order_parse(event_orders, event_norders, S(""), true);
	CHECK(o.n == 1 && o.v[0].down, "default");
	o = order_parse(patch_orders, patch_norders,
	    S("id,name,project,date,state,archived,submitter,check"), false);
	CHECK_INT(o.n, LIMIT_ORDER_PARTS, "all");
}

TEST(pages_are_parts_of_the_whole)
{
	/* clang-format off */
	static const struct {
		int64_t offset, limit;
		const char *want;
	} t[] = {
		{ 0, 2, "1 2" },
		{ 2, 2, "3 4" },
		{ 4, 2, "5" },
		{ 5, 2, "" },
		{ 0, 0, "" },
		{ 0, -1, "" },
		{ 1000000, 2, "" },
		{ INT64_MAX / 2, 2, "" },
		{ 1, INT32_MAX, "2 3 4 5" },
	};
	/* clang-format on */
	static const struct selection all;
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(page(db, family("patch"), &all, "id", t[i].offset,
			      t[i].limit),
		    t[i].want, t[i].want);
	db_close(db);
}

TEST(rows_of_a_list_have_what_lists_show)
{
	static const struct selection all;
	struct ordering by =
	    order_parse(patch_orders, patch_norders, S(""), false);
	struct db *db = small_open();
	struct patch *v;
	size_t n;

	CHECK_OK(list_page(db, test_arena(), &patch_listing, &all, &by, 0, 9,
	    (void **)&v, &n));
	CHECK_INT(n, 5, "rows");
	CHECK_STR(v[1].msgid, "<2@example.org>", "msgid");
	CHECK_INT(v[1].date, DAY + 2 * TIME_MINUTE, "date");
	CHECK_STR(v[1].name, "[2/2] Boil: pour", "name");
	CHECK_INT(v[1].project, KETTLE, "project");
	CHECK_INT(v[1].submitter, 1, "submitter");
	CHECK(!v[1].archived, "archived");
	CHECK_INT(v[1].state, UNDER_REVIEW, "state");
	CHECK_STR(v[1].state_slug, "under-review", "slug");
	CHECK_INT(v[1].series, 1, "series");
	CHECK_INT(v[1].number, 2, "number");
	CHECK_STR(
	    v[1].hash, "abcdefabcdefabcdefabcdefabcdefabcdefabcd", "hash");
	CHECK_STR(v[1].headers, NULL, "no headers");
	CHECK_STR(v[1].content, NULL, "no content");
	CHECK_STR(v[1].diff, NULL, "no diff");
	CHECK_STR(v[1].commit_ref, NULL, "commit_ref");
	CHECK_INT(v[3].delegate, ANN, "delegate");
	CHECK_STR(v[3].pull_url, "git://example.org/t main", "pull_url");
	CHECK(v[4].archived, "archived");
	db_close(db);
}

TEST(a_page_and_its_count_are_one_statement_each)
{
	static const struct selection all;
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(families); i++) {
		int64_t before = db_statements(db), total;

		page(db, &families[i], &all, "", 0, 9);
		CHECK_INT(db_statements(db) - before, 1, families[i].name);
		CHECK_OK(list_count(
		    db, test_arena(), families[i].listing, &all, &total));
		CHECK_INT(db_statements(db) - before, 2, families[i].name);
		CHECK(total > 0, families[i].name);
	}
	db_close(db);
}

TEST(what_fits_nothing_is_no_statement)
{
	struct selection where = { .n = 0 };
	struct db *db = small_open();
	int64_t before = db_statements(db), total = 77;

	select_ids(
	    &where, (struct sql_text)SQL("p.id"), (struct ids){ NULL, 0 });
	CHECK_STR(page(db, family("patch"), &where, "", 0, 9), "", "page");
	CHECK_OK(list_count(db, test_arena(), &patch_listing, &where, &total));
	CHECK_INT(total, 0, "count");
	CHECK_INT(db_statements(db), before, "statements");
	db_close(db);
}

TEST(conditions_are_all_kept)
{
	static const struct sql_text id = SQL("p.id");
	static const struct sql_text related = SQL("p.related_id");
	static const struct sql_text state = SQL("p.state_id");
	static const int64_t ids[] = { 1, 2, 4, 5 };
	struct selection where = { .n = 0 };
	struct db *db = small_open();
	int64_t total;

	select_ids(&where, id, (struct ids){ ids, 4 });
	CHECK_STR(page(db, family("patch"), &where, "", 0, 9), "1 2 4 5", "in");
	select_null(&where, related);
	CHECK_STR(
	    page(db, family("patch"), &where, "", 0, 9), "1 2 4 5", "null");
	select_value(&where, WHERE_IS_NOT, state, v_int(ACCEPTED));
	CHECK_STR(page(db, family("patch"), &where, "", 0, 9), "1 2 4", "not");
	select_value(&where, WHERE_FROM, id, v_int(2));
	CHECK_STR(page(db, family("patch"), &where, "", 0, 9), "2 4", "from");
	select_value(&where, WHERE_UNTIL, id, v_int(4));
	CHECK_STR(page(db, family("patch"), &where, "", 0, 9), "2", "until");
	select_id(&where, test_arena(), state, UNDER_REVIEW);
	CHECK_STR(page(db, family("patch"), &where, "", 0, 9), "2", "id");
	select_also(&where, (struct sql_text)SQL("p.delegate_id IS NOT NULL"));
	CHECK_STR(page(db, family("patch"), &where, "", 0, 9), "", "also");
	CHECK_OK(list_count(db, test_arena(), &patch_listing, &where, &total));
	CHECK_INT(total, 0, "count");
	db_close(db);
}

TEST(too_many_conditions_are_told)
{
	static const struct sql_text id = SQL("p.id");
	struct selection where = { .n = 0 };
	struct ordering by = { .n = 0 };
	struct db *db = small_open();
	int64_t total;
	void *rows;
	size_t n;

	for (int i = 0; i < LIMIT_CONDITIONS; i++)
		select_value(&where, WHERE_FROM, id, v_int(i));
	CHECK_OK(list_count(db, test_arena(), &patch_listing, &where, &total));
	select_value(&where, WHERE_FROM, id, v_int(0));
	CHECK_INT(list_count(db, test_arena(), &patch_listing, &where, &total),
	    ERR_TOO_BIG, "count");
	CHECK_INT(list_page(db, test_arena(), &patch_listing, &where, &by, 0, 9,
		      &rows, &n),
	    ERR_TOO_BIG, "page");
	db_close(db);
}

/* The letter case and accents of others must not move anything by engine. */
TEST(names_are_ordered_alike_on_both_engines)
{
	static const char *const names[] = { "b", "A", "a", "B", "\xc3\x89",
		"\xc3\xa9", "_", "Z", "z", "1", "" };
	struct db *db = small_open();

	CHECK_OK(db_exec(db, NULL, "DELETE FROM patchwork_event", NO_VALS));
	for (size_t i = 0; i < COUNT(names); i++)
		CHECK_OK(db_exec(db, NULL,
		    "INSERT INTO patchwork_person (email, name) VALUES (?, ?)",
		    VALS(v_str(str_f(test_arena(), "%zu@x", i)),
			v_str(str_c(names[i])))));
	/* ids 5.. are names[0].. */
	CHECK_STR(page(db, family("person"), &(struct selection){ .n = 0 },
		      "name", 0, 99),
	    /* NULL "" 1 _ A a alice B b Bob nobody Z z */
	    "4 15 14 11 6 7 1 8 5 2 3 12 13 9 10", "names");
	db_close(db);
}

TEST(a_patch_is_found_by_id_and_by_message_id)
{
	struct db *db = small_open();
	struct patch p = { .id = 77 };

	CHECK_INT(patch_get(db, test_arena(), 99, &p), ERR_NOT_FOUND, "id");
	CHECK_INT(patch_get(db, test_arena(), INT64_MAX, &p), ERR_NOT_FOUND,
	    "huge id");
	CHECK_INT(
	    patch_find(db, test_arena(), TEAPOT, S("<1@example.org>"), &p),
	    ERR_NOT_FOUND, "other project");
	CHECK_INT(
	    patch_find(db, test_arena(), KETTLE, S("<1@EXAMPLE.org>"), &p),
	    ERR_NOT_FOUND, "letter case");
	CHECK_INT(p.id, 77, "untouched");
	CHECK_OK(
	    patch_find(db, test_arena(), KETTLE, S("<1@example.org>"), &p));
	CHECK_INT(p.id, 1, "id");
	CHECK_STR(p.headers, "Subject: [1/2] boil: heat", "headers");
	CHECK_STR(p.content, "Heat it.\nAcked-by: x", "content");
	CHECK_STR(p.diff, "--- a\n+++ b\n", "diff");
	CHECK_STR(p.state_slug, "new", "slug");
	CHECK_OK(patch_get(db, test_arena(), 4, &p));
	CHECK_STR(p.diff, NULL, "a pull request has no diff");
	db_close(db);
}

TEST(other_families_are_found_too)
{
	struct db *db = small_open();
	struct arena *a = test_arena();
	struct cover cover;
	struct series series;
	struct project project;
	struct person person;
	struct user user;
	struct profile profile;
	struct comment comment;
	struct check check;
	int64_t parent;

	CHECK_OK(cover_get(db, a, 1, &cover));
	CHECK_STR(cover.content, "Two patches.", "cover");
	CHECK_OK(cover_find(db, a, KETTLE, S("<0@example.org>"), &cover));
	CHECK_INT(cover.date, DAY, "cover");
	CHECK_INT(cover_get(db, a, 2, &cover), ERR_NOT_FOUND, "cover");
	CHECK_INT(cover_find(db, a, TEAPOT, S("<0@example.org>"), &cover),
	    ERR_NOT_FOUND, "cover");

	CHECK_OK(series_get(db, a, 1, &series));
	CHECK_STR(series.name, "boil", "series");
	CHECK_INT(series.received, 2, "series");
	CHECK_INT(series.cover, 1, "series");
	CHECK_INT(series_get(db, a, 9, &series), ERR_NOT_FOUND, "series");

	CHECK_OK(project_get(db, a, TEAPOT, &project));
	CHECK_STR(project.subject_match, "tea", "project");
	CHECK(!project.use_tags && !project.send_notifications, "project");
	CHECK_OK(project_find(db, a, S("kettle"), &project));
	CHECK_INT(project.id, KETTLE, "project");
	CHECK_INT(project_find(db, a, S("Kettle"), &project), ERR_NOT_FOUND,
	    "letter case");
	CHECK_INT(project_get(db, a, 0, &project), ERR_NOT_FOUND, "project");

	CHECK_OK(person_get(db, a, 2, &person));
	CHECK_INT(person.user, BOB, "person");
	CHECK_INT(person_get(db, a, -1, &person), ERR_NOT_FOUND, "person");

	CHECK_OK(user_get(db, a, ANN, &user));
	CHECK_STR(user.first_name, "Ann", "user");
	CHECK_STR(user.password, NULL, "no password leaves");
	CHECK_OK(user_find(db, a, S("bob"), &user));
	CHECK_INT(user.id, BOB, "user");
	CHECK_INT(user_find(db, a, S("Bob"), &user), ERR_NOT_FOUND, "user");
	CHECK_OK(user_get_profile(db, a, ANN, &profile));
	CHECK_INT(profile.items_per_page, 100, "profile");
	CHECK_INT(
	    user_get_profile(db, a, 99, &profile), ERR_NOT_FOUND, "profile");

	CHECK_OK(comment_get(db, a, COMMENT_PATCH, 1, 2, &comment));
	CHECK_INT(comment.addressed, ADDRESSED_NO, "comment");
	CHECK_STR(comment.content, "Thanks.", "comment");
	CHECK_INT(comment_get(db, a, COMMENT_PATCH, 2, 2, &comment),
	    ERR_NOT_FOUND, "of another patch");
	CHECK_OK(comment_get(db, a, COMMENT_COVER, 1, 1, &comment));
	CHECK_STR(comment.content, "Nice.", "comment");
	CHECK_OK(comment_parent(db, COMMENT_PATCH, 3, &parent));
	CHECK_INT(parent, 2, "parent");
	CHECK_OK(comment_parent(db, COMMENT_COVER, 1, &parent));
	CHECK_INT(parent, 1, "parent");
	CHECK_INT(comment_parent(db, COMMENT_COVER, 9, &parent), ERR_NOT_FOUND,
	    "parent");

	CHECK_OK(check_get(db, a, 1, 2, &check));
	CHECK_INT(check.state, CHECK_SUCCESS, "check");
	CHECK_STR(check.description, "41 s", "check");
	CHECK_INT(check.date, NOW + TIME_MINUTE, "check");
	CHECK_INT(check_get(db, a, 2, 2, &check), ERR_NOT_FOUND, "check");
	db_close(db);
}
