/*
 * Every request to the API goes through here, in the order that clients know
 * (spec/rest-api.md 6.2): negotiation, who is asking, may they at all, is
 * there such a method, is there such a row, may they with it; then what was
 * sent is read, checked and written (write.h). What is refused is answered in
 * the form that was negotiated.
 */
#include "api/engine.h"

#include "api/browse.h"
#include "api/endpoint.h"
#include "api/gather.h"
#include "api/long.h"
#include "api/options.h"
#include "api/pages.h"
#include "api/show.h"
#include "api/write.h"
#include "site/access.h"

enum { PAGE_INDENT = 4 };

enum err
engine_missing(const struct entity *e)
{
	return err_set(
	    ERR_NOT_FOUND, "No %s matches the given query.", e->noun);
}

static bool
is_safe(enum method m)
{
	return (m & (GET | HEAD | OPTIONS)) != 0;
}

/* As JSON holds it, without quotes. */
static struct str
escape(struct arena *a, struct str text)
{
	struct json j;
	struct buf b;

	buf_init(&b, a, LIMIT_RESPONSE);
	json_init(&j, &b, 0);
	json_str(&j, text);
	return str_sub(buf_str(&b), 1, b.n - 2);
}

static struct api *
open_api(struct ctx *c)
{
	struct api *api = arena_new(c->a, struct api);

	api->c = c;
	api->a = c->a;
	api->endpoint = c->route->arg;
	api->version = c->version;
	api->base = escape(c->a, ctx_base_url(c));
	api->root = c->versioned
	    ? str_f(c->a, "%.*s/api/%d.%d/", STR_ARG(api->base),
		  c->version / 10, c->version % 10)
	    : str_f(c->a, "%.*s/api/", STR_ARG(api->base));
	api->suffix = negotiate_suffix(c->rq);
	gather_init(api);
	return api;
}

static struct refusal
no_method(struct api *api)
{
	return (struct refusal){ .status = 405,
		.detail = str_f(api->a, "Method \"%.*s\" not allowed.",
		    STR_ARG(api->c->rq->method_name)) };
}

enum err
engine_find(struct api *api, void **row)
{
	const struct endpoint *ep = api->endpoint;
	size_t size;
	enum err e;

	*row = api->row = NULL;
	api->found = false;
	if (ep->find != NULL && ep->where == ITEM) {
		size = ep->size != 0 ? ep->size : ep->shape->entity->size;
		api->row = arena_zalloc(api->a, 1, size);
	}
	if (ep->find != NULL && (e = ep->find(api, api->row)) != OK)
		return e;
	api->found = true;
	*row = api->row;
	return OK;
}

static enum err
show_item(struct api *api)
{
	const struct shape *s = api->endpoint->shape;
	void *row;
	enum err e;

	if ((e = engine_find(api, &row)) != OK ||
	    (e = gather(api, s, ITEM, row, 1, s->entity->size)) != OK)
		return e;
	show_row(api, s, ITEM, row);
	return OK;
}

static void
make_link(struct api *api)
{
	struct ctx *c = api->c;
	struct buf url;

	buf_init(&url, api->a, LIMIT_RESPONSE);
	buf_add(&url, api->root);
	buf_add(&url, path_fill(api->a, c->route->path, c->args, c->nargs));
	api->link =
	    pages_link(api->a, buf_str(&url), &c->rq->query, &api->paging);
}

static bool
searches_nul(struct api *api)
{
	const struct field_value *q = request_query(api->c->rq, S("q"));

	return q != NULL && q->had_nul;
}

/* A page that can be held. ERR_TOO_BIG: more than LIMIT_LIST_HELD. */
static enum err
show_held(struct api *api)
{
	const struct lister *l = api->endpoint->list;
	const struct shape *s = api->endpoint->shape;
	struct rows rows = { NULL, 0 };
	size_t size = s->entity->size;
	enum err e;

	if (l->listing->size.p != NULL)
		return long_show(api, LIMIT_ROWS_PAGE, LIMIT_LIST_HELD);
	if ((e = lister_read(api, l, &rows)) != OK ||
	    (e = gather(api, s, LIST, rows.v, rows.n, size)) != OK)
		return e;
	json_begin_array(&api->j);
	for (size_t i = 0; i < rows.n; i++) {
		if (api->j.out->n > LIMIT_LIST_HELD)
			return err_set(ERR_TOO_BIG, "the list is too large");
		show_row(api, s, LIST, (const char *)rows.v + i * size);
	}
	json_end_array(&api->j);
	return OK;
}

/* By pieces: to a program as it reads, while a page to look at is whole. */
static enum err
show_long(struct api *api, size_t most)
{
	return api->form.html ? long_show(api, most, LIMIT_RESPONSE)
			      : long_begin(api, most);
}

/* What most lists take, one read, and what is safe with any. */
static enum err
show_page(struct api *api)
{
	struct api start = *api;
	struct arena_mark mark = arena_mark(api->a);
	enum err e;

	if (lister_is_long(api))
		return show_long(api, LIMIT_ROWS_PAGE);
	if ((e = show_held(api)) != ERR_TOO_BIG)
		return e;
	/* A stream keeps the arena as long as its client reads. */
	*api = start;
	arena_reset(api->a, mark);
	buf_init(api->j.out, api->a, LIMIT_RESPONSE);
	return show_long(api, 1);
}

static enum err
show_list(struct api *api, struct refusal *no)
{
	void *row;
	enum err e;

	if ((e = engine_find(api, &row)) != OK)
		return e;
	if (searches_nul(api)) {
		*no = (struct refusal){ 400,
			S("Null characters are not allowed."), true };
		return OK;
	}
	if ((e = show_page(api)) == OK)
		make_link(api);
	return e;
}

/* Whether the caller may do what the method does to the row of the path. */
static enum err
may_change(struct api *api, unsigned method, void **row)
{
	const struct endpoint *ep = api->endpoint;
	struct parties parties = { .project = 0 };
	enum err e;

	*row = api->row;
	if (!api->found && (e = engine_find(api, row)) != OK)
		return e;
	if (!(ep->right.methods & method))
		return OK;
	if ((e = ep->parties(api, *row, &parties)) != OK)
		return e;
	return access_require(api->c, ep->right.perm, &parties);
}

enum err
engine_may(struct api *api, unsigned method, bool *out)
{
	const struct endpoint *ep = api->endpoint;
	void *row;
	enum err e = OK;

	*out = false;
	if (!(api->c->route->methods & method) ||
	    api->version < ep->writes_since)
		return OK;
	if (ep->early.methods & method)
		e = access_require(api->c, ep->early.perm, NULL);
	if (e == OK)
		e = may_change(api, method, &row);
	*out = e == OK;
	return e == ERR_DENIED || e == ERR_NOT_FOUND ? OK : e;
}

/* What OPTIONS says that could be sent: POST to a list that has it, PUT to a
 * row that is there. Checks are offered to everybody (5). */
static enum err
may_offer(struct api *api, unsigned *method)
{
	const struct endpoint *ep = api->endpoint;
	unsigned all = api->c->route->methods;
	void *row;
	enum err e;

	*method = 0;
	if (api->version < ep->writes_since)
		return OK;
	if (all & POST) {
		e = ep->early.methods & POST
		    ? access_require(api->c, ep->early.perm, NULL)
		    : OK;
		*method = e == OK ? POST : 0;
	} else if (all & PUT) {
		e = may_change(api, PUT, &row);
		*method = e == OK ? PUT : 0;
	} else {
		return OK;
	}
	return e == ERR_DENIED || e == ERR_NOT_FOUND ? OK : e;
}

static enum err
show_options(struct api *api)
{
	unsigned method;
	enum err e;

	if ((e = may_offer(api, &method)) != OK)
		return e;
	options_show(&api->j, api->endpoint, method);
	return OK;
}

static enum err
change(struct api *api, struct response *rs, struct refusal *no)
{
	void *row;
	enum err e = may_change(api, api->c->rq->method, &row);

	return e == OK ? write_answer(api, row, rs, no) : e;
}

/* Shows what was asked for, or says why not. */
static enum err
answer(struct api *api, struct response *rs, struct refusal *no)
{
	const struct endpoint *ep = api->endpoint;
	enum method m;
	unsigned methods = api->c->route->methods | HEAD | OPTIONS;
	enum err e;

	if ((e = access_identify(api->c, rs)) != OK)
		return e;
	browse_take_form(api);
	m = api->c->rq->method;
	if (!is_safe(m) && api->version < ep->writes_since) {
		*no = no_method(api);
		return OK;
	}
	if ((e = access_require(api->c, ep->enter, NULL)) != OK)
		return e;
	if ((ep->early.methods & m) &&
	    (e = access_require(api->c, ep->early.perm, NULL)) != OK)
		return e;
	if (!(methods & m)) {
		*no = no_method(api);
		return OK;
	}
	if (m == OPTIONS)
		return show_options(api);
	if (!is_safe(m))
		return change(api, rs, no);
	if (ep->shape == NULL) {
		ep->document(api);
		return OK;
	}
	return ep->where == LIST ? show_list(api, no) : show_item(api);
}

static void
write_refusal(struct api *api, const struct refusal *no)
{
	struct json *j = &api->j;

	if (no->status == 400 && api->faults.n > 0) {
		write_show_faults(j, &api->faults);
		return;
	}
	if (no->bare) {
		json_begin_array(j);
		json_str(j, no->detail);
		json_end_array(j);
		return;
	}
	json_begin_object(j);
	json_key(j, S("detail"));
	json_str(j, no->detail);
	json_end_object(j);
}

/* Before a form was chosen. */
static void
refuse_form(struct api *api, struct response *rs, int status)
{
	struct refusal no = { .status = status, .detail = S("Not found.") };

	if (status == 406)
		no.detail = S("Could not satisfy the request Accept header.");
	response_header(rs, "Vary", S("Accept"));
	rs->status = status;
	rs->type = S("application/json");
	json_init(&api->j, &rs->body, 0);
	write_refusal(api, &no);
}

/* The answer as JSON into out; the status is that of rs. */
static enum err
write_json(struct api *api, struct response *rs, struct buf *out, int indent)
{
	struct refusal no = { .status = 0 };
	enum err e;

	buf_init(out, api->a, LIMIT_RESPONSE);
	json_init(&api->j, out, indent);
	e = answer(api, rs, &no);
	if (e != OK && site_status(e) >= 500)
		return e;
	if (e != OK)
		no = (struct refusal){ .status = site_status(e),
			.detail = str_dup(api->a, str_c(err_message())) };
	if (no.status != 0) {
		api->refused = no.detail;
		rs->status = no.status;
		buf_init(out, api->a, LIMIT_RESPONSE);
		json_init(&api->j, out, indent);
		write_refusal(api, &no);
	}
	return OK;
}

enum err
engine_answer(struct ctx *c, struct response *rs)
{
	struct api *api = open_api(c);
	int refused = api->endpoint->bare ? 0 : negotiate(c->rq, &api->form);
	struct buf json;
	enum err e;

	response_header(rs, "Allow", site_allow(c->a, c->route->methods));
	if (refused != 0) {
		refuse_form(api, rs, refused);
		return OK;
	}
	response_header(rs, "Vary", S("Accept, Cookie"));
	if (api->form.html) {
		if ((e = write_json(api, rs, &json, PAGE_INDENT)) != OK)
			return e;
		e = browse_write(api, rs, &json);
		/* The page says what came of it, and has to be shown. */
		rs->status = rs->status == 204 ? 200 : rs->status;
	} else {
		rs->type = S("application/json");
		e = write_json(api, rs, &rs->body, api->form.indent);
		rs->stream = api->stream;
		if (rs->status == 204)
			rs->type = (struct str){ NULL, 0 };
	}
	if (e == OK && api->location.n > 0)
		response_header(rs, "Location", api->location);
	if (e == OK && api->link.n > 0)
		response_header(rs, "Link", api->link);
	return e;
}
