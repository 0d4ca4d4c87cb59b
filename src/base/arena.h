/* Memory that dies with its unit of work: a request, a mail, a command. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

/* A point to go back to; valid until the arena is reset to an earlier one. */
struct arena_mark {
	void *chunk;
	size_t used;
};

/* Opens an empty arena; arena_close frees it with all it gave out. Out of
 * memory aborts, here and below: inputs are bounded at the door. An arena
 * belongs to one thread at a time. */
struct arena *arena_open(void);
void arena_close(struct arena *a);

/* n bytes aligned for any type, contents undefined; never NULL. Under a
 * sanitizer each call is one malloc. */
void *arena_alloc(struct arena *a, size_t n);

/* The same, zeroed, for count objects of size bytes. */
void *arena_zalloc(struct arena *a, size_t count, size_t size);
#define arena_new(a, type)      ((type *)arena_zalloc((a), 1, sizeof(type)))
#define arena_array(a, type, n) ((type *)arena_zalloc((a), (n), sizeof(type)))

/* Makes p (of old bytes; NULL if 0) wider, in place where it can; returns
 * where the bytes now are. Not for memory older than the last mark. */
void *arena_grow(struct arena *a, void *p, size_t old, size_t n);

/* A loop over unbounded data takes a mark and resets to it each turn; a reset
 * to a zeroed mark empties the arena, keeping one chunk. */
struct arena_mark arena_mark(const struct arena *a);
void arena_reset(struct arena *a, struct arena_mark mark);

/* Bytes held from the system, for limits and tests. */
size_t arena_size(const struct arena *a);

#endif
