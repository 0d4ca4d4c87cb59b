/*
 * Writes. A transaction that another writer stood in the way of is tried
 * again, as long as its commit was not sent (decisions.md 13); each try reads
 * all of the body anew, since what its rows refer to may have changed.
 */
#include "api/write.h"

#include "api/body.h"
#include "api/endpoint.h"
#include "api/gather.h"
#include "api/input.h"
#include "api/link.h"
#include "api/show.h"
#include "base/time.h"

enum { TRIES = 3 };

/* The row that was added. */
static enum err
find_added(struct api *api, int64_t id, void **out)
{
	const struct entity *entity = api->endpoint->shape->entity;
	struct buf location;
	size_t n;
	enum err e;

	if ((e = entity->load(
		 api->c->db, api->a, (struct ids){ &id, 1 }, out, &n)) != OK)
		return e;
	if (n == 0)
		return err_set(ERR_INTERNAL, "what was added is not there");
	buf_init(&location, api->a, LIMIT_REQUEST_LINE);
	link_write_row(api, &location, api->endpoint->shape, *out);
	return buf_done(&location, &api->location);
}

/* As GET of the row would now. */
static enum err
show(struct api *api, int64_t added)
{
	const struct shape *s = api->endpoint->shape;
	void *row;
	enum err e;

	/* What was gathered to find out who may is old now. */
	gather_init(api);
	if ((e = added != 0 ? find_added(api, added, &row)
			    : engine_find(api, &row)) != OK ||
	    (e = gather(api, s, ITEM, row, 1, s->entity->size)) != OK)
		return e;
	api->j.out->n = 0;
	json_init(&api->j, api->j.out, api->j.indent);
	show_row(api, s, ITEM, row);
	return OK;
}

static enum err
change(struct api *api, const void *row, const struct body *body)
{
	const struct endpoint *ep = api->endpoint;
	void *change = arena_zalloc(api->a, 1, ep->change);
	int64_t added = 0;
	enum err e;

	if ((e = input_read(api, row, body, change)) != OK)
		return e;
	if (api->faults.n > 0)
		return err_set(ERR_INVALID, "some fields are not valid");
	if ((e = input_allow(api, row, change)) != OK)
		return e;
	e = api->c->rq->method == POST ? ep->add(api, change, &added)
				       : ep->update(api, row, change);
	return e == OK ? show(api, added) : e;
}

static enum err
try_once(struct api *api, const void *row, const struct body *body, bool *again)
{
	struct db *db = api->c->db;
	enum err e;

	*again = false;
	api->faults.n = 0;
	api->location = (struct str){ NULL, 0 };
	if ((e = db_begin(db)) != OK)
		return e;
	/* Not that of before the wait for the lock: who asks for events since
	 * the newest would never see one that is older and comes later. */
	api->c->now = time_now();
	e = api->c->rq->method == DELETE ? api->endpoint->remove(api, row)
					 : change(api, row, body);
	if (e == OK)
		return db_commit(db);
	/* What is gone now was there before this try. */
	*again = e == ERR_BUSY || e == ERR_NOT_FOUND;
	db_rollback(db);
	return e;
}

/* In words for clients, not in those of the database. */
static enum err
explain(struct api *api, enum err e)
{
	void *row;
	enum err gone;

	if (e == ERR_DUPLICATE)
		return err_set(ERR_CONFLICT, "There is such a row already.");
	if (e != ERR_NOT_FOUND)
		return e;
	gone = engine_find(api, &row);
	return gone != OK
	    ? gone
	    : err_set(ERR_CONFLICT, "What this refers to is gone.");
}

static enum err
try(struct api *api, const void *row, const struct body *body)
{
	bool again = true;
	enum err e = OK;

	for (int i = 0; i < TRIES && again; i++)
		e = try_once(api, row, body, &again);
	return explain(api, e);
}

enum err
write_answer(
    struct api *api, const void *row, struct response *rs, struct refusal *no)
{
	enum method m = api->c->rq->method;
	struct body body = { .json = NULL };
	enum err e = OK;

	if (m != DELETE)
		no->status = body_open(api->c->rq, &body, &no->detail);
	if (no->status == 0)
		e = try(api, row, &body);
	body_close(&body);
	if (e == OK && no->status == 0)
		rs->status = m == POST ? 201 : m == DELETE ? 204 : 200;
	return e;
}

/* The messages of one field; returns what is behind them. */
static const struct fault *
show_field(struct json *j, const struct fault *f, const struct fault *end)
{
	const struct fault *first = f;

	json_key(j, str_c(first->field));
	json_begin_array(j);
	for (; f < end && f->field == first->field; f++)
		json_str(j, f->text);
	json_end_array(j);
	return f;
}

void
write_show_faults(struct json *j, const struct faults *faults)
{
	const struct fault *f = faults->v, *end = f + faults->n;

	json_begin_object(j);
	while (f < end) {
		const char *within = f->within;

		if (within != NULL) {
			json_key(j, str_c(within));
			json_begin_object(j);
		}
		for (; f < end && f->within == within;)
			f = show_field(j, f, end);
		if (within != NULL)
			json_end_object(j);
	}
	json_end_object(j);
}
