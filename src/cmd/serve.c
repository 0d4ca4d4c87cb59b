/*
 * thimble serve: the server of http/, the site of site/, and a database
 * connection for each worker. Event threads answer what needs no database:
 * assets, /healthz, /metrics. This is an edge: requests are logged here.
 *
 * SIGTERM and SIGINT drain. SIGHUP reads the settings again; requests under
 * way keep those they began with, so old ones are kept until the end.
 */
#include <malloc.h>
#include <signal.h>
#include <stdatomic.h>

#include "api/routes.h"
#include "auth/verifier.h"
#include "base/log.h"
#include "base/rand.h"
#include "base/time.h"
#include "cmd/commands.h"
#include "cmd/request_log.h"
#include "db/db.h"
#include "http/server.h"
#include "site/site.h"
#include "web/asset.h"
#include "web/routes.h"

/* clang-format off */
static const struct option_row options[] = {
	{ "--listen", "ADDR:PORT", REPEAT, "where to listen; also unix:PATH", "http.listen" },
	{ "--smtp",   "HOST:PORT", 0,      "mail server that takes outgoing mail", "smtp" },
	{ "--xmlrpc", "on|off",    0,      "answer at /xmlrpc/", "xmlrpc" },
	{ "--rest",   "on|off",    0,      "answer below /api/", "rest" },
};
/* clang-format on */
const struct usage cmd_serve_usage = { NULL, 0, 0, options, COUNT(options) };

/* What a thread keeps of freed memory for its next request. */
enum { KEPT_FREE = 2 << 20, LONE_BLOCK = 1 << 20 };

struct app {
	struct cmd *c;
	_Atomic(const struct conf *) conf;
	struct routes routes[2];
	struct str secret; /* for settings without one */
	struct verifier *verifier;
	const struct packed_assets *assets;
	atomic_llong statements;
};

/* Of the settings as they are now: for one request. */
static struct site
site_now(struct app *app)
{
	const struct conf *conf = atomic_load(&app->conf);

	return (struct site){
		.conf = conf,
		.secret =
		    conf->secret_key.n > 0 ? conf->secret_key : app->secret,
		.verifier = app->verifier,
		.routes = app->routes,
		.nroutes = COUNT(app->routes),
		.error_page = web_error_page,
		.asset_url = asset_url,
	};
}

struct worker {
	struct app *app;
	struct db *db;
	struct arena *a;
};

static enum err
open_worker(void *cls, void **out)
{
	struct app *app = cls;
	struct arena *a = arena_open();
	struct worker *w = arena_new(a, struct worker);
	enum err e;

	w->app = app;
	w->a = a;
	if ((e = cmd_open_db(app->c, 0, &w->db)) != OK) {
		arena_close(a);
		return e;
	}
	*out = w;
	return OK;
}

static void
close_worker(void *worker)
{
	struct worker *w = worker;

	db_close(w->db);
	arena_close(w->a);
}

static void *
worker_db(void *worker)
{
	struct worker *w = worker;

	return w->db;
}

static void
answer(void *worker, const struct request *rq, struct response *rs)
{
	struct worker *w = worker;
	struct site site = site_now(w->app);

	site_answer(&site, w->db, time_now(), rq, rs);
	atomic_fetch_add(&w->app->statements, rs->statements);
}

static void
refuse(void *cls, const struct request *rq, int status, struct response *rs)
{
	struct site site = site_now(cls);

	site_refuse(&site, time_now(), rq, status, rs);
}

static void
show_health(struct app *app, struct server *s, struct response *rs)
{
	(void)app, (void)s;
	rs->type = S("text/plain; charset=utf-8");
	buf_lit(&rs->body, "ok\n");
}

static void
show_metrics(struct app *app, struct server *s, struct response *rs)
{
	rs->type = S("text/plain; version=0.0.4; charset=utf-8");
	buf_lit(&rs->body,
	    "# TYPE thimble_build_info gauge\n"
	    "thimble_build_info{version=\"" THIMBLE_VERSION "\"} 1\n"
	    "# TYPE thimble_sql_statements_total counter\n");
	buf_printf(&rs->body, "thimble_sql_statements_total %lld\n",
	    (long long)atomic_load(&app->statements));
	server_write_metrics(s, &rs->body);
}

static const struct probe {
	enum path path;
	void (*show)(struct app *app, struct server *s, struct response *rs);
} probes[] = {
	{ P_HEALTHZ, show_health },
	{ P_METRICS, show_metrics },
};

static const struct probe *
find_probe(const struct request *rq)
{
	for (size_t i = 0; i < COUNT(probes); i++) {
		if (str_eq(rq->path, str_c(path_pattern(probes[i].path))))
			return &probes[i];
	}
	return NULL;
}

static bool
answer_early(
    void *cls, struct server *s, const struct request *rq, struct response *rs)
{
	struct app *app = cls;
	const struct probe *probe = find_probe(rq);

	if (probe == NULL)
		return web_asset_answer(
		    atomic_load(&app->conf)->http_pack ? app->assets : NULL, rq,
		    rs);
	response_header(rs, "Cache-Control", S("no-store"));
	response_header(rs, "X-Content-Type-Options", S("nosniff"));
	if (rq->method == GET || rq->method == HEAD) {
		probe->show(app, s, rs);
	} else {
		rs->status = 405;
		response_header(rs, "Allow", S("GET, HEAD"));
	}
	return true;
}

/* Probes come every few seconds and say nothing. */
static void
log_request(void *cls, const struct request *rq, const struct response *rs,
    size_t bytes, int64_t micros)
{
	bool quiet = rs->status < 400 && find_probe(rq) != NULL;

	(void)cls;
	request_log(quiet ? LOG_DEBUG : LOG_INFO, rq, rs, bytes, micros);
}

/* The addresses of the setting, by blanks. */
static size_t
split_listen(struct cmd *c, const char **out, size_t max)
{
	struct str rest = c->conf->http_listen, word;
	size_t n = 0;

	while (n < max && str_word(&rest, &word))
		out[n++] = str_z(c->a, word);
	return n;
}

static enum err
open_server(struct app *app, struct server **out)
{
	const struct conf *conf = app->c->conf;
	const char *listen[64];
	struct server_options o = {
		.listen = listen,
		.nlisten = split_listen(app->c, listen, COUNT(listen)),
		.threads = (int)conf->http_threads,
		.workers = (int)conf->http_workers,
		.queue = (int)conf->http_queue,
		.max_connections = (int)conf->http_max_connections,
		.open_worker = open_worker,
		.close_worker = close_worker,
		.worker_db = worker_db,
		.answer_early = answer_early,
		.refuse = refuse,
		.answer = answer,
		.done = log_request,
		.app = app,
	};

	return server_open(&o, out);
}

/* Settings that the server was built by hold until the next start. */
static bool
must_restart(const struct conf *was, const struct conf *is)
{
	return !str_eq(was->http_listen, is->http_listen) ||
	    !str_eq(was->database, is->database) ||
	    !str_eq(was->time_zone, is->time_zone) ||
	    was->http_threads != is->http_threads ||
	    was->http_workers != is->http_workers ||
	    was->http_queue != is->http_queue ||
	    was->auth_hash_threads != is->auth_hash_threads ||
	    was->auth_hash_queue != is->auth_hash_queue ||
	    was->auth_max_failures != is->auth_max_failures ||
	    was->http_max_connections != is->http_max_connections;
}

static void
reload(struct app *app)
{
	const struct conf *was = app->c->conf, *is;

	if (cmd_read_settings(app->c, &is) != OK) {
		log_line(LOG_ERROR, "the old settings stay: %s", err_message());
		return;
	}
	cmd_set_log_level(is->log_level);
	atomic_store(&app->conf, is);
	log_line(LOG_INFO, "the settings were read again");
	if (must_restart(was, is))
		log_line(LOG_WARNING,
		    "database, time_zone, http.listen, threads, workers, "
		    "queue and max_connections, and those of auth change with "
		    "the next start only");
}

static void
run_until_told(struct app *app, const sigset_t *signals)
{
	int number = 0;

	while (number != SIGTERM && number != SIGINT) {
		if (sigwait(signals, &number) != 0)
			continue;
		if (number == SIGHUP)
			reload(app);
	}
}

/* So that others may run without one for a while, each start of its own. */
static void
make_secret(struct app *app)
{
	app->secret = rand_text(app->c->a,
	    S("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
	    50);
	if (app->c->conf->secret_key.n == 0)
		log_line(LOG_WARNING,
		    "secret_key is not set: whoever signs in is signed out by "
		    "the next start, and by every other server of this site");
}

static enum err
open_verifier(struct app *app)
{
	const struct conf *conf = app->c->conf;

	return verifier_open(
	    &(struct verifier_options){
		.threads = (int)conf->auth_hash_threads,
		.queue = (int)conf->auth_hash_queue,
		.max_failures = (int)conf->auth_max_failures,
	    },
	    &app->verifier);
}

/* The C library would give an arena's chunks back to the system after each
 * request, to take them again, zeroed page by page, for the next: a fifth of
 * the time of a list. */
static void
keep_memory(void)
{
	mallopt(M_TRIM_THRESHOLD, KEPT_FREE);
	mallopt(M_MMAP_THRESHOLD, LONE_BLOCK);
}

enum err
cmd_serve(struct cmd *c)
{
	struct app app = { .c = c, .routes = { api_routes, web_routes } };
	struct server *server;
	sigset_t signals;
	enum err e;

	atomic_init(&app.conf, c->conf);
	/* Each worker opens its own, in the state that this one was put in. */
	db_close(c->db);
	c->db = NULL;
	/* Before threads begin, so that they inherit it. */
	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	keep_memory();
	make_secret(&app);
	app.assets = assets_pack(c->a);
	if ((e = open_verifier(&app)) != OK)
		return e;
	if ((e = open_server(&app, &server)) == OK) {
		run_until_told(&app, &signals);
		server_close(server);
	}
	verifier_close(app.verifier);
	return e;
}
