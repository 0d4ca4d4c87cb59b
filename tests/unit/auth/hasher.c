/* auth/hasher, auth/memo, auth/failures: bounds of checking passwords. */
#include "auth/hasher.h"

#include <semaphore.h>
#include <string.h>

#include "auth/failures.h"
#include "auth/memo.h"
#include "auth/password.h"
#include "base/time.h"
#include "test.h"

#define MD5 "md5$salt$d42a0f742ffc1be4e1cc0845c2429c97"

struct watched {
	struct hash_job job; /* must be first */
	sem_t done, go;
	bool holds; /* the thread, until go */
};

static void
tell(struct hash_job *job)
{
	struct watched *w = (struct watched *)job;
	bool holds = w->holds;

	sem_post(&w->done);
	if (holds)
		sem_wait(&w->go);
}

static void
prepare(struct watched *w, struct str password, struct str encoded)
{
	*w = (struct watched){ .job = { .password = password,
				   .encoded = encoded,
				   .done = tell } };
	sem_init(&w->done, 0, 0);
	sem_init(&w->go, 0, 0);
}

TEST(a_password_is_checked_and_its_old_hash_made_anew)
{
	struct hasher *h;
	struct watched right, wrong;

	CHECK_OK(hasher_open(1, 4, &h));
	prepare(&right, S("secret"), S(MD5));
	prepare(&wrong, S("Secret"), S(MD5));
	CHECK_OK(hasher_submit(h, &right.job));
	CHECK_OK(hasher_submit(h, &wrong.job));
	sem_wait(&right.done);
	sem_wait(&wrong.done);
	CHECK(right.job.ok, "right");
	CHECK(str_starts(right.job.fresh, S("pbkdf2_sha256$")), "fresh");
	CHECK(!password_is_stale(right.job.fresh), "fresh");
	CHECK(password_verify(test_arena(), S("secret"), right.job.fresh),
	    "fresh fits");
	CHECK(!wrong.job.ok, "wrong");
	CHECK_STR(wrong.job.fresh, NULL, "nothing new for a wrong one");
	hasher_close(h);
}

TEST(few_may_wait)
{
	struct hasher *h;
	struct watched held, waits, refused;

	CHECK_OK(hasher_open(1, 1, &h));
	prepare(&held, S("x"), S("!"));
	held.holds = true;
	prepare(&waits, S("x"), S("!"));
	prepare(&refused, S("x"), S("!"));
	CHECK_OK(hasher_submit(h, &held.job));
	sem_wait(&held.done);
	CHECK_OK(hasher_submit(h, &waits.job));
	CHECK_INT(
	    hasher_submit(h, &refused.job), ERR_BUSY, "the queue is full");
	sem_post(&held.go);
	sem_wait(&waits.done);
	prepare(&refused, S("secret"), S("!"));
	CHECK_OK(hasher_submit(h, &refused.job));
	/* What waits is done before the end. */
	hasher_close(h);
	CHECK_INT(sem_trywait(&refused.done), 0, "done");
	CHECK(!refused.job.ok, "unusable");
}

TEST(a_memo_knows_the_pair_alone)
{
	static const int64_t now = 1790000000 * TIME_SECOND;
	struct memo *m = memo_open();
	struct arena *a = test_arena();

	CHECK(!memo_has(m, a, S("secret"), S(MD5), now), "empty");
	memo_keep(m, a, S("secret"), S(MD5), now);
	CHECK(memo_has(m, a, S("secret"), S(MD5), now), "kept");
	CHECK(!memo_has(m, a, S("secret"), S("md5$x$y"), now), "encoding");
	CHECK(!memo_has(m, a, S("secreT"), S(MD5), now), "password");
	CHECK(!memo_has(m, a, S(""), S(MD5), now), "no password");
	CHECK(memo_has(m, a, S("secret"), S(MD5), now + 10 * TIME_MINUTE - 1),
	    "for ten minutes");
	CHECK(!memo_has(m, a, S("secret"), S(MD5), now + 10 * TIME_MINUTE),
	    "no longer");
	memo_close(m);
}

TEST(failures_are_counted_for_a_while)
{
	static const int64_t now = 1790000000 * TIME_SECOND;
	struct failures *f = failures_open();
	struct arena *a = test_arena();

	CHECK_INT(
	    failures_count(f, a, FAILURE_ACCOUNT, S("ann"), now), 0, "none");
	for (int i = 0; i < 3; i++)
		failures_add(
		    f, a, FAILURE_ACCOUNT, S("ann"), now + i * TIME_MINUTE);
	CHECK_INT(
	    failures_count(f, a, FAILURE_ACCOUNT, S("ann"), now), 3, "three");
	CHECK_INT(
	    failures_count(f, a, FAILURE_ACCOUNT, S("bob"), now), 0, "another");
	CHECK_INT(failures_count(f, a, FAILURE_ADDRESS, S("ann"), now), 0,
	    "another kind");
	CHECK_INT(failures_count(
		      f, a, FAILURE_ACCOUNT, S("ann"), now + 15 * TIME_MINUTE),
	    0, "lapsed");
	failures_add(f, a, FAILURE_ACCOUNT, S("ann"), now + 15 * TIME_MINUTE);
	CHECK_INT(failures_count(
		      f, a, FAILURE_ACCOUNT, S("ann"), now + 15 * TIME_MINUTE),
	    1, "from the beginning");
	failures_forget(f, a, FAILURE_ACCOUNT, S("ann"));
	CHECK_INT(failures_count(
		      f, a, FAILURE_ACCOUNT, S("ann"), now + 15 * TIME_MINUTE),
	    0, "forgotten");
	failures_close(f);
}

TEST(many_names_do_not_push_out_the_one_that_is_tried_most)
{
	static const int64_t now = 1790000000 * TIME_SECOND;
	struct failures *f = failures_open();

	for (int i = 0; i < 50; i++)
		failures_add(f, test_arena(), FAILURE_ACCOUNT, S("ann"), now);
	for (int i = 0; i < 50000; i++) {
		struct arena_mark mark = arena_mark(test_arena());

		failures_add(f, test_arena(), FAILURE_ACCOUNT,
		    str_f(test_arena(), "%d", i), now);
		arena_reset(test_arena(), mark);
	}
	CHECK_INT(
	    failures_count(f, test_arena(), FAILURE_ACCOUNT, S("ann"), now), 50,
	    "ann");
	failures_close(f);
}
