/* A queue and its threads. */
#include "auth/hasher.h"

#include <pthread.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "auth/password.h"

enum { MOST_THREADS = 64, NICE = 5 };

struct hasher {
	struct arena *a;
	pthread_mutex_t lock;
	pthread_cond_t work;
	struct hash_job *first, **end;
	int waiting, queue;
	bool ending;
	int nthreads;
	pthread_t threads[MOST_THREADS];
};

static void
run(struct hash_job *job, struct arena *a)
{
	struct str fresh;

	job->ok = password_verify(a, job->password, job->encoded);
	if (!job->ok || !password_is_stale(job->encoded) ||
	    password_encode(a, job->password, &fresh) != OK)
		return;
	assert(fresh.n < sizeof(job->text));
	memcpy(job->text, fresh.p, fresh.n);
	job->fresh = str_n(job->text, fresh.n);
}

/* NULL at the end. */
static struct hash_job *
take_job(struct hasher *h)
{
	struct hash_job *job;

	pthread_mutex_lock(&h->lock);
	while (h->first == NULL && !h->ending)
		pthread_cond_wait(&h->work, &h->lock);
	job = h->first;
	if (job != NULL) {
		h->first = job->next;
		if (h->first == NULL)
			h->end = &h->first;
		h->waiting--;
	}
	pthread_mutex_unlock(&h->lock);
	return job;
}

static void *
work(void *arg)
{
	struct hasher *h = arg;
	struct arena *a = arena_open();
	struct arena_mark empty = { NULL, 0 };
	struct hash_job *job;

	/* Of this thread alone, on Linux. */
	(void)setpriority(PRIO_PROCESS, (id_t)gettid(), NICE);
	while ((job = take_job(h)) != NULL) {
		run(job, a);
		arena_reset(a, empty);
		job->done(job);
	}
	arena_close(a);
	return NULL;
}

static int
choose_threads(int threads)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);

	if (threads <= 0)
		threads = cores > 2 ? (int)cores - 1 : 1;
	return threads < MOST_THREADS ? threads : MOST_THREADS;
}

enum err
hasher_open(int threads, int queue, struct hasher **out)
{
	struct arena *a = arena_open();
	struct hasher *h = arena_new(a, struct hasher);

	h->a = a;
	h->end = &h->first;
	h->queue = queue;
	pthread_mutex_init(&h->lock, NULL);
	pthread_cond_init(&h->work, NULL);
	threads = choose_threads(threads);
	for (; h->nthreads < threads; h->nthreads++) {
		if (pthread_create(&h->threads[h->nthreads], NULL, work, h) !=
		    0) {
			hasher_close(h);
			return err_set(ERR_BUSY, "cannot start a thread");
		}
	}
	*out = h;
	return OK;
}

void
hasher_close(struct hasher *h)
{
	pthread_mutex_lock(&h->lock);
	h->ending = true;
	pthread_cond_broadcast(&h->work);
	pthread_mutex_unlock(&h->lock);
	for (int i = 0; i < h->nthreads; i++)
		pthread_join(h->threads[i], NULL);
	pthread_cond_destroy(&h->work);
	pthread_mutex_destroy(&h->lock);
	arena_close(h->a);
}

enum err
hasher_submit(struct hasher *h, struct hash_job *job)
{
	bool room;

	pthread_mutex_lock(&h->lock);
	room = h->waiting < h->queue && !h->ending;
	if (room) {
		job->ok = false;
		job->fresh = (struct str){ NULL, 0 };
		job->next = NULL;
		*h->end = job;
		h->end = &job->next;
		h->waiting++;
		pthread_cond_signal(&h->work);
	}
	pthread_mutex_unlock(&h->lock);
	return room ? OK
		    : err_set(ERR_BUSY, "too many passwords are being checked");
}
