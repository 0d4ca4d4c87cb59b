/*
 * Patches as rows: one with all its texts, lists without them. What a list
 * shows beside a patch (series, people, checks) is loaded by sets and counts
 * of the page, never by the row.
 */
#include "model/patch.h"

/* clang-format off */
#define LIST_COLUMNS \
	{ "p.id",            INT(patch, id) }, \
	{ "p.msgid",         STR(patch, msgid) }, \
	{ "p.date",          MAIL_TIME(patch, date) }, \
	{ "p.name",          STR(patch, name) }, \
	{ "p.project_id",    INT(patch, project) }, \
	{ "p.submitter_id",  INT(patch, submitter) }, \
	{ "p.archived",      BOOL(patch, archived) }, \
	{ "p.commit_ref",    STR(patch, commit_ref) }, \
	{ "p.delegate_id",   INT(patch, delegate) }, \
	{ "p.state_id",      INT(patch, state) }, \
	{ "p.series_id",     INT(patch, series) }, \
	{ "p.related_id",    INT(patch, related) }, \
	{ "p.number",        INT(patch, number) }, \
	{ "p.pull_url",      STR(patch, pull_url) }, \
	{ "p.hash",          STR(patch, hash) }, \
	{ "st.slug",         STR(patch, state_slug) }

static const struct column list_columns[] = {
	LIST_COLUMNS
};

static const struct column full_columns[] = {
	LIST_COLUMNS,
	{ "p.headers",       STR(patch, headers) },
	{ "p.content",       STR(patch, content) },
	{ "p.diff",          STR(patch, diff) },
};

#define FROM "patchwork_patch p" \
	" LEFT JOIN patchwork_state st ON st.id = p.state_id"
static const struct table list_table = TABLE(patch, list_columns, FROM);
static const struct table full_table = TABLE(patch, full_columns, FROM);

const struct listing patch_listing = {
	&list_table, SQL("patchwork_patch p"), BY("p.id")
};

/* The combined state of the newest check of each user and context, as
 * check_combine has it: a patch is there once, whatever its checks
 * (rest-weaknesses.md 2.7). */
#define CHECK_COMBINED \
	"(SELECT CASE COALESCE(MAX(CASE k.state WHEN 3 THEN 3 WHEN 2 THEN 2" \
	" WHEN 0 THEN 1 ELSE 0 END), 1) WHEN 3 THEN 3 WHEN 2 THEN 2" \
	" WHEN 1 THEN 0 ELSE 1 END FROM (SELECT c.state, ROW_NUMBER() OVER" \
	" (PARTITION BY c.user_id, c.context ORDER BY c.date DESC, c.id DESC)" \
	" AS place FROM patchwork_check c WHERE c.patch_id = p.id) k" \
	" WHERE k.place = 1)"

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
	{ "check",     BY(CHECK_COMBINED) },
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
