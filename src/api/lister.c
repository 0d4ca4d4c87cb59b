/*
 * A page of a list takes one statement, and one more for the total, which a
 * first page that is not full tells by itself. Any other page is counted
 * first: what is past the end is never looked for.
 */
#include "api/lister.h"

#include "api/pages.h"

static struct parameter *
read_parameters(struct api *api)
{
	const struct field_values *q = &api->c->rq->query;
	struct parameter *v = arena_array(api->a, struct parameter, q->n + 1);

	for (size_t i = 0; i < q->n; i++)
		v[i] = (struct parameter){ q->v[i].name, q->v[i].value,
			q->v[i].had_nul };
	return v;
}

enum err
lister_filter(struct api *api, const struct lister *l, struct selection *s)
{
	return filter_parse(api->c->db, api->a, *l->filters, api->version,
	    read_parameters(api), api->c->rq->query.n, s);
}

static struct str
value_of(const struct api *api, struct str name)
{
	const struct field_value *f = request_query(api->c->rq, name);

	return f != NULL ? f->value : S("");
}

static enum err
select_rows(struct api *api, const struct lister *l, struct selection *s)
{
	enum err e;

	if (l->scope != NULL && (e = l->scope(api, s)) != OK)
		return e;
	if ((e = lister_filter(api, l, s)) != OK)
		return e;
	if (l->nsearch > 0)
		filter_search(l->search, l->nsearch, value_of(api, S("q")), s);
	return OK;
}

struct query {
	const struct lister *l;
	struct selection where;
	struct ordering by;
};

static enum err
count(struct api *api, const struct query *q, int64_t *total)
{
	return list_count(api->c->db, api->a, q->l->listing, &q->where, total);
}

static enum err
read_page(struct api *api, const struct query *q, struct rows *out)
{
	return list_page(api->c->db, api->a, q->l->listing, &q->where, &q->by,
	    paging_offset(&api->paging), api->paging.per_page, &out->v,
	    &out->n);
}

static enum err
read_first(
    struct api *api, const struct query *q, int64_t per_page, struct rows *out)
{
	int64_t total;
	enum err e;

	api->paging = paging_make(0, per_page, 1);
	if ((e = read_page(api, q, out)) != OK)
		return e;
	total = (int64_t)out->n;
	if (total == per_page && (e = count(api, q, &total)) != OK)
		return e;
	api->paging = paging_make(total, per_page, 1);
	return OK;
}

enum err
lister_read(struct api *api, const struct lister *l, struct rows *out)
{
	const struct conf *conf = api->c->conf;
	struct pages wish =
	    pages_read(api->c->rq, conf->rest_page, conf->rest_page_max);
	struct query *q = arena_new(api->a, struct query);
	int64_t total;
	enum err e;

	q->l = l;
	q->by = order_parse(
	    l->orders, *l->norders, value_of(api, S("order")), l->down);
	if ((e = select_rows(api, l, &q->where)) != OK)
		return e;
	if (!wish.none && wish.page == 1)
		return read_first(api, q, wish.per_page, out);
	if (!wish.none) {
		if ((e = count(api, q, &total)) != OK)
			return e;
		api->paging = paging_make(total, wish.per_page, wish.page);
		if (wish.page == 0)
			api->paging.page = api->paging.pages;
	}
	if (wish.none || api->paging.page > api->paging.pages)
		return err_set(ERR_NOT_FOUND, "Invalid page.");
	return read_page(api, q, out);
}
