/*
 * bare URL FILE: inserts the rows of a file with prepared statements and does
 * nothing else: what is left of our ingest when nothing is read, looked up or
 * decided (bench/replay.py writes the file). URL is sqlite:PATH or libpq's.
 *
 * The file is a row of records, each a letter: S, a statement, its text; R, a
 * row, the number of its statement and of its values, and those; C, a commit.
 * Numbers are 32 bits; a value is its kind (n, i, t, b), its length, its
 * bytes and a NUL. SQLite's synchronous is that of BARE_SYNCHRONOUS.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <libpq-fe.h>
#include <sqlite3.h>

enum { STATEMENTS = 64, VALUES = 64 };

struct value {
	char kind;
	const char *p;
	int n;
};

struct target {
	sqlite3 *lite;
	sqlite3_stmt *prepared[STATEMENTS];
	PGconn *pg;
	unsigned n;
	bool open; /* a transaction */
};

static void
die(const char *what)
{
	fprintf(stderr, "bare: %s\n", what);
	exit(1);
}

static void
lite_must(struct target *t, int rc)
{
	if (rc != SQLITE_OK && rc != SQLITE_DONE)
		die(sqlite3_errmsg(t->lite));
}

static void
pg_must(struct target *t, PGresult *r)
{
	if (PQresultStatus(r) != PGRES_COMMAND_OK &&
	    PQresultStatus(r) != PGRES_TUPLES_OK)
		die(PQerrorMessage(t->pg));
	PQclear(r);
}

static void
run(struct target *t, const char *text)
{
	if (t->lite != NULL)
		lite_must(t, sqlite3_exec(t->lite, text, NULL, NULL, NULL));
	else
		pg_must(t, PQexec(t->pg, text));
}

static void
connect(struct target *t, const char *url)
{
	const char *how = getenv("BARE_SYNCHRONOUS");
	char text[64];

	if (strncmp(url, "sqlite:", 7) != 0) {
		t->pg = PQconnectdb(url);
		if (PQstatus(t->pg) != CONNECTION_OK)
			die(PQerrorMessage(t->pg));
		run(t, "SET TIME ZONE 'UTC'");
		return;
	}
	sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
	if (sqlite3_open(url + 7, &t->lite) != SQLITE_OK)
		die("no such database");
	sqlite3_busy_timeout(t->lite, 60000);
	run(t, "PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON");
	snprintf(text, sizeof(text), "PRAGMA synchronous = %.20s",
	    how != NULL ? how : "FULL");
	run(t, text);
}

static void
prepare(struct target *t, const char *text)
{
	char name[16];

	if (t->n == STATEMENTS)
		die("too many statements");
	snprintf(name, sizeof(name), "s%u", t->n);
	if (t->lite != NULL)
		lite_must(t,
		    sqlite3_prepare_v3(t->lite, text, -1,
			SQLITE_PREPARE_PERSISTENT, &t->prepared[t->n], NULL));
	else
		pg_must(t, PQprepare(t->pg, name, text, 0, NULL));
	t->n++;
}

static void
insert_lite(
    struct target *t, unsigned statement, unsigned n, const struct value *v)
{
	sqlite3_stmt *h = t->prepared[statement];

	for (unsigned i = 0; i < n; i++) {
		int at = (int)i + 1;

		if (v[i].kind == 'n')
			sqlite3_bind_null(h, at);
		else if (v[i].kind == 'i')
			sqlite3_bind_int64(h, at, atoll(v[i].p));
		else if (v[i].kind == 'b')
			sqlite3_bind_blob(h, at, v[i].p, v[i].n, SQLITE_STATIC);
		else
			sqlite3_bind_text(h, at, v[i].p, v[i].n, SQLITE_STATIC);
	}
	lite_must(t, sqlite3_step(h));
	sqlite3_reset(h);
}

static void
insert_pg(
    struct target *t, unsigned statement, unsigned n, const struct value *v)
{
	const char *values[VALUES];
	int lengths[VALUES], formats[VALUES];
	char name[16];

	snprintf(name, sizeof(name), "s%u", statement);
	for (unsigned i = 0; i < n; i++) {
		values[i] = v[i].kind == 'n' ? NULL : v[i].p;
		lengths[i] = v[i].n;
		formats[i] = v[i].kind == 'b';
	}
	pg_must(t,
	    PQexecPrepared(t->pg, name, (int)n, values, lengths, formats, 0));
}

static unsigned
number(const char **at)
{
	uint32_t n;

	memcpy(&n, *at, sizeof(n));
	*at += sizeof(n);
	return n;
}

static void
row(struct target *t, const char **at)
{
	unsigned statement = number(at), n = number(at);
	struct value v[VALUES];

	if (statement >= t->n || n > VALUES)
		die("the file is damaged");
	for (unsigned i = 0; i < n; i++) {
		v[i].kind = *(*at)++;
		v[i].n = (int)number(at);
		v[i].p = *at;
		*at += v[i].n + 1;
	}
	if (!t->open)
		run(t, t->lite != NULL ? "BEGIN IMMEDIATE" : "BEGIN");
	t->open = true;
	if (t->lite != NULL)
		insert_lite(t, statement, n, v);
	else
		insert_pg(t, statement, n, v);
}

static void
replay(struct target *t, const char *at, const char *end)
{
	while (at < end) {
		char letter = *at++;

		if (letter == 'S') {
			prepare(t, at);
			at += strlen(at) + 1;
		} else if (letter == 'R') {
			row(t, &at);
		} else {
			if (t->open)
				run(t, "COMMIT");
			t->open = false;
		}
	}
}

int
main(int argc, char **argv)
{
	struct target t = { .n = 0 };
	struct stat st;
	const char *p;
	int fd;

	if (argc != 3)
		die("usage: bare URL FILE");
	fd = open(argv[2], O_RDONLY);
	if (fd < 0 || fstat(fd, &st) != 0)
		die("no such file");
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		die("cannot map the file");
	connect(&t, argv[1]);
	replay(&t, p, p + st.st_size);
	for (unsigned i = 0; i < t.n; i++)
		sqlite3_finalize(t.prepared[i]);
	sqlite3_close(t.lite);
	PQfinish(t.pg);
	return 0;
}
