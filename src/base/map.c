/* Open addressing over an array of rows in order of insertion. */
#include "base/map.h"

#include <string.h>

#include "base/rand.h"

void
map_init(struct map *m, struct arena *a)
{
	*m = (struct map){ .a = a };
	rand_bytes(&m->seed, sizeof(m->seed));
}

static uint64_t
hash(const struct map *m, struct str key)
{
	uint64_t h = m->seed;

	for (size_t i = 0; i < key.n; i++) {
		h = (h ^ (unsigned char)key.p[i]) * 0x9E3779B97F4A7C15u;
		h ^= h >> 29;
	}
	return h;
}

/* The slot that holds the key, or the empty one where it belongs. */
static uint32_t *
find_slot(const struct map *m, struct str key)
{
	size_t i = (size_t)hash(m, key) & (m->nslots - 1);

	while (m->slots[i] != 0 && !str_eq(m->rows[m->slots[i] - 1].key, key))
		i = (i + 1) & (m->nslots - 1);
	return &m->slots[i];
}

static void
widen(struct map *m)
{
	m->nslots = m->nslots > 0 ? m->nslots * 2 : 16;
	m->slots = arena_array(m->a, uint32_t, m->nslots);
	for (size_t i = 0; i < m->n; i++)
		*find_slot(m, m->rows[i].key) = (uint32_t)i + 1;
}

void *
map_find(const struct map *m, struct str key)
{
	uint32_t row = m->n > 0 ? *find_slot(m, key) : 0;

	return row > 0 ? m->rows[row - 1].value : NULL;
}

void
map_put(struct map *m, struct str key, void *value)
{
	uint32_t *slot;
	size_t room = m->room > 0 ? m->room * 2 : 8;

	assert(value != NULL);
	if (m->n * 2 >= m->nslots)
		widen(m);
	slot = find_slot(m, key);
	if (*slot > 0) {
		m->rows[*slot - 1].value = value;
		return;
	}
	if (m->n == m->room) {
		m->rows = arena_grow(m->a, m->rows, m->room * sizeof(*m->rows),
		    room * sizeof(*m->rows));
		m->room = room;
	}
	m->rows[m->n++] = (struct map_row){ key, value };
	*slot = (uint32_t)m->n;
}
