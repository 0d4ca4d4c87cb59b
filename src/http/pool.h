/* Worker threads over one bounded queue a class. */
#ifndef HTTP_POOL_H
#define HTTP_POOL_H

#include "http/server.h"

struct pool;

/* One turn of work; embedded in what it is about. */
struct job {
	struct job *next;
	enum worker_class class;
	void (*run)(struct job *job, void *worker);
};

/* Opens the workers (o->open_worker, its error is passed up) and starts
 * their threads. o is borrowed. */
enum err pool_open(
    const struct server_options *o, int workers, struct pool **out) MUST;

/* False, and nothing kept, if the queue of its class is full; always: it
 * was let in before (the next turn of a stream). */
bool pool_submit(struct pool *p, struct job *job, bool always);

struct pool_numbers {
	int waiting[CLASS_COUNT];
	int running, workers;
	int64_t micros; /* of work, all workers together */
	int64_t turns;
};
void pool_read_numbers(struct pool *p, struct pool_numbers *out);

/* Runs what waits, then ends the threads. False if one of them did not come
 * back within the time: it keeps what it holds, and so does the pool. */
bool pool_close(struct pool *p, int64_t micros);

#endif
