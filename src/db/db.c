/*
 * Statements: putting the text together, finding it prepared, sending it, and
 * handing the rows over. Transactions are in tx.c, the engines in sqlite.c
 * and pg.c. Inside a transaction the first statement that fails ends it on
 * both engines, as PostgreSQL has it: what goes on regardless would behave
 * differently on each.
 */
#include "db/engine.h"

#include <stdlib.h>
#include <string.h>

struct number {
	int64_t value;
};

static const struct column number_columns[] = {
	{ "", INT(number, value) },
};
static const struct table number_table = TABLE(number, number_columns, "");

/* A statement on its way. */
struct call {
	const char *text;
	struct values vals;
	bool reads; /* harmless if sent twice */
	bool once;
	struct sink *sink;
	int64_t *changed;
};

enum err
db_open(const struct db_options *o, struct db **out)
{
	struct db *db;
	enum err e;

	e = strncmp(o->url, "sqlite:", 7) == 0 ? sqlite_open(o, &db)
					       : pg_open(o, &db);
	if (e != OK)
		return e;
	*out = db;
	return OK;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	while (db->depth > 0)
		db_rollback(db);
	db->gone = true; /* the server drops its own with the session */
	cache_clear(db);
	arena_close(db->scratch);
	db->engine->close(db);
}

int64_t
db_statements(const struct db *db)
{
	return db->statements;
}

static enum err
send_unkept(struct db *db, const struct call *c)
{
	struct statement st = { .once = true };
	enum err e;

	if ((e = text_choose(db, c->text, &st.text)) != OK)
		return e;
	return db->engine->run(db, &st, c->vals, c->reads, c->sink, c->changed);
}

static enum err
send(struct db *db, const struct call *c)
{
	struct statement *st;
	enum err e;

	db->again = false;
	if (c->sink != NULL)
		c->sink->n = 0;
	if ((c->once || db->unkept) && db->engine->numbered)
		return send_unkept(db, c);
	if ((e = cache_get(db, c->text, c->vals, &st)) != OK)
		return e;
	return db->engine->run(db, st, c->vals, c->reads, c->sink, c->changed);
}

/* Outside of a transaction. */
static enum err
send_alone(struct db *db, const struct call *c)
{
	enum err e;

	if (!db->unkept)
		return send(db, c);
	if ((e = c->reads ? db_begin_read(db) : db_begin(db)) != OK)
		return e;
	if ((e = send(db, c)) == OK)
		e = db_commit(db);
	else
		db_rollback(db);
	/* It was sent within a transaction, but is no worse for that. */
	db->again = c->reads && e == ERR_BUSY;
	return e;
}

/* The scratch arena is emptied by the caller, who takes the rows out. */
static enum err
call(struct db *db, const struct call *c)
{
	enum err e;

	if (db->failed)
		return err_set(ERR_ABORTED, "the transaction has failed");
	if ((e = value_check(c->vals)) != OK)
		return e;
	if (db->depth == 0 && db->engine->revive != NULL &&
	    (e = db->engine->revive(db)) != OK)
		return e;
	db->statements++;
	if (db->depth > 0) {
		if ((e = send(db, c)) != OK)
			db->failed = true;
		return e;
	}
	e = send_alone(db, c);
	if (e != OK && db->again)
		e = send_alone(db, c);
	return e;
}

static void
empty_scratch(struct db *db)
{
	arena_reset(db->scratch, (struct arena_mark){ NULL, 0 });
}

static enum err
select_text(
    struct db *db, const struct table *t, struct str rest, const char **out)
{
	struct buf b;
	struct str s;
	enum err e;

	buf_init(&b, db->scratch, LIMIT_SQL);
	buf_lit(&b, "SELECT ");
	for (size_t i = 0; i < t->ncolumns; i++) {
		if (i > 0)
			buf_lit(&b, ", ");
		buf_add(&b, str_c(t->columns[i].name));
	}
	buf_lit(&b, " FROM ");
	buf_add(&b, str_c(t->from));
	buf_char(&b, ' ');
	buf_add(&b, rest);
	buf_char(&b, '\0');
	if ((e = buf_done(&b, &s)) != OK)
		return e;
	*out = s.p;
	return OK;
}

static enum err
get(struct db *db, struct arena *a, const struct table *t, void *out,
    const char *rest, struct values vals)
{
	struct sink sink = { .db = db, .a = a, .table = t, .most = 1 };
	struct call c = { .vals = vals, .reads = true, .sink = &sink };
	enum err e;

	assert(t->ncolumns <= LIMIT_COLUMNS);
	if ((e = select_text(db, t, str_c(rest), &c.text)) != OK ||
	    (e = call(db, &c)) != OK)
		return e;
	if (sink.n == 0)
		return err_set(ERR_NOT_FOUND, "there is no such row");
	memcpy(out, sink.rows, t->size);
	return OK;
}

enum err
db_get_(struct db *db, struct arena *a, const struct table *t, void *out,
    const char *rest, struct values vals)
{
	enum err e = get(db, a, t, out, rest, vals);

	empty_scratch(db);
	return e;
}

static enum err
list(struct db *db, struct arena *a, const struct table *t, void **out,
    size_t *n, struct str rest, struct values vals, bool once)
{
	struct sink sink = { .db = db, .a = a, .table = t, .most = SIZE_MAX };
	struct call c = {
		.vals = vals, .reads = true, .once = once, .sink = &sink
	};
	enum err e;

	assert(t->ncolumns <= LIMIT_COLUMNS);
	if ((e = select_text(db, t, rest, &c.text)) != OK ||
	    (e = call(db, &c)) != OK)
		return e;
	*out = arena_alloc(a, sink.n * t->size);
	if (sink.n > 0)
		memcpy(*out, sink.rows, sink.n * t->size);
	*n = sink.n;
	return OK;
}

enum err
db_list_(struct db *db, struct arena *a, const struct table *t, void **out,
    size_t *n, const char *rest, struct values vals)
{
	enum err e = list(db, a, t, out, n, str_c(rest), vals, false);

	empty_scratch(db);
	return e;
}

/* The text and values of q; its first failure, if it had one. */
static enum err
open_sql(const struct sql *q, struct str *text, struct values *vals)
{
	enum err e;

	if (q->err != OK)
		return q->err;
	if ((e = buf_done(&q->text, text)) != OK)
		return e;
	*vals = (struct values){ q->vals, q->n };
	return OK;
}

enum err
db_list_sql(struct db *db, struct arena *a, const struct table *t, void **out,
    size_t *n, const struct sql *rest)
{
	struct values vals;
	struct str text;
	enum err e;

	if ((e = open_sql(rest, &text, &vals)) != OK)
		return e;
	e = list(db, a, t, out, n, text, vals, rest->skewed);
	empty_scratch(db);
	return e;
}

/* found tells whether there was a row. */
static enum err
integer(struct db *db, const struct call *like, int64_t *out, bool *found)
{
	struct number number = { 0 };
	struct sink sink = { .db = db, .table = &number_table, .most = 1 };
	struct call c = *like;
	enum err e;

	c.sink = &sink;
	e = call(db, &c);
	if (e == OK && sink.n > 0)
		memcpy(&number, sink.rows, sizeof(number));
	empty_scratch(db);
	if (e != OK)
		return e;
	*found = sink.n > 0;
	if (*found)
		*out = number.value;
	return OK;
}

static enum err
select_integer(struct db *db, const struct call *c, int64_t *out)
{
	bool found;
	enum err e;

	if ((e = integer(db, c, out, &found)) != OK)
		return e;
	return found ? OK : err_set(ERR_NOT_FOUND, "there is no such row");
}

enum err
db_int_(struct db *db, int64_t *out, const char *text, struct values vals)
{
	struct call c = { .text = text, .vals = vals, .reads = true };

	return select_integer(db, &c, out);
}

enum err
db_int_sql(struct db *db, int64_t *out, const struct sql *q)
{
	struct call c = { .reads = true, .once = q->skewed };
	struct str text;
	enum err e;

	if ((e = open_sql(q, &text, &c.vals)) != OK)
		return e;
	c.text = str_z(db->scratch, text);
	return select_integer(db, &c, out);
}

enum err
db_exec_(struct db *db, int64_t *changed, const char *text, struct values vals)
{
	int64_t n = 0;
	struct call c = { .text = text, .vals = vals, .changed = &n };
	enum err e;

	e = call(db, &c);
	empty_scratch(db);
	if (e == OK && changed != NULL)
		*changed = n;
	return e;
}

enum err
db_exec_sql(struct db *db, int64_t *changed, const struct sql *q)
{
	struct values vals;
	struct str text;
	enum err e;

	if ((e = open_sql(q, &text, &vals)) != OK)
		return e;
	return db_exec_(db, changed, str_z(db->scratch, text), vals);
}

enum err
db_insert_(struct db *db, int64_t *id, const char *text, struct values vals)
{
	struct call c = { .vals = vals };
	struct buf b;
	struct str s;
	int64_t got;
	bool found;
	enum err e;

	buf_init(&b, db->scratch, LIMIT_SQL);
	buf_add(&b, str_c(text));
	buf_lit(&b, " RETURNING id");
	buf_char(&b, '\0');
	if ((e = buf_done(&b, &s)) != OK)
		return e;
	c.text = s.p;
	if ((e = integer(db, &c, &got, &found)) != OK)
		return e;
	if (!found)
		return err_set(ERR_DUPLICATE, "the row is there already");
	if (id != NULL)
		*id = got;
	return OK;
}

enum err
db_script(struct db *db, const char *text)
{
	const char *chosen;
	enum err e;

	if (db->failed)
		return err_set(ERR_ABORTED, "the transaction has failed");
	db->statements++;
	e = text_choose(db, text, &chosen);
	if (e == OK)
		e = db->engine->script(db, chosen);
	if (e != OK && db->depth > 0)
		db->failed = true;
	empty_scratch(db);
	return e;
}

static enum err
analyze(struct db *db)
{
	return db_script(db,
	    SQL2("",
		"DO $$ BEGIN IF (SELECT reltuples <= 0 FROM pg_class"
		" WHERE oid = to_regclass('patchwork_patch')) THEN"
		" ANALYZE patchwork_patch, patchwork_patchcomment,"
		" patchwork_cover, patchwork_covercomment, patchwork_series,"
		" patchwork_seriesreference, patchwork_person, thimble_mail;"
		" END IF; END $$"));
}

/* Behind a pooler its patience is that of a transaction alone. */
enum err
db_analyze(struct db *db)
{
	enum err e;

	if (!db->unkept || db->depth > 0)
		return analyze(db);
	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = analyze(db)) != OK) {
		db_rollback(db);
		return e;
	}
	return db_commit(db);
}
