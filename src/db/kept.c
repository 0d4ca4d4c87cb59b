/*
 * Recounting what is kept. The difference between what is kept and what
 * Patchwork's tables say is one statement, so one snapshot, and every row and
 * its change are of one transaction: so it is exact while others write, and
 * adding it to what is kept makes that true without locking a table of
 * Patchwork's. Checks, whose rows are no sums, are mended patch by patch under
 * the lock that their triggers take.
 */
#include "db/kept.h"

#include "db/engine.h"
#include "db/kept_sql.h"

enum { BATCH = 5000 }; /* patches whose checks are mended at once */

struct recount {
	struct table wrong; /* struct difference */
	const char *add;    /* what is missing, as a change; or NULL */
	const char *fold;   /* PostgreSQL */
	enum err (*mend)(struct db *db); /* instead of add */
};

/* clang-format off */
static const struct column columns[] = {
	{ "w.what",  STR(difference, what) },
	{ "w.kept",  INT(difference, kept) },
	{ "w.truth", INT(difference, truth) },
};

#define SUMMED(keys, kept, truth) \
	"(SELECT " keys ", sum(d.kept) AS kept, sum(d.truth) AS truth" \
	" FROM (" kept " UNION ALL " truth ") d GROUP BY " keys \
	" HAVING sum(d.kept) <> sum(d.truth)) x"
#define WRONG(what, summed) \
	TABLE(difference, columns, "(SELECT " what " AS what, x.kept, x.truth" \
	    " FROM " summed ") w")

#define TOTAL_SUMMED(name, table, family) \
	SUMMED(family##_KEYS, \
	    "SELECT " family##_KEYS ", n AS kept, 0 AS truth FROM " name, \
	    family##_EACH("r", "SELECT ", ", 0, 1 FROM " table " r", " UNION ALL "))
#define TOTAL_KEPT(name, table, family) { \
	WRONG(family##_WHAT, TOTAL_SUMMED(name, table, family)), \
	"INSERT INTO " name " (" family##_KEYS ", n) SELECT " family##_KEYS \
	", x.truth - x.kept FROM " TOTAL_SUMMED(name, table, family) \
	" WHERE true" SQL2(" ON CONFLICT (", "") SQL2(family##_KEYS, "") \
	SQL2(") DO UPDATE SET n = n + excluded.n", ""), \
	/* Of the keys that have changes. What another is folding is left to
	 * it. */ \
	"WITH gone AS (DELETE FROM " name " WHERE ctid = ANY (ARRAY(" \
	"SELECT t.ctid FROM " name " t WHERE (" family##_KEYS ") IN (SELECT " \
	family##_KEYS " FROM " name " WHERE NOT folded) FOR UPDATE SKIP LOCKED))" \
	" RETURNING *) INSERT INTO " name " (" family##_KEYS ", n, folded)" \
	" SELECT " family##_KEYS ", sum(n), true FROM gone GROUP BY " \
	family##_KEYS " HAVING sum(n) <> 0", \
	NULL },

#define PATCHES "patch_id BETWEEN ? AND ?"
#define SAME_CHECK \
	"o.id = c.id AND o.patch_id = c.patch_id AND o.user_id = c.user_id" \
	" AND o.context = c.context AND o.date = c.date AND o.state = c.state"
/* clang-format on */

/* The triggers wait for us here, and we for them. */
static enum err
lock_patches(struct db *db, struct values range)
{
	enum err e;

	if (!db->engine->numbered)
		return OK;
	if ((e = db_exec(db, NULL,
		 "INSERT INTO thimble_patch_check"
		 " (patch_id, " CHECK_COUNT_NAMES ")"
		 " SELECT DISTINCT patch_id, 0, 0, 0, 0 FROM patchwork_check"
		 " WHERE " PATCHES " ORDER BY patch_id ON CONFLICT DO NOTHING",
		 range)) != OK)
		return e;
	return db_exec(db, NULL,
	    "SELECT patch_id FROM thimble_patch_check WHERE " PATCHES
	    " ORDER BY patch_id FOR UPDATE",
	    range);
}

static enum err
mend_patches(struct db *db, struct values range)
{
	enum err e;

	if ((e = lock_patches(db, range)) != OK)
		return e;
	if ((e = db_exec(db, NULL,
		 "DELETE FROM thimble_check AS c WHERE c." PATCHES
		 " AND NOT EXISTS (SELECT 1 FROM patchwork_check o"
		 " WHERE " SAME_CHECK ")",
		 range)) != OK)
		return e;
	if ((e = db_exec(db, NULL,
		 "INSERT INTO thimble_check (" CHECK_ROW ") SELECT " CHECK_ROW
		 " FROM patchwork_check c WHERE c." PATCHES
		 " AND NOT EXISTS (SELECT 1 FROM thimble_check o"
		 " WHERE " SAME_CHECK ")",
		 range)) != OK)
		return e;
	if ((e = db_exec(db, NULL,
		 "UPDATE thimble_patch_check SET pending = 0, success = 0,"
		 " warning = 0, fail = 0 WHERE " PATCHES
		 " AND NOT EXISTS (SELECT 1 FROM thimble_check c"
		 " WHERE c.patch_id = thimble_patch_check.patch_id)",
		 range)) != OK)
		return e;
	return db_exec(db, NULL,
	    "INSERT INTO thimble_patch_check"
	    " (patch_id, " CHECK_COUNT_NAMES
	    ") SELECT k.patch_id, " CHECK_COUNTS
	    " FROM " CHECK_NEWEST("thimble_check",
		"c." PATCHES) " WHERE k.later IS NULL GROUP BY k.patch_id"
			      " ON CONFLICT (patch_id) DO UPDATE SET"
			      " pending = excluded.pending, success = "
			      "excluded.success,"
			      " warning = excluded.warning, fail = "
			      "excluded.fail",
	    range);
}

static enum err
mend_range(struct db *db, int64_t from)
{
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = mend_patches(
		 db, VALS(v_int(from), v_int(from + BATCH - 1)))) != OK)
		goto undo;
	return db_commit(db);
undo:
	db_rollback(db);
	return e;
}

/* Both tables at once: the counts follow from the checks. */
static enum err
mend_checks(struct db *db)
{
	int64_t last;
	enum err e;

	if ((e = db_int(db, &last,
		 "SELECT max(m.id) FROM (SELECT max(patch_id) AS id"
		 " FROM patchwork_check UNION ALL SELECT max(patch_id)"
		 " FROM thimble_check UNION ALL SELECT max(patch_id)"
		 " FROM thimble_patch_check) m",
		 NO_VALS)) != OK)
		return e;
	for (int64_t from = 0; from <= last; from += BATCH)
		if ((e = mend_range(db, from)) != OK)
			return e;
	return OK;
}

/* clang-format off */
static const struct recount recounts[KEPT_COUNT] = {
	KEPT_TOTALS(TOTAL_KEPT)
	{ WRONG("'check ' || id || ' of patch ' || patch_id",
	    SUMMED(CHECK_ROW, "SELECT " CHECK_ROW ", 1 AS kept, 0 AS truth"
	    " FROM thimble_check", "SELECT " CHECK_ROW ", 0, 1"
	    " FROM patchwork_check")), NULL, NULL, mend_checks },
	{ WRONG("'patch ' || patch_id || ': ' || pending || ' pending, '"
	    " || success || ' success, ' || warning || ' warning, '"
	    " || fail || ' fail'",
	    SUMMED("patch_id, " CHECK_COUNT_NAMES,
	    "SELECT patch_id, " CHECK_COUNT_NAMES ", 1 AS kept, 0 AS truth"
	    " FROM thimble_patch_check WHERE pending + success + warning + fail > 0",
	    "SELECT * FROM (SELECT k.patch_id, " CHECK_COUNTS ", 0, 1 FROM "
	    CHECK_NEWEST("patchwork_check", "true") " WHERE k.later IS NULL"
	    " GROUP BY k.patch_id) t WHERE pending + success + warning + fail > 0")),
	  NULL, NULL, mend_checks },
};
#define NAME(name, table, family) name,
const char *const kept_names[KEPT_COUNT] = {
	KEPT_TOTALS(NAME) "thimble_check", "thimble_patch_check",
};
/* clang-format on */

enum err
kept_compare(struct db *db, struct arena *a, enum kept k,
    struct difference **out, size_t *n)
{
	assert(k < KEPT_COUNT);
	return db_list(db, a, &recounts[k].wrong, out, n,
	    "ORDER BY w.what LIMIT ?", VALS(v_int(LIMIT_DIFFERENCES)));
}

enum err
kept_mend(struct db *db, enum kept k)
{
	enum err e;

	assert(k < KEPT_COUNT);
	if (recounts[k].mend != NULL)
		return recounts[k].mend(db);
	if ((e = db_begin(db)) != OK)
		return e;
	/* Two that add the same difference would add it twice. */
	if ((e = db_lock(db, LOCK_FOLD, (int64_t)k)) != OK ||
	    (e = db_exec_(db, NULL, recounts[k].add, NO_VALS)) != OK)
		goto undo;
	return db_commit(db);
undo:
	db_rollback(db);
	return e;
}

/* clang-format off */
static const struct column bypass_columns[] = {
	{ "b.who", STR(bypass, who) },
};
static const struct table bypasses = TABLE(bypass, bypass_columns, SQL2("",
    "(SELECT COALESCE('role ' || r.rolname, 'all roles')"
    " || COALESCE(' in database ' || d.datname, '') AS who"
    " FROM pg_db_role_setting s LEFT JOIN pg_roles r ON r.oid = s.setrole"
    " LEFT JOIN pg_database d ON d.oid = s.setdatabase"
    " WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database"
    " WHERE datname = current_database()))"
    " AND 'session_replication_role=replica' = ANY (s.setconfig)"
    " UNION ALL SELECT 'subscription ' || s.subname FROM pg_subscription s"
    " WHERE s.subdbid = (SELECT oid FROM pg_database"
    " WHERE datname = current_database())"
    " UNION ALL SELECT 'this session'"
    " WHERE current_setting('session_replication_role') = 'replica') b"));
/* clang-format on */

enum err
kept_list_bypass(struct db *db, struct arena *a, struct bypass **out, size_t *n)
{
	if (!db->engine->numbered) {
		*n = 0;
		return OK;
	}
	return db_list(db, a, &bypasses, out, n, "ORDER BY b.who", NO_VALS);
}

enum err
kept_fold(struct db *db, enum kept k)
{
	assert(k < KEPT_COUNT);
	if (recounts[k].fold == NULL || !db->engine->numbered)
		return OK;
	return db_exec_(db, NULL, recounts[k].fold, NO_VALS);
}

enum err
kept_clean(struct db *db)
{
	return db_script(db,
	    SQL2("",
		"VACUUM (SKIP_LOCKED, TRUNCATE false) thimble_patch_total,"
		" thimble_cover_total, thimble_series_total,"
		" thimble_event_total"));
}
