/*
 * What the lists of a big archive cost: fills a database with a made-up one
 * (unless it has patches already) and times the model's queries on it.
 *
 *	bench-model URL PATCHES [fill]
 *
 * Prints lines for bench/run; the bounds are for 200,000 patches. With fill
 * it ends when the database is full, for bench/api.bench.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/time.h"
#include "db/migrate.h"
#include "model/check.h"
#include "model/comment.h"
#include "model/cover.h"
#include "model/event_list.h"
#include "model/patch.h"
#include "model/project.h"
#include "model/series.h"

#define NOW INT64_C(1473595200000000)

struct bench {
	struct db *db;
	struct arena *a;
	const char *engine;
	int64_t patches;
};

static void
must(enum err e)
{
	if (e == OK)
		return;
	fprintf(stderr, "bench-model: %s\n", err_message());
	exit(1);
}

/* clang-format off */
/* One row a number, i of 1..count. */
#define ROWS "WITH RECURSIVE n(i) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT i + 1 FROM n" \
	" WHERE i < ?) "
/* A number that looks like chance, 0..99, of an integer. */
#define CHANCE(of) "(((" of ") * 7919 + 13) % 10007 % 100)"
#define SERIES(of) "((" of " + 2) / 3)"
/* Half of all in one project, the rest in ever smaller ones. */
#define PROJECT(of) "(CASE WHEN " CHANCE(SERIES(of)) " < 50 THEN 1" \
	" WHEN " CHANCE(SERIES(of)) " < 70 THEN 2" \
	" WHEN " CHANCE(SERIES(of)) " < 82 THEN 3" \
	" WHEN " CHANCE(SERIES(of)) " < 90 THEN 4" \
	" ELSE 5 + " CHANCE(SERIES(of)) " % 5 END)"
#define PERSON(of) "(1 + " SERIES(of) " * 31 % (? / 40))"
/* Twenty minutes apart. */
#define DATE(of) SQL2("strftime('%Y-%m-%d %H:%M:%S', 1262304000 + 1200 * (" of "), 'unixepoch')", \
	"to_timestamp(1262304000 + 1200 * (" of "))")
#define TEXT(size) "substr(CAST(? AS text), CAST(1 + i % 997 AS integer), " size ")"

/* In the order of their references; values in the order they stand. */
enum { COUNT_ALL = 1, COUNT_THIRD, COUNT_FORTIETH, COUNT_SIXTH };
/* clang-format on */

static void
run(struct bench *b, const char *what, const struct sql *q)
{
	must(db_begin(b->db));
	must(db_exec_sql(b->db, NULL, q));
	must(db_commit(b->db));
	fprintf(stderr, "filled %s\n", what);
}

static struct str
random_text(struct arena *a)
{
	static const char letters[] =
	    "abcdefghijklmnopqrstuvwxyz ,.\n(){};=+-*/ABCDEFGH0123456789    ";
	char *p = arena_alloc(a, 8192);
	uint64_t r = 88172645463325252u;

	for (size_t i = 0; i < 8192; i++) {
		r ^= r << 13, r ^= r >> 7, r ^= r << 17;
		p[i] = letters[r % (sizeof(letters) - 1)];
	}
	return str_n(p, 8192);
}

static void
fill(struct bench *b)
{
	struct value n = v_int(b->patches), third = v_int((b->patches + 2) / 3);
	struct value persons = v_int(b->patches / 40);
	struct value text = v_str(random_text(b->a));
	struct sql *q = arena_new(b->a, struct sql);

	/* clang-format off */
#define FILL(what, statement, ...) \
	sql_init(q, b->a); \
	sql_add(q, statement, VALS(__VA_ARGS__)); \
	run(b, what, q)

	FILL("users", "INSERT INTO auth_user (password, is_superuser, username,"
	    " first_name, last_name, email, is_staff, is_active, date_joined) "
	    ROWS "SELECT '!', false, 'user' || i, '', '', 'user' || i ||"
	    " '@example.org', false, true, " DATE("i") " FROM n", v_int(50));
	FILL("projects", "INSERT INTO patchwork_project (linkname, name, listid,"
	    " listemail, subject_match, web_url, scm_url, webscm_url,"
	    " list_archive_url, list_archive_url_format, commit_url_format,"
	    " send_notifications, use_tags, show_dependencies) "
	    ROWS "SELECT 'project' || i, 'Project ' || i, 'list' || i, '', '',"
	    " '', '', '', '', '', '', false, true, false FROM n", v_int(10));
	FILL("persons", "INSERT INTO patchwork_person (email, name) "
	    ROWS "SELECT 'person' || i || '@example.org', 'Person ' || i FROM n",
	    persons);
	FILL("covers", "INSERT INTO patchwork_cover (msgid, date, headers, content,"
	    " name, project_id, submitter_id) "
	    ROWS "SELECT '<cover' || i || '@example.org>', " DATE("6 * i") ", "
	    TEXT("2000") ", " TEXT("800") ", '[0/3] Cover ' || i, "
	    PROJECT("6 * i") ", " PERSON("6 * i") " FROM n",
	    v_int(b->patches / 6), text, text, n);
	FILL("series", "INSERT INTO patchwork_series (name, date, version, total,"
	    " project_id, submitter_id, cover_letter_id) "
	    ROWS "SELECT 'Series ' || i, " DATE("3 * i") ", 1 + i % 3, 3, "
	    PROJECT("3 * i") ", " PERSON("3 * i") ", CASE WHEN i % 2 = 0 AND"
	    " i / 2 <= ? / 6 THEN i / 2 END FROM n", third, n, n);
	FILL("patches", "INSERT INTO patchwork_patch (msgid, date, headers, content,"
	    " name, project_id, submitter_id, archived, delegate_id, diff, hash,"
	    " number, series_id, state_id) "
	    ROWS "SELECT '<' || i || '@example.org>', " DATE("i") ", "
	    TEXT("2500") ", " TEXT("700") ", '[' || (1 + (i - 1) % 3) || '/3] subsystem'"
	    " || (i % 40) || ': change ' || i, " PROJECT("i") ", " PERSON("i")
	    ", i < ? * 7 / 10 AND " CHANCE("i") " > 30,"
	    " CASE WHEN " CHANCE("i + 5") " < 30 THEN 1 + i % 50 END, "
	    TEXT("3000") ", substr('0123456789abcdef0123456789abcdef' || i ||"
	    " '0123456789', 1, 40), 1 + (i - 1) % 3, " SERIES("i") ","
	    " CASE WHEN i > ? * 97 / 100 OR " CHANCE("i + 1") " < 2 THEN 1 + i % 2"
	    " WHEN " CHANCE("i + 1") " < 62 THEN 3 WHEN " CHANCE("i + 1")
	    " < 82 THEN 9 WHEN " CHANCE("i + 1") " < 94 THEN 7 ELSE 4 END FROM n",
	    n, text, text, n, n, text, n);
	FILL("comments", "INSERT INTO patchwork_patchcomment (msgid, date, headers,"
	    " content, submitter_id, patch_id) "
	    ROWS "SELECT '<c' || i || '@example.org>', " DATE("i * 2 / 3 + 30") ", "
	    TEXT("2500") ", " TEXT("1500") ", " PERSON("i") ", 1 + i * 2 / 3 FROM n",
	    v_int(b->patches * 3 / 2 - 2), text, text, n);
	FILL("comments of covers", "INSERT INTO patchwork_covercomment (msgid, date,"
	    " headers, content, submitter_id, cover_id) "
	    ROWS "SELECT '<d' || i || '@example.org>', " DATE("6 * i + 30") ", "
	    TEXT("2500") ", " TEXT("1500") ", " PERSON("i") ", i FROM n",
	    v_int(b->patches / 6), text, text, n);
	FILL("checks", "INSERT INTO patchwork_check (date, state, target_url,"
	    " description, context, user_id, patch_id) "
	    ROWS "SELECT " DATE("? / 2 + i / 3") ", CASE WHEN " CHANCE("i") " < 5 THEN 3"
	    " WHEN " CHANCE("i") " < 15 THEN 2 ELSE 1 END, 'https://ci.example.org/' || i,"
	    " 'Everything was built', 'context-' || (i % 3), 1 + i % 3,"
	    " ? / 2 + 1 + (i - 1) / 3 FROM n", v_int(b->patches * 3 / 2), n, n);
	FILL("tags", "INSERT INTO patchwork_patchtag (count, tag_id, patch_id) "
	    ROWS "SELECT 1 + i % 2, 1 + i % 3, i * 3 FROM n",
	    v_int(b->patches / 3));
	FILL("events", "INSERT INTO patchwork_event (category, date, project_id,"
	    " patch_id, series_id, previous_state_id, current_state_id) "
	    ROWS "SELECT CASE k WHEN 0 THEN 'patch-created' WHEN 1 THEN"
	    " 'patch-completed' ELSE 'patch-state-changed' END, "
	    DATE("i + k * 100") ", " PROJECT("i") ", i,"
	    " CASE WHEN k = 1 THEN " SERIES("i") " END,"
	    " CASE WHEN k = 2 THEN 1 END, CASE WHEN k = 2 THEN 3 END"
	    " FROM n CROSS JOIN (SELECT 0 AS k UNION ALL SELECT 1"
	    " UNION ALL SELECT 2) e", n);
	FILL("events of series", "INSERT INTO patchwork_event (category, date,"
	    " project_id, series_id) "
	    ROWS "SELECT CASE k WHEN 0 THEN 'series-created' ELSE"
	    " 'series-completed' END, " DATE("3 * i + k") ", " PROJECT("3 * i") ", i"
	    " FROM n CROSS JOIN (SELECT 0 AS k UNION ALL SELECT 1) e", third);
	/* clang-format on */
	must(db_exec(b->db, NULL, SQL2("ANALYZE", "VACUUM ANALYZE"), NO_VALS));
}

/* Milliseconds. */
static double
clock_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (double)ts.tv_sec * 1e3 + (double)ts.tv_nsec / 1e6;
}

static int
compare(const void *p, const void *q)
{
	double a = *(const double *)p, b = *(const double *)q;

	return (a > b) - (a < b);
}

typedef void measured_fn(struct bench *b);

/* The median of several runs, after one that warms up. */
static void
measure(struct bench *b, const char *what, double most, measured_fn *fn)
{
	enum { RUNS = 7 };
	double took[RUNS];

	fn(b);
	for (int i = 0; i < RUNS; i++) {
		struct arena_mark mark = arena_mark(b->a);
		double start = clock_ms();

		fn(b);
		took[i] = clock_ms() - start;
		arena_reset(b->a, mark);
	}
	qsort(took, RUNS, sizeof(*took), compare);
	printf("%s, %s: %.2f ms (at most %g)\n", b->engine, what,
	    took[RUNS / 2], most);
	fflush(stdout);
}

static struct selection where;
static int64_t offset, limit;
static const char *order;
static const struct listing *listing;
static const struct order *orders;
static size_t norders;

static void
run_page(struct bench *b)
{
	struct ordering by = order_parse(orders, norders, str_c(order), false);
	void *rows;
	size_t n;

	must(list_page(
	    b->db, b->a, listing, &where, &by, offset, limit, &rows, &n));
	assert(n > 0);
}

static void
run_count(struct bench *b)
{
	int64_t n;

	must(list_count(b->db, b->a, listing, &where, &n));
	assert(n > 0);
}

struct row {
	const char *what;
	const struct listing *listing;
	const struct order *orders;
	const size_t *norders;
	const struct filters *filters;
	const char *query; /* "a=1&b=2" */
	const char *order;
	int64_t offset;    /* of a page of 100; -1: the count */
	double sqlite, pg; /* ms at most */
};

/* clang-format off */
#define PATCHES &patch_listing, patch_orders, &patch_norders, &patch_filters
#define COVERS &cover_listing, cover_orders, &cover_norders, &cover_filters
#define EVENTS &event_listing, event_orders, &event_norders, &event_filters
#define SERIESES &series_listing, series_orders, &series_norders, &series_filters
#define CHECKS &check_listing, check_orders, &check_norders, &check_filters

static const struct row rows[] = {
	{ "patches, first page", PATCHES, "", "id", 0, 10, 10 },
	{ "patches, newest by id", PATCHES, "", "-id", 0, 10, 10 },
	{ "patches, newest by date", PATCHES, "", "-date", 0, 10, 10 },
	{ "patches, half way", PATCHES, "", "id", 100000, 60, 60 },
	{ "patches of a big project by id", PATCHES, "project=1", "id", 0, 10, 10 },
	{ "patches of a big project by -id", PATCHES, "project=1", "-id", 0, 10, 10 },
	{ "patches of a big project by -date", PATCHES, "project=1", "-date", 0, 10, 10 },
	{ "patches of a big project, last pages", PATCHES, "project=1", "-date", 90000, 60, 60 },
	{ "patches of a small project by id", PATCHES, "project=9", "id", 0, 10, 10 },
	{ "patches of a small project by -date", PATCHES, "project=9", "-date", 0, 10, 10 },
	{ "patches of a project in two states", PATCHES, "project=1&state=1&state=2&archived=0", "-date", 0, 10, 10 },
	{ "patches of a small project in two states", PATCHES, "project=9&state=1&state=2&archived=0", "-date", 0, 10, 10 },
	{ "patches of a project in a rare state by id", PATCHES, "project=1&state=2", "id", 0, 20, 20 },
	{ "patches of a state", PATCHES, "state=1", "-date", 0, 20, 20 },
	{ "patches of a delegate", PATCHES, "project=1&delegate=7&archived=0", "-date", 0, 20, 20 },
	{ "patches of a person", PATCHES, "submitter=7", "-date", 0, 10, 10 },
	{ "patches of a series", PATCHES, "series=77", "id", 0, 10, 10 },
	{ "patches by message id", PATCHES, "msgid=77@example.org", "id", 0, 10, 10 },
	{ "patches by hash", PATCHES, "hash=0123456789abcdef0123456789abcdef77012345", "id", 0, 10, 10 },
	{ "patches since", PATCHES, "project=1&since=2011-05-01", "date", 0, 10, 10 },
	{ "patches since, by id", PATCHES, "project=1&since=2011-06-01", "id", 0, 20, 20 },
	{ "patches by name", PATCHES, "project=9", "name", 0, 30, 30 },
	{ "events, newest", EVENTS, "", "-date", 0, 10, 10 },
	{ "events of a big project", EVENTS, "project=1", "-date", 0, 10, 10 },
	{ "events of a small project", EVENTS, "project=9", "-date", 0, 10, 10 },
	{ "events since", EVENTS, "project=1&since=2011-06-01", "date", 0, 10, 10 },
	{ "events of a kind", EVENTS, "category=series-completed", "-date", 0, 20, 20 },
	{ "events of a kind in a project", EVENTS, "category=series-completed&project=1", "-date", 0, 20, 20 },
	{ "events of a patch", EVENTS, "patch=777", "-date", 0, 10, 10 },
	{ "events of a series", EVENTS, "series=77", "-date", 0, 10, 10 },
	{ "covers of a big project by -date", COVERS, "project=1", "-date", 0, 10, 10 },
	{ "cover of a series", COVERS, "series=78", "id", 0, 10, 10 },
	{ "series of a big project by -date", SERIESES, "project=1", "-date", 0, 10, 10 },
	{ "series of a big project by id", SERIESES, "project=1", "-id", 0, 10, 10 },
	{ "series of a person", SERIESES, "submitter=7", "id", 0, 10, 10 },

	{ "count of patches", PATCHES, "", NULL, -1, 50, 50 },
	{ "count of a big project", PATCHES, "project=1", NULL, -1, 50, 50 },
	{ "count of a small project", PATCHES, "project=9", NULL, -1, 50, 50 },
	{ "count of a project in two states", PATCHES, "project=1&state=1&state=2&archived=0", NULL, -1, 50, 50 },
	{ "count of a project in a common state", PATCHES, "project=1&state=3&archived=0", NULL, -1, 50, 50 },
	{ "count of a state", PATCHES, "state=3", NULL, -1, 50, 50 },
	{ "count of a project and state", PATCHES, "project=2&state=9", NULL, -1, 50, 50 },
	{ "count of a delegate", PATCHES, "project=1&delegate=7&archived=0", NULL, -1, 50, 50 },
	{ "count of a person", PATCHES, "submitter=7", NULL, -1, 50, 50 },
	{ "count since", PATCHES, "project=1&since=2011-05-01", NULL, -1, 50, 50 },
	{ "count of events", EVENTS, "", NULL, -1, 200, 200 },
	{ "count of events of a project", EVENTS, "project=1", NULL, -1, 200, 200 },
	{ "count of events of a kind in a project", EVENTS, "project=1&category=patch-created", NULL, -1, 200, 200 },
	{ "count of events since", EVENTS, "project=1&since=2011-06-01", NULL, -1, 50, 50 },
};
/* clang-format on */

static void
select_row(struct bench *b, const struct row *row)
{
	struct parameter parameters[10];
	struct str rest = str_c(row->query), part;
	size_t n = 0;

	while (rest.n > 0) {
		if (!str_cut(rest, '&', &part, &rest)) {
			part = rest;
			rest = S("");
		}
		parameters[n].had_nul = false;
		if (str_cut(
			part, '=', &parameters[n].name, &parameters[n].value))
			n++;
	}
	where = (struct selection){ .n = 0 };
	must(filter_parse(
	    b->db, b->a, *row->filters, V_NEWEST, parameters, n, &where));
	listing = row->listing;
	orders = row->orders;
	norders = *row->norders;
	order = row->order;
	/* Deep pages are as deep in a smaller archive. */
	offset = row->offset * b->patches / 200000;
	limit = 100;
}

static void
search(struct bench *b)
{
	where = (struct selection){ .n = 0 };
	select_id(&where, b->a, (struct sql_text)SQL("p.project_id"), 1);
	filter_search(patch_search, 1, S("change 17"), &where);
	listing = &patch_listing;
	orders = patch_orders;
	norders = patch_norders;
	order = "-date";
	offset = 0;
	run_page(b);
}

static void
search_count(struct bench *b)
{
	where = (struct selection){ .n = 0 };
	select_id(&where, b->a, (struct sql_text)SQL("p.project_id"), 1);
	filter_search(patch_search, 1, S("change 17"), &where);
	listing = &patch_listing;
	run_count(b);
}

static void
view(struct bench *b)
{
	struct patch_view v = { .project = 1 };
	struct patch *patches;
	int64_t total;
	size_t n;

	must(patch_view_read(b->db, b->a, &v));
	must(patch_view_count(b->db, b->a, &v, &total));
	must(patch_view_page(b->db, b->a, &v, 0, 100, &patches, &n));
	assert(n == 100);
}

/* What the web shows beside a page of patches. */
static void
view_beside(struct bench *b)
{
	struct patch_view v = { .project = 1 };
	struct patch_tag_count *tags;
	struct patch_count *comments;
	struct check_counts *checks;
	struct patch *patches;
	struct ids ids;
	size_t n, k;

	must(patch_view_read(b->db, b->a, &v));
	must(patch_view_page(b->db, b->a, &v, 0, 100, &patches, &n));
	ids = IDS_OF(b->a, patches, n, patch, id);
	must(patch_count_comments(b->db, b->a, ids, &comments, &k));
	must(patch_count_tags(b->db, b->a, ids, &tags, &k));
	must(check_count(b->db, b->a, ids, &checks, &k));
	assert(k > 0);
}

static void
project_counts(struct bench *b)
{
	static const int64_t v[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
	struct project_counts *counts;
	size_t n;

	must(project_count_patches(
	    b->db, b->a, (struct ids){ v, COUNT(v) }, &counts, &n));
	assert(n > 0);
}

static void
one_patch(struct bench *b)
{
	struct comments comments;
	struct comment *v;
	struct patch p;
	size_t n;

	must(patch_find(b->db, b->a, 1, S("<2@example.org>"), &p) ==
		    ERR_NOT_FOUND
		? patch_get(b->db, b->a, b->patches / 2, &p)
		: OK);
	must(patch_get(b->db, b->a, b->patches / 2 + 1, &p));
	must(comment_list(b->db, b->a, COMMENT_PATCH, p.id, &comments));
	must(comment_next(b->db, b->a, &comments, &v, &n));
	assert(n > 0);
}

int
main(int argc, char **argv)
{
	struct bench b = { .a = arena_open() };
	struct migration m;
	int64_t n;
	bool pg;

	if (argc != 3 && argc != 4) {
		fprintf(stderr, "usage: bench-model URL PATCHES [fill]\n");
		return 64;
	}
	must(time_set_zone("UTC"));
	pg = strncmp(argv[1], "sqlite:", 7) != 0;
	b.engine = pg ? "pg" : "sqlite";
	b.patches = atoll(argv[2]);
	must(db_open(
	    &(struct db_options){ .url = argv[1], .create = true }, &b.db));
	must(migrate_read(b.db, b.a, &m));
	if (m.missing > 0)
		must(migrate_apply(b.db, b.a, NOW, NULL));
	must(db_int(b.db, &n,
	    "SELECT COALESCE(max(id), 0) FROM patchwork_patch", NO_VALS));
	if (n == 0)
		fill(&b);
	if (argc == 4)
		return 0;
	for (size_t i = 0; i < COUNT(rows); i++) {
		select_row(&b, &rows[i]);
		measure(&b, rows[i].what, pg ? rows[i].pg : rows[i].sqlite,
		    rows[i].offset < 0 ? run_count : run_page);
	}
	measure(&b, "search in a project", 600, search);
	measure(&b, "count of a search in a project", 600, search_count);
	measure(&b, "the web's list, page and count", 50, view);
	measure(&b, "the web's list, what stands beside", 50, view_beside);
	measure(&b, "counts of ten projects", 200, project_counts);
	measure(&b, "a patch and its comments", 5, one_patch);
	db_close(b.db);
	arena_close(b.a);
	return 0;
}
