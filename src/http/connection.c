/*
 * The callbacks of the library, all in its event threads: a connection
 * begins and ends; a request line arrives (the raw target, which the library
 * would decode and cut); headers, which the guard looks at; the body, kept
 * up to its bound; the end of the request. Nothing here waits.
 */
#include "http/connection.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "http/clock.h"
#include "http/guard.h"

/* What was sent is taken when it has left the kernel, which holds megabytes
 * for a client and lets us go on by leaps. */
void
conn_count(struct conn *c, int64_t now)
{
	struct exchange *ex = c->exchange;
	int held = 0;

	if (c->state == CONN_SEND && ex != NULL && ex->paced)
		(void)ioctl(c->fd, TIOCOUTQ, &held);
	c->counted = ex != NULL ? (int64_t)atomic_load(&ex->bytes) - held : 0;
	c->counted_at = now;
}

void
conn_set_state(struct conn *c, enum conn_state state)
{
	pthread_mutex_lock(&c->server->lock);
	c->state = state;
	c->since = clock_micros();
	conn_count(c, c->since);
	pthread_mutex_unlock(&c->server->lock);
}

static void
open_conn(struct server *s, struct MHD_Connection *mhd, void **context)
{
	struct conn *c = calloc(1, sizeof(*c));

	if (c == NULL)
		abort();
	c->server = s;
	c->fd = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD)
		    ->connect_fd;
	c->since = clock_micros();
	pthread_mutex_lock(&s->lock);
	c->next = s->conns;
	if (c->next != NULL)
		c->next->prev = c;
	s->conns = c;
	pthread_mutex_unlock(&s->lock);
	*context = c;
}

static void
close_conn(struct server *s, struct conn *c)
{
	pthread_mutex_lock(&s->lock);
	if (c->prev != NULL)
		c->prev->next = c->next;
	else
		s->conns = c->next;
	if (c->next != NULL)
		c->next->prev = c->prev;
	s->nconns--;
	pthread_mutex_unlock(&s->lock);
	free(c);
}

void
conn_notify(void *cls, struct MHD_Connection *mhd, void **context,
    enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_STARTED)
		open_conn(cls, mhd, context);
	else if (*context != NULL)
		close_conn(cls, *context);
}

/* The library would parse the query too, into the memory of the connection,
 * and hang if it does not fit: it finds an empty one. */
static void
hide_query(const char *uri)
{
	char *mark = strchr((char *)(uintptr_t)uri, '?');

	if (mark != NULL)
		mark[1] = '\0';
}

void *
conn_target(void *cls, const char *uri, struct MHD_Connection *mhd)
{
	struct server *s = cls;
	struct conn *c =
	    MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT)
		->socket_context;
	struct exchange *ex = exchange_open(c, mhd, str_c(uri));

	ex->target_end = uri + ex->rq.target.n;
	hide_query(uri);
	pthread_mutex_lock(&s->lock);
	/* A first request has had its time since the connection began. */
	if (c->used)
		c->since = clock_micros();
	c->used = true;
	c->state = CONN_HEADERS;
	c->exchange = ex;
	pthread_mutex_unlock(&s->lock);
	atomic_fetch_add(&s->count.in_flight, 1);
	return ex;
}

/* Headers are there: refuse, or let the body come. */
static enum MHD_Result
begin_request(struct exchange *ex, const char *method, const char *version)
{
	struct request *rq = &ex->rq;
	int64_t length;
	int status;

	ex->started = true;
	if (!head_read(ex, method, version))
		return exchange_refuse(ex, 400);
	if ((status = guard_check(rq, str_c(version))) != 0)
		return exchange_refuse(ex, status);
	length = guard_length(rq);
	if (length > (int64_t)ex->server->o.max_body) {
		/* Who waits for "100 Continue" need not send it at all; from
		 * others some is read, or they would not see the answer. */
		if (length > LIMIT_REQUEST_DRAIN ||
		    request_header(rq, "Expect").p != NULL)
			return exchange_refuse(ex, 400);
		ex->too_big = true;
	}
	conn_set_state(ex->conn, CONN_BODY);
	return MHD_YES;
}

static enum MHD_Result
take_body(struct exchange *ex, const char *data, size_t *size)
{
	size_t seen = atomic_fetch_add(&ex->bytes, *size) + *size;

	if (!ex->too_big) {
		buf_add(&ex->body, str_n(data, *size));
		ex->too_big = ex->body.err != OK;
	}
	*size = 0;
	return seen > LIMIT_REQUEST_DRAIN ? MHD_NO : MHD_YES;
}

/* The whole request is there. */
static enum MHD_Result
finish_request(struct exchange *ex)
{
	const struct server_options *o = &ex->server->o;
	struct request *rq = &ex->rq;

	ex->begun = clock_micros();
	atomic_store(&ex->bytes, 0);
	if (ex->too_big)
		return exchange_refuse(ex, 400);
	rq->body = buf_str(&ex->body);
	if (request_parse_target(rq) != OK ||
	    (rq->host.p != NULL && !guard_is_host(rq->host)))
		return exchange_refuse(ex, 400);
	if (o->answer_early != NULL &&
	    o->answer_early(o->app, ex->server, rq, &ex->rs))
		return exchange_send(ex);
	return exchange_submit(ex);
}

enum MHD_Result
conn_request(void *cls, struct MHD_Connection *mhd, const char *url,
    const char *method, const char *version, const char *data, size_t *size,
    void **context)
{
	struct exchange *ex = *context;

	(void)cls, (void)mhd, (void)url;
	if (!ex->started)
		return begin_request(ex, method, version);
	if (*size > 0)
		return take_body(ex, data, size);
	switch (atomic_load(&ex->state)) {
	case EX_OPEN:
		return finish_request(ex);
	case EX_READY:
		return exchange_send(ex);
	case EX_ABANDONED:
		return exchange_refuse(ex, 503);
	case EX_WAITING:
		break;
	}
	return MHD_YES;
}

void
conn_completed(void *cls, struct MHD_Connection *mhd, void **context,
    enum MHD_RequestTerminationCode code)
{
	struct server *s = cls;
	struct exchange *ex = *context;
	struct conn *c;

	(void)mhd, (void)code;
	if (ex == NULL)
		return;
	c = ex->conn;
	pthread_mutex_lock(&s->lock);
	c->exchange = NULL;
	c->state = CONN_SILENT;
	c->since = clock_micros();
	pthread_mutex_unlock(&s->lock);
	atomic_fetch_sub(&s->count.in_flight, 1);
	exchange_log(ex);
	exchange_release(ex);
	*context = NULL;
}
