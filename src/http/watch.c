/*
 * Deadlines that the library does not keep: its time-out is of silence only,
 * so a byte a second holds a connection for ever, and a suspended connection
 * has no time-out at all. A thread looks at all connections four times a
 * second. A connection is cut by shutting its socket down, which the event
 * thread sees as its end.
 */
#include "http/connection.h"

#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>

#include "base/log.h"
#include "http/clock.h"

enum {
	LOOK_MS = 250,
	BATCH = 64,
	RATE = 1024,         /* bytes a second, at least */
	QUIET_MS = 200,      /* before a silent one is closed */
	QUIET_NEW_MS = 1000, /* ... if it has not asked yet */
	GONE_MS = 500,       /* before a client is thought to be gone */
};

/* Too slow in giving its body, or in taking an answer, over so many
 * milliseconds. */
static bool
is_slow(struct conn *c, int64_t now, int64_t ms)
{
	int64_t before = c->counted;

	if (now - c->counted_at < ms * 1000)
		return false;
	conn_count(c, now);
	return c->counted - before < RATE * ms / 1000;
}

/* A client that was let in has a right to its first request; between two
 * it knows that the connection may end. */
static bool
is_silent_in_drain(const struct conn *c, int64_t now)
{
	int64_t quiet = c->used ? QUIET_MS : QUIET_NEW_MS;
	int unread = 0;

	return atomic_load(&c->server->phase) >= DRAINING &&
	    now - c->since > quiet * 1000 &&
	    ioctl(c->fd, FIONREAD, &unread) == 0 && unread == 0;
}

/* The library does not see an end that came along with the bytes before it. */
static bool
has_gone(const struct conn *c, int64_t now)
{
	char byte;

	return now - c->since > GONE_MS * INT64_C(1000) &&
	    recv(c->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

static bool
is_overdue(struct conn *c, int64_t now)
{
	const struct server_times *t = &c->server->o.times;
	int64_t ms = (now - c->since) / 1000;

	switch (c->state) {
	case CONN_SILENT:
		return ms > (c->used ? t->idle + t->header : t->header) ||
		    is_silent_in_drain(c, now);
	case CONN_HEADERS:
		return ms > t->header || has_gone(c, now);
	case CONN_BODY:
		return is_slow(c, now, t->rate) || has_gone(c, now);
	case CONN_SEND:
		return c->exchange->paced && is_slow(c, now, t->take);
	case CONN_WORK:
		break;
	}
	return false;
}

/* Exchanges past their deadline, held, up to BATCH of them. */
static size_t
look(struct server *s, int64_t now, struct exchange **late)
{
	size_t n = 0;

	for (struct conn *c = s->conns; c != NULL; c = c->next) {
		struct exchange *ex = c->exchange;

		if (ex != NULL && atomic_load(&ex->state) == EX_WAITING) {
			/* The client has all that there is of a stream. */
			conn_count(c, now);
			if (now > atomic_load(&ex->deadline) && n < BATCH) {
				atomic_fetch_add(&ex->refs, 1);
				late[n++] = ex;
			}
		} else if (is_overdue(c, now)) {
			if (c->state != CONN_SILENT)
				atomic_fetch_add(&s->count.cut, 1);
			shutdown(c->fd, SHUT_RDWR);
		}
	}
	return n;
}

static void
abandon(struct exchange **late, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		exchange_abandon(late[i]);
		exchange_release(late[i]);
	}
}

void
watch_abandon_all(struct server *s)
{
	struct exchange *late[BATCH];
	size_t n;

	do {
		pthread_mutex_lock(&s->lock);
		n = look(s, INT64_MAX / 2, late);
		pthread_mutex_unlock(&s->lock);
		abandon(late, n);
	} while (n == BATCH);
}

static void *
keep_watch(void *arg)
{
	struct server *s = arg;
	struct exchange *late[BATCH];
	struct timespec until;
	size_t n;

	pthread_mutex_lock(&s->lock);
	while (!s->watch_ending) {
		clock_gettime(CLOCK_MONOTONIC, &until);
		until.tv_nsec += LOOK_MS * 1000000L;
		until.tv_sec += until.tv_nsec / 1000000000;
		until.tv_nsec %= 1000000000;
		pthread_cond_timedwait(&s->watch_wake, &s->lock, &until);
		n = look(s, clock_micros(), late);
		pthread_mutex_unlock(&s->lock);
		abandon(late, n);
		pthread_mutex_lock(&s->lock);
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

enum err
watch_open(struct server *s)
{
	pthread_condattr_t attr;

	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&s->watch_wake, &attr);
	pthread_condattr_destroy(&attr);
	if (pthread_create(&s->watch, NULL, keep_watch, s) == 0)
		return OK;
	pthread_cond_destroy(&s->watch_wake);
	return err_set(ERR_BUSY, "cannot start a thread");
}

void
watch_close(struct server *s)
{
	pthread_mutex_lock(&s->lock);
	s->watch_ending = true;
	pthread_cond_signal(&s->watch_wake);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->watch, NULL);
	pthread_cond_destroy(&s->watch_wake);
}
