/* The schema made, made again, by several at once, and taken away. */
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/engine.h"
#include "db/migrate.h"
#include "db/steps.h"
#include "fixture.h"
#include "test.h"

/* 2016-09-11 12:00:00 UTC */
#define NOW INT64_C(1473595200000000)

enum { PROCESSES = 8 };

static struct migration
look(struct db *db)
{
	struct migration m;

	CHECK_OK(migrate_read(db, test_arena(), &m));
	return m;
}

static size_t
apply(struct db *db)
{
	size_t n;

	CHECK_OK(migrate_apply(db, test_arena(), NOW, &n));
	return n;
}

TEST(an_empty_database_is_filled_in_one_go)
{
	struct db *db = fixture_open();
	struct migration m = look(db);

	CHECK(m.empty, "empty");
	CHECK_INT(m.missing, fixture_steps(), "all is missing");
	CHECK_INT(apply(db), fixture_steps(), "made");
	m = look(db);
	CHECK(!m.empty, "filled");
	CHECK_INT(m.missing, 0, "nothing is missing");
	CHECK_STR(m.newer, NULL, "known");
	CHECK_INT(fixture_count(db, "django_migrations"), 73, "migrations");
	CHECK_INT(fixture_count(db, "django_content_type"), 30, "models");
	CHECK_INT(fixture_count(db, "auth_permission"), 120, "permissions");
	CHECK_INT(fixture_count(db, "patchwork_state"), 10, "states");
	CHECK_INT(fixture_count(db, "patchwork_tag"), 3, "tags");
	CHECK_INT(fixture_count(db, "patchwork_project"), 0, "projects");
	db_close(db);
}

TEST(a_second_run_makes_nothing)
{
	struct db *db = fixture_open();
	int64_t before;

	apply(db);
	CHECK_INT(apply(db), 0, "made");
	before = db_statements(db);
	look(db);
	CHECK_INT(db_statements(db) - before, 3, "statements to look");
	CHECK_INT(fixture_count(db, "patchwork_state"), 10, "states");
	CHECK_INT(fixture_count(db, "thimble_schema"), 1, "versions");
	db_close(db);
}

static int
migrate_in_child(void)
{
	struct arena *a = arena_open();
	struct db *db;
	size_t n;

	if (db_open(
		&(struct db_options){ .url = fixture_url(), .create = true },
		&db) != OK ||
	    migrate_apply(db, a, NOW, &n) != OK) {
		fprintf(stderr, "child: %s\n", err_message());
		return 1;
	}
	db_close(db);
	arena_close(a);
	return 0;
}

static void
migrate_at_once(void)
{
	pid_t pids[PROCESSES];

	for (int i = 0; i < PROCESSES; i++)
		if ((pids[i] = fork()) == 0)
			_exit(migrate_in_child());
	for (int i = 0; i < PROCESSES; i++) {
		int status = -1;

		CHECK_INT(waitpid(pids[i], &status, 0), pids[i], "wait");
		CHECK_INT(status, 0, "child");
	}
}

TEST(several_processes_may_start_at_once)
{
	struct db *db = fixture_open();

	db_close(db);
	migrate_at_once();
	db = fixture_connect(&(struct db_options){ .create = true });
	CHECK_INT(look(db).missing, 0, "from nothing");
	CHECK_INT(fixture_count(db, "patchwork_state"), 10, "states");
	CHECK_INT(fixture_count(db, "django_migrations"), 73, "migrations");
	db_close(db);
}

TEST(several_processes_may_add_ours_at_once)
{
	struct db *db = fixture_open();
	size_t n;

	apply(db);
	CHECK_OK(migrate_remove(db, test_arena(), true, &n));
	CHECK_INT(n, fixture_steps(), "removed");
	CHECK_INT(look(db).missing, fixture_steps(), "missing");
	db_close(db);
	migrate_at_once();
	db = fixture_connect(&(struct db_options){ .create = true });
	CHECK_INT(look(db).missing, 0, "all there");
	CHECK_INT(fixture_count(db, "thimble_schema"), 1, "versions");
	db_close(db);
}
