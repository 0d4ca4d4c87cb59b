/*
 * The server as a whole: sockets, the daemons of the library, the workers,
 * the watch, and the order in which they begin and end. To end:
 * stop accepting, let everything that was asked be answered, tell clients
 * that go on asking to close, give up what workers still hold, and only then
 * stop the library, which wants no connection suspended.
 */
#include "http/connection.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/log.h"
#include "base/rand.h"
#include "http/clock.h"

enum {
	CONNECTION_MEMORY = 64 << 10, /* request and answer headers */
	CONNECTIONS = 4096,
	POLL_US = 10000,
};

/* clang-format off */

/* Milliseconds. */
static const struct server_times defaults = {
	.header = 20000, .idle = 60000, .answer = 30000, .rate = 10000, .take = 120000,
	.drain = 10000,
};

/* clang-format on */

static int
count_cores(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n > 0 && n < 1024 ? (int)n : 1;
}

/* One is kept from writes. */
static int
default_workers(void)
{
	int cores = count_cores();

	return cores > 1 ? cores : 2;
}

static void
fill_defaults(struct server_options *o)
{
	struct server_times *t = &o->times;

	o->threads = o->threads > 0 ? o->threads : count_cores();
	o->threads = o->threads < DAEMONS ? o->threads : DAEMONS;
	o->workers = o->workers > 0 ? o->workers : default_workers();
	o->queue = o->queue > 0 ? o->queue : LIMIT_QUEUE;
	o->max_body = o->max_body > 0 ? o->max_body : LIMIT_REQUEST_BODY;
	o->max_connections =
	    o->max_connections > 0 ? o->max_connections : CONNECTIONS;
	t->header = t->header > 0 ? t->header : defaults.header;
	t->idle = t->idle > 0 ? t->idle : defaults.idle;
	t->answer = t->answer > 0 ? t->answer : defaults.answer;
	t->rate = t->rate > 0 ? t->rate : defaults.rate;
	t->take = t->take > 0 ? t->take : defaults.take;
	t->drain = t->drain > 0 ? t->drain : defaults.drain;
}

/* Every connection is a descriptor; each worker and thread a few more. */
static void
raise_file_limit(const struct server_options *o)
{
	struct rlimit limit;
	rlim_t want = (rlim_t)o->max_connections + 256;

	if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= want)
		return;
	limit.rlim_cur = want < limit.rlim_max ? want : limit.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &limit);
}

/* The path is split and decoded by us (decisions 6). */
static size_t
keep_encoded(void *cls, struct MHD_Connection *mhd, char *text)
{
	struct str s = str_c(text);

	(void)cls, (void)mhd;
	return s.n;
}

__attribute__((format(printf, 2, 0))) static void
log_library(void *cls, const char *fmt, va_list ap)
{
	char text[512];

	(void)cls;
	if (!log_is_on(LOG_DEBUG))
		return;
	vsnprintf(text, sizeof(text), fmt, ap);
	log_line(LOG_DEBUG, "http: %s", text);
}

/* Without a listening socket, to which the library gives no thread pool: a
 * daemon is one thread. */
static struct MHD_Daemon *
start_daemon(struct server *s)
{
	const struct server_options *o = &s->o;

	return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD |
		MHD_USE_NO_LISTEN_SOCKET | MHD_ALLOW_SUSPEND_RESUME |
		MHD_USE_ERROR_LOG,
	    0, NULL, NULL, conn_request, s,
	    /* First, or early failures go elsewhere. */
	    MHD_OPTION_EXTERNAL_LOGGER, log_library, NULL,
	    /* Its own strictness answers a request without Host twice. */
	    MHD_OPTION_STRICT_FOR_CLIENT, 0, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
	    (size_t)CONNECTION_MEMORY, MHD_OPTION_CONNECTION_LIMIT,
	    (unsigned)o->max_connections, MHD_OPTION_CONNECTION_TIMEOUT,
	    (unsigned)((o->times.idle + 999) / 1000),
	    MHD_OPTION_UNESCAPE_CALLBACK, keep_encoded, NULL,
	    MHD_OPTION_URI_LOG_CALLBACK, conn_target, s,
	    MHD_OPTION_NOTIFY_CONNECTION, conn_notify, s,
	    MHD_OPTION_NOTIFY_COMPLETED, conn_completed, s, MHD_OPTION_END);
}

static enum err
open_listeners(struct server *s)
{
	const struct server_options *o = &s->o;
	enum err e;

	s->nlisteners = listen_inherit(s->listeners, LISTENERS);
	if (s->nlisteners > 0)
		return OK;
	if (o->nlisten == 0 || o->nlisten > LISTENERS)
		return err_set(
		    ERR_CONFIG, "1 to %d addresses to listen on", LISTENERS);
	for (; s->nlisteners < o->nlisten; s->nlisteners++) {
		e = listen_open(
		    o->listen[s->nlisteners], &s->listeners[s->nlisteners]);
		if (e != OK)
			return e;
	}
	return OK;
}

static enum err
start_daemons(struct server *s)
{
	while (s->ndaemons < (size_t)s->o.threads) {
		s->daemons[s->ndaemons] = start_daemon(s);
		if (s->daemons[s->ndaemons] == NULL)
			return err_set(ERR_IO, "cannot start to serve");
		s->ndaemons++;
	}
	return accept_open(s);
}

/* A contract: this line as it is, without time and level. */
static void
announce(const struct server *s)
{
	for (size_t i = 0; i < s->nlisteners; i++)
		dprintf(
		    STDERR_FILENO, "listening on %s\n", s->listeners[i].name);
}

static void
stop_daemons(struct server *s)
{
	for (size_t i = 0; i < s->ndaemons; i++)
		MHD_stop_daemon(s->daemons[i]);
}

static void
close_listeners(struct server *s)
{
	for (size_t i = 0; i < s->nlisteners; i++)
		if (s->listeners[i].fd >= 0)
			listen_close(&s->listeners[i]);
}

static void
free_server(struct server *s)
{
	pthread_mutex_destroy(&s->lock);
	free(s);
}

enum err
server_open(const struct server_options *o, struct server **out)
{
	struct server *s = calloc(1, sizeof(*s));
	enum err e;

	if (s == NULL)
		abort();
	s->o = *o;
	fill_defaults(&s->o);
	rand_bytes(&s->id, sizeof(s->id));
	pthread_mutex_init(&s->lock, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	raise_file_limit(&s->o);
	if ((e = open_listeners(s)) != OK)
		goto undo;
	if ((e = pool_open(&s->o, s->o.workers, &s->pool)) != OK)
		goto undo;
	if ((e = watch_open(s)) == OK) {
		if ((e = start_daemons(s)) == OK) {
			announce(s);
			*out = s;
			return OK;
		}
		stop_daemons(s);
		watch_close(s);
	}
	(void)pool_close(s->pool, INT64_MAX / 2);
undo:
	close_listeners(s);
	free_server(s);
	return e;
}

/* True once no connection is left. */
static bool
wait_for_end(struct server *s, int64_t until)
{
	size_t n;

	for (;;) {
		pthread_mutex_lock(&s->lock);
		n = s->nconns;
		pthread_mutex_unlock(&s->lock);
		if (n == 0 || clock_micros() >= until)
			return n == 0;
		usleep(POLL_US);
	}
}

/* Whoever has an answer put off still hands it to the pool. */
static bool
wait_for_put_off(struct server *s, int64_t until)
{
	while (atomic_load(&s->put_off) > 0 && clock_micros() < until)
		usleep(POLL_US);
	return atomic_load(&s->put_off) == 0;
}

void
server_close(struct server *s)
{
	int64_t drain = (int64_t)s->o.times.drain * 1000, now = clock_micros();

	atomic_store(&s->phase, DRAINING);
	accept_close(s);
	close_listeners(s);
	if (!wait_for_end(s, now + drain / 2)) {
		atomic_store(&s->phase, CLOSING);
		if (!wait_for_end(s, now + drain))
			log_line(LOG_WARNING,
			    "requests are cut: they took too long to drain");
	}
	atomic_store(&s->phase, STOPPING);
	watch_abandon_all(s);
	(void)wait_for_end(s, clock_micros() + drain / 4);
	watch_close(s);
	stop_daemons(s);
	if (wait_for_put_off(s, clock_micros() + drain / 4) &&
	    pool_close(s->pool, drain / 2))
		free_server(s);
	else
		log_line(LOG_WARNING, "a worker did not come back");
}

/* One line a value; names as Prometheus wants them. */
static void
write_value(struct buf *b, const char *name, const char *label, int64_t value)
{
	buf_printf(b, "thimble_%s%s %lld\n", name, label, (long long)value);
}

void
server_write_metrics(struct server *s, struct buf *b)
{
	static const char *const classes[CLASS_COUNT] = {
		[CLASS_TOKEN] = "{class=\"token\"}",
		[CLASS_SESSION] = "{class=\"session\"}",
		[CLASS_WRITE] = "{class=\"write\"}",
		[CLASS_ANONYMOUS] = "{class=\"anonymous\"}",
	};
	struct counters *n = &s->count;
	struct pool_numbers pool;
	char label[32];
	size_t conns;

	pool_read_numbers(s->pool, &pool);
	pthread_mutex_lock(&s->lock);
	conns = s->nconns;
	pthread_mutex_unlock(&s->lock);
	buf_lit(b, "# TYPE thimble_http_requests_total counter\n");
	for (int i = 1; i < 6; i++) {
		snprintf(label, sizeof(label), "{status=\"%dxx\"}", i);
		write_value(b, "http_requests_total", label,
		    atomic_load(&n->status[i]));
	}
	buf_lit(b, "# TYPE thimble_http_queue gauge\n");
	for (int i = 0; i < CLASS_COUNT; i++)
		write_value(b, "http_queue", classes[i], pool.waiting[i]);
	buf_lit(b, "# TYPE thimble_http_in_flight gauge\n");
	write_value(b, "http_in_flight", "", atomic_load(&n->in_flight));
	buf_lit(b, "# TYPE thimble_http_connections gauge\n");
	write_value(b, "http_connections", "", (int64_t)conns);
	buf_lit(b, "# TYPE thimble_http_sent_bytes_total counter\n");
	write_value(b, "http_sent_bytes_total", "", atomic_load(&n->bytes));
	buf_lit(b, "# TYPE thimble_http_refused_total counter\n");
	write_value(b, "http_refused_total", "", atomic_load(&n->refused));
	buf_lit(b, "# TYPE thimble_http_abandoned_total counter\n");
	write_value(b, "http_abandoned_total", "", atomic_load(&n->abandoned));
	buf_lit(b, "# TYPE thimble_http_cut_total counter\n");
	write_value(b, "http_cut_total", "", atomic_load(&n->cut));
	buf_lit(b, "# TYPE thimble_workers gauge\n");
	write_value(b, "workers", "", pool.workers);
	buf_lit(b, "# TYPE thimble_workers_busy gauge\n");
	write_value(b, "workers_busy", "", pool.running);
	buf_lit(b, "# TYPE thimble_worker_turns_total counter\n");
	write_value(b, "worker_turns_total", "", pool.turns);
	buf_lit(b, "# TYPE thimble_worker_micros_total counter\n");
	write_value(b, "worker_micros_total", "", pool.micros);
}
