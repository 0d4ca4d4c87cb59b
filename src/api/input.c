/*
 * From a body to a change: field by field in the order of the shape, each by
 * its write row. A resource adds a function only for a value of a form of its
 * own, and a check only for what no row can say.
 */
#include "api/input.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "api/endpoint.h"
#include "site/access.h"

static void
add_fault(
    struct api *api, const char *within, const char *field, struct str text)
{
	struct faults *all = &api->faults;

	if (all->n < COUNT(all->v))
		all->v[all->n++] = (struct fault){ within, field, text };
}

void
input_fault(struct input *in, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	add_fault(in->api, in->within, in->field->name,
	    str_dup(in->api->a, str_c(text)));
}

void
input_fault_of(struct api *api, const char *field, struct str text)
{
	add_fault(api, NULL, field, text);
}

static bool
is_empty_text(const struct given *g)
{
	return g->type == GIVEN_TEXT && g->text.n == 0 && !g->had_nul;
}

/* What a form has to be seen as. */
static enum given_type
seen_as(const struct write *w)
{
	switch (w->type) {
	case W_IDS:
		return GIVEN_LIST;
	case W_OBJECT:
		return GIVEN_DICT;
	default:
		return GIVEN_TEXT;
	}
}

/* A switch or a number that was left empty in a form was left out. */
static bool
is_left_out(const struct input *in)
{
	const struct write *w = in->field->write;

	return in->is_form && (w->type == W_BOOLEAN || w->type == W_INTEGER) &&
	    !(w->flags & NULLABLE) && is_empty_text(&in->given);
}

static bool
find_given(struct input *in, const struct given *dict)
{
	static const struct given no = { .type = GIVEN_BOOL };
	const struct write *w = in->field->write;

	if (given_find(dict, in->field->name, seen_as(w), &in->given))
		return !is_left_out(in);
	if (!in->is_form || !(w->flags & FORM_FALSE) ||
	    in->api->c->rq->method != PUT)
		return false;
	in->given = no;
	return true;
}

/* Empty text is no id, neither in JSON nor in a form. */
static bool
is_null(const struct input *in)
{
	return in->given.type == GIVEN_NONE ||
	    (is_empty_text(&in->given) && in->field->write->type == W_ID) ||
	    (is_empty_text(&in->given) && in->field->write->type == W_BOOLEAN &&
		(in->field->write->flags & NULLABLE));
}

static enum err
read_value(struct input *in, void *at)
{
	const struct write *w = in->field->write;

	if (w->read != NULL)
		return w->read(in, at);
	if (!is_null(in))
		return input_read_value(in, at);
	if (w->flags & NULLABLE)
		input_clear(w, at);
	else
		input_fault(in, "This field may not be null.");
	return OK;
}

/* The value of a field that has no fields of its own. */
static enum err
read_one(struct input *in, void *change)
{
	const struct write *w = in->field->write;
	size_t before = in->api->faults.n;
	void *at = (char *)change + w->at;
	unsigned *mask = change;
	enum err e;

	if ((e = read_value(in, at)) != OK)
		return e;
	if (in->api->faults.n == before && w->check != NULL &&
	    (e = w->check(in, at)) != OK)
		return e;
	if (in->api->faults.n == before)
		*mask |= w->bit;
	return OK;
}

/* Sets in->given; false if there is nothing to read. */
static bool
take(struct input *in, const struct given *dict)
{
	const struct field *f = in->field;
	bool there = find_given(in, dict);

	if (!there && (f->write->flags & REQUIRED) &&
	    in->api->c->rq->method != PATCH)
		input_fault(in, "This field is required.");
	return there &&
	    (!(f->write->flags & GATED) || f->since <= in->api->version);
}

static enum err
read_object(struct input *in, void *change)
{
	const struct write *w = in->field->write;
	const struct given dict = in->given;
	struct input inner = *in;
	enum err e;

	if (dict.type == GIVEN_NONE) {
		input_fault(in, "This field may not be null.");
		return OK;
	}
	if (dict.type != GIVEN_DICT) {
		add_fault(in->api, in->field->name, "detail",
		    str_f(in->api->a,
			"Invalid data. Expected a dictionary, but got %s.",
			given_type_name(&dict)));
		return OK;
	}
	inner.within = in->field->name;
	for (size_t i = 0; i < w->nfields; i++) {
		inner.field = &w->fields[i];
		if (take(&inner, &dict) && (e = read_one(&inner, change)) != OK)
			return e;
	}
	return OK;
}

static enum err
read_field(struct input *in, const struct given *dict, void *change)
{
	if (!take(in, dict))
		return OK;
	return in->field->write->type == W_OBJECT ? read_object(in, change)
						  : read_one(in, change);
}

/* What has to be there before anything else is looked at. */
static bool
is_missing(struct input *in, const struct given *dict)
{
	const char *text = in->field->write->missing;

	if (text == NULL ||
	    (find_given(in, dict) && !is_empty_text(&in->given)))
		return false;
	input_fault(in, "%s", text);
	return true;
}

static bool
is_dict(struct api *api, const struct given *root)
{
	if (root->type == GIVEN_DICT)
		return true;
	input_fault_of(api, "detail",
	    root->type == GIVEN_NONE
		? S("No data provided")
		: str_f(api->a,
		      "Invalid data. Expected a dictionary, but got %s.",
		      given_type_name(root)));
	return false;
}

enum err
input_read(struct api *api, const void *row, const struct body *b, void *change)
{
	struct fields all = api->endpoint->shape->full;
	struct input in = { .api = api, .row = row, .is_form = b->is_form };
	enum err e;

	if (!is_dict(api, &b->root))
		return OK;
	for (size_t i = 0; i < all.n; i++) {
		in.field = &all.v[i];
		if (in.field->write != NULL && is_missing(&in, &b->root))
			return OK;
	}
	for (size_t i = 0; i < all.n; i++) {
		in.field = &all.v[i];
		if (in.field->write != NULL &&
		    (e = read_field(&in, &b->root, change)) != OK)
			return e;
	}
	return OK;
}

/* The row of the path, then whom else the value names. */
static enum err
allow_field(
    struct api *api, const void *row, const struct write *w, const void *change)
{
	struct parties own, *others = NULL;
	size_t n = 0;
	enum err e;

	if ((e = api->endpoint->parties(api, row, &own)) != OK ||
	    (e = access_require(api->c, w->may, &own)) != OK)
		return e;
	if (w->others != NULL &&
	    (e = w->others(
		 api, row, (const char *)change + w->at, &others, &n)) != OK)
		return e;
	for (size_t i = 0; i < n; i++)
		if ((e = access_require(api->c, w->may, &others[i])) != OK)
			return e;
	return OK;
}

enum err
input_allow(struct api *api, const void *row, const void *change)
{
	struct fields all = api->endpoint->shape->full;
	unsigned mask;
	enum err e;

	memcpy(&mask, change, sizeof(mask));
	for (size_t i = 0; i < all.n; i++) {
		const struct write *w = all.v[i].write;

		if (w != NULL && w->may != CAN_READ && (mask & w->bit) &&
		    (e = allow_field(api, row, w, change)) != OK)
			return e;
	}
	return OK;
}
