/*
 * One request and its answer, on the way from an event thread to a worker
 * and back. The library calls back with a suspended connection resumed; what
 * it sends from the arena stays until it says that the request is complete.
 * Streams are pulled: when the client has taken all there is, the connection
 * is suspended and a worker fills the next turn.
 */
#include "http/connection.h"

#include <string.h>

#include "base/log.h"
#include "http/clock.h"

enum {
	BLOCK = 64 << 10,
	PACED = 512 << 10, /* what an answer may hold for a client that does
			    * not take it; the rate of others is watched */
};

struct exchange *
exchange_open(struct conn *c, struct MHD_Connection *mhd, struct str target)
{
	struct arena *a = arena_open();
	struct exchange *ex = arena_new(a, struct exchange);

	ex->a = a;
	ex->server = c->server;
	ex->conn = c;
	ex->mhd = mhd;
	atomic_init(&ex->refs, 1);
	ex->rq.a = a;
	ex->rq.target = str_dup(a, target);
	response_init(&ex->rs, a);
	buf_init(&ex->body, a, c->server->o.max_body);
	return ex;
}

void
exchange_release(struct exchange *ex)
{
	if (atomic_fetch_sub(&ex->refs, 1) > 1)
		return;
	if (ex->turn != NULL)
		arena_close(ex->turn);
	if (ex->chunk != NULL)
		arena_close(ex->chunk);
	if (ex->coder != NULL)
		coder_close(ex->coder);
	arena_close(ex->a);
}

static void
open_stream(struct exchange *ex)
{
	ex->turn = arena_open();
	ex->chunk = arena_open();
	if (ex->rs.coding != CODING_NONE)
		ex->coder = coder_open(ex->rs.coding, 0);
}

/* The next piece of a stream, packed if it is to be. */
static enum err
add_piece(struct exchange *ex, void *db)
{
	struct stream *st = &ex->rs.stream;
	struct buf plain;
	enum err e;

	if (ex->coder == NULL) {
		e = st->next(
		    st->state, db, ex->chunk, &ex->out, &ex->stream_done);
		return e != OK ? e : ex->out.err;
	}
	buf_init(&plain, ex->chunk, LIMIT_STREAM_PIECE);
	e = st->next(st->state, db, ex->chunk, &plain, &ex->stream_done);
	if (e != OK || (e = plain.err) != OK)
		return e;
	return coder_write(
	    ex->coder, buf_str(&plain), ex->stream_done, &ex->out);
}

/* One turn of a stream: pieces until there is enough for a slow reader. */
static void
fill_turn(struct exchange *ex, void *worker)
{
	const struct server_options *o = &ex->server->o;
	void *db = o->worker_db != NULL ? o->worker_db(worker) : worker;
	struct arena_mark empty = { NULL, 0 };
	enum err e = OK;

	if (ex->turn == NULL)
		open_stream(ex);
	arena_reset(ex->turn, empty);
	buf_init(&ex->out, ex->turn, LIMIT_STREAM + LIMIT_STREAM_PIECE);
	ex->at = 0;
	while (e == OK && !ex->stream_done && ex->out.n < LIMIT_STREAM) {
		e = add_piece(ex, db);
		arena_reset(ex->chunk, empty);
	}
	if (e != OK) {
		log_line(
		    LOG_ERROR, "a streamed answer was cut: %s", err_message());
		ex->failed = true;
	}
}

/* In the worker, which has the time. */
static void
pack_body(struct exchange *ex)
{
	struct response *rs = &ex->rs;
	struct coder *coder;
	struct buf packed;

	if (rs->body.err != OK)
		return;
	coder = coder_open(rs->coding, rs->body.n);
	buf_init(&packed, ex->a, LIMIT_RESPONSE);
	if (coder_write(coder, buf_str(&rs->body), true, &packed) != OK)
		ex->failed = true;
	coder_close(coder);
	rs->body = packed;
}

/* The exchange may be gone once its job is handed over. */
static void
wake(void *arg)
{
	struct exchange *ex = arg;
	struct server *s = ex->server;

	(void)pool_submit(s->pool, &ex->job, true);
	atomic_fetch_sub(&s->put_off, 1);
}

/* The reference of this turn goes to whoever calls wake. */
static void
put_off(struct exchange *ex)
{
	struct later later = ex->rs.later;

	response_reset(&ex->rs);
	ex->rs.later.state = later.state;
	atomic_fetch_add(&ex->server->put_off, 1);
	later.start(later.state, wake, ex);
}

/* A worker's turn: the first one answers, or the one after what it had to
 * wait for; later ones go on with a stream. */
static void
run_turn(struct job *job, void *worker)
{
	struct exchange *ex = (struct exchange *)job;
	struct MHD_Connection *mhd = ex->mhd;
	enum exchange_state was = EX_WAITING;

	if (atomic_load(&ex->state) == EX_WAITING) {
		if (!ex->worked)
			ex->server->o.answer(worker, &ex->rq, &ex->rs);
		if (!ex->worked && ex->rs.later.start != NULL) {
			put_off(ex);
			return;
		}
		if (ex->rs.stream.next != NULL)
			fill_turn(ex, worker);
		else if (!ex->worked && ex->rs.coding != CODING_NONE &&
		    !ex->rs.packed)
			pack_body(ex);
		ex->worked = true;
		if (atomic_compare_exchange_strong(&ex->state, &was, EX_READY))
			MHD_resume_connection(mhd);
	}
	exchange_release(ex);
}

/* The connection is suspended already: from the moment the state is WAITING
 * anybody may resume it. */
static bool
wait_for_turn(struct exchange *ex, bool always)
{
	struct server *s = ex->server;
	enum exchange_state was = EX_WAITING;

	atomic_store(
	    &ex->deadline, clock_micros() + (int64_t)s->o.times.answer * 1000);
	atomic_fetch_add(&ex->refs, 1);
	ex->job.run = run_turn;
	atomic_store(&ex->state, EX_WAITING);
	if (atomic_load(&s->phase) < STOPPING &&
	    pool_submit(s->pool, &ex->job, always))
		return true;
	exchange_release(ex);
	if (atomic_compare_exchange_strong(&ex->state, &was, EX_ABANDONED))
		MHD_resume_connection(ex->mhd);
	return false;
}

/* By what the client says of itself. */
static enum worker_class
classify(const struct request *rq)
{
	struct str cookies = request_header(rq, "Cookie");
	bool reads = (rq->method & (GET | HEAD | OPTIONS)) != 0;

	if (request_header(rq, "Authorization").n > 0)
		return reads ? CLASS_TOKEN : CLASS_WRITE;
	if (str_find(cookies, S("sessionid=")) != cookies.n)
		return reads ? CLASS_SESSION : CLASS_WRITE;
	return CLASS_ANONYMOUS;
}

enum MHD_Result
exchange_submit(struct exchange *ex)
{
	ex->job.class = classify(&ex->rq);
	conn_set_state(ex->conn, CONN_WORK);
	MHD_suspend_connection(ex->mhd);
	(void)wait_for_turn(ex, false);
	return MHD_YES;
}

bool
exchange_abandon(struct exchange *ex)
{
	enum exchange_state was = EX_WAITING;

	if (!atomic_compare_exchange_strong(&ex->state, &was, EX_ABANDONED))
		return false;
	atomic_fetch_add(&ex->server->count.abandoned, 1);
	MHD_resume_connection(ex->mhd);
	return true;
}

/* Gives the library the next bytes of a stream or of a large body. */
static ssize_t
read_out(void *cls, uint64_t pos, char *out, size_t max)
{
	struct exchange *ex = cls;
	size_t n;

	(void)pos;
	if (atomic_load(&ex->state) == EX_ABANDONED || ex->failed)
		return MHD_CONTENT_READER_END_WITH_ERROR;
	n = ex->out.n - ex->at;
	if (n > 0) {
		n = n < max ? n : max;
		memcpy(out, ex->out.p + ex->at, n);
		ex->at += n;
		atomic_fetch_add(&ex->bytes, n);
		return (ssize_t)n;
	}
	if (ex->stream_done)
		return MHD_CONTENT_READER_END_OF_STREAM;
	MHD_suspend_connection(ex->mhd);
	(void)wait_for_turn(ex, true);
	return 0;
}

/* While draining, a client that goes on asking is told to stop. */
static bool
must_close(const struct server *s)
{
	return atomic_load(&s->phase) >= CLOSING;
}

static enum MHD_Result
queue_response(struct exchange *ex, const struct response *rs,
    struct MHD_Response *answer, bool close)
{
	struct server *s = ex->server;
	enum MHD_Result r;

	if (rs->type.p != NULL)
		MHD_add_response_header(
		    answer, "Content-Type", str_z(rs->a, rs->type));
	for (size_t i = 0; i < rs->nheaders; i++)
		MHD_add_response_header(
		    answer, rs->headers[i].name.p, rs->headers[i].value.p);
	if (rs->coding != CODING_NONE && rs->status != 304)
		MHD_add_response_header(
		    answer, "Content-Encoding", coding_name(rs->coding).p);
	if (close || must_close(s))
		MHD_add_response_header(answer, "Connection", "close");
	r = MHD_queue_response(ex->mhd, (unsigned)rs->status, answer);
	MHD_destroy_response(answer);
	if (rs->status >= 100 && rs->status < 600)
		atomic_fetch_add(&s->count.status[rs->status / 100], 1);
	conn_set_state(ex->conn, CONN_SEND);
	return r;
}

/* By read_out, so that the rate of a client is seen. */
static enum MHD_Result
send_paced(struct exchange *ex, uint64_t size)
{
	struct MHD_Response *answer =
	    MHD_create_response_from_callback(size, BLOCK, read_out, ex, NULL);

	if (answer == NULL)
		return MHD_NO;
	/* The library ends the chunks of a HEAD, though there are none: in
	 * the manner of HTTP/1.0 it only closes. */
	if (ex->rq.method == HEAD && size == MHD_SIZE_UNKNOWN)
		MHD_set_response_options(
		    answer, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
	ex->answered = ex->paced = true;
	atomic_store(&ex->bytes, 0);
	return queue_response(ex, &ex->rs, answer, false);
}

static enum MHD_Result
send_body(struct exchange *ex)
{
	struct response *rs = &ex->rs;
	struct str body = buf_str(&ex->out);
	struct MHD_Response *answer;

	ex->answered = true;
	atomic_store(&ex->bytes, rs->status == 304 ? 0 : body.n);
	answer = MHD_create_response_from_buffer(
	    body.n, (void *)(uintptr_t)body.p, MHD_RESPMEM_PERSISTENT);
	return answer == NULL ? MHD_NO : queue_response(ex, rs, answer, false);
}

enum MHD_Result
exchange_send(struct exchange *ex)
{
	struct response *rs = &ex->rs;

	if (ex->failed || rs->body.err != OK)
		return exchange_refuse(ex, 500);
	if (rs->stream.next != NULL && !ex->stream_done)
		return send_paced(ex, MHD_SIZE_UNKNOWN);
	/* A stream that was over in one turn is an answer like others. */
	if (rs->stream.next == NULL) {
		ex->out = rs->body;
		ex->stream_done = true;
	}
	if (arena_size(ex->a) > PACED && rs->status != 304)
		return send_paced(ex, ex->out.n);
	return send_body(ex);
}

/* Enough for a person, where the caller has no page of its own. */
static void
write_bare(struct response *rs)
{
	struct str reason = http_reason(rs->status);

	rs->type = S("text/html; charset=utf-8");
	buf_printf(&rs->body,
	    "<!DOCTYPE html>\n<html lang=\"en\"><head><title>%.*s (%d)"
	    "</title></head>\n<body><h1>%.*s (%d)</h1></body></html>\n",
	    STR_ARG(reason), rs->status, STR_ARG(reason), rs->status);
}

/* From an arena of its own: a worker may still be in that of the request. */
enum MHD_Result
exchange_refuse(struct exchange *ex, int status)
{
	const struct server_options *o = &ex->server->o;
	struct arena *a = arena_open();
	struct MHD_Response *answer;
	struct response rs;
	enum MHD_Result r = MHD_NO;
	struct str body;

	response_init(&rs, a);
	rs.status = status;
	if (o->refuse != NULL)
		o->refuse(o->app, &ex->rq, status, &rs);
	else
		write_bare(&rs);
	if (status == 503 && !response_has_header(&rs, "Retry-After"))
		response_header(&rs, "Retry-After", S("5"));
	body = buf_str(&rs.body);
	atomic_store(&ex->bytes, body.n);
	answer = MHD_create_response_from_buffer(
	    body.n, (void *)(uintptr_t)body.p, MHD_RESPMEM_MUST_COPY);
	atomic_fetch_add(&ex->server->count.refused, 1);
	if (answer != NULL)
		/* After a 4xx nobody knows where the next request begins. */
		r = queue_response(ex, &rs, answer, status < 500);
	if (o->done != NULL)
		o->done(o->app, &ex->rq, &rs, body.n, 0);
	arena_close(a);
	return r;
}

void
exchange_log(const struct exchange *ex)
{
	const struct server_options *o = &ex->server->o;

	atomic_fetch_add(
	    &ex->server->count.bytes, (long long)atomic_load(&ex->bytes));
	if (ex->answered && o->done != NULL)
		o->done(o->app, &ex->rq, &ex->rs, atomic_load(&ex->bytes),
		    clock_micros() - ex->begun);
}
