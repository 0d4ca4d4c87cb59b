/*
 * Joining literal pieces of SQL with their values. A failure (text or values
 * past their bounds) is kept, and told by the statement that gets the text.
 */
#include "db/sql.h"

void
sql_init(struct sql *q, struct arena *a)
{
	buf_init(&q->text, a, LIMIT_SQL);
	q->n = 0;
	q->skewed = false;
	q->err = OK;
}

static void
add_value(struct sql *q, struct value v)
{
	if (q->n == COUNT(q->vals))
		q->err = err_set(ERR_TOO_BIG, "too many values in a statement");
	else
		q->vals[q->n++] = v;
}

void
sql_add_(struct sql *q, const char *literal, struct values vals)
{
	if (q->err != OK)
		return;
	buf_add(&q->text, str_c(literal));
	for (size_t i = 0; i < vals.n && q->err == OK; i++)
		add_value(q, vals.v[i]);
}

void
sql_add_text(struct sql *q, struct sql_text t, struct values vals)
{
	sql_add_(q, t.p, vals);
}

void
sql_add_ids(struct sql *q, const int64_t *ids, size_t n)
{
	size_t places = 1;

	if (n == 0) {
		sql_add(q, " IN (NULL)", NO_VALS);
		return;
	}
	while (places < n)
		places *= 2;
	/* The last doubling may pass the bound when n itself does not. */
	if (places > LIMIT_VALUES && n <= LIMIT_VALUES)
		places = LIMIT_VALUES;
	sql_add(q, " IN (?", VALS(v_int(ids[0])));
	for (size_t i = 1; i < places && q->err == OK; i++)
		sql_add(q, ", ?", VALS(v_int(ids[i < n ? i : n - 1])));
	sql_add(q, ")", NO_VALS);
}
