/*
 * Workers. Each class has a queue of its own, and free workers take from
 * them in turns by weight: a flood of one class makes that class wait, not
 * the others. A quarter of the workers is never lent to the anonymous
 * class, so that slow pages for crawlers leave room for people; one is never
 * lent to writes, since all of them may have to wait for one lock.
 */
#include "http/pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "http/clock.h"

/* Turns of a class in each round. */
static const int weights[CLASS_COUNT] = {
	[CLASS_TOKEN] = 4,
	[CLASS_SESSION] = 4,
	[CLASS_WRITE] = 4,
	[CLASS_ANONYMOUS] = 2,
};

struct queue {
	struct job *first, **end;
	int n;
	int running;
	int most;   /* running at the same time */
	int credit; /* turns left in this round */
};

struct worker {
	struct pool *pool;
	pthread_t thread;
	void *own; /* of open_worker */
};

struct pool {
	const struct server_options *o;
	pthread_mutex_t lock;
	pthread_cond_t work;
	struct queue queues[CLASS_COUNT];
	bool ending;
	int64_t micros, turns;
	int nworkers, nstarted;
	struct worker *workers;
};

/* NULL if no class that may run has anything. Every class with work and room
 * gets its turns before any gets more. */
static struct queue *
choose_queue(struct pool *p)
{
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < CLASS_COUNT; i++) {
			struct queue *q = &p->queues[i];

			if (q->n > 0 && q->running < q->most && q->credit > 0)
				return q;
		}
		for (int i = 0; i < CLASS_COUNT; i++)
			p->queues[i].credit = weights[i];
	}
	return NULL;
}

static struct job *
take_job(struct queue *q)
{
	struct job *job = q->first;

	q->first = job->next;
	if (q->first == NULL)
		q->end = &q->first;
	q->n--;
	q->credit--;
	q->running++;
	job->next = NULL;
	return job;
}

static void *
work(void *arg)
{
	struct worker *w = arg;
	struct pool *p = w->pool;

	pthread_mutex_lock(&p->lock);
	for (;;) {
		struct queue *q = choose_queue(p);
		int64_t began;

		if (q != NULL) {
			struct job *job = take_job(q);

			pthread_mutex_unlock(&p->lock);
			began = clock_micros();
			job->run(job, w->own);
			pthread_mutex_lock(&p->lock);
			p->micros += clock_micros() - began;
			p->turns++;
			q->running--;
			/* The class may have been at its most. */
			if (q->n > 0)
				pthread_cond_signal(&p->work);
		} else if (p->ending) {
			break;
		} else {
			pthread_cond_wait(&p->work, &p->lock);
		}
	}
	/* One at a time: SQLite's last connection puts the log back into the
	 * file, and of two that close at once each takes the other for it. */
	p->o->close_worker(w->own);
	pthread_mutex_unlock(&p->lock);
	return NULL;
}

static void
free_pool(struct pool *p)
{
	pthread_cond_destroy(&p->work);
	pthread_mutex_destroy(&p->lock);
	free(p->workers);
	free(p);
}

static struct pool *
make_pool(const struct server_options *o, int workers)
{
	struct pool *p = calloc(1, sizeof(*p));

	if (p == NULL ||
	    (p->workers = calloc((size_t)workers, sizeof(*p->workers))) == NULL)
		abort();
	p->o = o;
	p->nworkers = workers;
	pthread_mutex_init(&p->lock, NULL);
	pthread_cond_init(&p->work, NULL);
	for (int i = 0; i < CLASS_COUNT; i++) {
		p->queues[i].end = &p->queues[i].first;
		p->queues[i].most = workers;
	}
	p->queues[CLASS_ANONYMOUS].most = workers - workers / 4;
	if (workers > 1)
		p->queues[CLASS_WRITE].most = workers - 1;
	return p;
}

enum err
pool_open(const struct server_options *o, int workers, struct pool **out)
{
	struct pool *p = make_pool(o, workers);
	enum err e = OK;

	for (; p->nstarted < workers; p->nstarted++) {
		struct worker *w = &p->workers[p->nstarted];

		w->pool = p;
		if ((e = o->open_worker(o->app, &w->own)) != OK)
			goto undo;
		if (pthread_create(&w->thread, NULL, work, w) != 0) {
			o->close_worker(w->own);
			e = err_set(ERR_BUSY, "cannot start a worker thread");
			goto undo;
		}
	}
	*out = p;
	return OK;
undo:
	(void)pool_close(p, INT64_MAX / 2);
	return e;
}

bool
pool_submit(struct pool *p, struct job *job, bool always)
{
	struct queue *q = &p->queues[job->class];
	bool room;

	pthread_mutex_lock(&p->lock);
	room = always || q->n < p->o->queue;
	if (room) {
		job->next = NULL;
		*q->end = job;
		q->end = &job->next;
		q->n++;
		pthread_cond_signal(&p->work);
	}
	pthread_mutex_unlock(&p->lock);
	return room;
}

void
pool_read_numbers(struct pool *p, struct pool_numbers *out)
{
	pthread_mutex_lock(&p->lock);
	*out = (struct pool_numbers){
		.workers = p->nworkers, .micros = p->micros, .turns = p->turns
	};
	for (int i = 0; i < CLASS_COUNT; i++) {
		out->waiting[i] = p->queues[i].n;
		out->running += p->queues[i].running;
	}
	pthread_mutex_unlock(&p->lock);
}

bool
pool_close(struct pool *p, int64_t micros)
{
	struct timespec until;
	int64_t end;
	bool all = true;

	pthread_mutex_lock(&p->lock);
	p->ending = true;
	pthread_cond_broadcast(&p->work);
	pthread_mutex_unlock(&p->lock);
	clock_gettime(CLOCK_REALTIME, &until);
	if (micros > INT64_C(3600000000))
		micros = INT64_C(3600000000);
	end = until.tv_nsec / 1000 + micros;
	until.tv_sec += end / 1000000;
	until.tv_nsec = end % 1000000 * 1000;
	for (int i = 0; i < p->nstarted; i++) {
		if (pthread_timedjoin_np(p->workers[i].thread, NULL, &until) !=
		    0)
			all = false;
	}
	if (all)
		free_pool(p);
	return all;
}
