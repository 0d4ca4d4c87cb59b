/*
 * The HTTP/1.1 server: libmicrohttpd's epoll threads accept, parse and guard;
 * a bounded pool of workers answers. Only this directory knows the library.
 * Rules: docs/http.md.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http/request.h"
#include "http/response.h"

struct server;

/* Which queue a request waits in, so that crawlers cannot starve bots and
 * people, nor those who change something those who read. Told from the method
 * and the headers alone. */
enum worker_class {
	CLASS_TOKEN,
	CLASS_SESSION,
	CLASS_WRITE, /* of either */
	CLASS_ANONYMOUS,
	CLASS_COUNT
};

/* Milliseconds; 0 is the default. */
struct server_times {
	int header; /* from the first byte to the last header: 20 s */
	int idle;   /* of a connection that says nothing: 60 s */
	int answer; /* in queue and worker, then 503: 30 s */
	int rate;   /* a body that comes must move 1 KB/s over so long: 10 s */
	int take;   /* the same of a large answer: 120 s. The kernel of a
			 * client takes a sixteenth of its buffer at once */
	int drain;  /* for server_close to answer the rest: 10 s */
};

/* Strings and arrays are borrowed until server_close. */
struct server_options {
	const char *const *listen; /* "127.0.0.1:8000", "unix:/path" */
	size_t nlisten;
	int threads;         /* epoll threads; 0: one a core */
	int workers;         /* worker threads; 0: one a core, two at least */
	int queue;           /* requests waiting a class; 0:
					 * LIMIT_QUEUE */
	size_t max_body;     /* 0: LIMIT_REQUEST_BODY */
	int max_connections; /* 0: 4096 */
	struct server_times times;

	/* What each worker owns: opened when it starts, handed to answer.
	 * Closed one at a time. */
	enum err (*open_worker)(void *app, void **worker);
	void (*close_worker)(void *worker);
	/* The database of a worker, for streams. NULL: the worker itself. */
	void *(*worker_db)(void *worker);

	/* In an event thread, without a database: true if it has answered
	 * (/healthz, /metrics, assets). */
	bool (*answer_early)(void *app, struct server *s,
	    const struct request *rq, struct response *rs);
	/* In an event thread: what the server itself refuses with status
	 * (400, 413, 414, 431, 500, 503). rq may be used by a worker at the
	 * same time: it is read only, its arena left alone. NULL: bare. */
	void (*refuse)(void *app, const struct request *rq, int status,
	    struct response *rs);
	/* In a worker. Never fails: what went wrong is an answer. */
	void (*answer)(
	    void *worker, const struct request *rq, struct response *rs);
	/* After each answer, for the log; bytes of body that were sent,
	 * micros from the last byte of the request. */
	void (*done)(void *app, const struct request *rq,
	    const struct response *rs, size_t bytes, int64_t micros);
	void *app;
};

/*
 * Listens (port 0 picks a free one) and writes one line
 * "listening on http://ADDR:PORT/" to standard error for each address.
 * Sockets that systemd hands over stand in for o->listen. Signals that the
 * caller wants must be blocked before. ERR_CONFIG for a bad address, ERR_BUSY
 * if it is taken, ERR_IO.
 */
enum err server_open(const struct server_options *o, struct server **out) MUST;

/* Prometheus text: requests by status class, in flight, queues, workers. */
void server_write_metrics(struct server *s, struct buf *b);

/* Stops accepting, answers what was accepted, then ends. Bounded in time by
 * twice times.drain. */
void server_close(struct server *s);

#endif
