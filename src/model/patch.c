/*
 * Patches as rows: one with all its texts, lists without them. What a list
 * shows beside a patch (series, people, checks) is loaded by sets and counts
 * of the page, never by the row.
 */
#include "model/patch.h"

#include "model/columns.h"
#include "model/total.h"

/* clang-format off */
static const struct column list_columns[] = {
	PATCH_COLUMNS(patch, )
};

static const struct column full_columns[] = {
	PATCH_COLUMNS(patch, ),
	PATCH_TEXT_COLUMNS(patch, )
};

static const struct table list_table =
    TABLE(patch, list_columns, PATCH_FROM);
static const struct table full_table =
    TABLE(patch, full_columns, PATCH_FROM);

const struct listing patch_listing = {
	&list_table, SQL("patchwork_patch p"), BY("p.id"), .total = &patch_total
};

const struct order patch_orders[] = {
	{ "id",        BY("p.id") },
	{ "name",      BY_NAME("p.name") },
	{ "project",   BY("(SELECT j.linkname" SQL2("", " COLLATE \"C\"")
	    " FROM patchwork_project j WHERE j.id = p.project_id)") },
	{ "date",      BY("p.date") },
	{ "state",     BY_NULL("(SELECT s.ordering FROM patchwork_state s"
	    " WHERE s.id = p.state_id)") },
	{ "archived",  BY("p.archived") },
	{ "submitter", BY("p.submitter_id") },
	{ "check",     BY(PATCH_CHECK_COMBINED) },
};
const size_t patch_norders = COUNT(patch_orders);

const struct sql_text patch_search[1] = { SQL("p.name") };

static const struct filter filters[] = {
	{ "project",   V1_0, BY_PROJECT,     SQL("p.project_id") },
	{ "series",    V1_0, BY_ID,          SQL("p.series_id") },
	{ "submitter", V1_0, BY_PERSON,      SQL("p.submitter_id") },
	{ "delegate",  V1_0, BY_USER,        SQL("p.delegate_id") },
	{ "state",     V1_0, BY_STATE,       SQL("p.state_id") },
	{ "archived",  V1_0, BY_BOOL,        SQL("p.archived") },
	{ "hash",      V1_2, BY_HASH,        SQL("p.hash") },
	{ "msgid",     V1_2, BY_MSGID,       SQL("p.msgid") },
	{ "since",     V1_0, BY_MAIL_SINCE,  SQL("p.date") },
	{ "before",    V1_0, BY_MAIL_BEFORE, SQL("p.date") },
};
/* clang-format on */
const struct filters patch_filters = { filters, COUNT(filters) };

static enum err
load(struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	return list_by_ids(db, a, &list_table, (struct sql_text)SQL("p.id"),
	    ids, (struct sql_text)SQL(""), rows, n);
}

const struct entity patch_entity = { "Patch", sizeof(struct patch), load };

enum err
patch_get(struct db *db, struct arena *a, int64_t id, struct patch *out)
{
	return db_get(
	    db, a, &full_table, out, "WHERE p.id = ?", VALS(v_int(id)));
}

enum err
patch_find(struct db *db, struct arena *a, int64_t project, struct str msgid,
    struct patch *out)
{
	return db_get(db, a, &full_table, out,
	    "WHERE p.msgid = ? AND p.project_id = ?",
	    VALS(v_str(msgid), v_int(project)));
}

enum err
patch_list_series(struct db *db, struct arena *a, struct ids series,
    struct patch **out, size_t *n)
{
	static const struct sql_text by_series = SQL("p.series_id");
	static const struct sql_text rest =
	    SQL(" ORDER BY p.series_id, p.number NULLS LAST, p.date, p.id");

	return list_by_ids(
	    db, a, &list_table, by_series, series, rest, (void **)out, n);
}

/* clang-format off */
#define PLACE(p) \
	"(" p ".number IS NULL, COALESCE(" p ".number, 0), " p ".date, " p ".id)"
/* How many patches of a series stand before that one, in its order. */
#define COUNT_BEFORE \
	"(SELECT COUNT(*) FROM patchwork_patch m JOIN patchwork_patch q" \
	" ON q.series_id = m.series_id WHERE m.id = ? AND m.series_id = ?" \
	" AND " PLACE("q") " < " PLACE("m") ")"
#define NOT_BELOW_0(n) SQL2("max", "greatest") "(0, " n ")"
/* clang-format on */

enum err
patch_list_around(struct db *db, struct arena *a, int64_t series, int64_t patch,
    struct patch **out, size_t *n)
{
	return db_list(db, a, &list_table, out, n,
	    "WHERE p.series_id = ?"
	    " ORDER BY p.number NULLS LAST, p.date, p.id"
	    " LIMIT ? OFFSET " NOT_BELOW_0(COUNT_BEFORE " - ?"),
	    VALS(v_int(series), v_int(LIMIT_ROWS_PAGE), v_int(patch),
		v_int(series), v_int(LIMIT_ROWS_PAGE / 2)));
}

enum err
patch_list_related(struct db *db, struct arena *a, struct ids relations,
    struct patch **out, size_t *n)
{
	static const struct sql_text by_relation = SQL("p.related_id");
	static const struct sql_text rest =
	    SQL(" ORDER BY p.related_id, p.date, p.id");

	return list_by_ids(
	    db, a, &list_table, by_relation, relations, rest, (void **)out, n);
}

enum err
patch_list_companions(struct db *db, struct arena *a, int64_t patch,
    struct patch **out, size_t *n)
{
	return db_list(db, a, &list_table, out, n,
	    "WHERE p.related_id = (SELECT m.related_id FROM patchwork_patch m"
	    " WHERE m.id = ?) ORDER BY p.id",
	    VALS(v_int(patch)));
}

static const struct column count_columns[] = {
	{ "x.patch_id", INT(patch_count, patch) },
	{ "COUNT(*)", INT(patch_count, n) },
};
static const struct table comment_counts =
    TABLE(patch_count, count_columns, "patchwork_patchcomment x");

enum err
patch_count_comments(struct db *db, struct arena *a, struct ids patches,
    struct patch_count **out, size_t *n)
{
	static const struct sql_text by_patch = SQL("x.patch_id");
	static const struct sql_text rest =
	    SQL(" GROUP BY x.patch_id ORDER BY x.patch_id");

	return list_by_ids(
	    db, a, &comment_counts, by_patch, patches, rest, (void **)out, n);
}

static const struct column tag_columns[] = {
	{ "x.patch_id", INT(patch_tag_count, patch) },
	{ "x.tag_id", INT(patch_tag_count, tag) },
	{ "x.count", INT(patch_tag_count, n) },
};
static const struct table tag_counts =
    TABLE(patch_tag_count, tag_columns, "patchwork_patchtag x");

enum err
patch_count_tags(struct db *db, struct arena *a, struct ids patches,
    struct patch_tag_count **out, size_t *n)
{
	static const struct sql_text by_patch = SQL("x.patch_id");
	static const struct sql_text rest =
	    SQL(" ORDER BY x.patch_id, x.tag_id");

	return list_by_ids(
	    db, a, &tag_counts, by_patch, patches, rest, (void **)out, n);
}
