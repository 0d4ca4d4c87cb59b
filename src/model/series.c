/*
 * Series as rows. How many patches came is counted from the patches, since
 * nobody else's table keeps it.
 */
#include "model/series.h"

#include "model/columns.h"
#include "model/cover.h"

/* clang-format off */
static const struct column columns[] = {
	SERIES_COLUMNS(series, ),
	SERIES_RECEIVED_COLUMN(series, )
};
static const struct table table =
    TABLE(series, columns, "patchwork_series s");

const struct listing series_listing = {
	&table, SQL("patchwork_series s"), BY("s.id")
};

/* received_all is no column; an order by it is ignored (rest-weaknesses.md
 * 1.6). */
const struct order series_orders[] = {
	{ "id",        BY("s.id") },
	{ "name",      BY_NAME("s.name") },
	{ "date",      BY("s.date") },
	{ "submitter", BY("s.submitter_id") },
};
const size_t series_norders = COUNT(series_orders);

const struct sql_text series_search[1] = { SQL("s.name") };

static const struct filter filters[] = {
	{ "project",   V1_0, BY_PROJECT,     SQL("s.project_id") },
	{ "submitter", V1_0, BY_PERSON,      SQL("s.submitter_id") },
	{ "since",     V1_0, BY_MAIL_SINCE,  SQL("s.date") },
	{ "before",    V1_0, BY_MAIL_BEFORE, SQL("s.date") },
};

static const struct column dependencies[] = {
	{ "d.from_series_id", INT(pair, owner) },
	{ "d.to_series_id",   INT(pair, value) },
};

static const struct column dependents[] = {
	{ "d.to_series_id",   INT(pair, owner) },
	{ "d.from_series_id", INT(pair, value) },
};
/* clang-format on */
const struct filters series_filters = { filters, COUNT(filters) };

static const struct table dependency_table =
    TABLE(pair, dependencies, "patchwork_series_dependencies d");
static const struct table dependent_table =
    TABLE(pair, dependents, "patchwork_series_dependencies d");

static enum err
load(struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	static const struct sql_text by_id = SQL("s.id"), rest = SQL("");

	return list_by_ids(db, a, &table, by_id, ids, rest, rows, n);
}

const struct entity series_entity = { "Series", sizeof(struct series), load };

enum err
series_get(struct db *db, struct arena *a, int64_t id, struct series *out)
{
	return db_get(db, a, &table, out, "WHERE s.id = ?", VALS(v_int(id)));
}

static enum err
list_pairs(struct db *db, struct arena *a, const struct table *t,
    struct sql_text column, struct ids ids, struct sql_text rest,
    struct pairs *out)
{
	void *v;
	size_t n;
	enum err e;

	if ((e = list_by_ids(db, a, t, column, ids, rest, &v, &n)) != OK)
		return e;
	*out = (struct pairs){ v, n };
	return OK;
}

enum err
series_list_dependencies(
    struct db *db, struct arena *a, struct ids series, struct pairs *out)
{
	static const struct sql_text by_owner = SQL("d.from_series_id");
	static const struct sql_text rest =
	    SQL(" ORDER BY d.from_series_id, d.to_series_id");

	return list_pairs(
	    db, a, &dependency_table, by_owner, series, rest, out);
}

enum err
series_list_dependents(
    struct db *db, struct arena *a, struct ids series, struct pairs *out)
{
	static const struct sql_text by_owner = SQL("d.to_series_id");
	static const struct sql_text rest =
	    SQL(" ORDER BY d.to_series_id, d.from_series_id");

	return list_pairs(db, a, &dependent_table, by_owner, series, rest, out);
}

enum err
cover_list_series(struct db *db, struct arena *a, struct ids covers,
    struct series **out, size_t *n)
{
	static const struct sql_text by_cover = SQL("s.cover_letter_id");
	static const struct sql_text rest = SQL(" ORDER BY s.cover_letter_id");

	return list_by_ids(
	    db, a, &table, by_cover, covers, rest, (void **)out, n);
}
