/*
 * PostgreSQL by libpq: statements are prepared once, parameters and results
 * are text (binary timestamps would ignore the session's zone), but for the
 * bytes of bytea parameters. Parameter types: int8 for look-ups, so that a
 * number of any size is simply not found; untyped text, so that the column's
 * own type and index are used.
 */
#include "db/pg.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* From the catalogue; they never change. */
enum {
	OID_BOOL = 16,
	OID_BYTEA = 17,
	OID_INT8 = 20,
	OID_INT2 = 21,
	OID_INT4 = 23
};

/* Advisory locks share one space with other programs: "th" and the class. */
enum { LOCK_SPACE = 0x74680000 };

enum { NAME = 24, NUMBER = 24 };

struct params {
	int n;
	Oid *types;
	const char **values;
	int *lengths, *formats;
};

static Oid
type_of(enum value_kind kind)
{
	switch (kind) {
	case V_INT:
		return OID_INT8;
	case V_INT4:
		return OID_INT4;
	case V_INT2:
		return OID_INT2;
	case V_BOOL:
		return OID_BOOL;
	case V_BYTES:
		return OID_BYTEA;
	case V_NULL:
	case V_STR:
	case V_TIME:
	case V_MAIL_TIME:
		break;
	}
	return 0;
}

static const char *
text_of(struct arena *a, const struct value *v)
{
	char *p;
	size_t n;

	switch (v->kind) {
	case V_INT:
	case V_INT4:
	case V_INT2:
		p = arena_alloc(a, NUMBER);
		snprintf(p, NUMBER, "%lld", (long long)v->i);
		return p;
	case V_BOOL:
		return v->i != 0 ? "t" : "f";
	case V_STR:
		return str_z(a, v->s);
	case V_BYTES:
		return v->s.p;
	case V_TIME:
	case V_MAIL_TIME:
		p = arena_alloc(a, VALUE_TIME);
		value_time(v, p, &n);
		return p;
	case V_NULL:
		break;
	}
	return NULL;
}

static void
fill_params(struct arena *a, struct values vals, struct params *out)
{
	out->n = (int)vals.n;
	out->types = arena_array(a, Oid, vals.n);
	out->values = arena_array(a, const char *, vals.n);
	out->lengths = arena_array(a, int, vals.n);
	out->formats = arena_array(a, int, vals.n);
	for (size_t i = 0; i < vals.n; i++) {
		out->types[i] = type_of(vals.v[i].kind);
		out->values[i] = text_of(a, &vals.v[i]);
		out->formats[i] = vals.v[i].kind == V_BYTES;
		out->lengths[i] = (int)vals.v[i].s.n;
	}
}

static void
name_of(const struct statement *st, char out[NAME])
{
	snprintf(out, NAME, "t%lld", (long long)st->number);
}

static void
pg_close(struct db *db)
{
	struct pg *p = pg(db);

	PQfinish(p->h);
	free(p->url);
	free(p->zone);
	free(p);
}

/* A socket that can be read while nothing is asked has an end, or a notice of
 * one: better seen before a change is sent than after. */
static enum err
pg_revive(struct db *db)
{
	struct pg *p = pg(db);
	struct pollfd fd = { .fd = PQsocket(p->h), .events = POLLIN };

	for (int i = 0; i < 4 && PQstatus(p->h) == CONNECTION_OK; i++) {
		if (poll(&fd, 1, 0) <= 0)
			return OK;
		PQconsumeInput(p->h);
	}
	if (PQstatus(p->h) == CONNECTION_OK)
		return OK;
	return pg_connect(p);
}

static enum err
pg_prepare(struct db *db, struct statement *st, struct values vals)
{
	struct pg *p = pg(db);
	struct params params;
	const char *text;
	char name[NAME];
	PGresult *r;
	enum err e;

	if ((e = text_number(db, st->text, vals.n, &text)) != OK)
		return e;
	fill_params(db->scratch, vals, &params);
	st->number = ++p->names;
	name_of(st, name);
	r = PQprepare(p->h, name, text, params.n, params.types);
	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		return pg_fail(p, r, true);
	PQclear(r);
	return OK;
}

static void
pg_discard(struct db *db, struct statement *st)
{
	char text[NAME + 16], name[NAME];

	if (db->gone)
		return;
	name_of(st, name);
	snprintf(text, sizeof(text), "DEALLOCATE %s", name);
	PQclear(PQexec(pg(db)->h, text));
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

/* bytea_output is hex: \x and two digits a byte. */
static enum err
read_bytes(struct arena *a, struct str s, struct str *out)
{
	char *p = arena_alloc(a, s.n / 2 + 1);

	if (s.n % 2 != 0 || !str_starts(s, S("\\x")))
		return err_set(ERR_INTERNAL, "column holds no bytes");
	for (size_t i = 2; i < s.n; i += 2) {
		int high = hex_digit(s.p[i]), low = hex_digit(s.p[i + 1]);

		if (high < 0 || low < 0)
			return err_set(ERR_INTERNAL, "column holds no bytes");
		p[i / 2 - 1] = (char)(high << 4 | low);
	}
	*out = str_n(p, s.n / 2 - 1);
	return OK;
}

/* Booleans are numbers too: one SQL text serves both engines. */
static enum err
read_number(struct str s, int64_t *out)
{
	if (str_eq(s, S("t")) || str_eq(s, S("f"))) {
		*out = s.p[0] == 't';
		return OK;
	}
	if (str_int64(s, INT64_MIN, INT64_MAX, out))
		return OK;
	return err_set(ERR_INTERNAL, "column holds no integer: %.*s",
	    (int)(s.n < 64 ? s.n : 64), s.p);
}

static enum err
read_cell(struct arena *a, const PGresult *r, int row, int at,
    enum value_kind kind, struct cell *out)
{
	out->null = PQgetisnull(r, row, at);
	if (out->null)
		return OK;
	out->s = str_n(PQgetvalue(r, row, at), (size_t)PQgetlength(r, row, at));
	switch (kind) {
	case V_INT:
	case V_INT4:
	case V_INT2:
	case V_BOOL:
		return read_number(out->s, &out->i);
	case V_BYTES:
		return read_bytes(a, out->s, &out->s);
	case V_STR:
	case V_TIME:
	case V_MAIL_TIME:
	case V_NULL:
		break;
	}
	return OK;
}

static enum err
read_rows(struct db *db, const PGresult *r, struct sink *sink)
{
	struct cell cells[LIMIT_COLUMNS];
	const struct table *t = sink->table;
	int n = PQntuples(r);
	enum err e;

	if (PQnfields(r) < (int)t->ncolumns)
		return err_set(ERR_INTERNAL, "too few columns");
	for (int row = 0; row < n && sink->n < sink->most; row++) {
		for (size_t i = 0; i < t->ncolumns; i++)
			if ((e = read_cell(db->scratch, r, row, (int)i,
				 t->columns[i].kind, &cells[i])) != OK)
				return e;
		if ((e = sink_row(sink, cells)) != OK)
			return e;
	}
	return OK;
}

static PGresult *
execute(struct pg *p, const struct statement *st, const struct params *params,
    const char *text)
{
	char name[NAME];

	if (st->once)
		return PQexecParams(p->h, text, params->n, params->types,
		    params->values, params->lengths, params->formats, 0);
	name_of(st, name);
	return PQexecPrepared(p->h, name, params->n, params->values,
	    params->lengths, params->formats, 0);
}

static enum err
pg_run(struct db *db, struct statement *st, struct values vals, bool reads,
    struct sink *sink, int64_t *changed)
{
	struct pg *p = pg(db);
	struct params params;
	const char *text = NULL;
	PGresult *r;
	enum err e = OK;

	if (st->once && (e = text_number(db, st->text, vals.n, &text)) != OK)
		return e;
	fill_params(db->scratch, vals, &params);
	r = execute(p, st, &params, text);
	/* From here on st may be gone, with all of the cache. */
	if (PQresultStatus(r) != PGRES_TUPLES_OK &&
	    PQresultStatus(r) != PGRES_COMMAND_OK)
		return pg_fail(p, r, reads);
	if (sink != NULL && PQresultStatus(r) == PGRES_TUPLES_OK)
		e = read_rows(db, r, sink);
	/* Empty for statements that change no rows. */
	if (e == OK && changed != NULL &&
	    !str_int64(str_c(PQcmdTuples(r)), 0, INT64_MAX, changed))
		*changed = 0;
	PQclear(r);
	return e;
}

static enum err
start(struct pg *p, const char *text)
{
	PGresult *r;
	enum err e;

	p->xid = 0;
	if ((e = pg_simple(p, text, true, &r)) == OK) {
		if (PQntuples(r) == 1 &&
		    !str_int64(
			str_c(PQgetvalue(r, 0, 0)), 0, INT64_MAX, &p->xid))
			p->xid = 0;
		PQclear(r);
		if (p->pooled)
			e = pg_set_local(p);
	}
	if (e != OK && PQstatus(p->h) == CONNECTION_OK &&
	    PQtransactionStatus(p->h) != PQTRANS_IDLE)
		PQclear(PQexec(p->h, "ROLLBACK"));
	return e;
}

/* The transaction's number is asked for with BEGIN, at the price of nothing:
 * should the answer to COMMIT be lost, it tells what became of it. */
static enum err
begin(struct pg *p)
{
	return start(p,
	    p->read_only ? "BEGIN ISOLATION LEVEL READ COMMITTED READ ONLY"
			 : "BEGIN ISOLATION LEVEL READ COMMITTED;"
			   " SELECT txid_current()");
}

static enum err
begin_read(struct pg *p)
{
	return start(p, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

static bool
is_state(struct pg *p, const char *state)
{
	char xid[NUMBER];
	const char *values[] = { xid };
	PGresult *r;
	bool is;

	snprintf(xid, sizeof(xid), "%lld", (long long)p->xid);
	r = PQexecParams(p->h, "SELECT txid_status($1::bigint)", 1, NULL,
	    values, NULL, NULL, 0);
	is = PQresultStatus(r) == PGRES_TUPLES_OK && PQntuples(r) == 1 &&
	    strcmp(PQgetvalue(r, 0, 0), state) == 0;
	PQclear(r);
	return is;
}

/* Whether a commit whose answer was lost has happened. The old backend may
 * be at it still, so it is asked for a while. */
static enum err
settle_commit(struct pg *p)
{
	int waited = 0;

	if (pg_connect(p) != OK || p->xid == 0)
		return err_set(ERR_BUSY,
		    "the connection to the database was "
		    "lost at commit: whether it was made is not known");
	for (; waited < p->db.busy_ms && is_state(p, "in progress");
	     waited += 50)
		usleep(50000);
	if (is_state(p, "committed"))
		return OK;
	return err_set(
	    ERR_BUSY, "the connection to the database was lost before commit");
}

static enum err
commit(struct pg *p)
{
	PGresult *r = PQexec(p->h, "COMMIT");
	enum err e = OK;

	if (PQresultStatus(r) != PGRES_COMMAND_OK) {
		if (PQstatus(p->h) == CONNECTION_OK)
			return pg_fail(p, r, false);
		PQclear(r);
		return settle_commit(p);
	}
	/* The server's way to say that there was nothing left to commit. */
	if (strcmp(PQcmdStatus(r), "ROLLBACK") == 0)
		e = err_set(ERR_ABORTED, "the transaction had failed");
	PQclear(r);
	return e;
}

static enum err
rollback(struct pg *p)
{
	if (p->h != NULL && PQstatus(p->h) == CONNECTION_OK)
		PQclear(PQexec(p->h, "ROLLBACK"));
	return OK;
}

static enum err
pg_control(struct db *db, enum control what)
{
	switch (what) {
	case CONTROL_BEGIN:
		return begin(pg(db));
	case CONTROL_BEGIN_READ:
		return begin_read(pg(db));
	case CONTROL_COMMIT:
		return commit(pg(db));
	case CONTROL_ROLLBACK:
		break;
	}
	return rollback(pg(db));
}

static enum err
pg_script(struct db *db, const char *text)
{
	PGresult *r;
	enum err e;

	if ((e = pg_simple(pg(db), text, false, &r)) == OK)
		PQclear(r);
	return e;
}

static enum err
pg_lock(struct db *db, enum db_lock class, int64_t id)
{
	struct pg *p = pg(db);
	char first[NUMBER], second[NUMBER];
	const char *values[] = { first, second };
	PGresult *r;

	snprintf(first, sizeof(first), "%d", LOCK_SPACE + (int)class);
	snprintf(second, sizeof(second), "%d", (int)(int32_t)id);
	r = PQexecParams(p->h,
	    "SELECT pg_advisory_xact_lock($1::int4, $2::int4)", 2, NULL, values,
	    NULL, NULL, 0);
	if (PQresultStatus(r) != PGRES_TUPLES_OK)
		return pg_fail(p, r, false);
	PQclear(r);
	return OK;
}

static const struct engine engine = {
	.name = "pg",
	.section = '\x02',
	.numbered = true,
	.close = pg_close,
	.revive = pg_revive,
	.prepare = pg_prepare,
	.discard = pg_discard,
	.run = pg_run,
	.control = pg_control,
	.script = pg_script,
	.lock = pg_lock,
};

/* Never with the URL in the message: it may have a password. */
static enum err
check_url(const char *url)
{
	PQconninfoOption *parsed;
	char *message = NULL;
	enum err e = OK;

	if (strncmp(url, "postgresql://", 13) != 0 &&
	    strncmp(url, "postgres://", 11) != 0 && strchr(url, '=') == NULL)
		return err_set(ERR_CONFIG,
		    "database URL: neither sqlite:PATH "
		    "nor postgresql://HOST/NAME nor key=value words");
	if ((parsed = PQconninfoParse(url, &message)) == NULL)
		e = err_set(ERR_CONFIG, "database URL: %.*s",
		    (int)strcspn(message != NULL ? message : "", "\n\""),
		    message != NULL ? message : "");
	PQfreemem(message);
	PQconninfoFree(parsed);
	return e;
}

static char *
keep(const char *text)
{
	char *copy = strdup(text);

	if (copy == NULL)
		abort();
	return copy;
}

enum err
pg_open(const struct db_options *o, struct db **out)
{
	const char *zone = getenv("TZ");
	struct pg *p;
	enum err e;

	if ((e = check_url(o->url)) != OK)
		return e;
	if ((p = calloc(1, sizeof(*p))) == NULL)
		abort();
	p->db.engine = &engine;
	p->db.busy_ms = o->busy_ms > 0 ? o->busy_ms : LIMIT_BUSY_MS;
	p->url = keep(o->url);
	p->zone = keep(zone != NULL && zone[0] != '\0' ? zone : "UTC");
	p->read_only = o->read_only;
	p->relaxed = o->relaxed;
	if ((e = pg_connect(p)) != OK) {
		pg_close(&p->db);
		return e;
	}
	p->db.scratch = arena_open();
	*out = &p->db;
	return OK;
}
