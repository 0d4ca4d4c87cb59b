/*
 * What the program sends to its database, seen before the library that it
 * calls: these functions have the names of the library's and stand before
 * them.
 */
#include "fault.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#include <libpq-fe.h>
#include <sqlite3.h>

/* Set while the hook itself, or the library, sends something. */
static bool inside;

static void *
next(const char *name)
{
	void *p = dlsym(RTLD_NEXT, name);

	if (p == NULL)
		abort();
	return p;
}

static int
lite_failure(void)
{
	return fault_how() == HOW_FULL ? SQLITE_FULL : SQLITE_IOERR;
}

int
sqlite3_step(sqlite3_stmt *st)
{
	static int (*real)(sqlite3_stmt *);

	if (real == NULL)
		*(void **)&real = next("sqlite3_step");
	/* Of a statement with many rows the first step alone. */
	if (!inside && !sqlite3_stmt_busy(st) && fault_is_due(EVENT_STATEMENT))
		return lite_failure();
	return real(st);
}

int
sqlite3_exec(sqlite3 *h, const char *text,
    int (*row)(void *, int, char **, char **), void *arg, char **message)
{
	static int (*real)(sqlite3 *, const char *,
	    int (*)(void *, int, char **, char **), void *, char **);
	int rc;

	if (real == NULL)
		*(void **)&real = next("sqlite3_exec");
	if (!inside && fault_is_due(EVENT_STATEMENT))
		return lite_failure();
	inside = true;
	rc = real(h, text, row, arg, message);
	inside = false;
	return rc;
}

/* The server is asked to end our session, and has; if there is one. */
static void
cut(PGconn *h)
{
	const char *const names[] = { "host", "port", "user", "dbname", NULL };
	const char *const values[] = { PQhost(h), PQport(h), PQuser(h), PQdb(h),
		NULL };
	PGconn *other;
	PGresult *r;
	char text[80];

	if (PQstatus(h) != CONNECTION_OK)
		return;
	other = PQconnectdbParams(names, values, 0);
	r = PQexec(other, "SELECT 1");
	if (PQresultStatus(r) != PGRES_TUPLES_OK)
		abort();
	PQclear(r);
	snprintf(text, sizeof(text), "SELECT pg_terminate_backend(%d, 5000)",
	    PQbackendPID(h));
	PQclear(PQexec(other, text));
	PQfinish(other);
}

/* The answer is thrown away, and the connection with it. */
static PGresult *
mute(PGconn *h, PGresult *r)
{
	PQclear(r);
	(void)shutdown(PQsocket(h), SHUT_RDWR);
	return PQexec(h, "SELECT 1");
}

/* Around each of libpq's: what is due before it, and whether after. */
static bool
before(PGconn *h)
{
	bool due;

	if (inside || !fault_is_due(EVENT_STATEMENT))
		return false;
	inside = true;
	due = fault_how() == HOW_MUTE;
	if (fault_how() == HOW_CUT)
		cut(h);
	inside = false;
	return due;
}

static PGresult *
after(PGconn *h, PGresult *r, bool due)
{
	if (!due)
		return r;
	inside = true;
	r = mute(h, r);
	inside = false;
	return r;
}

PGresult *
PQexec(PGconn *h, const char *text)
{
	PGresult *(*real)(PGconn *, const char *);
	bool due = before(h);

	*(void **)&real = next("PQexec");
	return after(h, real(h, text), due);
}

PGresult *
PQexecParams(PGconn *h, const char *text, int n, const Oid *types,
    const char *const *values, const int *lengths, const int *formats, int as)
{
	PGresult *(*real)(PGconn *, const char *, int, const Oid *,
	    const char *const *, const int *, const int *, int);
	bool due = before(h);

	*(void **)&real = next("PQexecParams");
	return after(
	    h, real(h, text, n, types, values, lengths, formats, as), due);
}

PGresult *
PQprepare(
    PGconn *h, const char *name, const char *text, int n, const Oid *types)
{
	PGresult *(*real)(
	    PGconn *, const char *, const char *, int, const Oid *);
	bool due = before(h);

	*(void **)&real = next("PQprepare");
	return after(h, real(h, name, text, n, types), due);
}

PGresult *
PQexecPrepared(PGconn *h, const char *name, int n, const char *const *values,
    const int *lengths, const int *formats, int as)
{
	PGresult *(*real)(PGconn *, const char *, int, const char *const *,
	    const int *, const int *, int);
	bool due = before(h);

	*(void **)&real = next("PQexecPrepared");
	return after(h, real(h, name, n, values, lengths, formats, as), due);
}
