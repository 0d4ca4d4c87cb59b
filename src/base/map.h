/* A hash map from text to pointers, in an arena; it is never removed from. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/base.h"

struct map_row {
	struct str key;
	void *value;
};

/* rows[0..n) are in order of insertion, for walking. */
struct map {
	struct arena *a;
	struct map_row *rows;
	size_t n, room;
	uint32_t *slots; /* row number + 1, or 0 */
	size_t nslots;   /* power of two */
	uint64_t seed;   /* random: hostile keys must not collide */
};

void map_init(struct map *m, struct arena *a);
/* NULL if there is none. */
void *map_find(const struct map *m, struct str key);
/* Adds or replaces; the key is borrowed. Value must not be NULL. */
void map_put(struct map *m, struct str key, void *value);

#endif
