/*
 * The table of our objects. Rules (decisions.md 3): no column is added to a
 * table of Patchwork's, no foreign key leaves or enters a table of ours, and
 * everything can be dropped and made anew at any time. A changed definition
 * gets the next version in its row and in SCHEMA_VERSION; whoever opens the
 * database then makes it anew.
 */
#include "db/steps.h"

#include "db/kept_sql.h"

/* clang-format off */
#define INDEX(name, table, columns) \
	STEP_INDEX, ON_BOTH, 1, name, \
	"CREATE INDEX " name " ON " table " (" columns ")", \
	"DROP INDEX IF EXISTS " name

/* Triggers (decisions.md 3). Their bodies name NEW, OLD and tables of ours
 * alone, since Django rebuilds Patchwork's on SQLite; on PostgreSQL they run
 * with the rights of their owner and compare old and new inside. */
#define LITE_TRIGGER(name, event, table, body) \
	{ STEP_TRIGGER, ON_SQLITE, 2, name, \
	  "CREATE TRIGGER " name " AFTER " event " ON " table \
	  " FOR EACH ROW " body, "DROP TRIGGER IF EXISTS " name }
#define PG_TRIGGER(name, function, event, table, rows) \
	{ STEP_TRIGGER, ON_PG, 2, name, \
	  "CREATE TRIGGER " name " AFTER " event " ON " table rows \
	  " FOR EACH STATEMENT EXECUTE FUNCTION " function "()", \
	  "DROP TRIGGER IF EXISTS " name " ON " table }
#define NEW_ROWS " NEW TABLE AS new_rows"
#define OLD_ROWS " OLD TABLE AS old_rows"
#define PG_TRIGGERS(name, table) \
	PG_TRIGGER(name "_add", name, "INSERT", table, " REFERENCING" NEW_ROWS), \
	PG_TRIGGER(name "_change", name, "UPDATE", table, \
	    " REFERENCING" OLD_ROWS NEW_ROWS), \
	PG_TRIGGER(name "_remove", name, "DELETE", table, " REFERENCING" OLD_ROWS), \
	PG_TRIGGER(name "_empty", name, "TRUNCATE", table, "")
/* The triggers hang on it: a newer one takes its place. */
#define PG_FUNCTION(name, body) \
	{ STEP_FUNCTION, ON_PG, 2, name, \
	  "CREATE OR REPLACE FUNCTION " name "() RETURNS trigger" \
	  " LANGUAGE plpgsql SECURITY DEFINER AS $body$ " body " $body$;" \
	  " DO $path$ BEGIN EXECUTE format('ALTER FUNCTION " name "()" \
	  " SET search_path = %I, pg_temp', current_schema()); END $path$", \
	  "SELECT 1" }

/* Totals. SQLite has one writer and changes rows in place; on PostgreSQL a
 * row that all writers change would be waited for, so changes are appended,
 * a row a statement and key, and summed up by whoever finds many
 * (kept_fold). */
#define LITE_ADD(name, family, values) \
	"BEGIN INSERT INTO " name " (" family##_KEYS ", n) VALUES " values \
	" ON CONFLICT (" family##_KEYS ") DO UPDATE SET n = n + excluded.n; END"
#define PG_ADD(name, family, rows) \
	"INSERT INTO " name " (" family##_KEYS ", n) SELECT " family##_KEYS \
	", sum(d.change) FROM (" rows ") d (" family##_KEYS ", change) GROUP BY " \
	family##_KEYS " HAVING sum(d.change) <> 0;"
#define NEW_EACH(family) \
	family##_EACH("r", "SELECT ", ", 1 FROM new_rows r", " UNION ALL ")
#define OLD_EACH(family) \
	family##_EACH("r", "SELECT ", ", -1 FROM old_rows r", " UNION ALL ")
#define TOTAL(name, table, family) \
	{ STEP_TABLE, ON_BOTH, 2, name, \
	  "CREATE TABLE " name " (" family##_TYPES ", n bigint NOT NULL" \
	  SQL2(", PRIMARY KEY (", ", folded boolean NOT NULL DEFAULT false") \
	  SQL2(family##_KEYS, "") SQL2(")) WITHOUT ROWID", ")"), NULL }, \
	{ STEP_INDEX, ON_PG, 2, name "_key", \
	  "CREATE INDEX " name "_key ON " name " (" family##_KEYS ")", \
	  "DROP INDEX IF EXISTS " name "_key" }, \
	LITE_TRIGGER(name "_add", "INSERT", table, LITE_ADD(name, family, \
	    family##_EACH("NEW", "(", ", 1)", ", "))), \
	LITE_TRIGGER(name "_change", "UPDATE", table, \
	    "WHEN " family##_DIFFERS " " LITE_ADD(name, family, \
	    family##_EACH("NEW", "(", ", 1)", ", ") ", " \
	    family##_EACH("OLD", "(", ", -1)", ", "))), \
	LITE_TRIGGER(name "_remove", "DELETE", table, LITE_ADD(name, family, \
	    family##_EACH("OLD", "(", ", -1)", ", "))), \
	PG_FUNCTION(name, "BEGIN " \
	    "IF TG_OP = 'INSERT' THEN " PG_ADD(name, family, NEW_EACH(family)) \
	    " ELSIF TG_OP = 'UPDATE' THEN " PG_ADD(name, family, \
	    NEW_EACH(family) " UNION ALL " OLD_EACH(family)) \
	    " ELSIF TG_OP = 'DELETE' THEN " PG_ADD(name, family, OLD_EACH(family)) \
	    " ELSE DELETE FROM " name "; END IF; RETURN NULL; END"), \
	PG_TRIGGERS(name, table),

/* Checks. On PostgreSQL the rows of the patches are locked first, in a
 * statement of its own and in one order: what is read after that is all that
 * there will be (decisions.md 4). They stay for good, for there would be
 * nothing to lock otherwise. */
#define LITE_KEEP_CHECK \
	" INSERT INTO thimble_check (" CHECK_ROW ") VALUES (NEW.patch_id," \
	" NEW.user_id, NEW.context, NEW.date, NEW.id, NEW.state)" \
	" ON CONFLICT (" CHECK_KEYS ") DO UPDATE SET state = excluded.state;"
#define LITE_DROP_CHECK \
	" DELETE FROM thimble_check WHERE patch_id = OLD.patch_id" \
	" AND user_id = OLD.user_id AND context = OLD.context" \
	" AND date = OLD.date AND id = OLD.id;"
#define LITE_COUNT(patch) \
	" INSERT INTO thimble_patch_check (patch_id, " CHECK_COUNT_NAMES ")" \
	" SELECT " patch ", " CHECK_COUNTS " FROM " \
	CHECK_NEWEST("thimble_check", "c.patch_id = " patch) \
	" WHERE k.later IS NULL ON CONFLICT (patch_id) DO UPDATE SET" \
	" pending = excluded.pending, success = excluded.success," \
	" warning = excluded.warning, fail = excluded.fail;"
#define PG_KEEP_CHECKS \
	" INSERT INTO thimble_check (" CHECK_ROW ") SELECT " CHECK_ROW \
	" FROM new_rows ON CONFLICT (" CHECK_KEYS ") DO UPDATE" \
	" SET state = excluded.state;"
#define PG_DROP_CHECKS \
	" DELETE FROM thimble_check c USING old_rows o" \
	" WHERE c.patch_id = o.patch_id AND c.user_id = o.user_id" \
	" AND c.context = o.context AND c.date = o.date AND c.id = o.id;"
#define PG_LOCK_PATCHES(rows) \
	" patches := ARRAY(" rows " ORDER BY 1);" \
	" INSERT INTO thimble_patch_check (patch_id, " CHECK_COUNT_NAMES ")" \
	" SELECT i, 0, 0, 0, 0 FROM unnest(patches) i" \
	" ON CONFLICT DO NOTHING;" \
	" PERFORM 1 FROM thimble_patch_check WHERE patch_id = ANY (patches)" \
	" ORDER BY patch_id FOR UPDATE;"
#define PG_COUNT \
	" UPDATE thimble_patch_check t SET pending = k.pending," \
	" success = k.success, warning = k.warning, fail = k.fail FROM" \
	" (SELECT i AS patch_id, " CHECK_COUNTS \
	" FROM unnest(patches) i LEFT JOIN " \
	CHECK_NEWEST("thimble_check", "c.patch_id = ANY (patches)") \
	" ON k.patch_id = i AND k.later IS NULL GROUP BY i) k" \
	" WHERE t.patch_id = k.patch_id;"

const struct step steps[] = {
	/* One row: what was made here. */
	{ STEP_TABLE, ON_BOTH, 1, "thimble_schema",
	  "CREATE TABLE thimble_schema (version integer NOT NULL)", NULL },

	/* The journal (model/journal.h). arrived is microseconds of UTC. A
	 * mail is compressed already, if that helps. */
	{ STEP_TABLE, ON_BOTH, 1, "thimble_mail",
	  "CREATE TABLE thimble_mail ("
	  SQL2("id integer PRIMARY KEY AUTOINCREMENT, ",
	      "id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, ")
	  "arrived bigint NOT NULL, source text NOT NULL, list text,"
	  " msgid text, verdict text NOT NULL, reason text,"
	  " attempts integer NOT NULL, size bigint NOT NULL, "
	  SQL2("raw blob, packed bool", "raw bytea, packed boolean")
	  " NOT NULL)"
	  SQL2("", "; ALTER TABLE thimble_mail"
	      " ALTER COLUMN raw SET STORAGE EXTERNAL"), NULL },
	{ INDEX("thimble_mail_msgid", "thimble_mail", "msgid") },

	/* Addresses are looked up with case ignored. */
	{ INDEX("thimble_person_email", "patchwork_person",
	    SQL2("email COLLATE NOCASE", "upper(email::text)")) },

	/* Lists of a project: by date, and those in some states, which are
	 * few of many. Their counts are read from the index alone. */
	{ INDEX("thimble_patch_project_date", "patchwork_patch",
	    "project_id, date, id, archived, delegate_id") },
	{ STEP_INDEX, ON_BOTH, 2, "thimble_patch_project_state",
	  "CREATE INDEX thimble_patch_project_state ON patchwork_patch"
	  " (project_id, state_id, archived, date, id, delegate_id)",
	  "DROP INDEX IF EXISTS thimble_patch_project_state" },
	/* The same by id, and those of a delegate (model/merge.c). */
	{ INDEX("thimble_patch_project_state_id", "patchwork_patch",
	    "project_id, state_id, archived, id") },
	{ STEP_INDEX, ON_BOTH, 2, "thimble_patch_delegate",
	  "CREATE INDEX thimble_patch_delegate ON patchwork_patch"
	  " (delegate_id, project_id, state_id, archived, id)"
	  " WHERE delegate_id IS NOT NULL",
	  "DROP INDEX IF EXISTS thimble_patch_delegate" },
	{ INDEX("thimble_cover_project_date", "patchwork_cover",
	    "project_id, date, id") },
	{ INDEX("thimble_series_project_date", "patchwork_series",
	    "project_id, date, id") },
	{ INDEX("thimble_event_project_date", "patchwork_event",
	    "project_id, date, id, category") },

	/* The same of all projects; programs poll for one kind of event. */
	{ INDEX("thimble_patch_date", "patchwork_patch", "date, id") },
	{ INDEX("thimble_event_date", "patchwork_event", "date, id") },
	{ INDEX("thimble_event_category_date", "patchwork_event",
	    "category, date, id") },

	/* What was last found true (kept.h): a row once all below is there and
	 * counted, none while it is not. */
	{ STEP_TABLE, ON_BOTH, 2, "thimble_verified",
	  "CREATE TABLE thimble_verified (mark text NOT NULL)"
	  SQL2("", "; GRANT SELECT ON thimble_verified TO PUBLIC"), NULL },
	KEPT_TOTALS(TOTAL)

	{ STEP_TABLE, ON_BOTH, 2, "thimble_check",
	  "CREATE TABLE thimble_check (patch_id bigint NOT NULL,"
	  " user_id bigint NOT NULL, context text NOT NULL,"
	  " date " SQL2("datetime", "timestamptz") " NOT NULL,"
	  " id bigint NOT NULL, state bigint NOT NULL,"
	  " PRIMARY KEY (" CHECK_KEYS "))" SQL2(" WITHOUT ROWID", ""), NULL },
	{ STEP_TABLE, ON_BOTH, 2, "thimble_patch_check",
	  "CREATE TABLE thimble_patch_check ("
	  "patch_id " SQL2("integer", "bigint") " NOT NULL PRIMARY KEY,"
	  " pending bigint NOT NULL, success bigint NOT NULL,"
	  " warning bigint NOT NULL, fail bigint NOT NULL)", NULL },
	LITE_TRIGGER("thimble_check_add", "INSERT", "patchwork_check",
	    "BEGIN" LITE_KEEP_CHECK LITE_COUNT("NEW.patch_id") " END"),
	LITE_TRIGGER("thimble_check_change", "UPDATE", "patchwork_check",
	    "WHEN NEW.patch_id IS NOT OLD.patch_id"
	    " OR NEW.user_id IS NOT OLD.user_id OR NEW.id IS NOT OLD.id"
	    " OR NEW.context IS NOT OLD.context OR NEW.date IS NOT OLD.date"
	    " OR NEW.state IS NOT OLD.state BEGIN" LITE_DROP_CHECK
	    LITE_KEEP_CHECK LITE_COUNT("OLD.patch_id")
	    LITE_COUNT("NEW.patch_id") " END"),
	LITE_TRIGGER("thimble_check_remove", "DELETE", "patchwork_check",
	    "BEGIN" LITE_DROP_CHECK LITE_COUNT("OLD.patch_id") " END"),
	PG_FUNCTION("thimble_check", "DECLARE patches bigint[]; BEGIN"
	    " IF TG_OP = 'TRUNCATE' THEN DELETE FROM thimble_check;"
	    " DELETE FROM thimble_patch_check; RETURN NULL;"
	    " ELSIF TG_OP = 'INSERT' THEN"
	    PG_LOCK_PATCHES("SELECT DISTINCT patch_id FROM new_rows")
	    PG_KEEP_CHECKS
	    " ELSIF TG_OP = 'DELETE' THEN"
	    PG_LOCK_PATCHES("SELECT DISTINCT patch_id FROM old_rows")
	    PG_DROP_CHECKS
	    " ELSE" PG_LOCK_PATCHES("SELECT patch_id FROM new_rows UNION"
	    " SELECT patch_id FROM old_rows") PG_DROP_CHECKS PG_KEEP_CHECKS
	    " END IF;" PG_COUNT " RETURN NULL; END"),
	PG_TRIGGERS("thimble_check", "patchwork_check"),
};
/* clang-format on */
const size_t nsteps = COUNT(steps);
