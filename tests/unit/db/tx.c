/* Transactions, savepoints and locks, the same on both engines. */
#include <dirent.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/time.h"
#include "db/engine.h"
#include "fixture.h"
#include "test.h"

static struct db *
open_things(void)
{
	struct db *db = fixture_open();

	CHECK_OK(db_script(db,
	    "CREATE TABLE parents (id integer PRIMARY KEY);"
	    "CREATE TABLE things (id integer PRIMARY KEY,"
	    " parent integer REFERENCES parents (id)"
	    " DEFERRABLE INITIALLY DEFERRED)"));
	return db;
}

static enum err
add(struct db *db, int64_t id)
{
	return db_exec(
	    db, NULL, "INSERT INTO things (id) VALUES (?)", VALS(v_int4(id)));
}

/* How many there are, as another connection sees it. */
static int64_t
count(void)
{
	struct db *db = fixture_connect(&(struct db_options){ .url = NULL });
	int64_t n;

	CHECK_OK(db_int(db, &n, "SELECT count(*) FROM things", NO_VALS));
	db_close(db);
	return n;
}

TEST(what_is_committed_is_seen_by_others)
{
	struct db *db = open_things();

	CHECK_OK(db_begin(db));
	CHECK(db_in_transaction(db), "inside");
	CHECK_OK(add(db, 1));
	CHECK_INT(count(), 0, "not yet");
	CHECK_OK(db_commit(db));
	CHECK(!db_in_transaction(db), "outside");
	CHECK_INT(count(), 1, "now");
	db_close(db);
}

TEST(what_is_rolled_back_is_not)
{
	struct db *db = open_things();

	CHECK_OK(db_begin(db));
	CHECK_OK(add(db, 1));
	db_rollback(db);
	CHECK_INT(count(), 0, "rolled back");
	CHECK_OK(db_begin(db));
	CHECK_OK(add(db, 1));
	db_close(db);
	CHECK_INT(count(), 0, "closed");
}

TEST(an_inner_commit_waits_for_the_outer_one)
{
	struct db *db = open_things();

	CHECK_OK(db_begin(db));
	CHECK_OK(db_begin(db));
	CHECK_OK(add(db, 1));
	CHECK_OK(db_commit(db));
	CHECK_INT(count(), 0, "inner");
	CHECK(db_in_transaction(db), "still inside");
	CHECK_OK(db_commit(db));
	CHECK_INT(count(), 1, "outer");
	db_close(db);
}

TEST(an_inner_rollback_fails_the_outer_commit)
{
	struct db *db = open_things();

	CHECK_OK(db_begin(db));
	CHECK_OK(add(db, 1));
	CHECK_OK(db_begin(db));
	CHECK_OK(add(db, 2));
	db_rollback(db);
	CHECK_INT(db_commit(db), ERR_ABORTED, "outer");
	CHECK(!db_in_transaction(db), "over");
	CHECK_INT(count(), 0, "nothing");
	CHECK_OK(add(db, 3));
	CHECK_INT(count(), 1, "the next one works");
	db_close(db);
}

TEST(after_a_failed_statement_nothing_is_done)
{
	struct db *db = open_things();

	CHECK_OK(add(db, 1));
	CHECK_OK(db_begin(db));
	CHECK_OK(add(db, 2));
	CHECK_INT(add(db, 1), ERR_DUPLICATE, "fails");
	CHECK_INT(add(db, 3), ERR_ABORTED, "then");
	CHECK_INT(db_savepoint(db), ERR_ABORTED, "then");
	CHECK_INT(db_lock(db, LOCK_FOLD, 1), ERR_ABORTED, "then");
	CHECK_INT(db_commit(db), ERR_ABORTED, "commit");
	CHECK_INT(count(), 1, "nothing");
	CHECK_OK(add(db, 2));
	db_close(db);
}

TEST(what_is_refused_before_it_is_sent_fails_nothing)
{
	struct db *db = open_things();

	CHECK_OK(db_begin(db));
	CHECK_INT(add(db, INT64_C(1) << 40), ERR_INVALID, "too big");
	CHECK_OK(add(db, 1));
	CHECK_OK(db_commit(db));
	CHECK_INT(count(), 1, "stored");
	db_close(db);
}

TEST(a_savepoint_undoes_what_follows_it)
{
	struct db *db = open_things();

	CHECK_OK(db_begin(db));
	CHECK_OK(add(db, 1));
	CHECK_OK(db_savepoint(db));
	CHECK_OK(add(db, 2));
	CHECK_INT(add(db, 1), ERR_DUPLICATE, "fails");
	CHECK_OK(db_rollback_to(db));
	CHECK_OK(add(db, 3));
	CHECK_OK(db_commit(db));
	CHECK_INT(count(), 2, "first and last");
	db_close(db);
}

TEST(savepoints_nest)
{
	struct db *db = open_things();

	CHECK_OK(db_begin(db));
	CHECK_OK(db_savepoint(db));
	CHECK_OK(add(db, 1));
	CHECK_OK(db_savepoint(db));
	CHECK_OK(add(db, 2));
	CHECK_OK(db_rollback_to(db));
	CHECK_OK(db_savepoint(db));
	CHECK_OK(add(db, 3));
	CHECK_OK(db_release(db));
	CHECK_OK(db_release(db));
	CHECK_OK(db_commit(db));
	CHECK_INT(count(), 2, "first and third");
	db_close(db);
}

TEST(a_rollback_inside_of_a_savepoint_goes_back_to_it)
{
	struct db *db = open_things();

	CHECK_OK(db_begin(db));
	CHECK_OK(add(db, 1));
	CHECK_OK(db_savepoint(db));
	CHECK_OK(db_begin(db));
	CHECK_OK(add(db, 2));
	db_rollback(db);
	CHECK_INT(db_release(db), ERR_ABORTED, "release");
	CHECK_OK(add(db, 3));
	CHECK_OK(db_commit(db));
	CHECK_INT(count(), 2, "without what was inside");
	db_close(db);
}

TEST(savepoints_have_a_bound)
{
	struct db *db = open_things();

	CHECK_OK(db_begin(db));
	for (int i = 0; i < LIMIT_SAVEPOINTS; i++)
		CHECK_OK(db_savepoint(db));
	CHECK_INT(db_savepoint(db), ERR_TOO_BIG, "too deep");
	CHECK_OK(add(db, 1));
	for (int i = 0; i < LIMIT_SAVEPOINTS; i++)
		CHECK_OK(db_release(db));
	CHECK_OK(db_commit(db));
	CHECK_INT(count(), 1, "stored");
	db_close(db);
}

TEST(a_missing_parent_fails_the_commit_and_rolls_back)
{
	struct db *db = open_things();

	CHECK_OK(db_begin(db));
	CHECK_OK(db_exec(db, NULL,
	    "INSERT INTO things (id, parent) VALUES (1, 7)", NO_VALS));
	CHECK_INT(db_commit(db), ERR_NOT_FOUND, "commit");
	CHECK(!db_in_transaction(db), "over");
	CHECK_INT(count(), 0, "nothing");
	CHECK_OK(db_begin(db));
	CHECK_OK(db_exec(db, NULL,
	    "INSERT INTO things (id, parent) VALUES (1, 7)", NO_VALS));
	CHECK_OK(
	    db_exec(db, NULL, "INSERT INTO parents (id) VALUES (7)", NO_VALS));
	CHECK_OK(db_commit(db));
	CHECK_INT(count(), 1, "a parent that comes later will do");
	db_close(db);
}

TEST(reads_of_one_transaction_see_one_state)
{
	struct db *db = open_things(), *other;
	int64_t n;

	other = fixture_connect(&(struct db_options){ .url = NULL });
	CHECK_OK(db_begin_read(db));
	CHECK_OK(db_int(db, &n, "SELECT count(*) FROM things", NO_VALS));
	CHECK_INT(n, 0, "before");
	CHECK_OK(add(other, 1));
	CHECK_OK(db_begin_read(db));
	CHECK_OK(db_int(db, &n, "SELECT count(*) FROM things", NO_VALS));
	CHECK_INT(n, 0, "during");
	CHECK_OK(db_commit(db));
	CHECK_INT(db_begin(db), ERR_INTERNAL, "no change inside of it");
	CHECK_OK(db_commit(db));
	CHECK_OK(db_int(db, &n, "SELECT count(*) FROM things", NO_VALS));
	CHECK_INT(n, 1, "after");
	db_close(other);
	db_close(db);
}

/* Two connections, of which the second gives up soon. */
TEST(a_lock_is_waited_for_and_then_told)
{
	struct db *db = open_things(), *other;
	int64_t start;

	CHECK_OK(add(db, 1));
	other = fixture_connect(&(struct db_options){ .busy_ms = 100 });
	CHECK_OK(db_begin(db));
	CHECK_OK(db_exec(db, NULL, "UPDATE things SET id = 2", NO_VALS));
	start = time_now();
	CHECK_INT(db_exec(other, NULL, "UPDATE things SET id = 3", NO_VALS),
	    ERR_BUSY, "locked");
	CHECK(time_now() - start >= 90000, "waited");
	CHECK_OK(db_commit(db));
	CHECK_OK(db_exec(other, NULL, "UPDATE things SET id = 3", NO_VALS));
	db_close(other);
	db_close(db);
}

TEST(a_lock_class_and_its_id_exclude_each_other)
{
	/* clang-format off */
	static const struct {
		enum db_lock class;
		int64_t id;
		enum err pg;
	} t[] = {
		{ LOCK_INGEST, 7, ERR_BUSY },
		{ LOCK_INGEST, 8, OK },
		{ LOCK_CRON,   7, OK },
		{ LOCK_INGEST, (INT64_C(1) << 32) + 8, OK },
	};
	/* clang-format on */
	struct db *db = open_things(), *other;

	if (!fixture_is_pg()) {
		/* The one writer is serialised already. */
		CHECK_OK(db_begin(db));
		CHECK_OK(db_lock(db, LOCK_INGEST, 7));
		CHECK_OK(db_commit(db));
		db_close(db);
		return;
	}
	other = fixture_connect(&(struct db_options){ .busy_ms = 50 });
	CHECK_OK(db_begin(db));
	CHECK_OK(db_lock(db, LOCK_INGEST, 7));
	CHECK_OK(db_lock(db, LOCK_INGEST, 7));
	for (size_t i = 0; i < COUNT(t); i++) {
		CHECK_OK(db_begin(other));
		CHECK_INT(db_lock(other, t[i].class, t[i].id), t[i].pg, "lock");
		db_rollback(other);
	}
	CHECK_OK(db_commit(db));
	CHECK_OK(db_begin(other));
	CHECK_OK(db_lock(other, LOCK_INGEST, 7));
	db_rollback(other);
	db_close(other);
	db_close(db);
}

static int
count_under_lock(int go)
{
	struct db_options o = { .url = fixture_url() };
	struct db *db;
	int64_t n;

	if (read(go, &(char){ 0 }, 1) != 1 || db_open(&o, &db) != OK ||
	    db_begin(db) != OK || db_lock(db, LOCK_INGEST, 7) != OK ||
	    db_int(db, &n, "SELECT count(*) FROM things", NO_VALS) != OK ||
	    db_commit(db) != OK)
		return 99;
	return (int)n;
}

/* Whoever holds the lock of ingest must see what the one before committed,
 * or a series would be split (decisions.md 7). The child is made before a
 * file is open: SQLite's locks do not survive a fork. */
TEST(who_waited_for_a_lock_sees_what_was_committed)
{
	struct db *db = open_things();
	int go[2], status = -1;
	pid_t pid;

	db_close(db);
	CHECK_INT(pipe(go), 0, "pipe");
	if ((pid = fork()) == 0)
		_exit(count_under_lock(go[0]));
	db = fixture_connect(&(struct db_options){ .url = NULL });
	CHECK_OK(db_begin(db));
	CHECK_OK(db_lock(db, LOCK_INGEST, 7));
	CHECK_INT(write(go[1], "x", 1), 1, "go");
	usleep(50000);
	CHECK_OK(add(db, 1));
	CHECK_OK(db_commit(db));
	CHECK_INT(waitpid(pid, &status, 0), pid, "wait");
	CHECK_INT(WEXITSTATUS(status), 1, "rows seen");
	close(go[0]);
	close(go[1]);
	db_close(db);
}

/* Whether a temporary file of SQLite's is open here. */
static bool
has_temporary_file(void)
{
	DIR *dir = opendir("/proc/self/fd");
	const struct dirent *d;
	bool found = false;

	while ((d = readdir(dir)) != NULL) {
		char name[200] = { 0 };

		if (readlinkat(dirfd(dir), d->d_name, name, sizeof(name) - 1) >
		    0)
			found = found || strstr(name, "etilqs") != NULL;
	}
	closedir(dir);
	return found;
}

/* What a statement keeps to go back would otherwise be written to a file, by
 * this statement and by each that follows it. */
TEST_ON_SQLITE(a_statement_keeps_what_it_changes_in_memory)
{
	struct db *db = open_things();

	CHECK_OK(db_begin(db));
	CHECK_OK(db_exec(db, NULL,
	    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL"
	    " SELECT i + 1 FROM n WHERE i < 600000)"
	    " INSERT INTO things (id) SELECT i FROM n",
	    NO_VALS));
	CHECK_OK(db_commit(db));
	CHECK_OK(db_begin(db));
	CHECK_OK(
	    db_exec(db, NULL, "UPDATE things SET id = id + 600000", NO_VALS));
	CHECK(!has_temporary_file(), "in memory");
	db_rollback(db);
	db_close(db);
}

TEST_ON_SQLITE(an_archive_goes_back_to_the_file_seldom)
{
	static const struct {
		bool relaxed;
		int64_t pages;
	} t[] = { { false, 1000 }, { true, 8000 } };

	db_close(open_things());
	for (size_t i = 0; i < COUNT(t); i++) {
		struct db *db = fixture_connect(
		    &(struct db_options){ .relaxed = t[i].relaxed });
		int64_t n;

		CHECK_OK(db_int(db, &n, "PRAGMA wal_autocheckpoint", NO_VALS));
		CHECK_INT(n, t[i].pages, "pages");
		db_close(db);
	}
}
