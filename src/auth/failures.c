/*
 * Buckets of a few places, chosen by a keyed digest, so that nobody can
 * choose names that push a certain one out. Where a bucket is full the
 * smallest count goes: whoever tries the most is remembered the longest.
 */
#include "auth/failures.h"

#include <pthread.h>
#include <string.h>

#include "auth/digest.h"
#include "base/rand.h"
#include "base/time.h"

enum { BUCKETS = 1024, PLACES = 4, KEY = 32 };

static const int64_t lasts = 15 * TIME_MINUTE;

struct place {
	uint64_t id; /* of kind and name; 0: empty */
	int64_t since;
	int count;
};

struct failures {
	struct arena *a;
	pthread_mutex_t lock;
	char key[KEY];
	struct place places[BUCKETS][PLACES];
};

struct failures *
failures_open(void)
{
	struct arena *a = arena_open();
	struct failures *f = arena_new(a, struct failures);

	f->a = a;
	rand_bytes(f->key, sizeof(f->key));
	pthread_mutex_init(&f->lock, NULL);
	return f;
}

void
failures_close(struct failures *f)
{
	pthread_mutex_destroy(&f->lock);
	arena_close(f->a);
}

static uint64_t
id_of(struct failures *f, struct arena *a, enum failure_kind kind,
    struct str name)
{
	struct str digest = digest_hmac_sha256(a, str_n(f->key, sizeof(f->key)),
	    str_f(a, "%d%.*s", (int)kind, STR_ARG(name)));
	uint64_t id;

	memcpy(&id, digest.p, sizeof(id));
	return id != 0 ? id : 1;
}

static bool
has_lapsed(const struct place *p, int64_t now)
{
	/* The clock may have been put back. */
	return now - p->since >= lasts || now < p->since;
}

static struct place *
find_place(struct failures *f, uint64_t id)
{
	struct place *bucket = f->places[id % BUCKETS];

	for (size_t i = 0; i < PLACES; i++)
		if (bucket[i].id == id)
			return &bucket[i];
	return NULL;
}

static struct place *
take_place(struct failures *f, uint64_t id, int64_t now)
{
	struct place *bucket = f->places[id % BUCKETS], *p = find_place(f, id);

	if (p == NULL) {
		p = &bucket[0];
		for (size_t i = 0; i < PLACES && p->count > 0; i++)
			if (has_lapsed(&bucket[i], now) ||
			    bucket[i].count < p->count)
				p = &bucket[i];
	}
	if (p->id != id || has_lapsed(p, now))
		*p = (struct place){ .id = id, .since = now };
	return p;
}

int
failures_count(struct failures *f, struct arena *a, enum failure_kind kind,
    struct str name, int64_t now)
{
	uint64_t id = id_of(f, a, kind, name);
	const struct place *p;
	int count;

	pthread_mutex_lock(&f->lock);
	p = find_place(f, id);
	count = p != NULL && !has_lapsed(p, now) ? p->count : 0;
	pthread_mutex_unlock(&f->lock);
	return count;
}

void
failures_add(struct failures *f, struct arena *a, enum failure_kind kind,
    struct str name, int64_t now)
{
	uint64_t id = id_of(f, a, kind, name);
	struct place *p;

	pthread_mutex_lock(&f->lock);
	p = take_place(f, id, now);
	if (p->count < INT32_MAX)
		p->count++;
	pthread_mutex_unlock(&f->lock);
}

void
failures_forget(struct failures *f, struct arena *a, enum failure_kind kind,
    struct str name)
{
	uint64_t id = id_of(f, a, kind, name);
	struct place *p;

	pthread_mutex_lock(&f->lock);
	if ((p = find_place(f, id)) != NULL)
		*p = (struct place){ .id = 0 };
	pthread_mutex_unlock(&f->lock);
}
