/*
 * "In these states, by date" is no range of any index: either all that fit
 * are sorted, or the whole project is walked until a page of them was met,
 * and both grow with the archive. But for one project, state, archived (and
 * delegate) an index has them in order, and the totals (model/total.h) say
 * which of those combinations there are. So their lists are merged by the
 * database, which reads as many rows as the page and what it skips.
 */
#include "model/merge.h"

#include <string.h>

#include "model/total.h"

struct combination {
	bool is_true;
	int64_t delegate, project, state;
	bool archived;
	int64_t n;
};

struct merge {
	const struct way *way;
	const struct ends *ends;
	bool delegated;
	const struct combination *v;
	size_t n;
};

/* clang-format off */
static const struct column columns[] = {
	{ KEPT_IS_TRUE,                BOOL(combination, is_true) },
	{ "t.delegate_id",             INT(combination, delegate) },
	{ "t.project_id",              INT(combination, project) },
	{ "t.state_id",                INT(combination, state) },
	{ "t.archived",                BOOL(combination, archived) },
	{ "CAST(SUM(t.n) AS bigint)",  INT(combination, n) },
};
static const struct table combinations =
    TABLE(combination, columns, "thimble_patch_total t");

/*
 * Orders that the indexes thimble_patch_project_state, .._state_id and
 * thimble_patch_delegate have. SQLite merges what the union itself orders,
 * row by row as they are needed. PostgreSQL plans each list by itself, so it
 * must be told how much of it is needed; to SQLite that says nothing.
 */
#define LIST_END(order) { SQL2(" AND ? > 0", " ORDER BY " order " LIMIT ?)") }
#define UNION_END(order, outer) \
	{ SQL2(" ORDER BY " order " LIMIT ? OFFSET ?) m)", \
	    ") m ORDER BY " outer " LIMIT ? OFFSET ?)") }
struct ends {
	struct sql_text list, all;
};
static const struct way {
	const char *by;
	struct sql_text list;
	struct ends up, down;
} ways[] = {
	{ "p.id", SQL(SQL2("", "(") "SELECT p.id AS id"),
	  { LIST_END("p.id"), UNION_END("id", "m.id") },
	  { LIST_END("p.id DESC"), UNION_END("id DESC", "m.id DESC") } },
	{ "p.date", SQL(SQL2("", "(") "SELECT p.id AS id, p.date AS date"),
	  { LIST_END("p.date, p.id"), UNION_END("date, id", "m.date, m.id") },
	  { LIST_END("p.date DESC, p.id DESC"),
	    UNION_END("date DESC, id DESC", "m.date DESC, m.id DESC") } },
};
/* clang-format on */

static const struct way *
find_way(const struct ordering *o)
{
	for (size_t i = 0; o->n == 1 && i < COUNT(ways); i++)
		if (strcmp(o->v[0].by->up.p, ways[i].by) == 0)
			return &ways[i];
	return NULL;
}

/* NULL, which 0 stands for, is in no list. */
static bool
is_worth_it(const struct combination *v, size_t n)
{
	int64_t total = 0;

	if (n == 0 || n > LIMIT_MERGED || !v[0].is_true)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (v[i].state == 0 || v[i].delegate == 0)
			return false;
		total += v[i].n;
	}
	return total > LIMIT_SORTED;
}

enum err
merge_find(struct db *db, struct arena *a, const struct listing *l,
    const struct selection *s, const struct ordering *o, struct merge **out)
{
	struct selection *among = arena_new(a, struct selection);
	struct sql *q = arena_new(a, struct sql);
	const struct way *way = find_way(o);
	struct combination *v;
	size_t n;
	enum err e;

	*out = NULL;
	if (!s->narrow || way == NULL || l->total != &patch_total ||
	    !total_select(l->total, a, s, among))
		return OK;
	sql_init(q, a);
	list_add_where(q, a, among);
	sql_add(q,
	    " GROUP BY t.delegate_id, t.project_id, t.state_id, t.archived"
	    " HAVING SUM(t.n) > 0 LIMIT ?",
	    VALS(v_int(LIMIT_MERGED + 1)));
	if ((e = db_list_sql(db, a, &combinations, (void **)&v, &n, q)) != OK ||
	    !is_worth_it(v, n))
		return e;
	*out = arena_new(a, struct merge);
	**out = (struct merge){ way, o->v[0].down ? &way->down : &way->up,
		v[0].delegate > 0, v, n };
	return OK;
}

static void
add_list(struct sql *q, const struct merge *m, const struct combination *c,
    int64_t most)
{
	sql_add_text(q, m->way->list, NO_VALS);
	sql_add(q,
	    " FROM patchwork_patch p WHERE p.project_id = ?"
	    " AND p.state_id = ? AND p.archived = ?",
	    VALS(v_int(c->project), v_int(c->state), v_bool(c->archived)));
	if (m->delegated)
		sql_add(q, " AND p.delegate_id = ?", VALS(v_int(c->delegate)));
	sql_add_text(q, m->ends->list, VALS(v_int(most)));
}

/* 1, 2, 4, .. lists, so that texts stay few; what fills up is empty. */
void
merge_add_ids(
    struct sql *q, const struct merge *m, int64_t offset, int64_t limit)
{
	static const struct combination none = { .project = -1 };
	size_t places = 1;

	while (places < m->n)
		places *= 2;
	sql_add(q, " IN (SELECT m.id FROM (", NO_VALS);
	for (size_t i = 0; i < places; i++) {
		if (i > 0)
			sql_add(q, " UNION ALL ", NO_VALS);
		add_list(q, m, i < m->n ? &m->v[i] : &none, offset + limit);
	}
	sql_add_text(q, m->ends->all, VALS(v_int(limit), v_int(offset)));
}
