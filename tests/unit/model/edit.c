/* Edits of bundles, projects and accounts (spec/rest-api.md 14.2, 14.4,
 * 14.8). */
#include <string.h>

#include "model/bundle.h"
#include "model/bundle_change.h"
#include "model/project.h"
#include "model/project_change.h"
#include "model/user.h"
#include "model/user_change.h"
#include "small.h"
#include "test.h"

#define IDS(...)                                         \
	((struct ids){ (const int64_t[]){ __VA_ARGS__ }, \
	    sizeof((const int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t) })

/* A bundle as a line: "1 name of owner in project, public: patches". */
static struct str
show(struct db *db, int64_t id)
{
	struct pairs pairs;
	struct bundle b;
	struct buf out;

	CHECK_OK(bundle_get(db, test_arena(), id, &b));
	CHECK_OK(bundle_list_patches(
	    db, test_arena(), (struct ids){ &id, 1 }, &pairs));
	buf_init(&out, test_arena(), 1000);
	buf_printf(&out, "%.*s of %lld in %lld%s:", (int)b.name.n, b.name.p,
	    (long long)b.owner, (long long)b.project,
	    b.is_public ? ", public" : "");
	for (size_t i = 0; i < pairs.n; i++)
		buf_printf(&out, " %lld", (long long)pairs.v[i].value);
	return buf_str(&out);
}

static int64_t
add(struct db *db, const char *name, int64_t owner, struct ids patches)
{
	int64_t id = 0;

	CHECK_OK(bundle_add(db, test_arena(),
	    &(struct bundle_change){ .name = str_c(name), .patches = patches },
	    owner, &id));
	return id;
}

static enum err
update(struct db *db, int64_t id, struct bundle_change c)
{
	return bundle_update(db, test_arena(), id, &c);
}

TEST(a_bundle_keeps_the_order_and_the_project_of_its_patches)
{
	struct db *db = small_open();
	int64_t id;

	CHECK_STR(show(db, add(db, "one", ANN, IDS(3, 1, 3, 2, 1))),
	    "one of 1 in 1: 3 1 2", "repeats collapse to the first");
	CHECK_STR(show(db, add(db, "two", BOB, IDS(4))), "two of 2 in 2: 4",
	    "the other project");
	CHECK_OK(bundle_add(db, test_arena(),
	    &(struct bundle_change){
		.name = S("one"), .is_public = true, .patches = IDS(5) },
	    BOB, &id));
	CHECK_STR(
	    show(db, id), "one of 2 in 1, public: 5", "a name is an owner's");
	CHECK_OK(db_int(db, &id,
	    "SELECT min(\"order\") FROM patchwork_bundlepatch", NO_VALS));
	CHECK_INT(id, 1, "the first place");
	db_close(db);
}

TEST(a_bundle_that_may_not_be_is_not_there)
{
	struct db *db = small_open();
	static char long_name[52];
	int64_t id = add(db, "taken", ANN, IDS(1));
	int64_t many[LIMIT_BUNDLE + 1];

	memset(long_name, 'x', 51);
	for (size_t i = 0; i < COUNT(many); i++)
		many[i] = (int64_t)i + 1;
	const struct {
		const char *name;
		struct ids patches;
		enum err want;
		const char *message;
	} t[] = {
		{ "x", { NULL, 0 }, ERR_INVALID, "Bundles cannot be empty" },
		{ "x", IDS(1, 4), ERR_INVALID,
		    "Bundle patches must belong to the same project" },
		{ "x", IDS(1, 99), ERR_NOT_FOUND, NULL },
		{ "x", IDS(1, INT64_C(1) << 40), ERR_NOT_FOUND, NULL },
		{ "x", IDS(0), ERR_INVALID, "Bundles cannot be empty" },
		{ "x", { many, COUNT(many) }, ERR_TOO_BIG, NULL },
		{ "taken", IDS(2), ERR_DUPLICATE, NULL },
		{ long_name, IDS(1), ERR_INVALID, NULL },
		{ "", IDS(1), ERR_INVALID, NULL },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct bundle_change c = { .name = str_c(t[i].name),
			.patches = t[i].patches };
		int64_t added;

		CHECK_INT(bundle_add(db, test_arena(), &c, ANN, &added),
		    t[i].want, t[i].name);
		if (t[i].message != NULL)
			CHECK_STR(str_c(err_message()), t[i].message, "add");
	}
	CHECK_INT(fixture_count(db, "patchwork_bundle"), 1, "bundles");
	CHECK_INT(fixture_count(db, "patchwork_bundlepatch"), 1, "patches");
	CHECK_STR(show(db, id), "taken of 1 in 1: 1", "the other");
	db_close(db);
}

TEST(a_bundle_is_changed_by_the_members_of_the_mask)
{
	struct db *db = small_open();
	int64_t id = add(db, "b", ANN, IDS(1, 2));
	/* clang-format off */
	const struct { struct bundle_change c; const char *want; } t[] = {
		{ { 0, S("x"), true, IDS(3) }, "b of 1 in 1: 1 2" },
		{ { BUNDLE_NAME, S("x"), true, IDS(3) }, "x of 1 in 1: 1 2" },
		{ { BUNDLE_PUBLIC, S("y"), true, IDS(3) }, "x of 1 in 1, public: 1 2" },
		{ { BUNDLE_PATCHES, S("y"), false, IDS(2, 1, 2) }, "x of 1 in 1, public: 2 1" },
		{ { BUNDLE_PATCHES, S("y"), false, IDS(4) }, "x of 1 in 2, public: 4" },
		{ { BUNDLE_NAME | BUNDLE_PUBLIC | BUNDLE_PATCHES, S("b"), false, IDS(3, 1) },
		    "b of 1 in 1: 3 1" },
	};
	/* clang-format on */

	for (size_t i = 0; i < COUNT(t); i++) {
		CHECK_OK(update(db, id, t[i].c));
		CHECK_STR(show(db, id), t[i].want, t[i].want);
	}
	db_close(db);
}

TEST(a_bundle_change_that_fails_changes_nothing)
{
	struct db *db = small_open();
	int64_t id = add(db, "b", ANN, IDS(1, 2));

	add(db, "taken", ANN, IDS(3));
	CHECK_INT(update(db, id,
		      (struct bundle_change){ BUNDLE_NAME | BUNDLE_PATCHES,
			  S("taken"), false, IDS(3) }),
	    ERR_DUPLICATE, "name");
	CHECK_INT(update(db, id,
		      (struct bundle_change){ BUNDLE_NAME | BUNDLE_PATCHES,
			  S("x"), false, { NULL, 0 } }),
	    ERR_INVALID, "empty");
	CHECK_STR(str_c(err_message()), "Bundles cannot be empty", "empty");
	CHECK_INT(update(db, id,
		      (struct bundle_change){
			  BUNDLE_PATCHES, S(""), false, IDS(1, 4) }),
	    ERR_INVALID, "two projects");
	CHECK_INT(update(db, id,
		      (struct bundle_change){
			  BUNDLE_PATCHES, S(""), false, IDS(99) }),
	    ERR_NOT_FOUND, "no such patch");
	CHECK_INT(
	    update(db, id,
		(struct bundle_change){ BUNDLE_NAME, S(""), false, IDS(1) }),
	    ERR_INVALID, "no name");
	CHECK_INT(
	    update(db, 99,
		(struct bundle_change){ BUNDLE_NAME, S("x"), false, IDS(1) }),
	    ERR_NOT_FOUND, "no such bundle");
	CHECK_STR(show(db, id), "b of 1 in 1: 1 2", "as it was");
	db_close(db);
}

TEST(a_bundle_that_stays_the_same_is_not_written)
{
	struct db *db = small_open();
	int64_t id = add(db, "b", ANN, IDS(1, 2)), before;
	struct bundle_change c = { BUNDLE_NAME | BUNDLE_PUBLIC | BUNDLE_PATCHES,
		S("b"), false, IDS(1, 2, 1) };

	before = db_statements(db);
	CHECK_OK(update(db, id, c));
	CHECK_INT(db_statements(db) - before, 5,
	    "begin, look, patches, those of the bundle, commit");
	db_close(db);
}

TEST(a_bundle_goes_with_its_places_and_joins_a_transaction)
{
	struct db *db = small_open();
	int64_t id = add(db, "b", ANN, IDS(1, 2));

	CHECK_INT(bundle_remove(db, 99), ERR_NOT_FOUND, "no such bundle");
	CHECK_OK(db_begin(db));
	CHECK_OK(bundle_remove(db, id));
	db_rollback(db);
	CHECK_STR(show(db, id), "b of 1 in 1: 1 2", "still there");
	CHECK_OK(bundle_remove(db, id));
	CHECK_INT(fixture_count(db, "patchwork_bundle"), 0, "bundles");
	CHECK_INT(fixture_count(db, "patchwork_bundlepatch"), 0, "patches");
	db_close(db);
}

TEST(a_project_is_changed_by_the_members_of_the_mask)
{
	struct db *db = small_open();
	struct project old, p,
	    want = { .web_url = S("w"),
		    .scm_url = S("s"),
		    .webscm_url = S("v"),
		    .list_archive_url = S("a"),
		    .list_archive_url_format = S("f"),
		    .commit_url_format = S("c"),
		    .show_dependencies = true,
		    .linkname = S("never"),
		    .name = S("never") };

	CHECK_OK(project_get(db, test_arena(), KETTLE, &old));
	for (unsigned mask = 1; mask <= PROJECT_SHOW_DEPENDENCIES; mask <<= 1) {
		CHECK_OK(db_begin(db));
		CHECK_OK(project_update(db, test_arena(), KETTLE, mask, &want));
		CHECK_OK(project_get(db, test_arena(), KETTLE, &p));
#define IS(bit, member) \
	CHECK_STRS(p.member, (mask & (bit) ? &want : &old)->member, #member)
		IS(PROJECT_WEB_URL, web_url);
		IS(PROJECT_SCM_URL, scm_url);
		IS(PROJECT_WEBSCM_URL, webscm_url);
		IS(PROJECT_ARCHIVE_URL, list_archive_url);
		IS(PROJECT_ARCHIVE_URL_FORMAT, list_archive_url_format);
		IS(PROJECT_COMMIT_URL_FORMAT, commit_url_format);
		IS(0, linkname);
		IS(0, name);
#undef IS
		CHECK_INT(p.show_dependencies,
		    mask == PROJECT_SHOW_DEPENDENCIES, "dependencies");
		db_rollback(db);
	}
	db_close(db);
}

TEST(a_project_is_not_written_without_need_or_too_long)
{
	struct db *db = small_open();
	static char text[2001];
	struct project p;
	int64_t before = db_statements(db);

	CHECK_OK(project_get(db, test_arena(), KETTLE, &p));
	before = db_statements(db);
	CHECK_OK(project_update(db, test_arena(), KETTLE, 127, &p));
	CHECK_INT(db_statements(db) - before, 3, "begin, look, commit");
	memset(text, 'x', sizeof(text));
	p.scm_url = (struct str){ text, sizeof(text) };
	CHECK_OK(project_update(db, test_arena(), KETTLE, PROJECT_WEB_URL, &p));
	CHECK_INT(project_update(db, test_arena(), KETTLE,
		      PROJECT_WEB_URL | PROJECT_SCM_URL, &p),
	    ERR_INVALID, "2001");
	p.scm_url.n--;
	CHECK_OK(project_update(db, test_arena(), KETTLE, PROJECT_SCM_URL, &p));
	CHECK_INT(project_update(db, test_arena(), 99, 127, &p), ERR_NOT_FOUND,
	    "no such project");
	db_close(db);
}

/* "first last, mails ids items" */
static struct str
show_user(struct db *db, int64_t id)
{
	struct profile f;
	struct user u;
	struct buf out;

	CHECK_OK(user_get(db, test_arena(), id, &u));
	CHECK_OK(user_get_profile(db, test_arena(), id, &f));
	buf_init(&out, test_arena(), 1000);
	buf_printf(&out, "%.*s %.*s, %d %d %lld", (int)u.first_name.n,
	    u.first_name.p, (int)u.last_name.n, u.last_name.p, f.send_email,
	    f.show_ids, (long long)f.items_per_page);
	return buf_str(&out);
}

TEST(an_account_is_changed_by_the_members_of_the_mask)
{
	struct db *db = small_open();
	struct user_change c = { 0, S("A"), S("B"), 7, true, true };
	/* clang-format off */
	static const struct { unsigned mask; const char *want; } t[] = {
		{ 0,                   "Ann Archer, 0 0 100" },
		{ USER_FIRST_NAME,     "A Archer, 0 0 100" },
		{ USER_LAST_NAME,      "Ann B, 0 0 100" },
		{ USER_SEND_EMAIL,     "Ann Archer, 1 0 100" },
		{ USER_ITEMS_PER_PAGE, "Ann Archer, 0 0 7" },
		{ USER_SHOW_IDS,       "Ann Archer, 0 1 100" },
		{ 31,                  "A B, 1 1 7" },
	};
	/* clang-format on */

	for (size_t i = 0; i < COUNT(t); i++) {
		CHECK_OK(db_begin(db));
		c.mask = t[i].mask;
		CHECK_OK(user_update(db, test_arena(), ANN, &c));
		CHECK_STR(show_user(db, ANN), t[i].want, t[i].want);
		CHECK_STR(show_user(db, CI), " Robot, 0 0 100", "the others");
		db_rollback(db);
	}
	db_close(db);
}

TEST(an_account_is_not_written_without_need_or_past_its_columns)
{
	struct db *db = small_open();
	static char text[151];
	struct user_change c = { 31, S("Ann"), S("Archer"), 100, false, false };
	int64_t before = db_statements(db);

	CHECK_OK(user_update(db, test_arena(), ANN, &c));
	CHECK_INT(db_statements(db) - before, 3, "begin, look, commit");
	CHECK_INT(user_update(db, test_arena(), 99, &c), ERR_NOT_FOUND,
	    "no such user");
	c.items_per_page = -1;
	CHECK_INT(user_update(db, test_arena(), ANN, &c), ERR_INVALID, "-1");
	c.items_per_page = INT64_C(1) << 31;
	CHECK_INT(user_update(db, test_arena(), ANN, &c), ERR_INVALID, "huge");
	c.items_per_page--;
	memset(text, 'x', sizeof(text));
	c.last_name = (struct str){ text, sizeof(text) };
	CHECK_INT(user_update(db, test_arena(), ANN, &c), ERR_INVALID, "151");
	CHECK_STR(show_user(db, ANN), "Ann Archer, 0 0 100", "as it was");
	c.last_name.n--;
	CHECK_OK(user_update(db, test_arena(), ANN, &c));
	db_close(db);
}
