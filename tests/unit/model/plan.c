/*
 * Which index answers a list: the plans of both engines, as they explain
 * them, on tables that are full enough for a scan to cost. SQLite has no
 * statistics here, as in most installations.
 */
#include <stdio.h>
#include <string.h>

#include "db/engine.h"
#include "model/check.h"
#include "model/comment.h"
#include "model/cover.h"
#include "model/event_list.h"
#include "model/lookup.h"
#include "model/patch.h"
#include "model/person.h"
#include "model/series.h"
#include "model/user.h"
#include "small.h"
#include "test.h"

/* The last statement that was sent, with its values. */
static struct {
	const struct engine *engine;
	struct arena *a;
	const char *text;
	struct values vals;
} last;

static void
keep(const char *text, struct values vals)
{
	struct value *v = arena_array(last.a, struct value, vals.n + 1);

	for (size_t i = 0; i < vals.n; i++)
		v[i] = vals.v[i];
	last.text = str_dup(last.a, str_c(text)).p;
	last.vals = (struct values){ v, vals.n };
}

static enum err
spy_prepare(struct db *db, struct statement *st, struct values vals)
{
	keep(st->text, vals);
	return last.engine->prepare(db, st, vals);
}

static enum err
spy_run(struct db *db, struct statement *st, struct values vals, bool reads,
    struct sink *sink, int64_t *changed)
{
	if (st->once)
		keep(st->text, vals);
	return last.engine->run(db, st, vals, reads, sink, changed);
}

static void
watch(struct db *db, struct engine *spy)
{
	last.engine = db->engine;
	last.a = test_arena();
	*spy = *db->engine;
	spy->prepare = spy_prepare;
	spy->run = spy_run;
	cache_clear(db);
	db->engine = spy;
}

struct line {
	int64_t skip;
	struct str text;
};

/* SQLite: id, parent, unused, detail. PostgreSQL: a line. */
static const struct column lite_columns[] = {
	{ "id", INT(line, skip) },
	{ "parent", INT(line, skip) },
	{ "notused", INT(line, skip) },
	{ "detail", STR(line, text) },
};
static const struct column pg_columns[] = {
	{ "plan", STR(line, text) },
};
static const struct table lite_table = TABLE(line, lite_columns, "Index");
static const struct table pg_table = TABLE(line, pg_columns, "Index");

/* The plan of the last statement, a line each. */
static struct str
explain(struct db *db)
{
	const struct engine *e = last.engine;
	bool pg = fixture_is_pg();
	struct statement st = { .once = pg };
	struct sink sink = { .db = db,
		.a = test_arena(),
		.table = pg ? &pg_table : &lite_table,
		.most = SIZE_MAX };
	struct line *lines;
	struct buf b;

	st.text = str_f(test_arena(), "EXPLAIN %s %s",
	    pg ? "(COSTS OFF)" : "QUERY PLAN", last.text)
		      .p;
	if (!pg)
		CHECK_OK(e->prepare(db, &st, last.vals));
	CHECK_OK(e->run(db, &st, last.vals, true, &sink, NULL));
	if (!pg)
		e->discard(db, &st);
	buf_init(&b, test_arena(), 1 << 16);
	lines = (struct line *)sink.rows;
	for (size_t i = 0; i < sink.n; i++) {
		buf_add(&b, lines[i].text);
		buf_char(&b, '\n');
	}
	buf_char(&b, '\0');
	arena_reset(db->scratch, (struct arena_mark){ NULL, 0 });
	return str_n(b.p, b.n - 1);
}

static size_t
count_in(struct str text, const char *what)
{
	size_t n = 0, at;

	while ((at = str_find(text, str_c(what))) < text.n) {
		text = str_from(text, at + strlen(what));
		n++;
	}
	return n;
}

/* Tables that a list must not read from end to end, by their alias on
 * SQLite and by their name on PostgreSQL. */
static void
check_no_scan(struct str plan, const char *what)
{
	static const char *const lite[] = { "p", "e", "c", "s", "x", "n", "m",
		"r" };
	static const char *const pg[] = { "Seq Scan on patchwork_patch",
		"Seq Scan on patchwork_event", "Seq Scan on patchwork_cover",
		"Seq Scan on patchwork_series", "Seq Scan on patchwork_check",
		"Seq Scan on patchwork_person" };

	for (size_t i = 0; !fixture_is_pg() && i < COUNT(lite); i++) {
		struct str scan = str_f(test_arena(), "SCAN %s\n", lite[i]);
		struct str made =
		    str_f(test_arena(), "CO-ROUTINE %s\n", lite[i]);

		/* Rows that the statement itself has made are few. */
		if (count_in(plan, made.p) == 0)
			CHECK_INT(count_in(plan, scan.p), 0,
			    str_f(test_arena(), "%s:\n%s", what, plan.p).p);
	}
	for (size_t i = 0; fixture_is_pg() && i < COUNT(pg); i++)
		CHECK_INT(count_in(plan, pg[i]), 0,
		    str_f(test_arena(), "%s:\n%s", what, plan.p).p);
}

static void
check_plan(struct db *db, const char *what, const char *lite, const char *pg)
{
	struct str plan = explain(db);
	const char *want = fixture_is_pg() ? pg : lite;

	check_no_scan(plan, what);
	CHECK(count_in(plan, want) > 0,
	    str_f(test_arena(), "%s lacks %s:\n%s", what, want, plan.p).p);
}

/* clang-format off */
#define ROWS "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n" \
	" WHERE i < 4000) "
#define DATE SQL2("datetime(1262304000 + 1200 * i, 'unixepoch')", \
	"to_timestamp(1262304000 + 1200 * i)")

/* Two projects of one size, and few patches that wait. */
static const struct sql_text filling[] = {
	SQL("INSERT INTO patchwork_person (email, name) " ROWS
	    "SELECT 'p' || i || '@x', 'Person ' || i FROM n"),
	SQL("INSERT INTO patchwork_series (date, version, total, project_id,"
	    " submitter_id) " ROWS "SELECT " DATE ", 1, 1, 1 + i % 2,"
	    " 1 + i % 1000 FROM n"),
	SQL("INSERT INTO patchwork_cover (msgid, date, headers, content, name,"
	    " project_id, submitter_id) " ROWS "SELECT '<v' || i || '@x>', " DATE
	    ", '', '', 'Cover ' || i, 1 + i % 2, 1 + i % 1000 FROM n"),
	SQL("UPDATE patchwork_series SET cover_letter_id = id - 2 WHERE id > 5"),
	SQL("INSERT INTO patchwork_patch (msgid, date, headers, content, name,"
	    " project_id, submitter_id, archived, delegate_id, series_id, number,"
	    " state_id, hash) " ROWS "SELECT '<p' || i || '@x>', " DATE
	    ", '', '', 'Patch ' || i, 1 + i % 2, 1 + i % 1000, i % 3 = 0,"
	    " CASE WHEN i % 4 = 0 THEN 1 + i % 3 END, 3 + i, 1,"
	    " CASE WHEN i > 3900 THEN 1 ELSE 3 END, '' || i FROM n"),
	SQL("INSERT INTO patchwork_patchcomment (msgid, date, headers, content,"
	    " submitter_id, patch_id) " ROWS "SELECT '<c' || i || '@x>', " DATE
	    ", '', '', 1, 1 + i / 2 FROM n"),
	SQL("INSERT INTO patchwork_check (date, state, context, user_id, patch_id) "
	    ROWS "SELECT " DATE ", 1, 'c', 1, 1 + i / 2 FROM n"),
	SQL("INSERT INTO patchwork_patchtag (count, tag_id, patch_id) "
	    ROWS "SELECT 1, 1, 5 + i FROM n WHERE i < 3990"),
	SQL("INSERT INTO patchwork_seriesreference (msgid, project_id, series_id) "
	    ROWS "SELECT '<r' || i || '@x>', 1 + i % 2, 3 + i FROM n"),
	SQL("INSERT INTO patchwork_event (category, date, project_id, patch_id,"
	    " series_id) " ROWS "SELECT CASE i % 2 WHEN 0 THEN 'patch-created' ELSE"
	    " 'patch-completed' END, " DATE ", 1 + i % 2, i, i FROM n"),
};
/* clang-format on */

static struct db *
open_filled(void)
{
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(filling); i++) {
		struct sql q;

		sql_init(&q, test_arena());
		sql_add_text(&q, filling[i], NO_VALS);
		CHECK_OK(db_exec_sql(db, NULL, &q));
	}
	/* Some thousands of rows may well be read as they lie; which index
	 * would be taken is what is asked. */
	if (fixture_is_pg()) {
		CHECK_OK(db_exec(db, NULL, "VACUUM ANALYZE", NO_VALS));
		CHECK_OK(
		    db_exec(db, NULL, "SET enable_seqscan = off", NO_VALS));
	}
	return db;
}

struct row {
	const struct listing *listing;
	const struct filters *filters;
	const struct order *orders;
	const char *query;
	bool down; /* by orders[which] */
	int which;
	const char *lite, *pg;
	int sorts; /* SQLite: the outer one of a page is one */
};

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
		out[n].had_nul = false;
		CHECK(str_cut(part, '=', &out[n].name, &out[n].value), query);
		n++;
	}
	return n;
}

/* clang-format off */
#define PATCHES &patch_listing, &patch_filters, patch_orders
#define COVERS &cover_listing, &cover_filters, cover_orders
#define SERIES &series_listing, &series_filters, series_orders
#define EVENTS &event_listing, &event_filters, event_orders
enum { BY_ID_ = 0, BY_DATE_OF_PATCH = 3, BY_DATE_OF_COVER = 2, BY_DATE_OF_EVENT = 0 };

static const struct row pages[] = {
	{ PATCHES, "project=1", true, BY_DATE_OF_PATCH,
	  "INDEX thimble_patch_project_date (project_id=?)", "thimble_patch_project_date", 1 },
	{ PATCHES, "project=1", false, BY_ID_,
	  "(project_id=?)", "Index", 1 },
	{ PATCHES, "project=1&state=1&archived=0", true, BY_DATE_OF_PATCH,
	  "INDEX thimble_patch_project_state (project_id=? AND state_id=? AND archived=?)",
	  "thimble_patch_project_state", 2 },
	{ PATCHES, "project=1&state=1&state=2&archived=0", true, BY_DATE_OF_PATCH,
	  "INDEX thimble_patch_project_state (project_id=? AND state_id=? AND archived=?)",
	  "thimble_patch_project_", 2 },
	{ PATCHES, "project=1&archived=0", true, BY_DATE_OF_PATCH,
	  "COVERING INDEX thimble_patch_project_date (project_id=?)", "thimble_patch_project_date", 1 },
	{ PATCHES, "project=1&since=2010-02-20", true, BY_DATE_OF_PATCH,
	  "INDEX thimble_patch_project_date (project_id=? AND date>?)", "thimble_patch_project_date", 1 },
	{ PATCHES, "project=1&since=2010-02-20", false, BY_ID_,
	  "(project_id=?", "Index", 2 },
	{ PATCHES, "", true, BY_DATE_OF_PATCH,
	  "thimble_patch_date", "thimble_patch_date", 1 },
	{ PATCHES, "since=2010-02-20", true, BY_DATE_OF_PATCH,
	  "INDEX thimble_patch_date (date>?)", "thimble_patch_date", 1 },
	{ PATCHES, "submitter=7", false, BY_ID_,
	  "(submitter_id=?)", "submitter_id", 1 },
	{ PATCHES, "series=7", false, BY_ID_,
	  "(series_id=?)", "series_id", 1 },
	{ PATCHES, "hash=123", false, BY_ID_,
	  "patchwork_patch_hash_63faf527 (hash=?)", "patchwork_patch_hash_63faf527", 1 },
	{ PATCHES, "msgid=p7@x", false, BY_ID_,
	  "(msgid=?)", "msgid_project_id", 1 },
	{ COVERS, "project=1", true, BY_DATE_OF_COVER,
	  "INDEX thimble_cover_project_date (project_id=?)", "thimble_cover_project_date", 1 },
	{ COVERS, "series=9", false, BY_ID_,
	  "s USING INTEGER PRIMARY KEY", "patchwork_series_pkey", 1 },
	{ COVERS, "msgid=v7@x", false, BY_ID_,
	  "(msgid=?)", "msgid_project_id", 1 },
	{ SERIES, "project=1", true, BY_DATE_OF_COVER,
	  "INDEX thimble_series_project_date (project_id=?)", "thimble_series_project_date", 1 },
	{ SERIES, "project=1&since=2010-02-20", true, BY_DATE_OF_COVER,
	  "INDEX thimble_series_project_date (project_id=? AND date>?)", "thimble_series_project_date", 1 },
	{ SERIES, "submitter=7", false, BY_ID_,
	  "(submitter_id=?)", "submitter_id", 1 },
	{ EVENTS, "", true, BY_DATE_OF_EVENT,
	  "thimble_event_date", "thimble_event_", 1 },
	{ EVENTS, "project=1", true, BY_DATE_OF_EVENT,
	  "INDEX thimble_event_project_date (project_id=?)", "thimble_event_", 1 },
	{ EVENTS, "project=1&since=2010-02-20", true, BY_DATE_OF_EVENT,
	  "INDEX thimble_event_project_date (project_id=? AND date>?)", "thimble_event_", 1 },
	{ EVENTS, "category=patch-created&since=2010-02-20", true, BY_DATE_OF_EVENT,
	  "INDEX thimble_event_category_date (category=? AND date>?)", "thimble_event_", 1 },
	{ EVENTS, "since=2010-02-20", true, BY_DATE_OF_EVENT,
	  "INDEX thimble_event_date (date>?)", "thimble_event_", 1 },
	{ EVENTS, "patch=7", true, BY_DATE_OF_EVENT,
	  "(patch_id=?)", "patch_id", 2 },
	{ EVENTS, "series=7", true, BY_DATE_OF_EVENT,
	  "(series_id=?)", "series_id", 2 },
};
/* clang-format on */

TEST(pages_are_answered_by_an_index)
{
	struct db *db = open_filled();
	struct engine spy;

	watch(db, &spy);
	for (size_t i = 0; i < COUNT(pages); i++) {
		const struct row *r = &pages[i];
		const char *what = str_f(test_arena(), "page %zu?%s%s", i,
		    r->query, r->down ? " down" : "")
				       .p;
		struct ordering by = {
			.v = { { &r->orders[r->which], r->down } }, .n = 1
		};
		struct selection where = { .n = 0 };
		struct parameter p[10];
		void *rows;
		size_t n;

		CHECK_OK(filter_parse(db, test_arena(), *r->filters, V_NEWEST,
		    p, parse(r->query, p), &where));
		CHECK_OK(list_page(db, test_arena(), r->listing, &where, &by, 0,
		    20, &rows, &n));
		CHECK(n > 0, what);
		check_plan(db, what, r->lite, r->pg);
		if (!fixture_is_pg())
			CHECK(count_in(explain(db), "TEMP B-TREE") <=
				(size_t)r->sorts,
			    str_f(test_arena(), "%s sorts:\n%s", what,
				explain(db).p)
				.p);
	}
	db_close(db);
}

/* Ids of a page, by the order of that name. */
static struct str
page_of(struct db *db, const char *query, const char *order, int64_t offset)
{
	struct ordering by =
	    order_parse(patch_orders, patch_norders, str_c(order), false);
	struct selection where = { .n = 0 };
	struct parameter p[10];
	void *rows;
	size_t n;

	/* Whatever is prepared already, the spy does not see. */
	cache_clear(db);
	CHECK_OK(filter_parse(db, test_arena(), patch_filters, V_NEWEST, p,
	    parse(query, p), &where));
	CHECK_OK(list_page(db, test_arena(), &patch_listing, &where, &by,
	    offset, 20, &rows, &n));
	CHECK_INT(n, 20, query);
	return small_ids(rows, n, sizeof(struct patch));
}

/* What is in some states is merged from lists that an index has in order, and
 * is what sorting all of it gives. */
TEST(pages_of_states_and_delegates_are_merged)
{
	/* clang-format off */
	static const struct {
		const char *query, *lite;
	} t[] = {
		{ "project=1&state=3&archived=0",
		  "thimble_patch_project_state_id (project_id=? AND state_id=? AND archived=?)" },
		{ "project=1&state=1&state=3",
		  "thimble_patch_project_state_id (project_id=? AND state_id=? AND archived=?)" },
		{ "state=3", "thimble_patch_project_state_id (project_id=?" },
		{ "project=1&delegate=1&delegate=2",
		  "thimble_patch_delegate (delegate_id=? AND project_id=? AND state_id=? AND archived=?)" },
	};
	/* clang-format on */
	static const char *const orders[] = { "id", "-id", "date", "-date" };
	struct db *db = open_filled();
	struct str merged[COUNT(t)][COUNT(orders)][3];
	struct engine spy;

	watch(db, &spy);
	for (size_t i = 0; i < COUNT(t) * COUNT(orders) * 3; i++) {
		size_t q = i / 12, o = i / 3 % 4, at = i % 3;

		merged[q][o][at] =
		    page_of(db, t[q].query, orders[o], (int64_t)at * 50);
		CHECK(count_in(str_c(last.text), "m.id") > 0, "merged");
		CHECK_INT(count_in(explain(db), "Seq Scan on patchwork_patch"),
		    0, explain(db).p);
		CHECK(fixture_is_pg() || q == 0 ||
			count_in(explain(db), "MERGE (UNION ALL)") > 0,
		    explain(db).p);
		CHECK(!fixture_is_pg() || q == 0 ||
			count_in(explain(db), "Append") > 0,
		    explain(db).p);
		if (o == 0 && !fixture_is_pg())
			check_plan(db, t[q].query, t[q].lite, "");
	}
	CHECK_OK(db_exec(db, NULL, "DELETE FROM thimble_verified", NO_VALS));
	for (size_t i = 0; i < COUNT(t) * COUNT(orders) * 3; i++) {
		size_t q = i / 12, o = i / 3 % 4, at = i % 3;

		CHECK_STRS(page_of(db, t[q].query, orders[o], (int64_t)at * 50),
		    merged[q][o][at], t[q].query);
		CHECK_INT(count_in(str_c(last.text), "m.id"), 0, "sorted");
	}
	db_close(db);
}

static int64_t
count(struct db *db, const struct row *r)
{
	struct selection where = { .n = 0 };
	struct parameter p[10];
	int64_t total;

	CHECK_OK(filter_parse(db, test_arena(), *r->filters, V_NEWEST, p,
	    parse(r->query, p), &where));
	CHECK_OK(list_count(db, test_arena(), r->listing, &where, &total));
	return total;
}

/* Totals that triggers keep: rows are neither read nor counted. Beside them,
 * what is counted while they are not to be believed. */
TEST(kept_totals_are_sums_of_a_few_rows)
{
	/* clang-format off */
	static const struct row t[] = {
		{ PATCHES, "", false, 0, "t USING PRIMARY KEY (delegate_id=?)",
		  "thimble_patch_total" },
		{ PATCHES, "project=1", false, 0,
		  "t USING PRIMARY KEY (delegate_id=? AND project_id=?)",
		  "thimble_patch_total" },
		{ PATCHES, "project=1&project=2&archived=1", false, 0,
		  "t USING PRIMARY KEY (delegate_id=? AND project_id=?)",
		  "thimble_patch_total" },
		{ PATCHES, "project=1&state=1&state=3&archived=0", false, 0,
		  "t USING PRIMARY KEY (delegate_id=? AND project_id=?"
		  " AND state_id=? AND archived=?)", "thimble_patch_total" },
		{ PATCHES, "project=1&archived=0&delegate=2&delegate=1", false, 0,
		  "t USING PRIMARY KEY (delegate_id=? AND project_id=?)",
		  "thimble_patch_total" },
		{ PATCHES, "state=1", false, 0,
		  "t USING PRIMARY KEY (delegate_id=?)", "thimble_patch_total" },
		{ PATCHES, "delegate=0&delegate=-1", false, 0,
		  "p USING COVERING INDEX", "patchwork_patch" },
		{ EVENTS, "", false, 0, "t", "thimble_event_total" },
		{ EVENTS, "project=1&category=patch-created", false, 0,
		  "t USING PRIMARY KEY (project_id=? AND category=?)",
		  "thimble_event_total" },
		{ COVERS, "project=1", false, 0,
		  "t USING PRIMARY KEY (project_id=?)", "thimble_cover_total" },
		{ SERIES, "project=1&project=2", false, 0,
		  "t USING PRIMARY KEY (project_id=?)", "thimble_series_total" },
	};
	/* clang-format on */
	struct db *db = open_filled();
	struct engine spy;
	int64_t totals[COUNT(t)];

	watch(db, &spy);
	for (size_t i = 0; i < COUNT(t); i++) {
		totals[i] = count(db, &t[i]);
		CHECK(count_in(explain(db),
			  fixture_is_pg() ? t[i].pg : t[i].lite) > 0,
		    explain(db).p);
	}
	CHECK_OK(db_exec(db, NULL, "DELETE FROM thimble_verified", NO_VALS));
	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(count(db, &t[i]), totals[i], t[i].query);
	db_close(db);
}

/* What is counted is read from an index alone. */
TEST(counts_are_answered_by_an_index_alone)
{
	/* clang-format off */
	static const struct row t[] = {
		{ PATCHES, "project=1&since=2010-02-20", false, 0,
		  "COVERING INDEX thimble_patch_project_date (project_id=? AND date>?)",
		  "Index Only Scan using thimble_patch_project_date" },
		{ EVENTS, "project=1&category=patch-created&since=2010-02-20", false, 0,
		  "COVERING INDEX thimble_event_", "thimble_event_" },
		{ EVENTS, "since=2010-02-20", false, 0,
		  "COVERING INDEX thimble_event_date (date>?)",
		  "thimble_event_" },
	};
	/* clang-format on */
	struct db *db = open_filled();
	struct engine spy;

	watch(db, &spy);
	for (size_t i = 0; i < COUNT(t); i++) {
		CHECK(count(db, &t[i]) > 0, t[i].query);
		check_plan(db, t[i].query, t[i].lite, t[i].pg);
	}
	db_close(db);
}

/* What hangs on a page of rows: by their ids, never by a scan. */
TEST(children_are_found_by_their_parents)
{
	static const int64_t v[] = { 7, 8, 9, 10 };
	struct ids ids = { v, COUNT(v) };
	struct arena *a = test_arena();
	struct db *db = open_filled();
	struct engine spy;
	struct check_counts *counts, *counted;
	struct patch_count *comments;
	struct patch_tag_count *tags;
	struct comments talk;
	struct comment *texts;
	struct series *series;
	struct patch *patches;
	struct check *checks;
	struct pairs pairs;
	size_t n, k;

	watch(db, &spy);
	CHECK_OK(comment_list(db, a, COMMENT_PATCH, 7, &talk));
	check_plan(db, "comments", "(patch_id=?)", "Index");
	CHECK_OK(comment_next(db, a, &talk, &texts, &n));
	CHECK(n > 0, "comments");
	check_plan(db, "their texts", "c USING INTEGER PRIMARY KEY (rowid=?)",
	    "patchwork_patchcomment");
	CHECK_OK(comment_list(db, a, COMMENT_COVER, 1, &talk));
	check_plan(db, "comments of a cover", "(cover_id=?)", "Index");
	CHECK_OK(comment_list_trailers(db, a, COMMENT_PATCH, 7, &talk));
	check_plan(db, "trailers", "(patch_id=?)", "Index");
	CHECK_OK(comment_list_trailers(db, a, COMMENT_COVER, 1, &talk));
	check_plan(db, "trailers of a cover", "(cover_id=?)", "Index");
	CHECK_OK(patch_count_comments(db, a, ids, &comments, &n));
	check_plan(db, "counts of comments", "(patch_id=?)", "Index");
	CHECK_OK(patch_count_tags(db, a, ids, &tags, &n));
	check_plan(db, "tags", "(patch_id=?)", "Index");
	CHECK_OK(check_list_current(db, a, ids, &checks, &n));
	check_plan(db, "checks", "(patch_id=?)", "patch_id_e517f972");
	CHECK_OK(check_count(db, a, ids, &counts, &n));
	check_plan(db, "counts of checks", "k USING INTEGER PRIMARY KEY",
	    "thimble_patch_check_pkey");
	CHECK_OK(db_exec(db, NULL, "DELETE FROM thimble_verified", NO_VALS));
	CHECK_OK(check_count(db, a, ids, &counted, &k));
	check_plan(db, "checks counted", "(patch_id=?)", "patch_id_e517f972");
	CHECK_INT(k, n, "the same");
	for (size_t i = 0; i < n; i++)
		CHECK(memcmp(&counts[i], &counted[i], sizeof(*counts)) == 0,
		    "kept as counted");
	CHECK_OK(patch_list_series(db, a, ids, &patches, &n));
	check_plan(db, "patches of series", "(series_id=?)", "series_id");
	CHECK_OK(patch_list_around(db, a, 7, 4, &patches, &n));
	check_plan(db, "patches around one",
	    "q USING INDEX patchwork_patch_series_id", "series_id");
	CHECK_OK(cover_list_series(db, a, ids, &series, &n));
	check_plan(
	    db, "series of covers", "(cover_letter_id=?)", "cover_letter_id");
	CHECK_OK(series_list_dependencies(db, a, ids, &pairs));
	check_plan(db, "dependencies", "(from_series_id=?)", "Index");
	db_close(db);
}

/* The cost of a mail must not grow with the archive (decisions.md 11). */
TEST(look_ups_of_a_mail_are_by_an_index)
{
	struct arena *a = test_arena();
	struct db *db = open_filled();
	struct series like = {
		.project = 1, .submitter = 7, .version = 1, .total = 1
	};
	enum comment_kind kind;
	struct engine spy;
	struct series *series, one;
	struct dependency d;
	struct naming naming;
	struct person person;
	struct ids ids;
	int64_t id;
	bool has;
	size_t n;

	watch(db, &spy);
	CHECK_OK(lookup_person(db, a, S("P77@x"), &person));
	check_plan(db, "person", "thimble_person_email (email=?)",
	    "thimble_person_email");
	CHECK_OK(filter_person_ids(db, a, S("P77@x"), &ids));
	check_plan(db, "persons", "thimble_person_email (email=?)",
	    "thimble_person_email");
	CHECK_OK(lookup_parent(db, a, 1, S("<p777@x>"), &kind, &id) == OK
		? OK
		: lookup_parent(db, a, 2, S("<p777@x>"), &kind, &id));
	check_plan(db, "parent", "(msgid=? AND project_id=?)", "msgid");
	CHECK_INT(
	    lookup_patch(db, 1, S("<none@x>"), &id), ERR_NOT_FOUND, "none");
	check_plan(db, "patch", "(msgid=? AND project_id=?)", "msgid");
	CHECK_INT(
	    lookup_cover(db, 1, S("<none@x>"), &id), ERR_NOT_FOUND, "none");
	check_plan(db, "cover", "(msgid=? AND project_id=?)", "msgid");
	CHECK_INT(lookup_stored(db, 1, true, S("<none@x>"), NOW, &id),
	    ERR_NOT_FOUND, "none");
	check_plan(db, "stored", "(msgid=? AND project_id=?)", "msgid");
	CHECK_INT(
	    lookup_comment(db, 1, COMMENT_PATCH,
		&(struct comment){ .parent = 7, .msgid = S("<none@x>") }, &id),
	    ERR_NOT_FOUND, "none");
	check_plan(db, "comment", "(msgid=?)", "msgid");
	CHECK_INT(lookup_series(db, a, 1, S("<none@x>"), &one), ERR_NOT_FOUND,
	    "none");
	check_plan(
	    db, "series", "(project_id=? AND msgid=?)", "project_id_msgid");
	CHECK_OK(lookup_series_like(
	    db, a, &like, 0, INT64_C(4102444800000000), &series, &n));
	check_plan(
	    db, "series like", "(project_id=? AND date>? AND date<?)", "Index");
	CHECK_OK(lookup_dependency_mail(db, a, 1, S("<p777@x>"), &d));
	check_plan(db, "dependency", "(msgid=?)", "msgid");
	CHECK_OK(lookup_naming(db, a, 77, &naming));
	check_plan(db, "naming", "(series_id=? AND number=?)", "series_id");
	CHECK_OK(lookup_number(db, 77, 1, &has));
	check_plan(db, "number", "(series_id=? AND number=?)", "series_id");
	CHECK_OK(person_ids_of_user(db, a, 2, &ids));
	check_plan(db, "persons of a user", "(user_id=?)", "Index");
	db_close(db);
}

TEST(who_is_of_a_project_is_known_by_an_index)
{
	struct db *db = open_filled();
	struct arena *a = test_arena();
	struct engine spy;
	struct person person;
	struct user user;
	struct ids ids;
	enum err e;

	watch(db, &spy);
	e = person_get_within(db, a, 99, 2, &person);
	CHECK_INT(e, ERR_NOT_FOUND, "person");
	check_plan(db, "person", "(submitter_id=?", "submitter");
	e = user_get_within(db, a, 99, 1, &user);
	CHECK_INT(e, ERR_NOT_FOUND, "user");
	check_plan(db, "user", "(delegate_id=? AND project_id=?)", "delegate");
	CHECK_OK(user_ids_named_within(db, a, 99, S("a"), &ids));
	check_plan(db, "users", "(delegate_id=? AND project_id=?)", "delegate");
	db_close(db);
}
