/*
 * A server over http/ alone, for tests/http/test_server.py: it says what a
 * handler would see, and is slow or long when asked to. Arguments are
 * NAME=NUMBER (the table below) and addresses to listen on.
 *
 *   /sleep?ms=N           holds its worker
 *   /big?bytes=N          one answer in memory
 *   /stream?pieces=N&bytes=M[&fail=K]  N pieces of M bytes; piece K fails
 *   /early                answered by the event thread
 *   anything else         the request, as lines of text
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "http/server.h"

static struct server_options o;
static int max_body;

/* clang-format off */
static const struct { const char *name; int *value; } numbers[] = {
	{ "threads",     &o.threads },
	{ "workers",     &o.workers },
	{ "queue",       &o.queue },
	{ "connections", &o.max_connections },
	{ "body",        &max_body },
	{ "header_ms",   &o.times.header },
	{ "idle_ms",     &o.times.idle },
	{ "answer_ms",   &o.times.answer },
	{ "rate_ms",     &o.times.rate },
	{ "take_ms",     &o.times.take },
	{ "drain_ms",    &o.times.drain },
};
/* clang-format on */

static int64_t
number(const struct request *rq, const char *name)
{
	const struct field_value *v = request_query(rq, str_c(name));
	int64_t n = 0;

	if (v != NULL)
		(void)str_int64(v->value, 0, INT64_MAX, &n);
	return n;
}

static void
add_letters(struct buf *b, int64_t n)
{
	static const char line[] = "0123456789abcdefghijklmnopqrstuvwxyz"
				   "0123456789ABCDEFGHIJKLMNOPQRST\n";

	for (; n > 0; n -= 67)
		buf_add(b, str_n(line, n < 67 ? (size_t)n : 67));
}

struct pieces {
	int64_t at, n, bytes, fail;
};

static enum err
next_piece(
    void *state, void *db, struct arena *chunk, struct buf *out, bool *done)
{
	struct pieces *p = state;

	(void)db, (void)chunk;
	if (++p->at == p->fail)
		return err_set(ERR_IO, "piece %lld fails", (long long)p->at);
	add_letters(out, p->bytes);
	*done = p->at >= p->n;
	return OK;
}

static void
start_stream(const struct request *rq, struct response *rs)
{
	struct pieces *p = arena_new(rq->a, struct pieces);

	p->n = number(rq, "pieces");
	p->bytes = number(rq, "bytes");
	p->fail = number(rq, "fail");
	rs->stream.next = next_piece;
	rs->stream.state = p;
}

static void
add_line(struct buf *b, const char *name, struct str value)
{
	buf_printf(b, "%s ", name);
	buf_add(b, value);
	buf_char(b, '\n');
}

static void
echo(const struct request *rq, struct response *rs)
{
	struct buf *b = &rs->body;
	uint32_t sum = 0;

	add_line(b, "method", rq->method_name);
	add_line(b, "target", rq->target);
	add_line(b, "path", rq->path);
	add_line(b, "host", rq->host);
	for (size_t i = 0; i < rq->query.n; i++) {
		buf_lit(b, "query ");
		buf_add(b, rq->query.v[i].name);
		add_line(b, " =", rq->query.v[i].value);
	}
	for (size_t i = 0; i < rq->nheaders; i++) {
		buf_lit(b, "header ");
		buf_add(b, rq->headers[i].name);
		add_line(b, " =", rq->headers[i].value);
	}
	for (size_t i = 0; i < rq->body.n; i++)
		sum = sum * 31 + (unsigned char)rq->body.p[i];
	buf_printf(b, "body %zu %u\n", rq->body.n, (unsigned)sum);
}

static void
answer(void *worker, const struct request *rq, struct response *rs)
{
	(void)worker;
	rs->type = S("text/plain");
	if (str_eq(rq->path, S("/sleep"))) {
		usleep((useconds_t)number(rq, "ms") * 1000);
		buf_lit(&rs->body, "slept\n");
	} else if (str_eq(rq->path, S("/big"))) {
		add_letters(&rs->body, number(rq, "bytes"));
	} else if (str_eq(rq->path, S("/stream"))) {
		start_stream(rq, rs);
	} else {
		echo(rq, rs);
	}
}

static bool
answer_early(
    void *app, struct server *s, const struct request *rq, struct response *rs)
{
	(void)app;
	if (str_eq(rq->path, S("/metrics")))
		server_write_metrics(s, &rs->body);
	else if (str_eq(rq->path, S("/early")))
		buf_lit(&rs->body, "early\n");
	else
		return false;
	rs->type = S("text/plain");
	return true;
}

static enum err
open_worker(void *app, void **worker)
{
	*worker = app;
	return OK;
}

static void
close_worker(void *worker)
{
	(void)worker;
}

static bool
read_number(const char *argument)
{
	struct str name, value;

	if (!str_cut(str_c(argument), '=', &name, &value))
		return false;
	for (size_t i = 0; i < COUNT(numbers); i++) {
		if (str_eq(name, str_c(numbers[i].name)))
			return str_int(value, 0, INT32_MAX, numbers[i].value);
	}
	return false;
}

int
main(int argc, char **argv)
{
	const char *addresses[16];
	struct server *s;
	sigset_t signals;
	int got;

	o.listen = addresses;
	for (int i = 1; i < argc && o.nlisten < COUNT(addresses); i++) {
		if (!read_number(argv[i]))
			addresses[o.nlisten++] = argv[i];
	}
	o.max_body = (size_t)max_body;
	o.open_worker = open_worker;
	o.close_worker = close_worker;
	o.answer = answer;
	o.answer_early = answer_early;
	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	if (server_open(&o, &s) != OK) {
		log_line(LOG_ERROR, "%s", err_message());
		return EXIT_FAILURE;
	}
	sigwait(&signals, &got);
	server_close(s);
	return EXIT_SUCCESS;
}
