/* Cover letters as rows: one with its texts, lists without them. */
#include "model/cover.h"

#include "model/columns.h"
#include "model/total.h"

/* clang-format off */
static const struct column list_columns[] = {
	COVER_COLUMNS(cover, )
};

static const struct column full_columns[] = {
	COVER_COLUMNS(cover, ),
	COVER_TEXT_COLUMNS(cover, )
};

static const struct table list_table =
    TABLE(cover, list_columns, "patchwork_cover c");
static const struct table full_table =
    TABLE(cover, full_columns, "patchwork_cover c");

const struct listing cover_listing = {
	&list_table, SQL("patchwork_cover c"), BY("c.id"), .total = &cover_total
};

const struct order cover_orders[] = {
	{ "id",        BY("c.id") },
	{ "name",      BY_NAME("c.name") },
	{ "date",      BY("c.date") },
	{ "submitter", BY("c.submitter_id") },
};
const size_t cover_norders = COUNT(cover_orders);

const struct sql_text cover_search[1] = { SQL("c.name") };

static const struct filter filters[] = {
	{ "project",   V1_0, BY_PROJECT,     SQL("c.project_id") },
	{ "series",    V1_0, BY_ID,          SQL("c.id IN (SELECT"
	    " s.cover_letter_id FROM patchwork_series s WHERE s.id"), SQL(")") },
	{ "submitter", V1_0, BY_PERSON,      SQL("c.submitter_id") },
	{ "msgid",     V1_0, BY_MSGID,       SQL("c.msgid") },
	{ "since",     V1_0, BY_MAIL_SINCE,  SQL("c.date") },
	{ "before",    V1_0, BY_MAIL_BEFORE, SQL("c.date") },
};
/* clang-format on */
const struct filters cover_filters = { filters, COUNT(filters) };

static enum err
load(struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	static const struct sql_text by_id = SQL("c.id"), rest = SQL("");

	return list_by_ids(db, a, &list_table, by_id, ids, rest, rows, n);
}

const struct entity cover_entity = { "Cover", sizeof(struct cover), load };

enum err
cover_get(struct db *db, struct arena *a, int64_t id, struct cover *out)
{
	return db_get(
	    db, a, &full_table, out, "WHERE c.id = ?", VALS(v_int(id)));
}

enum err
cover_find(struct db *db, struct arena *a, int64_t project, struct str msgid,
    struct cover *out)
{
	return db_get(db, a, &full_table, out,
	    "WHERE c.msgid = ? AND c.project_id = ?",
	    VALS(v_str(msgid), v_int(project)));
}
