/*
 * Filters, search and order of a list as a form and links: one control for
 * each row of the list's filters. What a control does not know of the request
 * goes along hidden.
 */
#include "api/browse.h"
#include "api/endpoint.h"
#include "api/pages.h"
#include "model/check.h"
#include "model/event.h"
#include "model/state.h"

static struct api_option *
add_option(struct api_control *c, struct str value, struct str text)
{
	struct api_option *o = &c->options[c->noptions++];

	*o = (struct api_option){ .value = value, .text = text };
	return o;
}

/* Which of them the request has; one that takes all values together. */
static void
mark_selected(struct api *api, struct api_control *c)
{
	const struct field_values *q = &api->c->rq->query;

	for (size_t i = 0; i < c->noptions; i++)
		for (size_t k = 0; k < q->n; k++)
			if (str_eq(q->v[k].name, c->name) &&
			    str_eq_nocase(q->v[k].value, c->options[i].value))
				c->options[i].selected = true;
}

static enum err
offer_states(struct api *api, struct api_control *c)
{
	struct state *v;
	size_t n;
	enum err e;

	if ((e = state_list(api->c->db, api->a, &v, &n)) != OK)
		return e;
	c->options = arena_array(api->a, struct api_option, n + 1);
	c->multiple = true;
	for (size_t i = 0; i < n; i++)
		add_option(c, v[i].slug, v[i].name);
	return OK;
}

static enum err
offer_switch(struct api *api, struct api_control *c)
{
	c->options = arena_array(api->a, struct api_option, 3);
	add_option(c, S(""), S("Unknown"));
	add_option(c, S("true"), S("Yes"));
	add_option(c, S("false"), S("No"));
	return OK;
}

static enum err
offer_categories(struct api *api, struct api_control *c)
{
	c->options = arena_array(api->a, struct api_option, EVENT_KINDS + 1);
	add_option(c, S(""), S("any"));
	for (int k = 0; k < EVENT_KINDS; k++)
		if (event_infos[k].since <= api->version)
			add_option(c, event_infos[k].name, event_infos[k].name);
	return OK;
}

static enum err
offer_check_states(struct api *api, struct api_control *c)
{
	c->options = arena_array(api->a, struct api_option, CHECK_STATES + 1);
	add_option(c, S(""), S("any"));
	for (int k = 0; k < CHECK_STATES; k++)
		add_option(c, str_c(check_state_names[k]),
		    str_c(check_state_names[k]));
	return OK;
}

static enum err
offer_nothing(struct api *api, struct api_control *c)
{
	(void)api, (void)c;
	return OK;
}

/* By enum filter_kind. */
static const struct {
	const char *hint; /* of a label: "project (id or link name)" */
	enum err (*offer)(struct api *api, struct api_control *c);
} kinds[] = {
	/* clang-format off */
	[BY_PROJECT]     = { "id or link name", offer_nothing },
	[BY_PERSON]      = { "id or address", offer_nothing },
	[BY_USER]        = { "id or user name", offer_nothing },
	[BY_STATE]       = { NULL, offer_states },
	[BY_ID]          = { "id", offer_nothing },
	[BY_ACTOR]       = { "id of a user", offer_nothing },
	[BY_BOOL]        = { NULL, offer_switch },
	[BY_TEXT]        = { NULL, offer_nothing },
	[BY_HASH]        = { NULL, offer_nothing },
	[BY_MSGID]       = { NULL, offer_nothing },
	[BY_CHECK_STATE] = { NULL, offer_check_states },
	[BY_CATEGORY]    = { NULL, offer_categories },
	[BY_SINCE]       = { NULL, offer_nothing },
	[BY_BEFORE]      = { NULL, offer_nothing },
	[BY_MAIL_SINCE]  = { NULL, offer_nothing },
	[BY_MAIL_BEFORE] = { NULL, offer_nothing },
	/* clang-format on */
};

static struct str
label_of(struct api *api, const struct filter *f)
{
	const char *hint = kinds[f->kind].hint;

	if (f->kind == BY_SINCE || f->kind == BY_MAIL_SINCE)
		return S("Date is greater than or equal to");
	if (f->kind == BY_BEFORE || f->kind == BY_MAIL_BEFORE)
		return S("Date is less than");
	if (hint == NULL)
		return str_c(f->name);
	return str_f(api->a, "%s (%s)", f->name, hint);
}

static enum err
add_control(struct api *api, const struct filter *f, struct api_filters *out)
{
	const struct field_value *last =
	    request_query(api->c->rq, str_c(f->name));
	struct api_control *c = &out->controls[out->ncontrols++];
	enum err e;

	*c = (struct api_control){ .name = str_c(f->name),
		.label = label_of(api, f),
		.value = last != NULL ? last->value : S("") };
	if ((e = kinds[f->kind].offer(api, c)) != OK)
		return e;
	mark_selected(api, c);
	out->any = out->any || c->value.n > 0;
	return OK;
}

static bool
is_control(const struct api_filters *f, struct str name)
{
	for (size_t i = 0; i < f->ncontrols; i++)
		if (str_eq(f->controls[i].name, name))
			return true;
	return f->searches && str_eq(name, S("q"));
}

/* All else of the query but the page, which another selection has not. */
static void
add_hidden(struct api *api, struct api_filters *out)
{
	const struct field_values *q = &api->c->rq->query;

	out->hidden = arena_array(api->a, struct api_hidden, q->n + 1);
	for (size_t i = 0; i < q->n; i++)
		if (!is_control(out, q->v[i].name) &&
		    !str_eq(q->v[i].name, S("page")))
			out->hidden[out->nhidden++] =
			    (struct api_hidden){ q->v[i].name, q->v[i].value };
}

static void
add_order(struct api *api, struct str name, bool down, struct str now,
    struct api_filters *out)
{
	struct str value =
	    str_f(api->a, "%s%.*s", down ? "-" : "", STR_ARG(name));
	struct str query = pages_query(
	    api->a, &api->c->rq->query, S("order"), value, S("page"));

	out->orders[out->norders++] = (struct api_link){
		.text = str_f(api->a, "%.*s - %s", STR_ARG(name),
		    down ? "descending" : "ascending"),
		.url = str_f(api->a, "%.*s%.*s", STR_ARG(api->c->rq->path),
		    STR_ARG(query)),
		.curr = str_eq(value, now),
	};
}

/* The first order that the request asks for, or the default. */
static struct str
present_order(struct api *api, const struct lister *l)
{
	const struct field_value *f = request_query(api->c->rq, S("order"));
	struct ordering o = order_parse(
	    l->orders, *l->norders, f != NULL ? f->value : S(""), l->down);

	return str_f(api->a, "%s%s", o.v[0].down ? "-" : "", o.v[0].by->name);
}

static void
add_orders(struct api *api, const struct lister *l, struct api_filters *out)
{
	struct str now = present_order(api, l);

	out->orders = arena_array(api->a, struct api_link, 2 * *l->norders);
	for (size_t i = 0; i < *l->norders; i++) {
		add_order(api, str_c(l->orders[i].name), false, now, out);
		add_order(api, str_c(l->orders[i].name), true, now, out);
	}
}

enum err
browse_read_filters(struct api *api, struct api_filters *out)
{
	const struct lister *l = api->endpoint->list;
	const struct field_value *q = request_query(api->c->rq, S("q"));
	enum err e;

	out->controls =
	    arena_array(api->a, struct api_control, l->filters->n + 1);
	for (size_t i = 0; i < l->filters->n; i++)
		if (l->filters->v[i].since <= api->version &&
		    (e = add_control(api, &l->filters->v[i], out)) != OK)
			return e;
	out->searches = l->nsearch > 0;
	out->q = q != NULL ? q->value : S("");
	out->any = out->any || (out->searches && out->q.n > 0);
	add_hidden(api, out);
	add_orders(api, l, out);
	return OK;
}
