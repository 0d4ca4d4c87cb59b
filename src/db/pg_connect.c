/*
 * Connecting to PostgreSQL, and what its errors mean. The session keeps the
 * site's zone, since timestamptz columns hold wall clocks (spec/schema.md,
 * Time), and other settings. A pooler may hand each transaction to another
 * session, so behind one they are set for transactions alone: what was set for
 * the session would be lost to us, and found by somebody else. Poolers are told
 * by the number of the backend, which is theirs and not the server's.
 *
 * libpq goes through the hosts of the URL, and gives each its time only when
 * it connects while we wait. The SQLSTATE of a refusal (too many clients is
 * worth a retry, a wrong password is not) it names only when told to, which
 * takes a connection: so who is refused asks once more.
 */
#include "db/pg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* For each address of each host. */
#define CONNECT_SECONDS "10"

enum err
pg_state_error(const char *state)
{
	/* clang-format off */
	static const struct {
		const char *prefix;
		enum err e;
	} rows[] = {
		/* whole states before their classes */
		{ "23505", ERR_DUPLICATE },
		{ "23503", ERR_NOT_FOUND },	/* foreign key */
		{ "25P02", ERR_ABORTED },
		{ "25006", ERR_BUSY },	/* read-only: a standby, for now */
		{ "42501", ERR_CONFIG },	/* no right */
		{ "42P01", ERR_CONFIG },	/* no such table */
		{ "42703", ERR_CONFIG },	/* no such column */
		{ "3D000", ERR_CONFIG },	/* no such database */
		{ "3F000", ERR_CONFIG },	/* no such schema */
		{ "54000", ERR_TOO_BIG },
		{ "08", ERR_BUSY },	/* connection */
		{ "22", ERR_INVALID },	/* data */
		{ "23", ERR_INVALID },	/* not null, check */
		{ "26", ERR_BUSY },	/* statement names lost */
		{ "0A", ERR_BUSY },	/* a table has changed under its plan */
		{ "28", ERR_CONFIG },	/* who are you */
		{ "40", ERR_BUSY },	/* serialisation, deadlock */
		{ "53", ERR_BUSY },	/* out of something */
		{ "55", ERR_BUSY },	/* locked */
		{ "57", ERR_BUSY },	/* shut down, cancelled */
		{ "58", ERR_IO },
		{ "XX001", ERR_IO },	/* damaged data */
		{ "XX002", ERR_IO },
	};
	/* clang-format on */

	for (size_t i = 0; i < COUNT(rows); i++)
		if (strncmp(state, rows[i].prefix, strlen(rows[i].prefix)) == 0)
			return rows[i].e;
	return ERR_INTERNAL;
}

/* libpq's messages end in a line break, and may have several lines. */
static enum err
say(enum err e, const char *what, const char *message)
{
	int n = (int)strcspn(message, "\n");

	return err_set(e, "%s: %.*s", what, n, message);
}

/* "FATAL:  53300: sorry, ..": the state of a verbose message, or NULL. Of
 * several hosts the first that passes, or else the last, which ended it. */
static const char *
state_in(const char *message)
{
	static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const char *state = NULL;

	for (const char *p = message; (p = strstr(p, ":  ")) != NULL; p++) {
		if (strspn(p + 3, letters) != 5 || p[8] != ':')
			continue;
		state = p + 3;
		if (pg_state_error(state) == ERR_BUSY)
			break;
	}
	return state;
}

static enum err
refused(PGconn *h)
{
	const char *message = PQerrorMessage(h);
	const char *state = state_in(message), *line = state;

	if (state == NULL)
		return say(ERR_BUSY, "cannot reach the database", message);
	while (line > message && line[-1] != '\n')
		line--;
	return say(pg_state_error(state), "the database refuses us", line);
}

/* "FATAL:  sorry, ..": unlike libpq's own, with two spaces. */
static bool
has_answered(PGconn *h)
{
	return strstr(PQerrorMessage(h), ":  ") != NULL;
}

/* Warnings, of VACUUM say, which is in no transaction whose settings could be
 * against them: libpq would write them to standard error. */
static void
ignore(void *arg, const char *message)
{
	(void)arg;
	(void)message;
}

static enum err
start(struct pg *p)
{
	/* Ours before dbname may be overridden by the URL. */
	static const char *const names[] = { "fallback_application_name",
		"tcp_user_timeout", "connect_timeout", "dbname",
		"client_encoding", NULL };
	const char *const values[] = { "thimble", "30000", CONNECT_SECONDS,
		p->url, "UTF8", NULL };
	PGconn *h = PQconnectdbParams(names, values, 1);

	if (h == NULL)
		return err_set(ERR_BUSY, "database: out of memory");
	PQfinish(p->h);
	p->h = h;
	(void)PQsetNoticeProcessor(h, ignore, NULL);
	if (PQstatus(h) != CONNECTION_OK && has_answered(h)) {
		PQsetErrorVerbosity(h, PQERRORS_VERBOSE);
		PQreset(h);
		PQsetErrorVerbosity(h, PQERRORS_DEFAULT);
	}
	return PQstatus(h) == CONNECTION_OK ? OK : refused(h);
}

/* Local: for the transaction; else for the session, and no row comes back if
 * that is not the one we connected to. */
static PGresult *
send_settings(struct pg *p, bool local)
{
	char lock_ms[16], backend[16];
	const char *values[] = { p->zone, lock_ms, p->read_only ? "on" : NULL,
		p->relaxed ? "f" : "t", local ? "t" : "f", backend };

	snprintf(lock_ms, sizeof(lock_ms), "%d", p->db.busy_ms);
	snprintf(backend, sizeof(backend), "%d", PQbackendPID(p->h));
	return PQexecParams(p->h,
	    "SELECT set_config('TimeZone', $1, $5),"
	    " set_config('DateStyle', 'ISO, YMD', $5),"
	    " set_config('bytea_output', 'hex', $5),"
	    " set_config('standard_conforming_strings', 'on', $5),"
	    " set_config('client_min_messages', 'error', $5),"
	    " set_config('lock_timeout', $2, $5),"
	    /* NULL: as the role and the database have it. */
	    " set_config('default_transaction_read_only', $3, $5),"
	    /* A mail is acknowledged when it is on disk. */
	    " CASE WHEN $4 AND current_setting('synchronous_commit')"
	    " IN ('off', 'local')"
	    " THEN set_config('synchronous_commit', 'on', $5) END,"
	    /* Whoever fills a database has his look-ups planned while the
	     * tables are small, and would read them whole until the next
	     * ANALYZE. Code would be made for what seems that dear. */
	    " CASE WHEN NOT $4 THEN set_config('enable_seqscan', 'off', $5)"
	    " END, CASE WHEN NOT $4 THEN set_config('jit', 'off', $5) END"
	    " WHERE $5 OR pg_backend_pid() = $6",
	    COUNT(values), NULL, values, NULL, NULL, 0);
}

/* A new connection's; *ours tells whether they were set. */
static enum err
set_first(struct pg *p, bool local, bool *ours)
{
	PGresult *r = send_settings(p, local);
	const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
	enum err e = OK;

	if (PQresultStatus(r) == PGRES_TUPLES_OK)
		*ours = PQntuples(r) == 1;
	else
		e = say(state != NULL ? pg_state_error(state) : ERR_BUSY,
		    "setting the session up", PQerrorMessage(p->h));
	if (e == ERR_INVALID)
		e = err_set(ERR_CONFIG, "the database knows no time zone '%s'",
		    p->zone);
	PQclear(r);
	return e;
}

static enum err
set_session(struct pg *p)
{
	bool ours;
	enum err e;

	if ((e = set_first(p, false, &ours)) != OK)
		return e;
	p->db.unkept = p->pooled = !ours;
	/* To no effect, but for an error. */
	return ours ? OK : set_first(p, true, &ours);
}

enum err
pg_connect(struct pg *p)
{
	enum err e;

	p->db.gone = true;
	cache_clear(&p->db);
	p->db.gone = false;
	if ((e = start(p)) != OK || (e = set_session(p)) != OK) {
		PQfinish(p->h);
		p->h = NULL;
		return e;
	}
	return OK;
}

/* Our names of lost statements are of no use, nor are those of statements
 * whose tables have changed. */
static void
forget_statements(struct pg *p)
{
	p->db.gone = true;
	cache_clear(&p->db);
	p->db.gone = false;
	if (p->db.depth == 0)
		PQclear(PQexec(p->h, "DEALLOCATE ALL"));
}

/* Outside of a transaction a new connection is as good as the old. */
static enum err
lost(struct pg *p, bool harmless)
{
	enum err e;

	e = say(ERR_BUSY, "the connection to the database was lost",
	    p->h != NULL ? PQerrorMessage(p->h) : "");
	if (p->db.depth > 0)
		return e;
	if (pg_connect(p) == OK)
		p->db.again = harmless;
	return ERR_BUSY;
}

enum err
pg_fail(struct pg *p, PGresult *r, bool harmless)
{
	const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
	const char *text = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
	enum err e;

	if (PQstatus(p->h) != CONNECTION_OK) {
		PQclear(r);
		return lost(p, harmless);
	}
	if (state == NULL || text == NULL)
		e = say(ERR_INTERNAL, "database", PQerrorMessage(p->h));
	else
		e = err_set(
		    pg_state_error(state), "database: %s (%s)", text, state);
	if (state != NULL &&
	    (strcmp(state, "26000") == 0 || strcmp(state, "0A000") == 0)) {
		p->db.again = p->db.depth == 0;
		forget_statements(p);
	}
	PQclear(r);
	return e;
}

enum err
pg_set_local(struct pg *p)
{
	PGresult *r = send_settings(p, true);

	if (PQresultStatus(r) != PGRES_TUPLES_OK)
		return pg_fail(p, r, true);
	PQclear(r);
	return OK;
}

enum err
pg_simple(struct pg *p, const char *text, bool harmless, PGresult **out)
{
	PGresult *r = PQexec(p->h, text);
	ExecStatusType s = PQresultStatus(r);

	if (s != PGRES_TUPLES_OK && s != PGRES_COMMAND_OK)
		return pg_fail(p, r, harmless);
	*out = r;
	return OK;
}
