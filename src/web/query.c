/*
 * A search of the patch list as a query string. Each parameter is written
 * once, in the order of the table, then what the request had beside them, so
 * that a page, an order and what others put into the URL are kept together.
 */
#include "web/query.h"

#include "base/url.h"

static const char *
key_name(int key)
{
	if (key == QUERY_ORDER)
		return "order";
	if (key == QUERY_PAGE)
		return "page";
	return patch_view_names[key];
}

static bool
is_known(struct str name)
{
	for (int i = 0; i < QUERY_KEYS; i++)
		if (str_eq(name, str_c(key_name(i))))
			return true;
	return false;
}

static struct str
value_of(const struct request *rq, const char *name)
{
	const struct field_value *f = request_query(rq, str_c(name));

	return f != NULL ? f->value : (struct str){ NULL, 0 };
}

void
query_read(const struct request *rq, struct patch_view *v)
{
	for (int i = 0; i < VIEW_KEYS; i++)
		v->text[i] = value_of(rq, key_name(i));
	v->order = value_of(rq, key_name(QUERY_ORDER));
	if (str_trim(v->text[VIEW_SERIES]).n == 0)
		return;
	if (v->text[VIEW_STATE].p == NULL)
		v->text[VIEW_STATE] = S("*");
	if (v->text[VIEW_ARCHIVE].p == NULL)
		v->text[VIEW_ARCHIVE] = S("both");
}

struct query
query_make(struct str url, const struct patch_view *v,
    const struct field_values *request)
{
	struct query q = { .url = url, .request = request };

	for (int i = 0; i < VIEW_KEYS; i++)
		if (v->given[i])
			q.value[i] = str_trim(v->text[i]);
	/* With a series alone every state would be meant. */
	for (int i = 0; i < VIEW_KEYS && v->given[VIEW_SERIES]; i++)
		if (!v->given[i] && (i == VIEW_STATE || i == VIEW_ARCHIVE))
			q.value[i] = S("");
	if (v->order.n > 0)
		q.value[QUERY_ORDER] = v->order_name;
	return q;
}

static struct str
write_query(struct arena *a, const struct query *q)
{
	struct buf b;

	/* One bad byte is three of U+FFFD, which are nine encoded. */
	buf_init(&b, a, 16 * LIMIT_REQUEST_LINE);
	for (int i = 0; i < QUERY_KEYS; i++)
		if (q->value[i].p != NULL)
			url_add_pair(&b, str_c(key_name(i)), q->value[i]);
	for (size_t i = 0; i < q->request->n; i++)
		if (!is_known(q->request->v[i].name))
			url_add_pair(
			    &b, q->request->v[i].name, q->request->v[i].value);
	return str_f(a, "%.*s%.*s", STR_ARG(q->url), STR_ARG(buf_str(&b)));
}

/* Without it, or with what hides nothing. */
static struct str
nothing(int key)
{
	if (key == VIEW_STATE)
		return S("*");
	if (key == VIEW_ARCHIVE)
		return S("both");
	return (struct str){ NULL, 0 };
}

struct str
query_link(struct arena *a, const struct query *q, int key, struct str value)
{
	struct query changed = *q;

	assert(key >= 0 && key < QUERY_KEYS);
	changed.value[key] = value.p != NULL ? value : nothing(key);
	return write_query(a, &changed);
}

struct str
query_every(struct arena *a, const struct query *q)
{
	struct query changed = *q;

	changed.value[VIEW_STATE] = nothing(VIEW_STATE);
	changed.value[VIEW_ARCHIVE] = nothing(VIEW_ARCHIVE);
	return write_query(a, &changed);
}

struct hidden *
query_hidden(struct arena *a, const struct query *q, size_t *n)
{
	struct hidden *out = arena_array(a, struct hidden, q->request->n + 1);

	*n = 0;
	if (q->value[QUERY_ORDER].p != NULL)
		out[(*n)++] = (struct hidden){ str_c(key_name(QUERY_ORDER)),
			q->value[QUERY_ORDER] };
	for (size_t i = 0; i < q->request->n; i++)
		if (!is_known(q->request->v[i].name))
			out[(*n)++] = (struct hidden){
				q->request->v[i].name,
				q->request->v[i].value,
			};
	return out;
}
