/* What a mail is compared with, persons as mail makes them, tags. */
#include "model/lookup.h"

#include "base/time.h"
#include "model/comment_change.h"
#include "model/person_change.h"
#include "model/series_change.h"
#include "model/tag.h"
#include "model/user_change.h"
#include "small.h"
#include "test.h"

TEST(projects_of_a_list_are_by_link_name)
{
	struct db *db = small_open();
	struct project *v;
	size_t n;

	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_project SET listid = 'kettle.example.org'",
	    NO_VALS));
	CHECK_OK(
	    lookup_projects(db, test_arena(), S("kettle.example.org"), &v, &n));
	CHECK_STR(small_ids(v, n, sizeof(*v)), "1 2", "both");
	CHECK_STR(v[1].subject_match, "tea", "pattern");
	CHECK_OK(
	    lookup_projects(db, test_arena(), S("Kettle.example.org"), &v, &n));
	CHECK_INT(n, 0, "exactly");
	db_close(db);
}

TEST(of_persons_the_exact_address_wins)
{
	struct db *db = small_open();
	struct person p = { .id = 77 };

	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_person SET email = 'ALICE@example.org'"
	    " WHERE id = 3",
	    NO_VALS));
	CHECK_OK(lookup_person(db, test_arena(), S("ALICE@example.org"), &p));
	CHECK_INT(p.id, 3, "exact");
	CHECK_OK(lookup_person(db, test_arena(), S("Alice@example.org"), &p));
	CHECK_INT(p.id, 1, "else the lowest");
	CHECK_INT(lookup_person(db, test_arena(), S("al%@example.org"), &p),
	    ERR_NOT_FOUND, "no pattern");
	CHECK_INT(
	    lookup_person(db, test_arena(), S(""), &p), ERR_NOT_FOUND, "empty");
	CHECK_INT(p.id, 1, "untouched");
	db_close(db);
}

/* PostgreSQL folds more letters than SQLite does; neither may decide. */
TEST(addresses_fold_ascii_letters_alone)
{
	struct db *db = small_open();
	struct person p;

	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_person SET email = '\xc3\xa9@example.org'"
	    " WHERE id = 1",
	    NO_VALS));
	CHECK_OK(
	    lookup_person(db, test_arena(), S("\xc3\xa9@EXAMPLE.org"), &p));
	CHECK_INT(
	    lookup_person(db, test_arena(), S("\xc3\x89@example.org"), &p),
	    ERR_NOT_FOUND, "another letter");
	db_close(db);
}

TEST(users_and_states_are_found_by_folded_name)
{
	struct db *db = small_open();
	int64_t id = 77;

	CHECK_OK(lookup_user(db, test_arena(), S("ANN@example.org"), &id));
	CHECK_INT(id, ANN, "user");
	CHECK_INT(lookup_user(db, test_arena(), S(""), &id), ERR_NOT_FOUND,
	    "accounts without an address");
	CHECK_OK(lookup_state(db, test_arena(), S("under REVIEW"), &id));
	CHECK_INT(id, UNDER_REVIEW, "state");
	CHECK_INT(lookup_state(db, test_arena(), S("under-review"), &id),
	    ERR_NOT_FOUND, "by name, not by slug");
	CHECK_OK(lookup_default_state(db, &id));
	CHECK_INT(id, NEW, "default");
	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_state SET ordering = 99 WHERE id = 1", NO_VALS));
	CHECK_INT(lookup_default_state(db, &id), ERR_NOT_FOUND, "none");
	db_close(db);
}

TEST(a_message_id_leads_to_what_it_hangs_on)
{
	/* clang-format off */
	static const struct {
		const char *msgid;
		int64_t project;
		enum err e;
		enum comment_kind kind;
		int64_t id;
	} t[] = {
		{ "<1@example.org>", KETTLE, OK, COMMENT_PATCH, 1 },
		{ "<0@example.org>", KETTLE, OK, COMMENT_COVER, 1 },
		{ "<c1@example.org>", KETTLE, OK, COMMENT_PATCH, 1 },
		{ "<c3@example.org>", KETTLE, OK, COMMENT_PATCH, 2 },
		{ "<c4@example.org>", KETTLE, OK, COMMENT_COVER, 1 },
		{ "<1@example.org>", TEAPOT, ERR_NOT_FOUND, 0, 0 },
		{ "<c1@example.org>", TEAPOT, ERR_NOT_FOUND, 0, 0 },
		{ "<1@EXAMPLE.org>", KETTLE, ERR_NOT_FOUND, 0, 0 },
		{ "", KETTLE, ERR_NOT_FOUND, 0, 0 },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++) {
		int64_t before = db_statements(db), id = 77;
		enum comment_kind kind;

		CHECK_INT(lookup_parent(db, test_arena(), t[i].project,
			      str_c(t[i].msgid), &kind, &id),
		    t[i].e, t[i].msgid);
		CHECK_INT(db_statements(db) - before, 1, t[i].msgid);
		if (t[i].e != OK)
			continue;
		CHECK_INT(kind, t[i].kind, t[i].msgid);
		CHECK_INT(id, t[i].id, t[i].msgid);
	}
	db_close(db);
}

/* One mail may have become a comment of two patches. */
TEST(of_two_comments_the_newest_leads)
{
	struct db *db = small_open();
	struct comment c = { .parent = 3,
		.msgid = S("<c1@example.org>"),
		.date = DAY + TIME_DAY,
		.submitter = 1,
		.addressed = ADDRESSED_UNSET,
		.headers = S(""),
		.content = S("") };
	enum comment_kind kind;
	int64_t id;

	CHECK_OK(comment_add(db, COMMENT_PATCH, &c, KETTLE, NOW, &id));
	CHECK_OK(lookup_commented(
	    db, COMMENT_PATCH, KETTLE, S("<c1@example.org>"), &id));
	CHECK_INT(id, 3, "newest");
	CHECK_OK(lookup_parent(
	    db, test_arena(), KETTLE, S("<c1@example.org>"), &kind, &id));
	CHECK_INT(id, 3, "newest");
	CHECK_INT(lookup_commented(
		      db, COMMENT_COVER, KETTLE, S("<c1@example.org>"), &id),
	    ERR_NOT_FOUND, "of covers");
	CHECK_OK(lookup_commented(
	    db, COMMENT_COVER, KETTLE, S("<c4@example.org>"), &id));
	CHECK_INT(id, 1, "of covers");
	c.date = TIME_NONE;
	CHECK_OK(lookup_comment(db, KETTLE, COMMENT_PATCH, &c, &id));
	CHECK_INT(id, 3, "of this very patch");
	c.parent = 1;
	CHECK_OK(lookup_comment(db, KETTLE, COMMENT_COVER, &c, &id));
	CHECK_INT(id, 3, "the same mail, which has no date");
	c.date = DAY;
	CHECK_INT(lookup_comment(db, KETTLE, COMMENT_COVER, &c, &id),
	    ERR_NOT_FOUND, "of a cover");
	c.date = DAY + TIME_DAY;
	CHECK_OK(lookup_comment(db, KETTLE, COMMENT_COVER, &c, &id));
	CHECK_INT(id, 3, "the same mail");
	c.content = S("else");
	CHECK_INT(lookup_comment(db, KETTLE, COMMENT_COVER, &c, &id),
	    ERR_NOT_FOUND, "another mail");
	c.content = S("");
	CHECK_INT(lookup_comment(db, TEAPOT, COMMENT_COVER, &c, &id),
	    ERR_NOT_FOUND, "of another project");
	db_close(db);
}

TEST(patches_covers_and_series_are_found_by_message_id)
{
	struct db *db = small_open();
	struct series s;
	int64_t id;

	CHECK_OK(lookup_patch(db, KETTLE, S("<2@example.org>"), &id));
	CHECK_INT(id, 2, "patch");
	CHECK_INT(lookup_patch(db, TEAPOT, S("<2@example.org>"), &id),
	    ERR_NOT_FOUND, "patch");
	CHECK_OK(lookup_cover(db, KETTLE, S("<0@example.org>"), &id));
	CHECK_INT(id, 1, "cover");
	CHECK_INT(
	    lookup_series(db, test_arena(), KETTLE, S("<1@example.org>"), &s),
	    ERR_NOT_FOUND, "not referred to");
	CHECK_OK(series_refer(db, KETTLE, 2, S("<1@example.org>")));
	CHECK_OK(
	    lookup_series(db, test_arena(), KETTLE, S("<1@example.org>"), &s));
	CHECK_INT(s.id, 2, "series");
	CHECK_INT(s.version, 2, "series");
	CHECK_INT(
	    lookup_series(db, test_arena(), TEAPOT, S("<1@example.org>"), &s),
	    ERR_NOT_FOUND, "of another project");
	db_close(db);
}

TEST(series_that_are_alike_are_newest_first)
{
	struct db *db = small_open();
	struct series like = { .project = KETTLE,
		.submitter = 1,
		.version = 1,
		.total = 2,
		.date = DAY + TIME_MINUTE };
	struct series *v;
	int64_t id;
	size_t n;

	CHECK_OK(series_add(db, &like, &id));
	CHECK_INT(id, 4, "a fourth");
	CHECK_OK(lookup_series_like(
	    db, test_arena(), &like, DAY, DAY + TIME_MINUTE, &v, &n));
	CHECK_STR(small_ids(v, n, sizeof(*v)), "4 1", "both ends included");
	CHECK_OK(lookup_series_like(
	    db, test_arena(), &like, DAY + 1, DAY + TIME_DAY, &v, &n));
	CHECK_STR(small_ids(v, n, sizeof(*v)), "4", "in time");
	like.total = 3;
	CHECK_OK(lookup_series_like(
	    db, test_arena(), &like, DAY, DAY + TIME_DAY, &v, &n));
	CHECK_INT(n, 0, "another total");
	db_close(db);
}

TEST(what_a_mail_depends_on_is_found)
{
	struct db *db = small_open();
	struct dependency d;

	CHECK_OK(lookup_dependency_mail(
	    db, test_arena(), TEAPOT, S("<1@example.org>"), &d));
	CHECK_INT(d.series, 1, "of a patch");
	CHECK_INT(d.project, KETTLE, "of a patch");
	CHECK_OK(lookup_dependency_mail(
	    db, test_arena(), KETTLE, S("<0@example.org>"), &d));
	CHECK_INT(d.series, 1, "of a cover");
	CHECK_OK(lookup_dependency_mail(
	    db, test_arena(), KETTLE, S("<5@example.org>"), &d));
	CHECK_INT(d.series, 0, "in no series");
	CHECK_INT(lookup_dependency_mail(
		      db, test_arena(), KETTLE, S("<9@example.org>"), &d),
	    ERR_NOT_FOUND, "unknown");
	CHECK_OK(lookup_dependency_patch(db, test_arena(), 4, &d));
	CHECK_INT(d.series, 3, "patch");
	CHECK_INT(d.project, TEAPOT, "patch");
	CHECK_OK(lookup_dependency_cover(db, test_arena(), 1, &d));
	CHECK_INT(d.series, 1, "cover");
	CHECK_OK(lookup_dependency_series(db, test_arena(), 2, &d));
	CHECK_INT(d.series, 2, "series");
	CHECK_INT(lookup_dependency_series(db, test_arena(), 9, &d),
	    ERR_NOT_FOUND, "series");
	/* A copy in this project stands before another project's. */
	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_patch SET msgid = '<1@example.org>'"
	    " WHERE id = 4",
	    NO_VALS));
	CHECK_OK(lookup_dependency_mail(
	    db, test_arena(), TEAPOT, S("<1@example.org>"), &d));
	CHECK_INT(d.series, 3, "its own");
	db_close(db);
}

TEST(what_a_series_is_called_after_is_found)
{
	struct db *db = small_open();
	struct naming naming;
	bool has;

	CHECK_OK(lookup_naming(db, test_arena(), 1, &naming));
	CHECK_STR(naming.name, "boil", "name");
	CHECK_STR(naming.first, "[1/2] boil: heat", "first");
	CHECK_INT(naming.cover, 1, "cover");
	CHECK_OK(lookup_naming(db, test_arena(), 2, &naming));
	CHECK_STR(naming.name, NULL, "name");
	CHECK_INT(naming.cover, 0, "cover");
	CHECK_INT(
	    lookup_naming(db, test_arena(), 9, &naming), ERR_NOT_FOUND, "none");
	CHECK_OK(lookup_number(db, 1, 2, &has));
	CHECK(has, "number");
	CHECK_OK(lookup_number(db, 1, 3, &has));
	CHECK(!has, "number");
	db_close(db);
}

TEST(a_person_is_made_once_and_renamed_by_mail)
{
	/* clang-format off */
	static const struct {
		const char *email, *name;	/* NULL: none */
		int64_t id;
		const char *is;
	} t[] = {
		{ "new@example.org", "New", 5, "New" },
		{ "NEW@example.org", NULL, 5, "New" },
		{ "new@example.org", "", 5, "New" },
		{ "new@example.org", "Newer", 5, "Newer" },
		{ "none@example.org", NULL, 6, NULL },
		{ "none@example.org", "Some", 6, "Some" },
		{ "empty@example.org", "", 7, "" },
		/* an account stands behind the address */
		{ "bob@example.org", "Impostor", 2, "Bob" },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++) {
		struct person p;

		CHECK_OK(person_see(
		    db, test_arena(), str_c(t[i].email), str_c(t[i].name), &p));
		CHECK_INT(p.id, t[i].id, t[i].email);
		CHECK_STR(p.name, t[i].is, t[i].email);
		CHECK_OK(
		    lookup_person(db, test_arena(), str_c(t[i].email), &p));
		CHECK_STR(p.name, t[i].is, t[i].email);
	}
	db_close(db);
}

TEST(an_account_has_its_profile)
{
	struct db *db = small_open();
	struct user u = { .username = S("j\xc3\xb6"),
		.first_name = S(""),
		.last_name = S(""),
		.email = S(""),
		.password = S("!") };
	int64_t id;

	CHECK_OK(user_add(db, &u, NOW, &id));
	CHECK_INT(id, 4, "id");
	CHECK_INT(fixture_count(db, "patchwork_userprofile"), 4, "profiles");
	CHECK_INT(user_add(db, &u, NOW, &id), ERR_DUPLICATE, "taken");
	CHECK_INT(fixture_count(db, "auth_user"), 4, "users");
	u.username = S("a b");
	CHECK_INT(user_add(db, &u, NOW, &id), ERR_INVALID, "blank");
	u.username = S("");
	CHECK_INT(user_add(db, &u, NOW, &id), ERR_INVALID, "empty");
	CHECK_OK(user_add_project(db, 4, TEAPOT));
	CHECK_OK(user_add_project(db, 4, TEAPOT));
	CHECK_INT(
	    fixture_count(db, "patchwork_userprofile_maintainer_projects"), 2,
	    "once");
	db_close(db);
}

/* The totals of a patch, "1=2 2=1". */
static struct str
totals(struct db *db, int64_t patch)
{
	static const struct column columns[] = {
		{ "t.tag_id", INT(pair, owner) },
		{ "t.count", INT(pair, value) },
	};
	static const struct table table =
	    TABLE(pair, columns, "patchwork_patchtag t");
	struct pair *v;
	struct buf b;
	size_t n;

	CHECK_OK(db_list(db, test_arena(), &table, &v, &n,
	    "WHERE t.patch_id = ? ORDER BY t.tag_id", VALS(v_int(patch))));
	buf_init(&b, test_arena(), 1000);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%s%lld=%lld", i > 0 ? " " : "",
		    (long long)v[i].owner, (long long)v[i].value);
	return buf_str(&b);
}

TEST(tags_are_counted_in_a_patch_and_its_comments)
{
	struct db *db = small_open();
	struct patterns patterns;
	struct arena *a = test_arena();
	int64_t before;

	patterns_open(&patterns);
	CHECK_OK(tag_recount(db, a, &patterns, 1));
	CHECK_STR(totals(db, 1), "1=2 2=1", "patch and comments");
	before = db_statements(db);
	CHECK_OK(tag_recount(db, a, &patterns, 1));
	CHECK_INT(db_statements(db) - before, 5, "nothing to write");
	CHECK_OK(tag_recount(db, a, &patterns, 2));
	CHECK_STR(totals(db, 2), "", "quoted lines do not count");
	/* What is gone, and what is NULL. */
	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_patchcomment SET content = NULL WHERE id = 1",
	    NO_VALS));
	CHECK_OK(tag_recount(db, a, &patterns, 1));
	CHECK_STR(totals(db, 1), "1=1", "rows that become zero go");
	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_patch SET content = NULL WHERE id = 1", NO_VALS));
	CHECK_OK(tag_recount(db, a, &patterns, 1));
	CHECK_STR(totals(db, 1), "", "none");
	CHECK_INT(tag_recount(db, a, &patterns, 99), ERR_NOT_FOUND, "patch");
	patterns_close(&patterns);
	db_close(db);
}

TEST(a_project_without_tags_keeps_its_old_totals)
{
	struct db *db = small_open();
	struct patterns patterns;

	patterns_open(&patterns);
	CHECK_OK(db_exec(db, NULL,
	    "INSERT INTO patchwork_patchtag (patch_id, tag_id, count)"
	    " VALUES (4, 1, 9)",
	    NO_VALS));
	CHECK_OK(tag_recount(db, test_arena(), &patterns, 4));
	CHECK_STR(totals(db, 4), "1=9", "untouched");
	patterns_close(&patterns);
	db_close(db);
}

TEST(a_pattern_that_does_not_compile_counts_nothing)
{
	struct db *db = small_open();
	struct patterns patterns;
	struct tag *v;
	size_t n;

	patterns_open(&patterns);
	CHECK_OK(db_exec(db, NULL,
	    "INSERT INTO patchwork_tag (name, pattern, abbrev, show_column)"
	    " VALUES ('Broken', '(', 'B', true), ('Any', 'e', 'a', false)",
	    NO_VALS));
	CHECK_OK(tag_recount(db, test_arena(), &patterns, 1));
	CHECK_STR(totals(db, 1), "1=2 2=1 5=6", "the others count");
	CHECK_OK(tag_list(db, test_arena(), &v, &n));
	CHECK_STR(small_ids(v, n, sizeof(*v)), "1 4 2 3 5", "by bytes");
	CHECK(!v[4].show_column, "show");
	patterns_close(&patterns);
	db_close(db);
}
