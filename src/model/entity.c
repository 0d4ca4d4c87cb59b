/*
 * Sets of rows by id: what is wanted is gathered while a page is walked, then
 * loaded in as few statements as there are families. Rows that vanished in
 * between are simply not there; whoever shows them shows null.
 */
#include "model/entity.h"

#include <stdlib.h>
#include <string.h>

static int64_t
row_id(const void *row)
{
	int64_t id;

	memcpy(&id, row, sizeof(id));
	return id;
}

static int
compare_ids(const void *p, const void *q)
{
	int64_t a = row_id(p), b = row_id(q);

	return (a > b) - (a < b);
}

static int
compare_rows(const void *p, const void *q)
{
	return compare_ids(*(void *const *)p, *(void *const *)q);
}

void
set_init(struct set *s, struct arena *a, const struct entity *e)
{
	*s = (struct set){ .entity = e, .a = a };
}

void
set_want(struct set *s, int64_t id)
{
	size_t room;

	if (id == 0)
		return;
	if (s->nwanted == s->room) {
		room = s->room != 0 ? s->room * 2 : 64;
		s->wanted = arena_grow(s->a, s->wanted,
		    s->room * sizeof(int64_t), room * sizeof(int64_t));
		s->room = room;
	}
	s->wanted[s->nwanted++] = id;
}

/* Of two rows with one id the one that was there stays. */
static void
add_all(struct set *s, const void *const *rows, size_t n)
{
	const void **all;
	size_t k = 0, m = 0;

	if (n == 0)
		return;
	all = arena_alloc(s->a, (s->n + n) * sizeof(void *));
	for (size_t i = 0; i < s->n; i++)
		all[k++] = s->rows[i];
	for (size_t i = 0; i < n; i++)
		if (set_find(s, row_id(rows[i])) == NULL)
			all[k++] = rows[i];
	qsort(all, k, sizeof(void *), compare_rows);
	for (size_t i = 0; i < k; i++)
		if (m == 0 || row_id(all[m - 1]) != row_id(all[i]))
			all[m++] = all[i];
	s->rows = all;
	s->n = m;
}

/* The addresses of n rows that stand together. */
static void
point_at(const void **out, const struct set *s, const void *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		out[i] = (const char *)rows + i * s->entity->size;
}

void
set_add(struct set *s, const void *rows, size_t n)
{
	const void **all = arena_alloc(s->a, n * sizeof(void *));

	point_at(all, s, rows, n);
	add_all(s, all, n);
}

enum err
set_load(struct set *s, struct db *db)
{
	struct ids ids;
	size_t k = 0, n, found = 0;
	const void **all;
	void *rows;
	enum err e;

	ids = ids_of(s->a, s->wanted, s->nwanted, sizeof(int64_t), 0);
	s->nwanted = 0;
	for (size_t i = 0; i < ids.n; i++)
		if (set_find(s, ids.v[i]) == NULL)
			s->wanted[k++] = ids.v[i];
	all = arena_alloc(s->a, k * sizeof(void *));
	for (size_t i = 0; i < k; i += LIMIT_ROWS_PAGE) {
		n = k - i < LIMIT_ROWS_PAGE ? k - i : LIMIT_ROWS_PAGE;
		if ((e = s->entity->load(db, s->a,
			 (struct ids){ s->wanted + i, n }, &rows, &n)) != OK)
			return e;
		point_at(all + found, s, rows, n);
		found += n;
	}
	assert(found <= k);
	add_all(s, all, found);
	return OK;
}

const void *
set_find(const struct set *s, int64_t id)
{
	const int64_t *key = &id;
	const void *const *found;

	if (s->n == 0)
		return NULL;
	found = bsearch(&key, s->rows, s->n, sizeof(void *), compare_rows);
	return found != NULL ? *found : NULL;
}

struct ids
ids_of(struct arena *a, const void *rows, size_t n, size_t size, size_t at)
{
	int64_t *v = arena_array(a, int64_t, n + 1);
	size_t k = 0, m = 0;

	for (size_t i = 0; i < n; i++)
		if ((v[k] = row_id((const char *)rows + i * size + at)) != 0)
			k++;
	qsort(v, k, sizeof(*v), compare_ids);
	for (size_t i = 0; i < k; i++)
		if (m == 0 || v[m - 1] != v[i])
			v[m++] = v[i];
	return (struct ids){ v, m };
}

struct pairs
pairs_of(struct pairs all, int64_t owner)
{
	size_t low = 0, high = all.n, end;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (all.v[middle].owner < owner)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < all.n && all.v[end].owner == owner;)
		end++;
	return (struct pairs){ all.v + low, end - low };
}
