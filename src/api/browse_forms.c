/*
 * Forms for who may write: the controls of the fields that may be written, and
 * a text area with the same as JSON. What was sent and refused is shown again,
 * with what is wrong with it.
 */
#include "api/browse.h"

#include "api/endpoint.h"
#include "api/gather.h"
#include "api/options.h"
#include "api/show.h"
#include "api/write_row.h"
#include "site/access.h"

enum { CONTENT_INDENT = 4 };

/* Some fields ask for more than their row does. */
static enum err
may_write(struct api *api, const struct field *f, bool *out)
{
	struct parties parties = { .project = 0 };
	enum err e;

	*out = browse_has_control(api, f) &&
	    (f->when == NULL || f->when(api, api->row));
	if (!*out || f->write->may == 0)
		return OK;
	if ((e = api->endpoint->parties(api, api->row, &parties)) != OK)
		return e;
	return access_can(api->c, f->write->may, &parties, out);
}

static enum err
add_group(struct api *api, const struct field *within, struct fields fields,
    bool again, struct api_form *form)
{
	struct api_group *g = &form->groups[form->ngroups++];
	bool may;
	enum err e;

	g->inputs = arena_array(api->a, struct api_input, fields.n + 1);
	if (within != NULL)
		g->legend = options_label(api->a, within->name);
	for (size_t i = 0; i < fields.n; i++) {
		const struct field *f = &fields.v[i];

		if (f->kind == K_OBJECT)
			continue;
		if ((e = may_write(api, f, &may)) != OK ||
		    (may &&
			(e = browse_add_control(api, within, f, again, g)) !=
			    OK))
			return e;
	}
	return OK;
}

static enum err
add_groups(struct api *api, bool again, struct api_form *form)
{
	struct fields fields = api->endpoint->shape->full;
	bool may;
	enum err e;

	form->groups = arena_array(api->a, struct api_group, fields.n + 1);
	if ((e = add_group(api, NULL, fields, again, form)) != OK)
		return e;
	for (size_t i = 0; i < fields.n; i++) {
		const struct field *f = &fields.v[i];

		if (f->kind != K_OBJECT)
			continue;
		if ((e = may_write(api, f, &may)) != OK)
			return e;
		if (may &&
		    (e = add_group(api, f,
			 (struct fields){ f->write->fields, f->write->nfields },
			 again, form)) != OK)
			return e;
	}
	return OK;
}

/* A value to begin with. */
static void
show_blank(struct json *j, const struct field *f)
{
	const struct write *w = f->write;

	switch (w->type) {
	case W_IDS:
		json_begin_array(j);
		json_end_array(j);
		break;
	case W_ID:
		json_none(j);
		break;
	case W_BOOLEAN:
		json_bool(j, false);
		break;
	default:
		json_str(j, str_c(w->initial != NULL ? w->initial : ""));
	}
}

/* What the row has, or a beginning without one. */
static enum err
show_content(struct api *api, struct json *j)
{
	const struct shape *s = api->endpoint->shape;
	bool may;
	enum err e;

	json_begin_object(j);
	for (size_t i = 0; i < s->full.n; i++) {
		const struct field *f = &s->full.v[i];

		if ((e = may_write(api, f, &may)) != OK)
			return e;
		if (!may)
			continue;
		json_key(j, str_c(f->name));
		if (api->row != NULL)
			show_written(api, s, f, api->row);
		else
			show_blank(j, f);
	}
	json_end_object(j);
	return OK;
}

static enum err
add_content(struct api *api, struct api_form *form)
{
	struct json shown = api->j;
	struct buf b;
	enum err e;

	buf_init(&b, api->a, LIMIT_RESPONSE);
	json_init(&api->j, &b, CONTENT_INDENT);
	e = show_content(api, &api->j);
	api->j = shown;
	form->content = buf_str(&b);
	return e;
}

static void
add_types(struct api *api, struct api_form *form)
{
	struct str sent = browse_sent_as(api, S(CONTENT_TYPE_FIELD));

	form->types = arena_array(api->a, struct api_option, CONTENT_TYPES);
	for (int i = 0; i < CONTENT_TYPES; i++)
		form->types[form->ntypes++] = (struct api_option){
			.value = str_c(browse_content_types[i]),
			.text = str_c(browse_content_types[i]),
			.selected = form->raw &&
			    str_eq(sent, str_c(browse_content_types[i])),
		};
}

static size_t
count_errors(const struct api_form *form)
{
	size_t n = 0;

	for (size_t i = 0; i < form->ngroups; i++)
		for (size_t k = 0; k < form->groups[i].ninputs; k++)
			n += form->groups[i].inputs[k].nerrors;
	return n;
}

/* What no control tells: of the raw form, all; of the other, what is wrong
 * with it as a whole. */
static void
add_form_errors(struct api *api, struct api_form *form)
{
	const struct faults *all = &api->faults;

	form->errors = arena_array(api->a, struct str, all->n + 1);
	for (size_t i = 0; i < all->n && count_errors(form) < all->n; i++) {
		const struct fault *f = &all->v[i];

		form->errors[form->nerrors++] = str_f(api->a, "%s%s%s: %.*s",
		    f->within != NULL ? f->within : "",
		    f->within != NULL ? "." : "", f->field, STR_ARG(f->text));
	}
	if (all->n == 0 && api->refused.p != NULL)
		form->errors[form->nerrors++] = api->refused;
}

static enum err
add_form(struct api *api, int status, struct api_form *form)
{
	struct str content = browse_sent_as(api, S(CONTENT_FIELD));
	bool again = api->sent != NULL && status >= 400;
	enum err e;

	form->raw = again && content.p != NULL;
	add_types(api, form);
	if ((e = add_groups(api, again && !form->raw, form)) != OK)
		return e;
	if (again)
		add_form_errors(api, form);
	if (!form->raw)
		return add_content(api, form);
	form->content = content;
	return OK;
}

/* The values of a row may be relations of it; those that were shown are not
 * asked for again. */
static enum err
gather_row(struct api *api)
{
	const struct shape *s = api->endpoint->shape;

	if (api->row == NULL)
		return OK;
	return gather(api, s, ITEM, api->row, 1, s->entity->size);
}

/* A form needs the session that its request is sent with. Nothing is offered
 * to who may not see the page, and for what is not there (any more). */
enum err
browse_read_form(struct api *api, int status, struct api_page *p)
{
	unsigned method = api->endpoint->where == LIST ? POST : PUT;
	enum err e;

	if (api->endpoint->shape == NULL || api->c->access.session.n == 0 ||
	    status == 403 || status == 404 || status == 204)
		return OK;
	if ((e = engine_may(api, method, &p->writes)) != OK ||
	    (e = engine_may(api, DELETE, &p->deletes)) != OK)
		return e;
	if (!p->writes)
		return OK;
	p->form.method = method == POST ? S("POST") : S("PUT");
	if ((e = gather_row(api)) != OK)
		return e;
	return add_form(api, status, &p->form);
}
