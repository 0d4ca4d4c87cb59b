/*
 * The HTTP/1.1 server: libmicrohttpd's epoll threads accept, parse and guard;
 * a bounded pool of workers answers. No other file knows the library.
 * Rules: research notes in docs/http.md.
 */
#ifndef HTTP_SERVER_H
#define HTTP_SERVER_H

#include "http/request.h"
#include "http/response.h"

struct server;

/* Which queue a request waits in, so that crawlers cannot starve bots and
 * people. Told from headers alone. */
enum worker_class { CLASS_TOKEN, CLASS_SESSION, CLASS_ANONYMOUS, CLASS_COUNT };

struct server_options {
	const char *const *listen;	/* "127.0.0.1:8000", "unix:/path" */
	size_t nlisten;
	int threads;			/* epoll threads; 0: one a core */
	int workers;			/* worker threads; 0: one a core */
	int queue;			/* requests waiting a class */
	size_t max_body;
	int max_connections;

	/* What each worker owns: opened when it starts, handed to answer. */
	enum err (*open_worker)(void *app, void **worker);
	void (*close_worker)(void *worker);

	/* In an event thread, without a database: true if it has answered
	 * (/healthz, assets). */
	bool (*answer_early)(void *app, const struct request *rq,
	    struct response *rs);
	/* In a worker. Never fails: what went wrong is an answer. */
	void (*answer)(void *worker, const struct request *rq,
	    struct response *rs);
	/* After each answer, for the log and counters; micros of work. */
	void (*done)(void *app, const struct request *rq, int status,
	    size_t bytes, int64_t micros);
	void *app;
};

/* Listens (port 0 picks a free one) and logs one line
 * "listening on http://ADDR:PORT/" on standard error for each address.
 * ERR_CONFIG for a bad address, ERR_IO if it is taken. */
enum err server_open(const struct server_options *o, struct server **out)
    MUST;
/* Stops accepting, answers what was accepted, then ends. Bounded in time. */
void server_close(struct server *s);

#endif
