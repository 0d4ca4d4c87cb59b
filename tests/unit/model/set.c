/* Rows that others refer to, and counts of a page: one statement a family. */
#include <string.h>

#include "base/time.h"
#include "model/check.h"
#include "model/comment.h"
#include "model/cover.h"
#include "model/delegation.h"
#include "model/entity.h"
#include "model/patch.h"
#include "model/person_change.h"
#include "model/project.h"
#include "model/project_change.h"
#include "model/series.h"
#include "model/series_change.h"
#include "model/state.h"
#include "model/user.h"
#include "small.h"
#include "test.h"

#define IDS(...)                                         \
	((struct ids){ (const int64_t[]){ __VA_ARGS__ }, \
	    sizeof((const int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t) })

TEST(each_family_loads_the_rows_that_are_there)
{
	/* clang-format off */
	static const struct {
		const struct entity *entity;
		const char *noun;
		int64_t there;
	} t[] = {
		{ &project_entity, "Project", 2 },
		{ &person_entity, "Person", 4 },
		{ &user_entity, "User", 3 },
		{ &state_entity, "State", 10 },
		{ &patch_entity, "Patch", 5 },
		{ &cover_entity, "Cover", 1 },
		{ &series_entity, "Series", 3 },
		{ &check_entity, "Check", 4 },
		{ &patch_comment_entity, "PatchComment", 3 },
		{ &cover_comment_entity, "CoverComment", 1 },
		{ &event_entity, "Event", 23 },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++) {
		int64_t before = db_statements(db);
		struct set s;

		set_init(&s, test_arena(), t[i].entity);
		CHECK_OK(set_load(&s, db));
		CHECK_INT(db_statements(db), before, "nothing wanted");
		for (int64_t id = 40; id >= -1; id--)
			set_want(&s, id);
		set_want(&s, 1);
		set_want(&s, INT64_MAX);
		CHECK_OK(set_load(&s, db));
		CHECK_INT(db_statements(db) - before, 1, t[i].noun);
		CHECK_INT(s.n, t[i].there, t[i].noun);
		for (int64_t id = 1; id <= t[i].there; id++) {
			const int64_t *row = set_find(&s, id);

			CHECK(row != NULL && *row == id, t[i].noun);
		}
		CHECK(set_find(&s, 0) == NULL, t[i].noun);
		CHECK(set_find(&s, -1) == NULL, t[i].noun);
		CHECK(set_find(&s, t[i].there + 1) == NULL, t[i].noun);
		CHECK(strcmp(t[i].entity->noun, t[i].noun) == 0, t[i].noun);
	}
	db_close(db);
}

TEST(a_set_loads_nothing_twice)
{
	struct db *db = small_open();
	const struct person *p;
	int64_t before;
	struct set s;

	set_init(&s, test_arena(), &person_entity);
	set_want(&s, 2);
	set_want(&s, 99);
	CHECK_OK(set_load(&s, db));
	before = db_statements(db);
	set_want(&s, 2);
	CHECK_OK(set_load(&s, db));
	CHECK_INT(db_statements(db), before, "there already");
	set_want(&s, 2);
	set_want(&s, 1);
	CHECK_OK(set_load(&s, db));
	CHECK_INT(db_statements(db) - before, 1, "one more");
	p = set_find(&s, 1);
	CHECK_STR(p->email, "alice@example.org", "first");
	p = set_find(&s, 2);
	CHECK_STR(p->email, "bob@example.org", "second");
	db_close(db);
}

TEST(rows_that_are_at_hand_need_no_statement)
{
	struct db *db = small_open();
	struct state *v;
	int64_t before;
	struct set s;
	size_t n;

	CHECK_OK(state_list(db, test_arena(), &v, &n));
	before = db_statements(db);
	set_init(&s, test_arena(), &state_entity);
	set_add(&s, v, n);
	set_add(&s, v, n);
	CHECK_INT(s.n, n, "once each");
	for (size_t i = 0; i < n; i++)
		set_want(&s, v[i].id);
	CHECK_OK(set_load(&s, db));
	CHECK_INT(db_statements(db), before, "statements");
	CHECK(set_find(&s, v[3].id) == &v[3], "the row itself");
	db_close(db);
}

TEST(many_ids_are_few_statements)
{
	struct db *db = small_open();
	int64_t before = db_statements(db);
	struct set s;

	set_init(&s, test_arena(), &patch_entity);
	for (int64_t id = 1; id <= 2 * LIMIT_ROWS_PAGE + 1; id++)
		set_want(&s, id);
	CHECK_OK(set_load(&s, db));
	CHECK_INT(db_statements(db) - before, 3, "statements");
	CHECK_INT(s.n, 5, "rows");
	db_close(db);
}

TEST(ids_are_distinct_and_ascending)
{
	static const int64_t v[] = { 5, 0, 3, 5, -1, 3, 9, 0 };
	struct ids got = ids_of(test_arena(), v, COUNT(v), sizeof(*v), 0);

	CHECK_STR(small_ids(got.v, got.n, sizeof(*got.v)), "-1 3 5 9", "ids");
	got = ids_of(test_arena(), NULL, 0, sizeof(*v), 0);
	CHECK_INT(got.n, 0, "none");
}

TEST(pairs_of_an_owner_stand_together)
{
	static const struct pair v[] = { { 1, 7 }, { 3, 1 }, { 3, 2 }, { 3, 9 },
		{ 4, 0 } };
	struct pairs all = { v, COUNT(v) }, got;

	got = pairs_of(all, 3);
	CHECK_INT(got.n, 3, "three");
	CHECK_INT(got.v[0].value, 1, "in order");
	CHECK_INT(got.v[2].value, 9, "in order");
	CHECK_INT(pairs_of(all, 1).n, 1, "first");
	CHECK_INT(pairs_of(all, 4).n, 1, "last");
	CHECK_INT(pairs_of(all, 2).n, 0, "between");
	CHECK_INT(pairs_of(all, 9).n, 0, "past");
	CHECK_INT(pairs_of((struct pairs){ NULL, 0 }, 1).n, 0, "of none");
}

TEST(dependencies_go_both_ways)
{
	struct db *db = small_open();
	struct pairs all;

	CHECK_OK(series_depend(db, 3, 2));
	CHECK_OK(series_depend(db, 3, 1));
	CHECK_OK(series_depend(db, 2, 1));
	CHECK_OK(series_list_dependencies(db, test_arena(), IDS(2, 3), &all));
	CHECK_INT(pairs_of(all, 3).n, 2, "of 3");
	CHECK_INT(pairs_of(all, 3).v[0].value, 1, "ascending");
	CHECK_INT(pairs_of(all, 2).v[0].value, 1, "of 2");
	CHECK_OK(series_list_dependents(db, test_arena(), IDS(1, 2), &all));
	CHECK_INT(pairs_of(all, 1).n, 2, "on 1");
	CHECK_INT(pairs_of(all, 1).v[0].value, 2, "ascending");
	CHECK_INT(pairs_of(all, 2).v[0].value, 3, "on 2");
	db_close(db);
}

TEST(patches_of_series_are_in_their_order)
{
	struct db *db = small_open();
	struct patch *v;
	size_t n;

	CHECK_OK(patch_list_series(db, test_arena(), IDS(1, 2, 3), &v, &n));
	CHECK_STR(small_ids(v, n, sizeof(*v)), "1 2 3 4", "by number");
	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_patch SET number = 9 WHERE id = 1", NO_VALS));
	CHECK_OK(patch_list_series(db, test_arena(), IDS(1), &v, &n));
	CHECK_STR(small_ids(v, n, sizeof(*v)), "2 1", "by number");
	CHECK_STR(v[0].diff, NULL, "without texts");
	CHECK_OK(patch_list_series(
	    db, test_arena(), (struct ids){ NULL, 0 }, &v, &n));
	CHECK_INT(n, 0, "none asked");
	db_close(db);
}

/* "first-last of n" */
static struct str
around(struct db *db, int64_t patch)
{
	struct patch *v;
	size_t n;

	CHECK_OK(patch_list_around(db, test_arena(), 3, patch, &v, &n));
	return n == 0 ? S("none")
		      : str_f(test_arena(), "%d-%d of %d", (int)v[0].id,
			    (int)v[n - 1].id, (int)n);
}

/* clang-format off */
#define NUMBERED \
	"INSERT INTO patchwork_patch (id, msgid, date, headers, content, name," \
	" project_id, submitter_id, archived, number, series_id, state_id)" \
	" WITH RECURSIVE n(i) AS (SELECT 11 UNION ALL SELECT i + 1 FROM n" \
	" WHERE i < 520) SELECT i, '<' || i || '@x>', p.date, '', '', 'x', 2, 1," \
	" p.archived, CASE WHEN i < 511 THEN i END, 3, 1" \
	" FROM n, patchwork_patch p WHERE p.id = 4"
/* clang-format on */

TEST(patches_around_one_are_a_page_of_the_series)
{
	struct db *db = small_open();

	CHECK_STR(around(db, 4), "4-4 of 1", "alone");
	/* 11 to 510 by number, then those without one, by date. */
	CHECK_OK(db_exec(db, NULL, NUMBERED, NO_VALS));
	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_patch SET date = '2001-01-01 00:00:00'"
	    " WHERE id > 515",
	    NO_VALS));
	CHECK_STR(around(db, 0), "4-259 of 250", "from the first");
	CHECK_STR(around(db, 4), "4-259 of 250", "the first");
	CHECK_STR(around(db, 134), "4-259 of 250", "still from the first");
	CHECK_STR(around(db, 136), "11-260 of 250", "in the middle");
	CHECK_STR(around(db, 510), "385-515 of 136", "the last with a number");
	CHECK_STR(around(db, 516), "386-515 of 135", "without one, older");
	CHECK_STR(around(db, 515), "395-515 of 126", "the last");
	CHECK_STR(around(db, 1), "4-259 of 250", "not of this series");
	db_close(db);
}

TEST(a_cover_has_its_series)
{
	struct db *db = small_open();
	struct series *v;
	size_t n;

	CHECK_OK(cover_list_series(db, test_arena(), IDS(1, 2), &v, &n));
	CHECK_INT(n, 1, "one");
	CHECK_INT(v[0].id, 1, "series");
	CHECK_INT(v[0].received, 2, "received");
	db_close(db);
}

TEST(comments_are_counted_and_listed)
{
	struct db *db = small_open();
	struct patch_count *counts;
	struct comments c;
	size_t n;

	CHECK_OK(
	    patch_count_comments(db, test_arena(), IDS(1, 2, 3), &counts, &n));
	CHECK_INT(n, 2, "those that have any");
	CHECK_INT(counts[0].patch, 1, "patch");
	CHECK_INT(counts[0].n, 2, "comments");
	CHECK_INT(counts[1].n, 1, "comments");
	CHECK_OK(comment_list(db, test_arena(), COMMENT_PATCH, 1, &c));
	CHECK_STR(small_ids(c.v, c.n, sizeof(*c.v)), "2 1", "by date");
	CHECK_INT(c.v[1].parent, 1, "parent");
	CHECK_INT(c.v[1].submitter, 2, "submitter");
	CHECK_INT(c.v[1].addressed, ADDRESSED_UNSET, "addressed");
	CHECK_INT(c.v[0].size, 19 + 7, "octets");
	CHECK_STR(c.v[0].headers, NULL, "without texts");
	CHECK_STR(c.v[0].content, NULL, "without texts");
	CHECK_OK(comment_list(db, test_arena(), COMMENT_COVER, 1, &c));
	CHECK_STR(small_ids(c.v, c.n, sizeof(*c.v)), "1", "of a cover");
	CHECK_OK(comment_list(db, test_arena(), COMMENT_COVER, 2, &c));
	CHECK_INT(c.n, 0, "of none");
	db_close(db);
}

/* The next piece: "2 1". */
static struct str
next_ids(struct db *db, struct arena *a, struct comments *c)
{
	struct comment *v;
	size_t n;

	CHECK_OK(comment_next(db, a, c, &v, &n));
	return small_ids(v, n, sizeof(*v));
}

TEST(texts_of_comments_follow_their_rows)
{
	struct db *db = small_open();
	struct comments c;

	CHECK_OK(comment_list(db, test_arena(), COMMENT_PATCH, 1, &c));
	CHECK_STR(next_ids(db, test_arena(), &c), "2 1", "both");
	CHECK_INT(c.read, 2, "read");
	CHECK_STR(c.v[0].headers, "Subject: about Heat", "headers");
	CHECK_STR(c.v[0].content, "Thanks.", "content");
	CHECK_STR(
	    c.v[1].content, "Reviewed-by: Bob\nAcked-by: Bob\n", "content");
	CHECK_OK(comment_list_trailers(db, test_arena(), COMMENT_PATCH, 1, &c));
	CHECK_STR(next_ids(db, test_arena(), &c), "1", "with a trailer");
	CHECK_INT(c.v[0].size, 31, "octets of the text");
	CHECK_STR(c.v[0].headers, NULL, "without headers");
	CHECK_STR(
	    c.v[0].content, "Reviewed-by: Bob\nAcked-by: Bob\n", "content");
	/* What goes in between has no texts. */
	CHECK_OK(comment_list(db, test_arena(), COMMENT_PATCH, 1, &c));
	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_patchcomment SET content = NULL WHERE id = 1",
	    NO_VALS));
	CHECK_OK(db_exec(db, NULL,
	    "DELETE FROM patchwork_event WHERE patch_comment_id = 2", NO_VALS));
	CHECK_OK(db_exec(db, NULL,
	    "DELETE FROM patchwork_patchcomment WHERE id = 2", NO_VALS));
	CHECK_STR(next_ids(db, test_arena(), &c), "2 1", "both");
	CHECK_STR(c.v[0].content, NULL, "gone");
	CHECK_STR(c.v[1].content, NULL, "none");
	CHECK_OK(comment_list(db, test_arena(), COMMENT_PATCH, 1, &c));
	CHECK_INT(c.v[0].size, 39, "headers alone");
	db_close(db);
}

/* clang-format off */
#define REPLIES(first, last, letters) \
	"INSERT INTO patchwork_patchcomment (id, msgid, date, headers, content," \
	" submitter_id, patch_id) WITH RECURSIVE n(i) AS (SELECT " first \
	" UNION ALL SELECT i + 1 FROM n WHERE i < " last ") SELECT i," \
	" '<r' || i || '@x>', '2016-09-11 00:00:00', 'From: x', " \
	SQL2("replace(hex(zeroblob(" letters ")), '00', '\xc3\xa9')", \
	    "repeat('\xc3\xa9', " letters ")") ", 1, 5 FROM n"
/* clang-format on */

TEST(texts_of_comments_are_read_by_pieces)
{
	static const struct {
		size_t n;
		int64_t first;
	} pieces[] = { { 2, 11 }, { 2, 13 }, { 1, 15 }, { 1, 16 }, { 250, 17 },
		{ 34, 267 } };
	struct arena *piece = arena_open();
	struct db *db = small_open();
	struct comments c;
	struct comment *v;
	size_t n;

	CHECK_OK(db_exec(db, NULL, REPLIES("11", "15", "1500000"), NO_VALS));
	CHECK_OK(db_exec(db, NULL, REPLIES("16", "16", "4500000"), NO_VALS));
	CHECK_OK(db_exec(db, NULL, REPLIES("17", "300", "10"), NO_VALS));
	CHECK_OK(comment_list(db, test_arena(), COMMENT_PATCH, 5, &c));
	CHECK_INT(c.n, 290, "rows");
	CHECK_INT(c.v[0].size, 3000007, "octets, not letters");
	CHECK(arena_size(test_arena()) < LIMIT_PIECE / 8, "without texts");
	for (size_t i = 0; i < COUNT(pieces); i++) {
		CHECK_OK(comment_next(db, piece, &c, &v, &n));
		CHECK_INT(n, pieces[i].n, "rows of a piece");
		CHECK_INT(v[0].id, pieces[i].first, "first of a piece");
		CHECK_INT(v[n - 1].content.n + 7, v[n - 1].size, "whole");
		CHECK(n == 1 || arena_size(piece) < LIMIT_PIECE + (1 << 20),
		    "bytes of a piece");
		arena_reset(piece, (struct arena_mark){ NULL, 0 });
	}
	CHECK_INT(c.read, c.n, "all");
	arena_close(piece);
	db_close(db);
}

TEST(of_checks_the_newest_of_user_and_context_counts)
{
	struct db *db = small_open();
	struct check_counts *counts, one;
	struct check *v;
	size_t n;

	CHECK_OK(check_list_current(db, test_arena(), IDS(1, 2, 3), &v, &n));
	CHECK_STR(small_ids(v, n, sizeof(*v)), "3 2 4", "current");
	CHECK_OK(check_count(db, test_arena(), IDS(1, 2, 3), &counts, &n));
	CHECK_INT(n, 2, "those that have any");
	one = check_counts_of(counts, n, 1);
	CHECK_INT(one.success, 1, "success");
	CHECK_INT(one.warning, 1, "warning");
	CHECK_INT(one.fail + one.pending, 0, "others");
	CHECK_INT(check_combine(&one), CHECK_WARNING, "combined");
	one = check_counts_of(counts, n, 3);
	CHECK_INT(one.patch, 3, "none");
	CHECK_INT(check_combine(&one), CHECK_PENDING, "combined of none");
	/* Of equal dates the later row. */
	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_check SET date = ? WHERE patch_id = 1",
	    VALS(v_time(NOW))));
	CHECK_OK(check_list_current(db, test_arena(), IDS(1), &v, &n));
	CHECK_STR(small_ids(v, n, sizeof(*v)), "3 2", "equal dates");
	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_check SET date = ? WHERE id = 1",
	    VALS(v_time(NOW + 1))));
	CHECK_OK(check_list_current(db, test_arena(), IDS(1), &v, &n));
	CHECK_STR(small_ids(v, n, sizeof(*v)), "3 1", "newest by date");
	db_close(db);
}

TEST(checks_come_to_the_worst)
{
	/* clang-format off */
	static const struct {
		struct check_counts counts;
		enum check_state want;
	} t[] = {
		{ { .pending = 0 }, CHECK_PENDING },
		{ { .success = 1 }, CHECK_SUCCESS },
		{ { .success = 1, .pending = 1 }, CHECK_PENDING },
		{ { .success = 1, .pending = 1, .warning = 1 }, CHECK_WARNING },
		{ { .success = 9, .warning = 9, .fail = 1 }, CHECK_FAIL },
	};
	/* clang-format on */

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(check_combine(&t[i].counts), t[i].want, "combined");
}

TEST(projects_have_maintainers_and_counts)
{
	struct db *db = small_open();
	struct project_counts *counts;
	struct maintainer *v;
	struct project *all;
	size_t n;

	CHECK_OK(project_list(db, test_arena(), &all, &n));
	CHECK_STR(small_ids(all, n, sizeof(*all)), "1 2", "by link name");
	CHECK_OK(project_list_maintainers(
	    db, test_arena(), IDS(KETTLE, TEAPOT), &v, &n));
	CHECK_INT(n, 1, "maintainers");
	CHECK_INT(v[0].project, KETTLE, "project");
	CHECK_STR(v[0].user.username, "ann", "user");
	CHECK_OK(project_count_patches(
	    db, test_arena(), IDS(KETTLE, TEAPOT), &counts, &n));
	CHECK_INT(n, 2, "projects");
	CHECK_INT(counts[0].active, 3, "active");
	CHECK_INT(counts[0].archived, 1, "archived");
	CHECK_INT(counts[1].active, 1, "active");
	db_close(db);
}

TEST(users_have_persons_and_projects)
{
	struct db *db = small_open();
	struct ids ids;

	CHECK_OK(user_list_persons(db, test_arena(), BOB, &ids));
	CHECK_STR(small_ids(ids.v, ids.n, 8), "2 3", "persons");
	CHECK_OK(user_list_persons(db, test_arena(), ANN, &ids));
	CHECK_INT(ids.n, 0, "persons");
	CHECK_OK(user_list_projects(db, test_arena(), ANN, &ids));
	CHECK_STR(small_ids(ids.v, ids.n, 8), "1", "projects");
	CHECK_OK(user_list_projects(db, test_arena(), 99, &ids));
	CHECK_INT(ids.n, 0, "projects");
	db_close(db);
}

TEST(links_to_archives_are_filled_in)
{
	/* clang-format off */
	static const struct {
		const char *format, *msgid, *want;
	} t[] = {
		{ "https://x/{}", "<a@b>", "https://x/a@b" },
		{ "https://x/{}", "a@b", "https://x/a@b" },
		{ "https://x/{0}/", "<a@b>", "https://x/a@b/" },
		{ "{}{}", "<a>", "aa" },
		{ "{{{}}}", "<a>", "{a}" },
		{ "x{y}z{}", "<a>", "x{y}za" },
		{ "{", "<a>", NULL },
		{ "https://x/", "<a@b>", NULL },
		{ "", "<a@b>", NULL },
		{ "https://x/{}", "", NULL },
		{ "{0.__class__}", "<a>", NULL },
	};
	/* clang-format on */

	for (size_t i = 0; i < COUNT(t); i++) {
		struct project p = {
			.list_archive_url_format = str_c(t[i].format),
			.commit_url_format = str_c(t[i].format),
		};

		CHECK_STR(
		    project_archive_url(test_arena(), &p, str_c(t[i].msgid)),
		    t[i].want, t[i].format);
		if (strchr(t[i].msgid, '<') == NULL)
			CHECK_STR(project_commit_url(
				      test_arena(), &p, str_c(t[i].msgid)),
			    t[i].want, t[i].format);
	}
}

TEST(rules_of_delegation_are_in_the_order_they_are_tried)
{
	struct db *db = small_open();
	struct delegation_rule *v;
	size_t n;

	CHECK_OK(db_exec(db, NULL,
	    "INSERT INTO patchwork_delegationrule"
	    " (path, priority, project_id, user_id) VALUES"
	    " ('b/*', 0, 1, 1), ('B/*', 0, 1, 2), ('a', 5, 1, 3),"
	    " ('x', 9, 2, 1), ('_', 0, 1, 1)",
	    NO_VALS));
	CHECK_OK(delegation_list(db, test_arena(), KETTLE, &v, &n));
	CHECK_STR(small_ids(v, n, sizeof(*v)), "3 2 5 1", "rules");
	CHECK_STR(v[0].path, "a", "path");
	CHECK_INT(v[0].user, CI, "user");
	db_close(db);
}

TEST(a_project_is_checked_before_it_is_added)
{
	/* clang-format off */
	static const struct {
		const char *linkname, *name, *pattern;
		enum err want;
	} t[] = {
		{ "new", "New", "", OK },
		{ "\xc3\xa9-_9", "Unicode", "^a|b", OK },
		{ "kettle", "Other", "", ERR_DUPLICATE },
		{ "other", "Kettle", "", ERR_DUPLICATE },
		{ "a b", "Blank", "", ERR_INVALID },
		{ "", "Empty", "", ERR_INVALID },
		{ "a/b", "Slash", "", ERR_INVALID },
		{ "p", "Pattern", "(", ERR_INVALID },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++) {
		int64_t id;

		CHECK_INT(
		    project_add(db,
			&(struct project){ .linkname = str_c(t[i].linkname),
			    .name = str_c(t[i].name),
			    .listid = str_f(test_arena(), "l%zu", i),
			    .listemail = S(""),
			    .subject_match = str_c(t[i].pattern),
			    .web_url = S(""),
			    .scm_url = S(""),
			    .webscm_url = S(""),
			    .list_archive_url = S(""),
			    .list_archive_url_format = S(""),
			    .commit_url_format = S("") },
			&id),
		    t[i].want, t[i].linkname);
	}
	db_close(db);
}
