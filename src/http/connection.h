/*
 * What one connection and one request on it are, inside the server.
 *
 * An exchange belongs to the event thread of its connection, except between
 * WAITING and the end of a worker's turn, when the connection is suspended
 * and the worker has it. Whoever moves its state on from WAITING (the worker
 * with an answer, the watch at the deadline) is the one who may resume the
 * connection. A worker that comes too late finds ABANDONED and only lets go.
 */
#ifndef HTTP_CONNECTION_H
#define HTTP_CONNECTION_H

#include <pthread.h>
#include <stdatomic.h>

#include <microhttpd.h>

#include "http/listen.h"
#include "http/pool.h"
#include "http/server.h"

enum { LISTENERS = 16, DAEMONS = 64 };

/* What a connection is busy with, for the watch. */
enum conn_state { CONN_SILENT, CONN_HEADERS, CONN_BODY, CONN_WORK, CONN_SEND };

struct conn {
	struct conn *prev, *next; /* of server.conns */
	struct server *server;
	int fd;
	/* Guarded by server.lock: */
	enum conn_state state;
	bool used;       /* has had a request */
	int64_t since;   /* of the state */
	int64_t counted; /* bytes at the last look at the rate */
	int64_t counted_at;
	struct exchange *exchange;
};

enum exchange_state { EX_OPEN, EX_WAITING, EX_READY, EX_ABANDONED };

struct exchange {
	struct job job; /* must be first */
	struct server *server;
	struct conn *conn;
	struct MHD_Connection *mhd;
	atomic_int refs; /* the connection's and the worker's */
	_Atomic enum exchange_state state;
	_Atomic int64_t deadline; /* of this turn */
	atomic_size_t bytes;      /* of body, in or out, for the rate */

	struct arena *a;
	struct request rq;
	struct response rs;
	const char *target_end; /* in the library's buffer, for head.c */
	bool started;           /* headers were seen */
	bool too_big;           /* the body is read and dropped */
	bool worked;            /* was with a worker */
	bool answered;          /* with rs, not a refusal */
	bool failed;            /* the worker's answer cannot be had */
	struct buf body;
	int64_t begun; /* last byte of the request */

	/* Set before the connection is in CONN_SEND: read_out gives the body,
	 * and counts it. */
	bool paced;
	struct buf out;
	size_t at;

	struct arena *turn;  /* of a stream: what out holds */
	struct arena *chunk; /* of one piece */
	bool stream_done;
	struct coder *coder; /* of a stream that is packed */
};

struct counters {
	atomic_llong status[6]; /* answers by first digit */
	atomic_llong refused, abandoned, cut, bytes;
	atomic_int in_flight;
};

enum phase { SERVING, DRAINING, CLOSING, STOPPING };

struct server {
	struct server_options o;
	struct listener listeners[LISTENERS];
	size_t nlisteners;
	struct MHD_Daemon *daemons[DAEMONS]; /* one thread each */
	size_t ndaemons;
	size_t next_daemon; /* the acceptor's */
	pthread_t acceptor;
	int accept_end; /* an event: accept no more */
	struct pool *pool;
	uint32_t id; /* random: what the ids of requests begin with */
	atomic_ullong requests;
	_Atomic enum phase phase;
	atomic_int put_off; /* exchanges that nobody works on, for now */
	struct counters count;

	pthread_mutex_t lock; /* of what follows */
	struct conn *conns;
	size_t nconns; /* accepted and not yet closed */
	bool watch_ending;
	pthread_cond_t watch_wake;
	pthread_t watch;
};

/* exchange.c */
struct exchange *exchange_open(
    struct conn *c, struct MHD_Connection *mhd, struct str target);
void exchange_release(struct exchange *ex);
/* Hands it to a worker; answers 503 at once if there is no room. */
enum MHD_Result exchange_submit(struct exchange *ex);
/* Sends what is in rs, or a refusal. */
enum MHD_Result exchange_send(struct exchange *ex);
enum MHD_Result exchange_refuse(struct exchange *ex, int status);
/* At the end of the request, if rs was sent: for the log and counters. */
void exchange_log(const struct exchange *ex);
/* Gives up waiting for the worker: true if that was still possible. */
bool exchange_abandon(struct exchange *ex);

/* connection.c: the callbacks of the library. */
void conn_notify(void *cls, struct MHD_Connection *mhd, void **context,
    enum MHD_ConnectionNotificationCode code);
void *conn_target(void *cls, const char *uri, struct MHD_Connection *mhd);
enum MHD_Result conn_request(void *cls, struct MHD_Connection *mhd,
    const char *url, const char *method, const char *version, const char *data,
    size_t *size, void **context);
void conn_completed(void *cls, struct MHD_Connection *mhd, void **context,
    enum MHD_RequestTerminationCode code);
void conn_set_state(struct conn *c, enum conn_state state);
/* How many bytes have moved by now; the caller holds server.lock. */
void conn_count(struct conn *c, int64_t now);

/* head.c: method, headers, peer and id into ex->rq. False if the library has
 * left out or joined something: no header may be trusted then. */
bool head_read(
    struct exchange *ex, const char *method, const char *version) MUST;

/* accept.c: the thread that accepts. To close is to accept no more. */
enum err accept_open(struct server *s) MUST;
void accept_close(struct server *s);

/* watch.c: the thread that keeps the deadlines. */
enum err watch_open(struct server *s) MUST;
void watch_close(struct server *s);
/* Gives up every exchange that waits. */
void watch_abandon_all(struct server *s);

#endif
