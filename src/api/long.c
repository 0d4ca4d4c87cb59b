/*
 * A page of thousands of rows, or of large ones. Which they are is read at
 * once, from an index: eighty kilobytes of ids. Then each piece loads the next
 * of them, with what they refer to, and shows them as any list does; of a
 * stream in the worker's connection of that turn. What has gone in between is
 * left out; what has come is on no page that was counted.
 */
#include "api/long.h"

#include "api/endpoint.h"
#include "api/gather.h"
#include "api/show.h"

struct long_list {
	struct api *api; /* of the request, without what a piece needs */
	struct ordering by;
	struct outline rows;
	size_t at;
	size_t most;   /* rows of the next piece */
	struct json j; /* of what was shown so far */
};

/* The request once more, for one piece: in its arena, on its connection. What
 * was there before the list, the row that it is below, is there still. */
static struct api *
open_piece(const struct long_list *l, struct db *db, struct arena *a)
{
	struct api *api = arena_new(a, struct api);
	struct ctx *c = arena_new(a, struct ctx);

	*c = *l->api->c;
	c->a = a;
	c->db = db;
	*api = *l->api;
	api->c = c;
	api->a = a;
	gather_init(api);
	for (int slot = 0; slot < SLOT_COUNT; slot++)
		for (size_t i = 0; i < l->api->sets[slot].n; i++)
			set_add(
			    &api->sets[slot], l->api->sets[slot].rows[i], 1);
	api->j = l->j;
	return api;
}

/* The next rows, as many as may be held together: one at least. */
static struct ids
next_ids(const struct long_list *l)
{
	size_t n = 0, left = l->rows.ids.n - l->at;
	int64_t room = LIMIT_PIECE;

	while (n < left && n < l->most) {
		room -= l->rows.sizes[l->at + n];
		if (n > 0 && room < 0)
			break;
		n++;
	}
	return (struct ids){ l->rows.ids.v + l->at, n };
}

static enum err
show_rows(struct api *api, const struct long_list *l, struct ids ids)
{
	const struct endpoint *ep = api->endpoint;
	size_t n = 0, size = ep->shape->entity->size;
	void *rows = NULL;
	enum err e;

	if (ids.n > 0 &&
	    (e = list_rows(api->c->db, api->a, ep->list->listing, &l->by, ids,
		 &rows, &n)) != OK)
		return e;
	if ((e = gather(api, ep->shape, LIST, rows, n, size)) != OK)
		return e;
	for (size_t i = 0; i < n; i++)
		show_row(api, ep->shape, LIST, (const char *)rows + i * size);
	if (api->j.out->err != OK)
		return err_set(ERR_TOO_BIG, "too much for one answer");
	return OK;
}

/* What belongs to a row is known only when it is shown. */
static void
fit(struct long_list *l, size_t shown)
{
	if (shown > 4 * LIMIT_STREAM && l->most > 1)
		l->most /= 2;
	else if (shown < LIMIT_STREAM && l->most <= LIMIT_ROWS_PAGE / 2)
		l->most *= 2;
}

static enum err
next(void *state, void *db, struct arena *chunk, struct buf *out, bool *done)
{
	struct long_list *l = state;
	size_t before = out->n;
	struct ids ids = next_ids(l);
	struct api *api;
	enum err e;

	for (;;) {
		api = open_piece(l, db, chunk);
		api->j.out = out;
		if (l->at == 0)
			json_begin_array(&api->j);
		if ((e = show_rows(api, l, ids)) != ERR_TOO_BIG || ids.n <= 1)
			break;
		/* Too much belongs to them together. */
		ids.n = l->most = 1;
		out->n = before;
		out->err = OK;
	}
	if (e != OK)
		return e;
	l->at += ids.n;
	*done = l->at >= l->rows.ids.n;
	if (*done)
		json_end_array(&api->j);
	l->j = api->j;
	fit(l, out->n - before);
	return OK;
}

static enum err
open_list(struct api *api, size_t most, struct long_list **out)
{
	struct long_list *l = arena_new(api->a, struct long_list);

	l->api = api;
	l->most = most;
	l->j = api->j;
	*out = l;
	return lister_read_outline(api, api->endpoint->list, &l->rows, &l->by);
}

enum err
long_begin(struct api *api, size_t most)
{
	struct long_list *l;
	struct ctx *c = arena_new(api->a, struct ctx);
	enum err e;

	if ((e = open_list(api, most, &l)) != OK)
		return e;
	/* What the stream needs of the request has to outlive the call that
	 * answers it; the site does not. */
	*c = *api->c;
	c->site = NULL;
	l->api = arena_new(api->a, struct api);
	*l->api = *api;
	l->api->c = c;
	api->stream = (struct stream){ next, l };
	return OK;
}

enum err
long_show(struct api *api, size_t most, size_t limit)
{
	struct arena_mark empty = { NULL, 0 };
	struct arena *chunk = arena_open();
	struct long_list *l;
	bool done = false;
	enum err e;

	e = open_list(api, most, &l);
	while (e == OK && !done) {
		e = next(l, api->c->db, chunk, api->j.out, &done);
		arena_reset(chunk, empty);
		if (e == OK && !done && api->j.out->n > limit)
			e = err_set(ERR_TOO_BIG, "the list is too large");
	}
	api->j = l->j;
	arena_close(chunk);
	return e;
}
