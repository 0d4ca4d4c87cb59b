/* The web's patch list: its parameters (spec/web.md 3.2, 3.4). */
#include <string.h>

#include "base/time.h"
#include "model/patch.h"
#include "model/patch_change.h"
#include "model/person_change.h"
#include "small.h"
#include "test.h"

/* "a=1&b=2": of a repeated one the last counts. */
static struct patch_view
read_view(struct db *db, int64_t project, const char *query)
{
	struct patch_view v = { .project = project };
	struct str rest = str_c(query), part, name, value;

	while (rest.n > 0) {
		if (!str_cut(rest, '&', &part, &rest)) {
			part = rest;
			rest = S("");
		}
		CHECK(str_cut(part, '=', &name, &value), query);
		if (str_eq(name, S("order")))
			v.order = value;
		for (int k = 0; k < VIEW_KEYS; k++)
			if (str_eq(name, str_c(patch_view_names[k])))
				v.text[k] = value;
	}
	CHECK_OK(patch_view_read(db, test_arena(), &v));
	return v;
}

static struct str
page(struct db *db, const struct patch_view *v)
{
	struct patch *rows;
	int64_t total;
	size_t n;

	CHECK_OK(patch_view_page(db, test_arena(), v, 0, 100, &rows, &n));
	CHECK_OK(patch_view_count(db, test_arena(), v, &total));
	CHECK_INT(total, n, "count");
	return small_ids(rows, n, sizeof(*rows));
}

TEST(each_parameter_has_its_dialect)
{
	/* clang-format off */
	static const struct {
		int64_t project;
		const char *query, *want;
	} t[] = {
		/* states that need action, not archived, newest first */
		{ KETTLE, "", "3 2 1" },
		{ TEAPOT, "", "4" },
		{ 0, "", "4 3 2 1" },
		{ 99, "", "" },
		{ KETTLE, "archive=true", "" },
		{ KETTLE, "archive=true&state=*", "5" },
		{ KETTLE, "archive=both&state=*", "5 3 2 1" },
		{ KETTLE, "archive=yes&state=*", "3 2 1" },
		{ KETTLE, "archive=True&state=*", "3 2 1" },
		{ KETTLE, "state=1", "3 1" },
		{ KETTLE, "state=2", "2" },
		{ KETTLE, "state=3&archive=both", "5" },
		{ KETTLE, "state=*", "3 2 1" },
		{ KETTLE, "state=", "3 2 1" },
		{ KETTLE, "state=new", "3 2 1" },
		{ KETTLE, "state=99", "3 2 1" },
		{ KETTLE, "series=1", "2 1" },
		{ KETTLE, "series=3", "" },
		{ KETTLE, "series=99", "" },
		{ KETTLE, "series=x", "" },
		{ KETTLE, "series=", "3 2 1" },
		{ KETTLE, "submitter=1", "2 1" },
		/* both persons of bob, who is one user */
		{ KETTLE, "submitter=2&state=*&archive=both", "5 3" },
		{ KETTLE, "submitter=3&state=*&archive=both", "5 3" },
		{ KETTLE, "submitter=ALI", "2 1" },
		{ KETTLE, "submitter=o&state=*&archive=both", "5 3" },
		{ KETTLE, "submitter=example.org", "" },
		{ KETTLE, "submitter=99", "" },
		{ KETTLE, "submitter=%", "" },
		{ KETTLE, "submitter= ", "3 2 1" },
		{ 0, "delegate=1", "4" },
		{ 0, "delegate=an", "4" },
		{ 0, "delegate=AN", "4" },
		{ 0, "delegate=Nobody", "3 2 1" },
		{ 0, "delegate=nobody", "" },
		{ 0, "delegate=2&state=*&archive=both", "5" },
		{ 0, "delegate=99", "" },
		{ KETTLE, "q=boil", "2 1" },
		{ KETTLE, "q= BOIL: p ", "2" },
		{ KETTLE, "q=boil pour", "" },	/* one substring, no terms */
		{ KETTLE, "q=100%", "3" },
		{ KETTLE, "q=", "3 2 1" },
		{ KETTLE, "q=boil&state=1&submitter=alice&series=1", "1" },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++) {
		struct patch_view v = read_view(db, t[i].project, t[i].query);

		CHECK_STR(page(db, &v), t[i].want, t[i].query);
	}
	db_close(db);
}

TEST(rows_are_in_the_order_that_was_asked_for)
{
	/* clang-format off */
	static const struct {
		const char *order, *want, *name;
	} t[] = {
		{ "", "5 4 3 2 1", "-date" },
		{ "date", "1 2 3 4 5", "date" },
		{ "-date", "5 4 3 2 1", "-date" },
		{ "nope", "5 4 3 2 1", "-date" },
		{ "name", "1 2 3 5 4", "name" },
		{ "-name", "4 5 3 2 1", "-name" },
		/* equal states: the newest first, then the other way */
		{ "state", "4 3 1 2 5", "state" },
		{ "-state", "5 2 1 3 4", "-state" },
		{ "submitter", "4 2 1 3 5", "submitter" },
		{ "-submitter", "5 3 1 2 4", "-submitter" },
		/* without a delegate is first */
		{ "delegate", "3 2 1 4 5", "delegate" },
		{ "-delegate", "5 4 1 2 3", "-delegate" },
		{ "state,name", "4 3 1 2 5", "state" },
		{ "id", "5 4 3 2 1", "-date" },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++) {
		struct patch_view v = read_view(db, 0,
		    str_f(test_arena(), "state=*&archive=both&order=%s",
			t[i].order)
			.p);

		CHECK_STR(page(db, &v), t[i].want, t[i].order);
		CHECK_STR(v.order_name, t[i].name, t[i].order);
	}
	db_close(db);
}

TEST(what_is_applied_is_told)
{
	/* clang-format off */
	static const struct {
		const char *query;
		enum patch_view_key key;
		bool given, unknown;
		const char *label;
	} t[] = {
		{ "", VIEW_STATE, false, false, NULL },
		{ "state=3", VIEW_STATE, true, false, "Accepted" },
		{ "state=*", VIEW_STATE, true, false, "*" },
		{ "state=99", VIEW_STATE, false, false, NULL },
		{ "series=1", VIEW_SERIES, true, false, "boil" },
		{ "series=2", VIEW_SERIES, true, false, "Untitled series #2" },
		{ "series=99", VIEW_SERIES, true, true, "99" },
		{ "series=", VIEW_SERIES, false, false, NULL },
		{ "submitter=2", VIEW_SUBMITTER, true, false, "Bob" },
		{ "submitter=4", VIEW_SUBMITTER, true, false, "mute@example.org" },
		{ "submitter=99", VIEW_SUBMITTER, true, true, "99" },
		{ "submitter=ali", VIEW_SUBMITTER, true, false, "ali" },
		{ "submitter=xyz", VIEW_SUBMITTER, true, true, "xyz" },
		{ "delegate=1", VIEW_DELEGATE, true, false, "ann" },
		{ "delegate=Nobody", VIEW_DELEGATE, true, false, "Nobody" },
		{ "delegate=99", VIEW_DELEGATE, true, true, "99" },
		{ "delegate=zz", VIEW_DELEGATE, true, true, "zz" },
		{ "q=x", VIEW_Q, true, false, "x" },
		{ "archive=both", VIEW_ARCHIVE, true, false, "both" },
		{ "archive=no", VIEW_ARCHIVE, false, false, NULL },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++) {
		struct patch_view v = read_view(db, KETTLE, t[i].query);

		CHECK_INT(v.given[t[i].key], t[i].given, t[i].query);
		CHECK_INT(v.unknown[t[i].key], t[i].unknown, t[i].query);
		CHECK_STR(v.label[t[i].key], t[i].label, t[i].query);
	}
	db_close(db);
}

/* More names than a list of ids should have. */
TEST(a_part_of_very_many_names_finds_all_of_them)
{
	struct db *db = small_open();
	struct patch_view v;

	CHECK_OK(db_begin(db));
	for (int i = 0; i < LIMIT_NAME_MATCHES + 10; i++) {
		struct person p;

		CHECK_OK(person_see(db, test_arena(),
		    str_f(test_arena(), "%d@many.example.org", i),
		    str_f(test_arena(), "Many_%d", i), &p));
		if (i == LIMIT_NAME_MATCHES + 9)
			CHECK_OK(db_exec(db, NULL,
			    "UPDATE patchwork_patch SET submitter_id = ?"
			    " WHERE id = 1",
			    VALS(v_int4(p.id))));
	}
	CHECK_OK(db_commit(db));
	v = read_view(db, KETTLE, "submitter=MANY_");
	CHECK_STR(page(db, &v), "1", "the last of them");
	CHECK(v.given[VIEW_SUBMITTER] && !v.unknown[VIEW_SUBMITTER], "given");
	v = read_view(db, KETTLE, "submitter=many_209");
	CHECK_STR(page(db, &v), "1", "one of them");
	db_close(db);
}

TEST(a_page_has_a_budget_of_statements)
{
	/* clang-format off */
	static const struct {
		const char *query;
		int64_t want;
	} t[] = {
		/* the states, always: pages offer them */
		{ "", 1 },
		{ "state=*", 1 },
		{ "state=*&submitter=1&delegate=1&series=1", 5 },
		{ "state=*&submitter=a&delegate=b&q=c&archive=both", 3 },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++) {
		int64_t before = db_statements(db);

		read_view(db, KETTLE, t[i].query);
		CHECK_INT(db_statements(db) - before, t[i].want, t[i].query);
	}
	db_close(db);
}

TEST(tables_may_be_empty)
{
	struct db *db = fixture_open_migrated();
	struct patch_view v = read_view(db, 1, "");

	CHECK_STR(page(db, &v), "", "no project");
	CHECK_OK(db_exec(db, NULL, "DELETE FROM patchwork_state", NO_VALS));
	v = read_view(db, 1, "");
	CHECK_STR(page(db, &v), "", "no state");
	v = read_view(db, 0, "state=*&archive=both&order=state");
	CHECK_STR(page(db, &v), "", "no patch");
	db_close(db);
}
