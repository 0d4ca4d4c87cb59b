/*
 * The threads that hash passwords, and nothing else does: a tenth of a second
 * of CPU each, or what another program chose, so they are few, they yield to
 * all others, and few jobs may wait for them.
 */
#ifndef AUTH_HASHER_H
#define AUTH_HASHER_H

#include "base/base.h"

struct hasher;

/* 0 threads: one less than there are cores, at least one. */
enum err hasher_open(int threads, int queue, struct hasher **out) MUST;
/* After what waits. */
void hasher_close(struct hasher *h);

/* One password against one encoding. Borrowed, with what it points to, from
 * hasher_submit until done is called, in a thread of the hasher. */
struct hash_job {
	struct str password, encoded;
	void (*done)(struct hash_job *job);

	bool ok; /* it fits */
	/* If it fits and password_is_stale: a new encoding, else p NULL. */
	struct str fresh;

	struct hash_job *next;
	char text[160];
};

/* ERR_BUSY, and nothing kept, if too many wait. */
enum err hasher_submit(struct hasher *h, struct hash_job *job) MUST;

#endif
