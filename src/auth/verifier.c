/*
 * The way of a password: what fitted a moment ago fits again; who failed too
 * often waits; all others are hashed, those of unknown and inactive users and
 * of unusable passwords against an encoding that nothing fits, so that the
 * time does not tell them apart.
 */
#include "auth/verifier.h"

#include "auth/failures.h"
#include "auth/memo.h"
#include "model/account.h"

#define FITS_NOTHING                                    \
	"pbkdf2_sha256$1000000$AAAAAAAAAAAAAAAAAAAAAA$" \
	"nothing"

enum { ADDRESS_FACTOR = 10 };

struct verifier {
	struct arena *a;
	struct hasher *hasher;
	struct memo *memo;
	struct failures *failures;
	int max_failures;
};

enum err
verifier_open(const struct verifier_options *o, struct verifier **out)
{
	struct arena *a;
	struct hasher *hasher;
	struct verifier *v;
	enum err e;

	if ((e = hasher_open(o->threads, o->queue, &hasher)) != OK)
		return e;
	a = arena_open();
	v = arena_new(a, struct verifier);
	*v = (struct verifier){
		.a = a,
		.hasher = hasher,
		.memo = memo_open(),
		.failures = failures_open(),
		.max_failures = o->max_failures,
	};
	*out = v;
	return OK;
}

void
verifier_close(struct verifier *v)
{
	hasher_close(v->hasher);
	memo_close(v->memo);
	failures_close(v->failures);
	arena_close(v->a);
}

static bool
is_over(
    struct verifier *v, struct arena *a, int64_t now, const struct attempt *t)
{
	int most = v->max_failures;

	return most > 0 &&
	    (failures_count(
		 v->failures, a, FAILURE_ACCOUNT, t->username, now) >= most ||
		(t->address.n > 0 &&
		    failures_count(
			v->failures, a, FAILURE_ADDRESS, t->address, now) /
			    ADDRESS_FACTOR >=
			most));
}

static void
count_failure(
    struct verifier *v, struct arena *a, int64_t now, const struct attempt *t)
{
	failures_add(v->failures, a, FAILURE_ACCOUNT, t->username, now);
	if (t->address.n > 0)
		failures_add(v->failures, a, FAILURE_ADDRESS, t->address, now);
}

enum err
verifier_begin(struct verifier *v, struct db *db, struct arena *a, int64_t now,
    struct attempt *t, bool *wait)
{
	enum err e = account_find(db, a, t->username, &t->user);

	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	if (e != OK || !t->user.is_active)
		t->user = (struct user){ .id = 0 };
	t->verifier = v;
	t->job = (struct hash_job){
		.password = t->password,
		.encoded =
		    t->user.id != 0 && !str_starts(t->user.password, S("!"))
		    ? t->user.password
		    : S(FITS_NOTHING),
	};
	*wait = false;
	t->job.ok = memo_has(v->memo, a, t->password, t->job.encoded, now);
	if (t->job.ok)
		return OK;
	if (is_over(v, a, now, t))
		return err_set(ERR_DENIED,
		    "Too many failed attempts to sign in. Wait for a quarter "
		    "of an hour.");
	*wait = true;
	return OK;
}

static void
wake_up(struct hash_job *job)
{
	struct attempt *t =
	    (struct attempt *)((char *)job - offsetof(struct attempt, job));

	t->wake(t->arg);
}

void
attempt_start(void *attempt, void (*wake)(void *arg), void *arg)
{
	struct attempt *t = attempt;

	t->wake = wake;
	t->arg = arg;
	t->job.done = wake_up;
	if (hasher_submit(t->verifier->hasher, &t->job) != OK) {
		t->full = true;
		wake(arg);
	}
}

enum err
verifier_finish(struct db *db, struct arena *a, int64_t now, struct attempt *t)
{
	struct verifier *v = t->verifier;

	if (t->full)
		return err_set(
		    ERR_BUSY, "too many passwords are being checked");
	t->ok = t->job.ok && t->user.id != 0;
	if (!t->ok) {
		count_failure(v, a, now, t);
		return OK;
	}
	failures_forget(v->failures, a, FAILURE_ACCOUNT, t->username);
	/* That the old hash stays is no reason to refuse. */
	if (t->job.fresh.p != NULL &&
	    account_renew_password(
		db, t->user.id, t->user.password, t->job.fresh) == OK)
		t->user.password = t->job.fresh;
	memo_keep(v->memo, a, t->password, t->user.password, now);
	return OK;
}
