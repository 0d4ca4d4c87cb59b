/*
 * Totals as lists ask for them. A total has a row for each combination of its
 * keys that there is, so any filters by those alone, repeated values too, are
 * a sum of few rows, however many patches they stand for.
 */
#include "model/total.h"

#include <string.h>

/* clang-format off */
static const struct column columns[] = {
	{ KEPT_IS_TRUE,                              BOOL(total_sum, is_true) },
	{ "CAST(COALESCE(SUM(t.n), 0) AS bigint)",   INT(total_sum, n) },
	{ SQL2("0", "COUNT(*) FILTER (WHERE NOT t.folded)"),
	                                             INT(total_sum, unfolded) },
};

#define TOTAL(name, kept, from, any, ...) \
	static const struct table name##_table = TABLE(total_sum, columns, from " t"); \
	static const struct total_key name##_keys[] = { __VA_ARGS__ }; \
	const struct list_total name = { kept, &name##_table, name##_keys, \
		COUNT(name##_keys), { any } }

TOTAL(patch_total, KEPT_PATCH_TOTAL, "thimble_patch_total", "t.delegate_id",
	{ SQL("p.delegate_id"), SQL("t.delegate_id") },
	{ SQL("p.project_id"),  SQL("t.project_id") },
	{ SQL("p.state_id"),    SQL("t.state_id") },
	{ SQL("p.archived"),    SQL("t.archived") });

TOTAL(cover_total, KEPT_COVER_TOTAL, "thimble_cover_total", NULL,
	{ SQL("c.project_id"),  SQL("t.project_id") });

TOTAL(series_total, KEPT_SERIES_TOTAL, "thimble_series_total", NULL,
	{ SQL("s.project_id"),  SQL("t.project_id") });

TOTAL(event_total, KEPT_EVENT_TOTAL, "thimble_event_total", NULL,
	{ SQL("e.project_id"),  SQL("t.project_id") },
	{ SQL("e.category"),    SQL("t.category") });
/* clang-format on */

static bool
is_same(struct sql_text a, struct sql_text b)
{
	return a.p != NULL && b.p != NULL && strcmp(a.p, b.p) == 0;
}

/* Ids that no row has stand for NULL and any here: they are not looked up. */
static bool
map(const struct condition *c, struct sql_text key, struct condition *out)
{
	*out = *c;
	out->column = key;
	switch (c->kind) {
	case WHERE_IDS:
		for (size_t i = 0; i < c->ids.n; i++)
			if (c->ids.v[i] <= 0)
				return false;
		return c->close.p == NULL;
	case WHERE_NULL:
		out->kind = WHERE_IS;
		out->value = v_int(0);
		return true;
	case WHERE_IS:
	case WHERE_IS_NOT:
		return true;
	case WHERE_FROM:
	case WHERE_UNTIL:
	case WHERE_CONTAINS:
	case WHERE_ALSO:
		break;
	}
	return false;
}

bool
total_select(const struct list_total *t, struct arena *a,
    const struct selection *s, struct selection *out)
{
	bool any = t->any.p != NULL;

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < s->n; i++) {
		const struct condition *c = &s->v[i];
		size_t k = 0;

		while (k < t->nkeys && !is_same(t->keys[k].column, c->column))
			k++;
		if (k == t->nkeys || !map(c, t->keys[k].key, &out->v[out->n++]))
			return false;
		any = any && !is_same(t->keys[k].key, t->any);
	}
	if (any)
		select_id(out, a, t->any, -1);
	return !out->full;
}
