/*
 * Series as rows. How many patches came is counted from the patches, since
 * nobody else's table keeps it.
 */
#include "model/series.h"

#include "model/columns.h"
#include "model/cover.h"
#include "model/total.h"

/* clang-format off */
static const struct column columns[] = {
	SERIES_COLUMNS(series, ),
	SERIES_RECEIVED_COLUMN(series, )
};
static const struct column uncounted_columns[] = {
	SERIES_COLUMNS(series, )
};
static const struct table table =
    TABLE(series, columns, "patchwork_series s");
static const struct table uncounted_table =
    TABLE(series, uncounted_columns, "patchwork_series s");

const struct listing series_listing = {
	&table, SQL("patchwork_series s"), BY("s.id"), .total = &series_total
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

static const struct column dependency_columns[] = {
	{ "d.from_series_id", INT(pair, owner) },
	{ "d.to_series_id",   INT(pair, value) },
};

static const struct column dependent_columns[] = {
	{ "d.to_series_id",   INT(pair, owner) },
	{ "d.from_series_id", INT(pair, value) },
};
/* A dependency from either end: is_back from the end that is depended on. */
struct link {
	bool is_back;
	struct pair pair;
};
static const struct column link_columns[] = {
	{ "d.back",  BOOL(link, is_back) },
	{ "d.owner", INT(link, pair.owner) },
	{ "d.value", INT(link, pair.value) },
};
static const struct table links = TABLE(link, link_columns,
    "(SELECT " SQL2("0", "false") " AS back, x.from_series_id AS owner,"
    " x.to_series_id AS value FROM patchwork_series_dependencies x"
    " UNION ALL SELECT " SQL2("1", "true") ", y.to_series_id,"
    " y.from_series_id FROM patchwork_series_dependencies y) d");
/* clang-format on */
const struct filters series_filters = { filters, COUNT(filters) };

static const struct table dependency_table =
    TABLE(pair, dependency_columns, "patchwork_series_dependencies d");
static const struct table dependent_table =
    TABLE(pair, dependent_columns, "patchwork_series_dependencies d");

static enum err
load(struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	static const struct sql_text by_id = SQL("s.id"), rest = SQL("");

	return list_by_ids(db, a, &table, by_id, ids, rest, rows, n);
}

const struct entity series_entity = { "Series", sizeof(struct series), load };

static enum err
load_uncounted(
    struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	static const struct sql_text by_id = SQL("s.id"), rest = SQL("");

	return list_by_ids(db, a, &uncounted_table, by_id, ids, rest, rows, n);
}

const struct entity series_uncounted_entity = { "Series", sizeof(struct series),
	load_uncounted };

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
series_list_links(struct db *db, struct arena *a, struct ids series,
    struct pairs *dependencies, struct pairs *dependents)
{
	static const struct sql_text by_owner = SQL("d.owner");
	static const struct sql_text rest =
	    SQL(" ORDER BY d.back, d.owner, d.value");
	struct link *v;
	struct pair *pairs;
	size_t n, forth = 0;
	enum err e;

	if ((e = list_by_ids(
		 db, a, &links, by_owner, series, rest, (void **)&v, &n)) != OK)
		return e;
	pairs = arena_array(a, struct pair, n + 1);
	for (size_t i = 0; i < n; i++) {
		pairs[i] = v[i].pair;
		forth += !v[i].is_back;
	}
	*dependencies = (struct pairs){ pairs, forth };
	*dependents = (struct pairs){ pairs + forth, n - forth };
	return OK;
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
