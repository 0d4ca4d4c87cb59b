/*
 * A database for a test: a file of SQLite, or, when THIMBLE_TEST_PG names a
 * server (see tests/with-pg), a PostgreSQL database of this program's own.
 * Each test starts with a fresh one; everything is gone at exit.
 */
#ifndef TESTS_UNIT_DB_FIXTURE_H
#define TESTS_UNIT_DB_FIXTURE_H

#include "db/db.h"
#include "test.h"

bool fixture_is_pg(void);

/* A TEST of what the other engine does not have; there it is none. */
#define TEST_ON_PG(name)     TEST_IF(name, fixture_is_pg())
#define TEST_ON_SQLITE(name) TEST_IF(name, !fixture_is_pg())
#define TEST_IF(name, condition)                                       \
	static void name(void);                                        \
	__attribute__((constructor)) static void register_##name(void) \
	{                                                              \
		if (condition)                                         \
			test_register(#name, name);                    \
	}                                                              \
	static void name(void)

/* Empties the database and connects. The zone is UTC unless set before. */
struct db *fixture_open(void);
/* The same with the schema in it, and the rows of a new database: ten
 * states, three tags, no project; each first id is 1. For tests that leave
 * the schema alone. */
struct db *fixture_open_migrated(void);
/* One more connection to the same; fails the test if it cannot. */
struct db *fixture_connect(const struct db_options *like);
/* The URL of it. */
const char *fixture_url(void);
/* How many objects of ours such a database has. */
size_t fixture_steps(void);
/* How many rows a table has; fails the test if there is none of that name. */
int64_t fixture_count(struct db *db, const char *table);

#endif
