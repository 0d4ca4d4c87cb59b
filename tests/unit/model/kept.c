/* Writers and readers beside the triggers that keep totals and checks. */
#include <sys/wait.h>
#include <unistd.h>

#include "db/kept.h"
#include "model/check.h"
#include "model/check_change.h"
#include "model/list.h"
#include "small.h"
#include "test.h"

static int64_t
get_int(struct db *db, const char *query)
{
	struct sql q;
	int64_t n;

	sql_init(&q, test_arena());
	buf_add(&q.text, str_c(query));
	CHECK_OK(db_int_sql(db, &n, &q));
	return n;
}

TEST_ON_PG(who_counts_sums_up_the_changes_of_many_writers)
{
	static const struct selection all;
	struct db *db = small_open();
	int64_t before, total, n = LIMIT_UNFOLDED + 10;

	CHECK_OK(list_count(db, test_arena(), &cover_listing, &all, &before));
	for (int64_t i = 0; i < n; i++)
		CHECK_OK(db_exec(db, NULL,
		    "INSERT INTO patchwork_cover (msgid, date, headers, name,"
		    " project_id, submitter_id) VALUES (?, ?, '', '', 1, 1)",
		    VALS(v_str(str_f(test_arena(), "<%d>", (int)i)),
			v_time(NOW))));
	CHECK(get_int(db, "SELECT count(*) FROM thimble_cover_total") >= n,
	    "a row a change");
	CHECK_OK(list_count(db, test_arena(), &cover_listing, &all, &total));
	CHECK_INT(total, before + n, "total");
	CHECK_INT(get_int(db, "SELECT count(*) FROM thimble_cover_total"), 1,
	    "rows after that");
	CHECK_OK(list_count(db, test_arena(), &cover_listing, &all, &total));
	CHECK_INT(total, before + n, "the same total");
	db_close(db);
}

/* The changes of an archive: what was summed up leaves no room behind it that
 * everyone would read through. */
TEST_ON_PG(room_of_changes_is_used_again)
{
	struct db *db = small_open();

	for (int i = 0; i < 40; i++) {
		CHECK_OK(db_exec(db, NULL,
		    "INSERT INTO thimble_event_total (project_id, category, n)"
		    " SELECT 1, 'x', i % 2 * 2 - 1"
		    " FROM generate_series(1, 1000) i",
		    NO_VALS));
		CHECK_OK(kept_fold(db, KEPT_EVENT_TOTAL));
		CHECK_OK(kept_clean(db));
	}
	/* That of two times, in pages of 8 KiB with 140 rows. */
	CHECK(get_int(db, "SELECT pg_relation_size('thimble_event_total')") <=
		2 * 1000 / 140 * 8192,
	    "pages");
	db_close(db);
}

/* As a front end does; status 0 if it was added. */
static pid_t
add_in_child(void)
{
	struct check c = { .patch = 1,
		.user = CI,
		.state = CHECK_FAIL,
		.context = S("second"),
		.target_url = S(""),
		.description = S("") };
	struct db *db;
	int64_t id;
	pid_t pid = fork();

	if (pid != 0)
		return pid;
	if (db_open(&(struct db_options){ .url = fixture_url() }, &db) != OK)
		_exit(1);
	_exit(check_add(db, &c, NOW, &id) != OK);
}

/* Django's foreign keys are looked at when it commits. If the patch were
 * locked against them, each of the two would wait for the other. */
TEST_ON_PG(a_check_of_djangos_and_one_of_ours_do_not_stand_in_each_others_way)
{
	struct db *db = small_open();
	struct difference *wrong;
	size_t nwrong;
	int status = -1;
	pid_t pid;

	CHECK_OK(db_begin(db));
	CHECK_OK(db_exec(db, NULL,
	    "INSERT INTO patchwork_check (patch_id, user_id, date, state,"
	    " context) VALUES (1, 1, ?, 1, 'first')",
	    VALS(v_time(NOW))));
	pid = add_in_child();
	while (
	    get_int(db, "SELECT count(*) FROM pg_locks WHERE NOT granted") == 0)
		usleep(1000);
	CHECK_OK(db_commit(db));
	CHECK_INT(waitpid(pid, &status, 0), pid, "wait");
	CHECK_INT(status, 0, "child");
	CHECK_INT(get_int(db,
		      "SELECT count(*) FROM patchwork_check WHERE context"
		      " IN ('first', 'second')"),
	    2, "both are there");
	/* The second was counted when the first could be seen. */
	CHECK_OK(
	    kept_compare(db, test_arena(), KEPT_PATCH_CHECK, &wrong, &nwrong));
	CHECK_INT(nwrong, 0, "both are counted");
	db_close(db);
}

/* While nothing of what triggers keep is to be believed. */
TEST(checks_are_counted_where_nothing_is_kept)
{
	static const int64_t v[] = { 1, 2, 3 };
	struct ids ids = { v, COUNT(v) };
	struct check_counts *kept, *counted;
	struct db *db = small_open();
	size_t n, k;

	CHECK_OK(check_count(db, test_arena(), ids, &kept, &n));
	CHECK_INT(n, 2, "patches with checks");
	CHECK_OK(db_exec(db, NULL, "DELETE FROM thimble_verified", NO_VALS));
	CHECK_OK(check_count(db, test_arena(), ids, &counted, &k));
	CHECK_INT(k, n, "patches");
	for (size_t i = 0; i < n; i++) {
		CHECK_INT(counted[i].patch, kept[i].patch, "patch");
		CHECK_INT(check_combine(&counted[i]), check_combine(&kept[i]),
		    "state");
	}
	db_close(db);
}

/* On SQLite the triggers read all checks of a patch for each. */
TEST_ON_PG(more_checks_than_are_read_together_are_counted)
{
	static const int64_t v[] = { 1, 2, 3 };
	struct db *db = small_open();
	struct check_counts *c;
	size_t n;

	CHECK_OK(db_exec(db, NULL,
	    "INSERT INTO patchwork_check (date, state, context, patch_id,"
	    " user_id) WITH RECURSIVE x(i) AS (SELECT 1 UNION ALL"
	    " SELECT i + 1 FROM x WHERE i <= ?)"
	    " SELECT c.date, 2, 'c' || i, 3, c.user_id"
	    " FROM patchwork_check c, x WHERE c.id = 1",
	    VALS(v_int(LIMIT_PAIRS))));
	CHECK_OK(db_exec(db, NULL, "DELETE FROM thimble_verified", NO_VALS));
	CHECK_OK(
	    check_count(db, test_arena(), (struct ids){ v, COUNT(v) }, &c, &n));
	CHECK_INT(n, 3, "patches");
	CHECK_INT(c[2].patch, 3, "the third");
	CHECK_INT(c[2].warning + c[2].success + c[2].fail + c[2].pending,
	    LIMIT_PAIRS + 1, "its checks");
	db_close(db);
}
