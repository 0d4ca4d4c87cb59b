/* A direct-mapped table: a newer pair takes the place of an older one. */
#include "auth/memo.h"

#include <pthread.h>
#include <string.h>

#include "auth/digest.h"
#include "base/rand.h"
#include "base/time.h"

enum { SLOTS = 1024, DIGEST = 32 };

struct entry {
	int64_t kept; /* 0: empty */
	char digest[DIGEST];
};

struct memo {
	struct arena *a;
	pthread_mutex_t lock;
	char key[DIGEST];
	struct entry entries[SLOTS];
};

struct memo *
memo_open(void)
{
	struct arena *a = arena_open();
	struct memo *m = arena_new(a, struct memo);

	m->a = a;
	rand_bytes(m->key, sizeof(m->key));
	pthread_mutex_init(&m->lock, NULL);
	return m;
}

void
memo_close(struct memo *m)
{
	pthread_mutex_destroy(&m->lock);
	arena_close(m->a);
}

/* No encoding holds a NUL, so that pairs cannot run into each other. */
static struct str
digest_of(
    struct memo *m, struct arena *a, struct str password, struct str encoded)
{
	char *text = arena_alloc(a, encoded.n + 1 + password.n);

	memcpy(text, encoded.p, encoded.n);
	text[encoded.n] = '\0';
	memcpy(text + encoded.n + 1, password.p, password.n);
	return digest_hmac_sha256(a, str_n(m->key, sizeof(m->key)),
	    str_n(text, encoded.n + 1 + password.n));
}

static struct entry *
slot_of(struct memo *m, struct str digest)
{
	uint16_t bits;

	memcpy(&bits, digest.p, sizeof(bits));
	return &m->entries[bits % SLOTS];
}

bool
memo_has(struct memo *m, struct arena *a, struct str password,
    struct str encoded, int64_t now)
{
	struct str digest;
	struct entry *e;
	bool has;

	if (password.n == 0 || encoded.n == 0)
		return false;
	digest = digest_of(m, a, password, encoded);
	e = slot_of(m, digest);
	pthread_mutex_lock(&m->lock);
	has = e->kept != 0 && now - e->kept < 10 * TIME_MINUTE &&
	    digest_equal(str_n(e->digest, DIGEST), digest);
	pthread_mutex_unlock(&m->lock);
	return has;
}

void
memo_keep(struct memo *m, struct arena *a, struct str password,
    struct str encoded, int64_t now)
{
	struct str digest;
	struct entry *e;

	if (password.n == 0 || encoded.n == 0)
		return;
	digest = digest_of(m, a, password, encoded);
	e = slot_of(m, digest);
	pthread_mutex_lock(&m->lock);
	e->kept = now;
	memcpy(e->digest, digest.p, DIGEST);
	pthread_mutex_unlock(&m->lock);
}
