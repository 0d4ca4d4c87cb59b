/*
 * Lists as SQL: the WHERE of a selection, the ORDER BY of an ordering, the
 * count and the page. Texts are literals joined; values are bound. The page
 * is one statement: the ids in order by an inner SELECT that an index can
 * answer, their rows by the outer one, ordered once more.
 */
#include "model/list.h"

#include <string.h>

#include "model/merge.h"
#include "model/total.h"

static void
add(struct selection *s, struct condition c)
{
	if (s->n == LIMIT_CONDITIONS)
		s->full = true;
	else
		s->v[s->n++] = c;
}

void
select_ids(struct selection *s, struct sql_text column, struct ids ids)
{
	if (ids.n == 0)
		s->never = true;
	add(s,
	    (struct condition){
		.kind = WHERE_IDS, .column = column, .ids = ids });
}

void
select_id(
    struct selection *s, struct arena *a, struct sql_text column, int64_t id)
{
	int64_t *v = arena_new(a, int64_t);

	*v = id;
	select_ids(s, column, (struct ids){ v, 1 });
}

void
select_null(struct selection *s, struct sql_text column)
{
	add(s, (struct condition){ .kind = WHERE_NULL, .column = column });
}

void
select_value(struct selection *s, enum condition_kind kind,
    struct sql_text column, struct value value)
{
	assert(kind >= WHERE_IS && kind <= WHERE_UNTIL);
	add(s,
	    (struct condition){
		.kind = kind, .column = column, .value = value });
}

void
select_contains(struct selection *s, const struct sql_text *columns,
    size_t ncolumns, struct str text)
{
	assert(ncolumns > 0);
	if (text.n > LIMIT_SEARCH)
		s->never = true;
	add(s,
	    (struct condition){ WHERE_CONTAINS, .columns = columns,
		.ncolumns = ncolumns, .value = v_str(text) });
}

void
select_also(struct selection *s, struct sql_text condition)
{
	add(s, (struct condition){ .kind = WHERE_ALSO, .column = condition });
}

void
select_narrow(struct selection *s)
{
	s->narrow = true;
}

/* %text% with what LIKE treats specially escaped. */
static struct str
like_pattern(struct arena *a, struct str text)
{
	struct buf b;

	buf_init(&b, a, 2 * text.n + 2);
	buf_char(&b, '%');
	for (size_t i = 0; i < text.n; i++) {
		if (strchr("%_\\", text.p[i]) != NULL && text.p[i] != '\0')
			buf_char(&b, '\\');
		buf_char(&b, text.p[i]);
	}
	buf_char(&b, '%');
	return buf_str(&b);
}

static void
add_contains(struct sql *q, struct arena *a, const struct condition *c)
{
	struct str pattern = like_pattern(a, c->value.s);

	for (size_t i = 0; i < c->ncolumns; i++) {
		if (i == 0)
			sql_add(q, "(", NO_VALS);
		else
			sql_add(q, " OR ", NO_VALS);
		sql_add(q, SQL2("", "UPPER("), NO_VALS);
		sql_add_text(q, c->columns[i], NO_VALS);
		sql_add(q, SQL2(" LIKE ", "::text) LIKE UPPER("), NO_VALS);
		sql_add(q, "?", VALS(v_str(pattern)));
		sql_add(q, SQL2("", ")") " ESCAPE '\\'", NO_VALS);
	}
	sql_add(q, ")", NO_VALS);
}

static void
add_condition(struct sql *q, struct arena *a, const struct condition *c)
{
	if (c->kind == WHERE_CONTAINS) {
		add_contains(q, a, c);
		return;
	}
	sql_add_text(q, c->column, NO_VALS);
	switch (c->kind) {
	case WHERE_IDS:
		sql_add_ids(q, c->ids.v, c->ids.n);
		break;
	case WHERE_NULL:
		sql_add(q, " IS NULL", NO_VALS);
		break;
	case WHERE_IS:
		sql_add(q, " = ?", VALS(c->value));
		break;
	case WHERE_IS_NOT:
		sql_add(q, " <> ?", VALS(c->value));
		break;
	case WHERE_FROM:
		sql_add(q, " >= ?", VALS(c->value));
		break;
	case WHERE_UNTIL:
		sql_add(q, " < ?", VALS(c->value));
		break;
	case WHERE_CONTAINS:
	case WHERE_ALSO:
		break;
	}
	if (c->close.p != NULL)
		sql_add_text(q, c->close, NO_VALS);
}

void
list_add_where(struct sql *q, struct arena *a, const struct selection *s)
{
	for (size_t i = 0; i < s->n; i++) {
		if (i == 0)
			sql_add(q, " WHERE ", NO_VALS);
		else
			sql_add(q, " AND ", NO_VALS);
		add_condition(q, a, &s->v[i]);
	}
}

/* A sign before the first part leaves no index that has this order. */
static void
add_order(struct sql *q, const struct listing *l, const struct ordering *o,
    bool sorted)
{
	bool down = o->n > 0 && o->v[o->n - 1].down;

	sql_add(q, " ORDER BY ", NO_VALS);
	if (sorted)
		sql_add(q, SQL2("+", ""), NO_VALS);
	for (size_t i = 0; i < o->n; i++) {
		sql_add_text(q,
		    o->v[i].down ? o->v[i].by->down : o->v[i].by->up, NO_VALS);
		sql_add(q, ", ", NO_VALS);
	}
	sql_add_text(q, down ? l->id_down : l->id, NO_VALS);
}

static bool
is_ordered_by(const struct ordering *o, const struct order *by)
{
	for (size_t i = 0; i < o->n; i++)
		if (o->v[i].by == by)
			return true;
	return false;
}

struct ordering
order_parse(
    const struct order *orders, size_t n, struct str text, bool default_down)
{
	struct ordering o = { .n = 0 };
	struct str part, rest = text;

	while (rest.n > 0 && o.n < LIMIT_ORDER_PARTS) {
		bool down;

		if (!str_cut(rest, ',', &part, &rest)) {
			part = rest;
			rest = S("");
		}
		part = str_trim(part);
		if ((down = str_starts(part, S("-"))))
			part = str_from(part, 1);
		for (size_t i = 0; i < n; i++)
			if (str_eq(part, str_c(orders[i].name)) &&
			    !is_ordered_by(&o, &orders[i]))
				o.v[o.n++] =
				    (struct order_part){ &orders[i], down };
	}
	if (o.n == 0)
		o.v[o.n++] = (struct order_part){ &orders[0], default_down };
	return o;
}

/* -1: no total is kept by such a selection, or not to be believed now. */
static enum err
sum_kept(struct db *db, struct arena *a, const struct listing *l,
    const struct selection *s, int64_t *total)
{
	struct selection *among = arena_new(a, struct selection);
	struct sql *q = arena_new(a, struct sql);
	struct total_sum *sum;
	size_t n;
	enum err e;

	*total = -1;
	if (l->total == NULL || !total_select(l->total, a, s, among))
		return OK;
	sql_init(q, a);
	list_add_where(q, a, among);
	if ((e = db_list_sql(db, a, l->total->table, (void **)&sum, &n, q)) !=
	    OK)
		return e;
	if (n == 0 || !sum->is_true)
		return OK;
	*total = sum->n;
	/* That it could not be summed up is no reason not to tell it. */
	if (sum->unfolded > LIMIT_UNFOLDED && !db_in_transaction(db))
		(void)!kept_fold(db, l->total->kept);
	return OK;
}

enum err
list_count(struct db *db, struct arena *a, const struct listing *l,
    const struct selection *s, int64_t *total)
{
	struct sql *q;
	enum err e;

	if (s->full)
		return err_set(ERR_TOO_BIG, "too many filters");
	if (s->never) {
		*total = 0;
		return OK;
	}
	if ((e = sum_kept(db, a, l, s, total)) != OK || *total >= 0)
		return e;
	q = arena_new(a, struct sql);
	sql_init(q, a);
	q->skewed = s->n > 0;
	sql_add(q, "SELECT count(*) FROM ", NO_VALS);
	sql_add_text(q, l->from, NO_VALS);
	list_add_where(q, a, s);
	return db_int_sql(db, total, q);
}

/* The table of such rows is made of the listing's. */
struct outline_row {
	int64_t id, size;
};

struct page {
	const struct listing *l;
	const struct selection *s;
	const struct ordering *o;
	int64_t offset, limit;
};

static void
add_ids(struct sql *q, struct arena *a, const struct page *p)
{
	sql_add(q, " IN (SELECT ", NO_VALS);
	sql_add_text(q, p->l->id, NO_VALS);
	sql_add(q, " FROM ", NO_VALS);
	sql_add_text(q, p->l->from, NO_VALS);
	list_add_where(q, a, p->s);
	add_order(q, p->l, p->o, p->s->narrow);
	sql_add(
	    q, " LIMIT ? OFFSET ?)", VALS(v_int(p->limit), v_int(p->offset)));
}

enum err
list_page(struct db *db, struct arena *a, const struct listing *l,
    const struct selection *s, const struct ordering *o, int64_t offset,
    int64_t limit, void **rows, size_t *n)
{
	struct merge *m;
	struct sql *q;
	enum err e;

	if (s->full)
		return err_set(ERR_TOO_BIG, "too many filters");
	if (s->never || limit <= 0) {
		*rows = NULL;
		*n = 0;
		return OK;
	}
	if ((e = merge_find(db, a, l, s, o, &m)) != OK)
		return e;
	q = arena_new(a, struct sql);
	sql_init(q, a);
	q->skewed = s->n > 0 && m == NULL;
	sql_add(q, "WHERE ", NO_VALS);
	sql_add_text(q, l->id, NO_VALS);
	if (m != NULL)
		merge_add_ids(q, m, offset, limit);
	else
		add_ids(q, a, &(struct page){ l, s, o, offset, limit });
	add_order(q, l, o, false);
	return db_list_sql(db, a, l->table, rows, n, q);
}

static struct outline
make_outline(struct arena *a, const struct outline_row *rows, size_t n)
{
	int64_t *ids = arena_array(a, int64_t, n);
	int64_t *sizes = arena_array(a, int64_t, n);

	for (size_t i = 0; i < n; i++) {
		ids[i] = rows[i].id;
		sizes[i] = rows[i].size;
	}
	return (struct outline){ { ids, n }, sizes };
}

enum err
list_page_outline(struct db *db, struct arena *a, const struct listing *l,
    const struct selection *s, const struct ordering *o, int64_t offset,
    int64_t limit, struct outline *out)
{
	const struct column columns[] = { { l->id.p, INT(outline_row, id) },
		{ l->size.p, INT(outline_row, size) } };
	const struct table table = { l->from.p, columns,
		l->size.p != NULL ? 2 : 1, sizeof(struct outline_row) };
	struct outline_row *rows;
	struct sql *q;
	size_t n;
	enum err e;

	*out = (struct outline){ .ids = { NULL, 0 } };
	if (s->full)
		return err_set(ERR_TOO_BIG, "too many filters");
	if (s->never || limit <= 0)
		return OK;
	q = arena_new(a, struct sql);
	sql_init(q, a);
	q->skewed = s->n > 0;
	list_add_where(q, a, s);
	add_order(q, l, o, s->narrow);
	sql_add(q, " LIMIT ? OFFSET ?", VALS(v_int(limit), v_int(offset)));
	if ((e = db_list_sql(db, a, &table, (void **)&rows, &n, q)) != OK)
		return e;
	*out = make_outline(a, rows, n);
	return OK;
}

enum err
list_rows(struct db *db, struct arena *a, const struct listing *l,
    const struct ordering *o, struct ids ids, void **rows, size_t *n)
{
	struct sql *q = arena_new(a, struct sql);

	sql_init(q, a);
	sql_add(q, "WHERE ", NO_VALS);
	sql_add_text(q, l->id, NO_VALS);
	sql_add_ids(q, ids.v, ids.n);
	add_order(q, l, o, false);
	return db_list_sql(db, a, l->table, rows, n, q);
}

enum err
list_by_ids(struct db *db, struct arena *a, const struct table *t,
    struct sql_text column, struct ids ids, struct sql_text rest, void **rows,
    size_t *n)
{
	struct sql *q;
	enum err e;

	if (ids.n == 0) {
		*rows = NULL;
		*n = 0;
		return OK;
	}
	q = arena_new(a, struct sql);
	sql_init(q, a);
	sql_add(q, "WHERE ", NO_VALS);
	sql_add_text(q, column, NO_VALS);
	sql_add_ids(q, ids.v, ids.n);
	sql_add_text(q, rest, NO_VALS);
	if (ids.n > 1)
		sql_add(q, " LIMIT ?", VALS(v_int(LIMIT_PAIRS + 1)));
	if ((e = db_list_sql(db, a, t, rows, n, q)) == OK && ids.n > 1 &&
	    *n > LIMIT_PAIRS)
		e = err_set(ERR_TOO_BIG, "too much belongs to these rows");
	return e;
}
