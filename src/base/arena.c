/*
 * Bump allocation in chunks. A chunk is a list node followed by its bytes;
 * the newest is the head. What does not fit a common chunk gets one of its
 * own, so that a growing buffer can be moved by realloc.
 *
 * Under AddressSanitizer each allocation is a chunk of its own, so that an
 * overrun hits a red zone.
 */
#include "base/arena.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define EACH_ALONE 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define EACH_ALONE 1
#endif
#endif
#ifndef EACH_ALONE
#define EACH_ALONE 0
#endif

enum { CHUNK = 64 * 1024, ALIGN = 16 };

struct chunk {
	struct chunk *next;
	size_t size; /* bytes of data */
	size_t used;
	size_t last; /* where the newest allocation starts */
	_Alignas(ALIGN) unsigned char data[];
};

struct arena {
	struct chunk *head;
	size_t total;
};

static struct chunk *
add_chunk(struct arena *a, size_t size)
{
	struct chunk *c;

	if (size > SIZE_MAX / 2 || (c = malloc(sizeof(*c) + size)) == NULL)
		abort();
	c->next = a->head;
	c->size = size;
	c->used = c->last = 0;
	a->head = c;
	a->total += size;
	return c;
}

static size_t
round_up(size_t n)
{
	if (n > SIZE_MAX / 2)
		abort();
	return (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

struct arena *
arena_open(void)
{
	struct arena *a = calloc(1, sizeof(*a));

	if (a == NULL)
		abort();
	return a;
}

void
arena_close(struct arena *a)
{
	struct chunk *c, *next;

	if (a == NULL)
		return;
	for (c = a->head; c != NULL; c = next) {
		next = c->next;
		free(c);
	}
	free(a);
}

void *
arena_alloc(struct arena *a, size_t n)
{
	struct chunk *c = a->head;
	size_t need = EACH_ALONE ? n : round_up(n);

	if (EACH_ALONE)
		c = add_chunk(a, need > 0 ? need : 1);
	else if (c == NULL || c->size - c->used < need)
		c = add_chunk(a, need > CHUNK / 4 ? need : CHUNK);
	c->last = c->used;
	c->used += need;
	return c->data + c->last;
}

void *
arena_zalloc(struct arena *a, size_t count, size_t size)
{
	void *p;

	if (size > 0 && count > SIZE_MAX / 2 / size)
		abort();
	p = arena_alloc(a, count * size);
	memset(p, 0, count * size);
	return p;
}

void *
arena_grow(struct arena *a, void *p, size_t old, size_t n)
{
	struct chunk *c = a->head, *moved;
	size_t need = EACH_ALONE ? n : round_up(n);
	void *fresh;

	assert(n >= old && (p == NULL) == (old == 0));
	if (c != NULL && p != NULL && p == c->data + c->last) {
		if (need <= c->size - c->last) {
			c->used = c->last + need;
			return p;
		}
		if (c->last == 0) {
			if ((moved = realloc(c, sizeof(*c) + need)) == NULL)
				abort();
			a->total += need - moved->size;
			moved->size = moved->used = need;
			a->head = moved;
			return moved->data;
		}
	}
	fresh = arena_alloc(a, n);
	if (old > 0)
		memcpy(fresh, p, old);
	return fresh;
}

struct arena_mark
arena_mark(const struct arena *a)
{
	const struct chunk *c = a->head;

	/* Growing what is first in a chunk may move the chunk: an empty one
	 * is no place to remember. */
	if (c != NULL && c->used == 0)
		c = c->next;
	return (struct arena_mark){ (void *)(uintptr_t)c, c ? c->used : 0 };
}

void
arena_reset(struct arena *a, struct arena_mark mark)
{
	struct chunk *c;

	while ((c = a->head) != mark.chunk) {
		/* Emptied whole, an arena keeps its first common chunk. */
		if (mark.chunk == NULL && c->next == NULL && c->size == CHUNK) {
			c->used = c->last = 0;
			return;
		}
		a->head = c->next;
		a->total -= c->size;
		free(c);
	}
	if (c != NULL)
		c->used = c->last = mark.used;
}

size_t
arena_size(const struct arena *a)
{
	return a->total;
}
