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
	struct outline *outline; /* if set, it is read instead of rows */
};

static enum err
count(struct api *api, const struct query *q, int64_t *total)
{
	return list_count(api->c->db, api->a, q->l->listing, &q->where, total);
}

static enum err
read_page(struct api *api, const struct query *q, struct rows *out)
{
	const struct listing *l = q->l->listing;
	int64_t offset = paging_offset(&api->paging);
	int64_t limit = api->paging.per_page;
	enum err e;

	if (q->outline == NULL)
		return list_page(api->c->db, api->a, l, &q->where, &q->by,
		    offset, limit, &out->v, &out->n);
	if ((e = list_page_outline(api->c->db, api->a, l, &q->where, &q->by,
		 offset, limit, q->outline)) != OK)
		return e;
	out->n = q->outline->ids.n;
	return OK;
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

/* Who comes with a token may ask for more, but not for a page to look at. */
static struct pages
read_pages(struct api *api)
{
	const struct conf *conf = api->c->conf;
	int64_t most = conf->rest_page_max;

	if (api->c->access.by_token && !api->form.html &&
	    conf->rest_page_token > most)
		most = conf->rest_page_token;
	return pages_read(api->c->rq, conf->rest_page, most);
}

bool
lister_is_long(struct api *api)
{
	return !api->form.html && read_pages(api).per_page > LIMIT_ROWS_PAGE;
}

static enum err
read_list(struct api *api, struct query *q, struct rows *out)
{
	const struct lister *l = q->l;
	struct pages wish = read_pages(api);
	int64_t total;
	enum err e;

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

enum err
lister_read(struct api *api, const struct lister *l, struct rows *out)
{
	struct query *q = arena_new(api->a, struct query);

	q->l = l;
	return read_list(api, q, out);
}

enum err
lister_read_outline(struct api *api, const struct lister *l,
    struct outline *outline, struct ordering *by)
{
	struct query *q = arena_new(api->a, struct query);
	struct rows rows;
	enum err e;

	q->l = l;
	q->outline = outline;
	if ((e = read_list(api, q, &rows)) != OK)
		return e;
	*by = q->by;
	return OK;
}
