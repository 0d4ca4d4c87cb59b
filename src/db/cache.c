/*
 * Prepared statements of a connection, by their text, the most recently used
 * kept. Where the engine types its parameters (PostgreSQL), the kinds of the
 * values are part of the key: a text first prepared for an integer column's
 * NULL must not be reused for an int8 look-up.
 */
#include "db/engine.h"

#include <stdlib.h>
#include <string.h>

static uint64_t
hash(struct str key)
{
	uint64_t h = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.p[i]) * UINT64_C(1099511628211);
	return h ^ h >> 32;
}

/* NULL, text and times are all sent untyped. */
static char
kind_letter(enum value_kind kind)
{
	switch (kind) {
	case V_INT:
	case V_INT4:
	case V_INT2:
	case V_BOOL:
	case V_BYTES:
		return (char)('A' + kind);
	case V_NULL:
	case V_STR:
	case V_TIME:
	case V_MAIL_TIME:
		break;
	}
	return '-';
}

static struct str
make_key(struct db *db, const char *text, struct values vals)
{
	size_t n = strlen(text);
	char *key;

	if (!db->engine->numbered)
		return str_n(text, n);
	key = arena_alloc(db->scratch, n + 1 + vals.n);
	memcpy(key, text, n + 1);
	for (size_t i = 0; i < vals.n; i++)
		key[n + 1 + i] = kind_letter(vals.v[i].kind);
	return str_n(key, n + 1 + vals.n);
}

static void
unlink_use(struct cache *c, struct statement *st)
{
	*(st->newer != NULL ? &st->newer->older : &c->newest) = st->older;
	*(st->older != NULL ? &st->older->newer : &c->oldest) = st->newer;
	st->newer = st->older = NULL;
}

static void
link_newest(struct cache *c, struct statement *st)
{
	st->older = c->newest;
	st->newer = NULL;
	*(c->newest != NULL ? &c->newest->newer : &c->oldest) = st;
	c->newest = st;
}

static struct statement **
slot(struct cache *c, uint64_t h)
{
	return &c->slots[h & (CACHE_SLOTS - 1)];
}

static struct statement *
find(struct cache *c, struct str key, uint64_t h)
{
	struct statement *st = *slot(c, h);

	while (st != NULL && (st->hash != h || !str_eq(st->key, key)))
		st = st->chain;
	return st;
}

void
cache_drop(struct db *db, struct statement *st)
{
	struct statement **at = slot(&db->cache, st->hash);

	while (*at != st)
		at = &(*at)->chain;
	*at = st->chain;
	unlink_use(&db->cache, st);
	db->cache.n--;
	db->engine->discard(db, st);
	free(st);
}

void
cache_clear(struct db *db)
{
	while (db->cache.oldest != NULL)
		cache_drop(db, db->cache.oldest);
}

/* One block: the statement and its key. */
static struct statement *
make(struct str key, uint64_t h)
{
	struct statement *st = calloc(1, sizeof(*st) + key.n + 1);

	if (st == NULL)
		abort();
	memcpy(st + 1, key.p, key.n);
	st->key = str_n((char *)(st + 1), key.n);
	st->hash = h;
	return st;
}

enum err
cache_get(
    struct db *db, const char *text, struct values vals, struct statement **out)
{
	struct cache *c = &db->cache;
	struct str key = make_key(db, text, vals);
	uint64_t h = hash(key);
	struct statement *st = find(c, key, h);
	enum err e;

	if (st != NULL) {
		unlink_use(c, st);
		link_newest(c, st);
		*out = st;
		return OK;
	}
	if (c->n == LIMIT_STATEMENTS)
		cache_drop(db, c->oldest);
	st = make(key, h);
	if ((e = text_choose(db, text, &st->text)) != OK ||
	    (e = db->engine->prepare(db, st, vals)) != OK) {
		free(st);
		return e;
	}
	st->text = NULL; /* was in the scratch arena */
	st->chain = *slot(c, h);
	*slot(c, h) = st;
	link_newest(c, st);
	c->n++;
	*out = st;
	return OK;
}
