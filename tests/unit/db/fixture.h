/*
 * A database for a test: a file of SQLite, or, when THIMBLE_TEST_PG names a
 * server (see tests/with-pg), a PostgreSQL database of this program's own.
 * Each test starts with a fresh one; everything is gone at exit.
 */
#ifndef TESTS_UNIT_DB_FIXTURE_H
#define TESTS_UNIT_DB_FIXTURE_H

#include "db/db.h"

bool fixture_is_pg(void);

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

#endif
