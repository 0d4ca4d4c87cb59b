/*
 * Checks: rows are only ever added, and of each user and context the newest
 * by date counts, of equal dates the later row (spec/rest-api.md 14.6). That
 * choice is made by the database, so that a patch with a thousand results
 * costs one row here.
 */
#include "model/check.h"

#include <stdlib.h>

const char *const check_state_names[CHECK_STATES] = {
	[CHECK_PENDING] = "pending",
	[CHECK_SUCCESS] = "success",
	[CHECK_WARNING] = "warning",
	[CHECK_FAIL] = "fail",
};

/* clang-format off */
static const struct column columns[] = {
	{ "c.id",          INT(check, id) },
	{ "c.patch_id",    INT(check, patch) },
	{ "c.user_id",     INT(check, user) },
	{ "c.date",        TIME(check, date) },
	{ "c.state",       INT(check, state) },
	{ "c.target_url",  STR(check, target_url) },
	{ "c.context",     STR(check, context) },
	{ "c.description", STR(check, description) },
};
static const struct table table = TABLE(check, columns, "patchwork_check c");

const struct listing check_listing = {
	&table, SQL("patchwork_check c"), BY("c.id")
};

const struct order check_orders[] = {
	{ "id",          BY("c.id") },
	{ "user",        BY("c.user_id") },
	{ "date",        BY("c.date") },
	{ "state",       BY("c.state") },
	{ "target_url",  BY_NAME("c.target_url") },
	{ "context",     BY_NAME("c.context") },
	{ "description", BY_NAME("c.description") },
};
const size_t check_norders = COUNT(check_orders);

static const struct filter filters[] = {
	{ "user",    V1_0, BY_USER,        SQL("c.user_id") },
	{ "state",   V1_0, BY_CHECK_STATE, SQL("c.state") },
	{ "context", V1_0, BY_TEXT,        SQL("c.context") },
	{ "since",   V1_0, BY_SINCE,       SQL("c.date") },
	{ "before",  V1_0, BY_BEFORE,      SQL("c.date") },
};

/* The newest of each user and context: place 1. */
#define RANKED \
	"(SELECT x.id, x.patch_id, x.user_id, x.date, x.state, x.target_url," \
	" x.context, x.description, ROW_NUMBER() OVER (PARTITION BY" \
	" x.patch_id, x.user_id, x.context ORDER BY x.date DESC, x.id DESC)" \
	" AS place FROM patchwork_check x) c"
static const struct table current = TABLE(check, columns, RANKED);

/* What tells which checks are current, and their states. */
static const struct column brief_columns[] = {
	{ "c.id",       INT(check, id) },
	{ "c.patch_id", INT(check, patch) },
	{ "c.user_id",  INT(check, user) },
	{ "c.date",     TIME(check, date) },
	{ "c.state",    INT(check, state) },
	{ "c.context",  STR(check, context) },
};
static const struct table brief =
    TABLE(check, brief_columns, "patchwork_check c");

/* A row even without counts, once they are true. */
static const struct column kept_columns[] = {
	{ "k.patch_id", INT(check_counts, patch) },
	{ "k.pending",  INT(check_counts, pending) },
	{ "k.success",  INT(check_counts, success) },
	{ "k.warning",  INT(check_counts, warning) },
	{ "k.fail",     INT(check_counts, fail) },
};
static const struct table kept = TABLE(check_counts, kept_columns,
    "thimble_verified v LEFT JOIN thimble_patch_check k");
/* clang-format on */
const struct filters check_filters = { filters, COUNT(filters) };

static enum err
load(struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	static const struct sql_text by_id = SQL("c.id"), rest = SQL("");

	return list_by_ids(db, a, &table, by_id, ids, rest, rows, n);
}

const struct entity check_entity = { "Check", sizeof(struct check), load };

enum err
check_get(struct db *db, struct arena *a, int64_t patch, int64_t id,
    struct check *out)
{
	return db_get(db, a, &table, out, "WHERE c.id = ? AND c.patch_id = ?",
	    VALS(v_int(id), v_int(patch)));
}

enum err
check_list_current(struct db *db, struct arena *a, struct ids patches,
    struct check **out, size_t *n)
{
	static const struct sql_text by_patch = SQL("c.patch_id");
	static const struct sql_text rest =
	    SQL(" AND c.place = 1 ORDER BY c.patch_id, c.context" SQL2(
		"", " COLLATE \"C\"") ", c.id");

	return list_by_ids(
	    db, a, &current, by_patch, patches, rest, (void **)out, n);
}

/* By patch, user and context; the newest first. */
static int
compare_newest(const void *left, const void *right)
{
	const struct check *a = left, *b = right;
	int text;

	if (a->patch != b->patch)
		return a->patch < b->patch ? -1 : 1;
	if (a->user != b->user)
		return a->user < b->user ? -1 : 1;
	if ((text = str_cmp(a->context, b->context)) != 0)
		return text;
	if (a->date != b->date)
		return a->date > b->date ? -1 : 1;
	return (a->id < b->id) - (a->id > b->id);
}

static void
count_state(struct check_counts *c, int64_t state)
{
	c->pending += state == CHECK_PENDING;
	c->success += state == CHECK_SUCCESS;
	c->warning += state == CHECK_WARNING;
	c->fail += state == CHECK_FAIL;
}

/* Kept by triggers (db/kept.h); n 0 where those are not to be believed. */
static enum err
list_kept(struct db *db, struct arena *a, struct ids patches,
    struct check_counts **out, size_t *n)
{
	struct sql *q = arena_new(a, struct sql);

	sql_init(q, a);
	sql_add(q, "ON k.patch_id", NO_VALS);
	sql_add_ids(q, patches.v, patches.n);
	sql_add(q, " ORDER BY k.patch_id", NO_VALS);
	return db_list_sql(db, a, &kept, (void **)out, n, q);
}

/* The database would take twice as long to find the newest. */
static enum err
count_together(struct db *db, struct arena *a, struct ids patches,
    struct check_counts **out, size_t *n)
{
	static const struct sql_text by_patch = SQL("c.patch_id");
	struct check *v, *last = NULL;
	struct check_counts *c;
	size_t rows;
	enum err e;

	if ((e = list_by_ids(db, a, &brief, by_patch, patches,
		 (struct sql_text)SQL(""), (void **)&v, &rows)) != OK)
		return e;
	if (rows > 0)
		qsort(v, rows, sizeof(*v), compare_newest);
	c = *out = arena_array(a, struct check_counts, patches.n);
	*n = 0;
	for (size_t i = 0; i < rows; last = &v[i++]) {
		if (last == NULL || last->patch != v[i].patch)
			c[(*n)++].patch = v[i].patch;
		else if (last->user == v[i].user &&
		    str_eq(last->context, v[i].context))
			continue;
		count_state(&c[*n - 1], v[i].state);
	}
	return OK;
}

/* Where they have too many for that, one by one. */
static enum err
count(struct db *db, struct arena *a, struct ids patches,
    struct check_counts **out, size_t *n)
{
	enum err e = count_together(db, a, patches, out, n);
	struct check_counts *c, *all;
	size_t k = 0, some;

	if (e != ERR_TOO_BIG)
		return e;
	all = arena_array(a, struct check_counts, patches.n);
	for (size_t i = 0; i < patches.n; i++) {
		struct ids one = { &patches.v[i], 1 };

		if ((e = count_together(db, a, one, &c, &some)) != OK)
			return e;
		if (some > 0)
			all[k++] = *c;
	}
	*out = all;
	*n = k;
	return OK;
}

enum err
check_count(struct db *db, struct arena *a, struct ids patches,
    struct check_counts **out, size_t *n)
{
	struct check_counts *v;
	size_t rows, k = 0;
	enum err e;

	*out = NULL;
	*n = 0;
	if (patches.n == 0)
		return OK;
	if ((e = list_kept(db, a, patches, &v, &rows)) != OK)
		return e;
	if (rows == 0)
		return count(db, a, patches, out, n);
	for (size_t i = 0; i < rows; i++)
		if (v[i].pending + v[i].success + v[i].warning + v[i].fail > 0)
			v[k++] = v[i];
	*out = v;
	*n = k;
	return OK;
}

static int
compare_patch(const void *key, const void *row)
{
	int64_t patch = *(const int64_t *)key;
	const struct check_counts *c = row;

	return (patch > c->patch) - (patch < c->patch);
}

struct check_counts
check_counts_of(const struct check_counts *v, size_t n, int64_t patch)
{
	const struct check_counts *c = NULL;

	if (n > 0)
		c = bsearch(&patch, v, n, sizeof(*v), compare_patch);
	return c != NULL ? *c : (struct check_counts){ .patch = patch };
}

enum check_state
check_combine(const struct check_counts *c)
{
	if (c->fail > 0)
		return CHECK_FAIL;
	if (c->warning > 0)
		return CHECK_WARNING;
	if (c->pending > 0 || c->success == 0)
		return CHECK_PENDING;
	return CHECK_SUCCESS;
}
