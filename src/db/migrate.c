/*
 * Making what a database should have (schema/, steps.c) of what it has
 * (catalogue.c), and taking ours away again. Everything is looked at once
 * more under the lock, since several processes start at once. On PostgreSQL
 * what touches a table of Patchwork's waits for it two seconds at most and is
 * tried again later: all others queue behind whoever waits.
 */
#include "db/migrate.h"

#include <string.h>
#include <unistd.h>

#include "base/embed.h"
#include "db/catalogue.h"
#include "db/kept.h"

/* Made by tools/embed from schema/. */
extern const struct embedded db_schema[];
extern const size_t db_schema_count;

#define QUEUE_MS 2000 /* as SET LOCAL has it */
#define TRIES    4
#define PAUSE_US 100000u /* before the second try; doubled each time */

enum err
migrate_read(struct db *db, struct arena *a, struct migration *out)
{
	struct catalogue s;
	enum err e;

	if ((e = catalogue_read(db, a, &s)) != OK)
		return e;
	*out = s.m;
	return OK;
}

/* A piece of work in a transaction that no other migration runs beside. */
struct work {
	enum err (*run)(
	    struct db *db, struct arena *a, const struct work *w, size_t *done);
	const struct step *step;
	const struct object *object;
	int64_t now;
	size_t made; /* steps before this one */
};

static enum err
run_file(struct db *db, struct str name)
{
	const struct embedded *file =
	    embedded_find(db_schema, db_schema_count, name);

	assert(file != NULL);
	return db_script(db, file->bytes.p);
}

static enum err
run_step(struct db *db, const struct catalogue *s, const struct step *step)
{
	enum err e;

	if (catalogue_has(s, step) && step->drop != NULL &&
	    (e = db_script(db, step->drop)) != OK)
		return e;
	return db_script(db, step->make);
}

static enum err
set_version(struct db *db)
{
	enum err e;

	if ((e = db_exec(db, NULL, "DELETE FROM thimble_schema", NO_VALS)) !=
	    OK)
		return e;
	return db_exec(db, NULL,
	    "INSERT INTO thimble_schema (version) VALUES (?)",
	    VALS(v_int4(SCHEMA_VERSION)));
}

/* From here on whoever reads what is kept counts for itself. */
static enum err
forget(struct db *db, struct arena *a, const struct work *w, size_t *done)
{
	(void)a, (void)w, (void)done;
	return db_exec(db, NULL, "DELETE FROM thimble_verified", NO_VALS);
}

/* That what is kept is true under the triggers of now. */
static enum err
verify(struct db *db, struct arena *a, const struct work *w, size_t *done)
{
	struct catalogue s;
	enum err e;

	if ((e = forget(db, a, w, done)) != OK ||
	    (e = catalogue_read(db, a, &s)) != OK)
		return e;
	return db_exec(db, NULL,
	    "INSERT INTO thimble_verified (mark) VALUES (?)",
	    VALS(v_str(s.mark)));
}

/* Nobody knows of the tables yet, so all is made in one go. */
static enum err
create(struct db *db, struct arena *a, const struct work *w, size_t *done)
{
	struct catalogue s;
	enum err e;

	if ((e = catalogue_read(db, a, &s)) != OK || !s.m.empty)
		return e;
	e = run_file(db,
	    db->engine->numbered ? S("0001-patchwork-pg.sql")
				 : S("0001-patchwork-sqlite.sql"));
	if (e != OK || (e = run_file(db, S("0002-rows.sql"))) != OK)
		return e;
	if ((e = db_exec(db, NULL, "UPDATE django_migrations SET applied = ?",
		 VALS(v_time(w->now)))) != OK)
		return e;
	for (size_t i = 0; i < nsteps; i++)
		if (catalogue_needs(db, &s, &steps[i])) {
			if ((e = run_step(db, &s, &steps[i])) != OK)
				return e;
			++*done;
		}
	if ((e = set_version(db)) != OK)
		return e;
	return verify(db, a, w, done);
}

static enum err
make(struct db *db, struct arena *a, const struct work *w, size_t *done)
{
	struct catalogue s;
	enum err e;

	if ((e = catalogue_read(db, a, &s)) != OK ||
	    !catalogue_needs(db, &s, w->step))
		return e;
	++*done;
	return run_step(db, &s, w->step);
}

/* SQLite takes an index without statistics beside others that have them for
 * the best of all: what an administrator analysed once is analysed again. */
static enum err
analyze(struct db *db)
{
	int64_t has;
	enum err e;

	if (db->engine->numbered)
		return OK;
	if ((e = db_int(db, &has,
		 "SELECT count(*) FROM sqlite_master"
		 " WHERE name = 'sqlite_stat1'",
		 NO_VALS)) != OK ||
	    has == 0)
		return e;
	return db_script(db, "PRAGMA analysis_limit = 1000; ANALYZE");
}

static enum err
finish(struct db *db, struct arena *a, const struct work *w, size_t *done)
{
	struct catalogue s;
	enum err e;

	(void)done;
	if ((e = catalogue_read(db, a, &s)) != OK)
		return e;
	if (db->engine->numbered &&
	    (e = run_file(db, S("raise-sequences.sql"))) != OK)
		return e;
	if (w->made > 0 && (e = analyze(db)) != OK)
		return e;
	return s.version < SCHEMA_VERSION ? set_version(db) : OK;
}

static enum err
try_once(struct db *db, struct arena *a, const struct work *w, size_t *done)
{
	size_t n = 0;
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = db_lock(db, LOCK_MIGRATE, 0)) != OK)
		goto undo;
	if (db->engine->numbered && db->busy_ms > QUEUE_MS &&
	    (e = db_script(db, "SET LOCAL lock_timeout = '2s'")) != OK)
		goto undo;
	if ((e = w->run(db, a, w, &n)) != OK)
		goto undo;
	if ((e = db_commit(db)) == OK)
		*done += n;
	return e;
undo:
	db_rollback(db);
	return e;
}

static enum err
try_often(struct db *db, struct arena *a, const struct work *w, size_t *done)
{
	useconds_t pause = PAUSE_US;
	enum err e = OK;

	for (int i = 0; i < TRIES; i++) {
		if (i > 0) {
			(void)usleep(pause);
			pause *= 2;
		}
		if ((e = try_once(db, a, w, done)) != ERR_BUSY)
			break;
	}
	return e;
}

/* Each of what is kept in transactions of its own, beside writers that the
 * triggers follow by now. */
static enum err
recount(struct db *db, struct arena *a, size_t *done)
{
	struct catalogue s;
	enum err e;

	if ((e = catalogue_read(db, a, &s)) != OK || catalogue_is_verified(&s))
		return e;
	for (enum kept k = 0; k < KEPT_COUNT; k++)
		if ((e = kept_mend(db, k)) != OK)
			return e;
	return try_often(db, a, &(struct work){ verify }, done);
}

static enum err
apply(struct db *db, struct arena *a, const struct catalogue *s, int64_t now,
    size_t *done)
{
	enum err e;

	if (s->m.empty)
		return try_often(
		    db, a, &(struct work){ create, .now = now }, done);
	if (catalogue_misses_kept(db, s) && catalogue_knows_verified(s) &&
	    (e = try_often(db, a, &(struct work){ forget }, done)) != OK)
		return e;
	for (size_t i = 0; i < nsteps; i++)
		if (catalogue_needs(db, s, &steps[i]) &&
		    (e = try_often(db, a,
			 &(struct work){ make, .step = &steps[i] }, done)) !=
			OK)
			return e;
	if ((e = try_often(
		 db, a, &(struct work){ finish, .made = *done }, done)) != OK)
		return e;
	return recount(db, a, done);
}

/* ERR_CONFIG of a statement is a want of rights. */
static enum err
explain(struct arena *a, enum err e, const struct migration *m)
{
	struct str why = str_dup(a, str_c(err_message()));

	if (e != ERR_CONFIG)
		return e;
	if (m->empty)
		return err_set(e,
		    "the database is empty, and the schema cannot be made in"
		    " it (%.*s): run \"thimble migrate\" as its owner",
		    STR_ARG(why));
	return err_set(e,
	    "%s of the database cannot be made (%.*s): run \"thimble"
	    " migrate\" as the owner of its tables",
	    m->first != NULL ? m->first : "the id sequences", STR_ARG(why));
}

enum err
migrate_apply(struct db *db, struct arena *a, int64_t now, size_t *made)
{
	struct catalogue s;
	size_t n = 0;
	enum err e;

	if ((e = catalogue_read(db, a, &s)) != OK)
		return e;
	if ((e = apply(db, a, &s, now, &n)) != OK)
		return explain(a, e, &s.m);
	if (made != NULL)
		*made = n;
	return OK;
}

/* Fit to stand in a statement as it is. */
static bool
is_plain(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!char_is_digit(name.p[i]) && name.p[i] != '_' &&
		    !(name.p[i] >= 'a' && name.p[i] <= 'z'))
			return false;
	return name.n > 0;
}

/* Names of the catalogue are no literals: only plain ones are taken, and our
 * own are plain. */
static enum err
drop(struct db *db, struct arena *a, const struct work *w, size_t *done)
{
	const struct object *o = w->object;
	struct str text = str_f(
	    a, "DROP %.*s IF EXISTS %.*s", STR_ARG(o->kind), STR_ARG(o->name));

	assert(is_plain(o->kind) && is_plain(o->name));
	if (db->engine->numbered && str_eq(o->kind, S("trigger"))) {
		if (!is_plain(o->parent))
			return OK;
		text =
		    str_f(a, "%.*s ON %.*s", STR_ARG(text), STR_ARG(o->parent));
	}
	++*done;
	return db_script(db, text.p);
}

enum err
migrate_remove(struct db *db, struct arena *a, bool all, size_t *dropped)
{
	/* What hangs on others first. */
	static const struct str order[] = { { "trigger", 7 }, { "function", 8 },
		{ "index", 5 }, { "table", 5 } };
	struct catalogue s;
	size_t n = 0;
	enum err e;

	if ((e = catalogue_list(db, a, &s)) != OK)
		return e;
	if (catalogue_knows_verified(&s) &&
	    (e = try_often(db, a, &(struct work){ forget }, &n)) != OK)
		return e;
	for (size_t k = 0; k < COUNT(order) - !all; k++)
		for (size_t i = 0; i < s.nobjects; i++) {
			const struct object *o = &s.objects[i];

			if (!str_eq(o->kind, order[k]) ||
			    !str_starts(o->name, S("thimble_")) ||
			    !is_plain(o->name))
				continue;
			if ((e = try_often(db, a,
				 &(struct work){ drop, .object = o }, &n)) !=
			    OK)
				return e;
		}
	*dropped = n;
	return OK;
}
