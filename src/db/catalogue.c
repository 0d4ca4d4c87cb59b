/*
 * What the database has, by the catalogue of its engine, and what of ours is
 * missing. Foreign databases are told apart by Django's own list of
 * migrations: names of constraints, extra tables and the like differ between
 * installations and are not looked at (spec/schema.md 7).
 */
#include "db/catalogue.h"

/* The newest of Patchwork's migrations that this program knows. */
static const struct str known = { "0048_series_dependencies", 24 };

struct name {
	struct str name;
};

struct state {
	int64_t version;
	struct str mark, verified;
};

/* clang-format off */
static const struct column object_columns[] = {
	{ "o.kind",   STR(object, kind) },
	{ "o.name",   STR(object, name) },
	{ "o.parent", STR(object, parent) },
	{ "o.valid",  BOOL(object, valid) },
};

/* Tables that tell whose database it is, and whether it is whole. All is one
 * statement: another process may be making them at this very moment. */
#define FOREIGN "('django_migrations', 'auth_user', 'patchwork_patch')"

/* Indexes of primary keys and unique rules belong to their tables. */
static const struct table objects = TABLE(object, object_columns,
    SQL2("(SELECT type AS kind, name, tbl_name AS parent, 1 AS valid"
	" FROM sqlite_master) o",
	"(SELECT CASE WHEN c.relkind = 'i' THEN 'index' ELSE 'table' END"
	" AS kind, c.relname::text AS name, '' AS parent,"
	" COALESCE(i.indisvalid, true) AS valid FROM pg_class c"
	" LEFT JOIN pg_index i ON i.indexrelid = c.oid"
	" WHERE c.relkind IN ('r', 'p', 'i') AND pg_table_is_visible(c.oid)"
	" AND (c.relname LIKE 'thimble\\_%' OR c.relname IN " FOREIGN ")"
	" AND NOT EXISTS (SELECT 1 FROM pg_constraint k"
	" WHERE k.conindid = c.oid)"
	" UNION ALL SELECT 'trigger', t.tgname::text, c.relname::text,"
	" t.tgenabled <> 'D' FROM pg_trigger t"
	" JOIN pg_class c ON c.oid = t.tgrelid"
	" WHERE NOT t.tgisinternal AND t.tgname LIKE 'thimble\\_%'"
	" AND pg_table_is_visible(c.oid)"
	" UNION ALL SELECT 'function', f.proname::text, '', true"
	" FROM pg_proc f WHERE f.proname LIKE 'thimble\\_%'"
	" AND pg_function_is_visible(f.oid)) o"));

/* A trigger that was made anew, by whomever, changes the mark: on SQLite by
 * its place in the schema, whose own version every VACUUM changes. */
static const struct column state_columns[] = {
	{ "(SELECT max(version) FROM thimble_schema)", INT(state, version) },
	{ "(SELECT " SQL2("group_concat(m.name || ' ' || length(m.sql), ', ')"
	  " FROM sqlite_master m WHERE m.type = 'trigger'"
	  " AND m.name LIKE 'thimble\\_%' ESCAPE '\\'",
	  "md5(string_agg(t.oid::text || t.tgenabled::text, ' ' ORDER BY t.oid))"
	  " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
	  " WHERE t.tgname LIKE 'thimble\\_%' AND pg_table_is_visible(c.oid)")
	  ")", STR(state, mark) },
	{ "v.mark", STR(state, verified) },
};
static const struct table states = TABLE(state, state_columns,
    "(SELECT 1 AS one) o LEFT JOIN thimble_verified v ON true");

static const struct column name_columns[] = {
	{ "m.name", STR(name, name) },
};
static const struct table patchwork_migrations =
    TABLE(name, name_columns, "django_migrations m");

static const struct str kinds[] = {
	[STEP_TABLE]    = { "table", 5 },
	[STEP_INDEX]    = { "index", 5 },
	[STEP_FUNCTION] = { "function", 8 },
	[STEP_TRIGGER]  = { "trigger", 7 },
};
/* clang-format on */

static const struct object *
find(const struct catalogue *s, enum step_kind kind, const char *name)
{
	for (size_t i = 0; i < s->nobjects; i++)
		if (str_eq(s->objects[i].name, str_c(name)) &&
		    str_eq(s->objects[i].kind, kinds[kind]))
			return &s->objects[i];
	return NULL;
}

bool
catalogue_has(const struct catalogue *s, const struct step *step)
{
	return find(s, step->kind, step->name) != NULL;
}

/* A database without a version may have objects that its administrator made
 * ahead of us: they are as good. */
bool
catalogue_needs(
    const struct db *db, const struct catalogue *s, const struct step *step)
{
	const struct object *made = find(s, step->kind, step->name);
	int engine = db->engine->numbered ? ON_PG : ON_SQLITE;

	if ((step->engines & engine) == 0)
		return false;
	if (made == NULL || !made->valid)
		return true;
	return step->drop != NULL && s->version > 0 &&
	    step->version > s->version;
}

bool
catalogue_is_verified(const struct catalogue *s)
{
	return s->verified.p != NULL && str_eq(s->verified, s->mark);
}

bool
catalogue_misses_kept(const struct db *db, const struct catalogue *s)
{
	for (size_t i = 0; i < nsteps; i++)
		if (steps[i].kind != STEP_INDEX &&
		    catalogue_needs(db, s, &steps[i]))
			return true;
	return false;
}

bool
catalogue_knows_verified(const struct catalogue *s)
{
	return find(s, STEP_TABLE, "thimble_verified") != NULL;
}

enum err
catalogue_list(struct db *db, struct arena *a, struct catalogue *out)
{
	*out = (struct catalogue){ .version = 0 };
	return db_list(db, a, &objects, &out->objects, &out->nobjects,
	    "WHERE o.name LIKE 'thimble\\_%' ESCAPE '\\'"
	    " OR o.name IN " FOREIGN " ORDER BY o.name",
	    NO_VALS);
}

static enum err
read_version(struct db *db, struct arena *a, struct catalogue *s)
{
	struct state state = { .version = 0 };
	enum err e;

	if (find(s, STEP_TABLE, "thimble_schema") == NULL)
		return OK;
	if (find(s, STEP_TABLE, "thimble_verified") == NULL)
		e = db_int(db, &state.version,
		    "SELECT max(version) FROM thimble_schema", NO_VALS);
	else
		e = db_get(db, a, &states, &state, "", NO_VALS);
	if (e != OK)
		return e;
	s->version = state.version;
	s->mark = state.mark;
	s->verified = state.verified;
	if (s->version > SCHEMA_VERSION)
		return err_set(ERR_CONFIG,
		    "the database was migrated by a newer Thimble: its schema"
		    " is %d, this program knows %d",
		    (int)s->version, SCHEMA_VERSION);
	return OK;
}

/* Names of migrations begin with a number of four digits. */
static enum err
read_patchwork(struct db *db, struct arena *a, struct catalogue *s)
{
	struct str last = { NULL, 0 };
	bool is_known = false;
	struct name *v;
	size_t n;
	enum err e;

	if ((e = db_list(db, a, &patchwork_migrations, &v, &n,
		 "WHERE m.app = 'patchwork'", NO_VALS)) != OK)
		return e;
	for (size_t i = 0; i < n; i++) {
		is_known = is_known || str_eq(v[i].name, known);
		if (last.p == NULL || str_cmp(v[i].name, last) > 0)
			last = v[i].name;
	}
	if (last.p == NULL)
		return err_set(ERR_CONFIG,
		    "the database is of another program of Django's: no"
		    " migration of Patchwork's is recorded in it");
	if (!is_known)
		return err_set(ERR_CONFIG,
		    "the database is of a Patchwork that is too old: its"
		    " migration %.*s is not recorded (the last one is %.*s);"
		    " run Patchwork's \"manage.py migrate\" first",
		    STR_ARG(known), STR_ARG(last));
	if (str_cmp(last, known) > 0)
		s->m.newer = last;
	return OK;
}

enum err
catalogue_read(struct db *db, struct arena *a, struct catalogue *out)
{
	enum err e;

	if ((e = catalogue_list(db, a, out)) != OK)
		return e;
	out->m.empty = find(out, STEP_TABLE, "django_migrations") == NULL;
	if (out->m.empty &&
	    (find(out, STEP_TABLE, "auth_user") != NULL ||
		find(out, STEP_TABLE, "patchwork_patch") != NULL))
		return err_set(ERR_CONFIG,
		    "the database has tables of Patchwork or Django but no"
		    " table django_migrations: it is not whole");
	if (!out->m.empty && (e = read_patchwork(db, a, out)) != OK)
		return e;
	if ((e = read_version(db, a, out)) != OK)
		return e;
	for (size_t i = nsteps; i-- > 0;)
		if (catalogue_needs(db, out, &steps[i])) {
			out->m.missing++;
			out->m.first = steps[i].name;
		}
	if (out->m.missing == 0 && !catalogue_is_verified(out)) {
		out->m.missing = 1;
		out->m.first = "thimble_verified";
	}
	return OK;
}
