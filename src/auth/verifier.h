/*
 * Whether a user name and a password belong together, without holding the
 * thread that asks: what has to be hashed is started, and asked for again.
 * An unknown user takes as long as a wrong password. Wrong ones are counted
 * by account and by address.
 */
#ifndef AUTH_VERIFIER_H
#define AUTH_VERIFIER_H

#include "auth/hasher.h"
#include "model/types.h"

struct db;
struct verifier;

struct verifier_options {
	int threads, queue; /* of the hasher */
	/* Failures of an account within a quarter of an hour after which it
	 * waits; ten times as many for an address. 0: no limit. */
	int max_failures;
};

enum err verifier_open(
    const struct verifier_options *o, struct verifier **out) MUST;
void verifier_close(struct verifier *v);

/* In the arena of the request, zeroed but for the first three; address is ""
 * for callers of this machine, which may be a proxy of all others. */
struct attempt {
	struct str username, password, address;

	bool ok; /* user is who it says, with its stored password */
	struct user user;

	struct verifier *verifier;
	struct hash_job job;
	bool full;
	void (*wake)(void *arg);
	void *arg;
};

/* Looks the account up. *wait: call attempt_start, and verifier_finish once
 * it has woken the caller; else that may follow at once. ERR_DENIED: there
 * were too many failures. */
enum err verifier_begin(struct verifier *v, struct db *db, struct arena *a,
    int64_t now, struct attempt *t, bool *wait) MUST;

/* wake(arg) is called once, maybe at once, from any thread. */
void attempt_start(void *attempt, void (*wake)(void *arg), void *arg);

/* Sets ok and user. An old hash is replaced. ERR_BUSY. */
enum err verifier_finish(
    struct db *db, struct arena *a, int64_t now, struct attempt *t) MUST;

#endif
