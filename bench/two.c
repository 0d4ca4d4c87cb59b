/*
 * two PATH: opens an SQLite database, inserts two rows, commits and ends: the
 * least that a process a mail can cost.
 */
#include <stdio.h>

#include <sqlite3.h>

int
main(int argc, char **argv)
{
	sqlite3 *h;

	if (argc == 2 && sqlite3_open(argv[1], &h) == SQLITE_OK &&
	    sqlite3_busy_timeout(h, 60000) == SQLITE_OK &&
	    sqlite3_exec(h,
		"PRAGMA synchronous = FULL; BEGIN IMMEDIATE;"
		" INSERT INTO patchwork_person (email, name)"
		" VALUES (hex(randomblob(16)), 'A');"
		" INSERT INTO patchwork_person (email, name)"
		" VALUES (hex(randomblob(16)), 'B'); COMMIT",
		NULL, NULL, NULL) == SQLITE_OK &&
	    sqlite3_close(h) == SQLITE_OK)
		return 0;
	fprintf(stderr, "two: failed\n");
	return 1;
}
