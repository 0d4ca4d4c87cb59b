/*
 * Rows into structs, by the columns of their table. A struct member is
 * written only here, so what NULL becomes is said once: 0, false, {NULL, 0}
 * or TIME_NONE.
 */
#include "db/engine.h"

#include <string.h>

#include "base/time.h"

static enum err
store_time(const struct column *col, const struct cell *cell, char *at)
{
	int64_t t = TIME_NONE;

	if (!cell->null) {
		if (time_parse(cell->s, &t) != OK)
			return err_set(ERR_IO, "column %s holds no date: %.*s",
			    col->name, (int)(cell->s.n < 64 ? cell->s.n : 64),
			    cell->s.p);
		if (col->kind == V_TIME)
			t = time_from_wall(t);
	}
	memcpy(at, &t, sizeof(t));
	return OK;
}

static void
store_text(struct arena *a, const struct cell *cell, char *at)
{
	struct str s = { NULL, 0 };

	if (!cell->null)
		s = str_dup(a, cell->s);
	memcpy(at, &s, sizeof(s));
}

static enum err
store(struct sink *s, const struct column *col, const struct cell *cell,
    char *row)
{
	int64_t i = cell->null ? 0 : cell->i;
	bool b = i != 0;

	switch ((enum value_kind)col->kind) {
	case V_TIME:
	case V_MAIL_TIME:
		return store_time(col, cell, row + col->at);
	case V_STR:
	case V_BYTES:
		store_text(s->a, cell, row + col->at);
		return OK;
	case V_BOOL:
		memcpy(row + col->at, &b, sizeof(b));
		return OK;
	case V_INT:
	case V_INT4:
	case V_INT2:
		memcpy(row + col->at, &i, sizeof(i));
		return OK;
	case V_NULL:
		break;
	}
	return err_set(ERR_INTERNAL, "column %s has no kind", col->name);
}

enum err
sink_row(struct sink *s, const struct cell *cells)
{
	const struct table *t = s->table;
	size_t room = s->room > 0 ? 2 * s->room : 16;
	char *row;
	enum err e;

	if (s->n == s->most)
		return OK;
	if (s->n == s->room) {
		s->rows = arena_grow(
		    s->db->scratch, s->rows, s->room * t->size, room * t->size);
		s->room = room;
	}
	row = s->rows + s->n * t->size;
	memset(row, 0, t->size);
	for (size_t i = 0; i < t->ncolumns; i++)
		if ((e = store(s, &t->columns[i], &cells[i], row)) != OK)
			return e;
	s->n++;
	return OK;
}
