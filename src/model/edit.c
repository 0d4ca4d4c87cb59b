/* Comparing an edit with its row, and writing what differs. */
#include "model/edit.h"

static bool
same(const struct value *a, const struct value *b)
{
	return a->kind == b->kind && a->i == b->i && str_eq(a->s, b->s);
}

unsigned
edits_differ(struct edits edits, unsigned mask)
{
	unsigned bits = 0;

	for (size_t i = 0; i < edits.n; i++)
		if ((edits.v[i].member & mask) &&
		    !same(&edits.v[i].old, &edits.v[i].new))
			bits |= edits.v[i].member;
	return bits;
}

enum err
edits_write(struct db *db, struct arena *a, struct sql_text update,
    struct edits edits, unsigned bits, struct sql_text where, int64_t id)
{
	bool first = true;
	struct sql q;

	sql_init(&q, a);
	sql_add_text(&q, update, NO_VALS);
	for (size_t i = 0; i < edits.n; i++) {
		if (!(edits.v[i].member & bits))
			continue;
		if (!first)
			sql_add(&q, ", ", NO_VALS);
		sql_add_text(&q, edits.v[i].set, VALS(edits.v[i].new));
		first = false;
	}
	if (first)
		return OK;
	sql_add_text(&q, where, VALS(v_int(id)));
	return db_exec_sql(db, NULL, &q);
}
