/*
 * The SQL of what is kept (docs/totals.md): a definition a family, from which
 * its table, its triggers on both engines (steps.c) and its recount (kept.c)
 * are made, so that they cannot differ. Inside of src/db alone.
 *
 * A total has keys and n. EACH(r, before, after, between) gives the keys that
 * a row r of the family counts under, each between before and after.
 */
#ifndef DB_KEPT_SQL_H
#define DB_KEPT_SQL_H

#include "db/sql.h"

/* clang-format off */

/* Patches: 0 is no delegate, no state; -1 is any delegate, so that sums
 * without one do not grow with the number of people. */
#define PATCH_KEYS "delegate_id, project_id, state_id, archived"
#define PATCH_TYPES "delegate_id bigint NOT NULL, project_id bigint NOT NULL," \
	" state_id bigint NOT NULL, archived " SQL2("bool", "boolean") " NOT NULL"
#define PATCH_EACH(r, before, after, between) \
	before "COALESCE(" r ".delegate_id, 0), " r ".project_id," \
	" COALESCE(" r ".state_id, 0), " r ".archived" after between \
	before "-1, " r ".project_id, COALESCE(" r ".state_id, 0), " \
	r ".archived" after
#define PATCH_DIFFERS "NEW.delegate_id IS NOT OLD.delegate_id" \
	" OR NEW.project_id IS NOT OLD.project_id" \
	" OR NEW.state_id IS NOT OLD.state_id" \
	" OR NEW.archived IS NOT OLD.archived"
#define PATCH_WHAT "'project ' || project_id || ', state ' || state_id" \
	" || ', archived ' || archived || ', delegate ' || delegate_id"

#define COVER_KEYS "project_id"
#define COVER_TYPES "project_id bigint NOT NULL"
#define COVER_EACH(r, before, after, between) before r ".project_id" after
#define COVER_DIFFERS "NEW.project_id IS NOT OLD.project_id"
#define COVER_WHAT "'project ' || project_id"

#define SERIES_KEYS "project_id"
#define SERIES_TYPES "project_id bigint NOT NULL"
#define SERIES_EACH(r, before, after, between) \
	before "COALESCE(" r ".project_id, 0)" after
#define SERIES_DIFFERS "NEW.project_id IS NOT OLD.project_id"
#define SERIES_WHAT "'project ' || project_id"

#define EVENT_KEYS "project_id, category"
#define EVENT_TYPES "project_id bigint NOT NULL, category text NOT NULL"
#define EVENT_EACH(r, before, after, between) \
	before r ".project_id, " r ".category" after
#define EVENT_DIFFERS "NEW.project_id IS NOT OLD.project_id" \
	" OR NEW.category IS NOT OLD.category"
#define EVENT_WHAT "'project ' || project_id || ', category ' || category"

/* X(name, table it counts, NAME of the macros above) */
#define KEPT_TOTALS(X) \
	X("thimble_patch_total", "patchwork_patch", PATCH) \
	X("thimble_cover_total", "patchwork_cover", COVER) \
	X("thimble_series_total", "patchwork_series", SERIES) \
	X("thimble_event_total", "patchwork_event", EVENT)

/* Checks: all of them without their texts, since a trigger may not read
 * Patchwork's table; and of each patch how many of the newest of each user
 * and context are in each state. */
#define CHECK_KEYS "patch_id, user_id, context, date, id"
#define CHECK_ROW CHECK_KEYS ", state"
#define COUNT_STATE(n) "COUNT(CASE WHEN k.state = " n " THEN 1 END)"
#define CHECK_COUNTS COUNT_STATE("0") " AS pending, " \
	COUNT_STATE("1") " AS success, " COUNT_STATE("2") " AS warning, " \
	COUNT_STATE("3") " AS fail"
#define CHECK_COUNT_NAMES "pending, success, warning, fail"
/* The newest ones are those with nothing later, among those of condition. */
#define CHECK_NEWEST(table, condition) \
	"(SELECT c.patch_id, c.state, LEAD(c.id) OVER (PARTITION BY" \
	" c.patch_id, c.user_id, c.context ORDER BY c.date, c.id) AS later" \
	" FROM " table " c WHERE " condition ") k"

/* clang-format on */
#endif
