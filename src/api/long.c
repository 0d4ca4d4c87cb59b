/*
 * A page of thousands of rows. Which they are is read at once, from an index:
 * eighty kilobytes of ids. Then each piece of the stream loads the next few
 * hundred of them, with what they refer to, in the worker's connection of
 * that turn, and shows them as any list does. What has gone in between is
 * left out; what has come is on no page that was counted.
 */
#include "api/long.h"

#include "api/endpoint.h"
#include "api/gather.h"
#include "api/show.h"

struct long_list {
	struct api *api; /* of the request, without what a piece needs */
	struct ordering by;
	struct ids ids;
	size_t at;
	struct json j; /* of what was shown so far */
};

/* The request once more, for one piece: in its arena, on its connection. */
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
	for (int i = 0; i < REL_COUNT; i++)
		api->has_pairs[i] = false;
	gather_init(api);
	return api;
}

static enum err
show_rows(struct api *api, const struct long_list *l)
{
	const struct endpoint *ep = api->endpoint;
	struct ids ids = { l->ids.v + l->at, l->ids.n - l->at };
	size_t n = 0, size = ep->shape->entity->size;
	void *rows = NULL;
	enum err e;

	if (ids.n > LIMIT_ROWS_PAGE)
		ids.n = LIMIT_ROWS_PAGE;
	if (ids.n > 0 &&
	    (e = list_rows(api->c->db, api->a, ep->list->listing, &l->by, ids,
		 &rows, &n)) != OK)
		return e;
	if ((e = gather(api, ep->shape, LIST, rows, n, size)) != OK)
		return e;
	for (size_t i = 0; i < n; i++)
		show_row(api, ep->shape, LIST, (const char *)rows + i * size);
	return OK;
}

static enum err
next(void *state, void *db, struct arena *chunk, struct buf *out, bool *done)
{
	struct long_list *l = state;
	struct api *api = open_piece(l, db, chunk);
	enum err e;

	api->j = l->j;
	api->j.out = out;
	if (l->at == 0)
		json_begin_array(&api->j);
	if ((e = show_rows(api, l)) != OK)
		return e;
	l->at += LIMIT_ROWS_PAGE;
	*done = l->at >= l->ids.n;
	if (*done)
		json_end_array(&api->j);
	l->j = api->j;
	return OK;
}

enum err
long_begin(struct api *api)
{
	struct long_list *l = arena_new(api->a, struct long_list);
	struct ctx *c = arena_new(api->a, struct ctx);
	enum err e;

	if ((e = lister_read_ids(api, api->endpoint->list, &l->ids, &l->by)) !=
	    OK)
		return e;
	/* What the stream needs of the request has to outlive the call that
	 * answers it; the site does not. */
	*c = *api->c;
	c->site = NULL;
	l->api = arena_new(api->a, struct api);
	*l->api = *api;
	l->api->c = c;
	l->j = api->j;
	api->stream = (struct stream){ next, l };
	return OK;
}
