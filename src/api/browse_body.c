/*
 * What a form of the page stands for. A browser sends GET and POST alone, and
 * no JSON, and the pages have to work without script; so each form is a POST
 * that says in _method what is meant, and holds either the fields of a row,
 * or in _content and _content_type a body as a program would send it. From
 * here on it is the request of such a program.
 *
 * Nobody else can do that (spec/rest-api.md 6.2 knows no override): what
 * changes something must come from a browser whose session and CSRF value
 * were good, and ask for a page.
 */
#include "api/browse.h"
#include "api/endpoint.h"
#include "api/write_row.h"
#include "site/form.h"

const char *const browse_content_types[CONTENT_TYPES] = {
	"application/json",
	"application/x-www-form-urlencoded",
	"multipart/form-data",
};

/* Ids set apart by blanks or commas. */
static void
write_ids(struct json *j, struct str text)
{
	size_t end;

	json_begin_array(j);
	for (; text.n > 0; text = str_from(text, end + 1)) {
		for (end = 0; end < text.n && text.p[end] != ',' &&
		     !char_is_blank(text.p[end]);)
			end++;
		if (end > 0)
			json_str(j, str_sub(text, 0, end));
	}
	json_end_array(j);
}

/* A box that is not ticked is not sent. What may be nothing is nothing where
 * its control is empty, so that a form that was only sent changes nothing. */
static void
write_field(struct api *api, struct json *j, const struct field *within,
    const struct field *f)
{
	const struct write *w = f->write;
	struct str text = browse_sent(api, within, f);

	if (w->type == W_BOOLEAN && text.p == NULL)
		text = S("false");
	if (text.p == NULL)
		return;
	json_key(j, str_c(f->name));
	if (w->type == W_IDS)
		write_ids(j, text);
	else if (text.n == 0 && (w->flags & NULLABLE))
		json_none(j);
	else
		json_str(j, text);
}

/* The controls that browse_controls.c makes, as JSON. An object is there even
 * where the version shows nothing of it: writing asks for it. */
static struct str
write_fields(struct api *api)
{
	struct fields fields = api->endpoint->shape->full;
	struct json j;
	struct buf b;

	buf_init(&b, api->a, LIMIT_RESPONSE);
	json_init(&j, &b, 0);
	json_begin_object(&j);
	for (size_t i = 0; i < fields.n; i++) {
		const struct field *f = &fields.v[i];

		if (f->write == NULL)
			continue;
		if (f->kind != K_OBJECT) {
			if (browse_has_control(api, f))
				write_field(api, &j, NULL, f);
			continue;
		}
		json_key(&j, str_c(f->name));
		json_begin_object(&j);
		for (size_t k = 0; k < f->write->nfields; k++)
			if (browse_has_control(api, &f->write->fields[k]))
				write_field(api, &j, f, &f->write->fields[k]);
		json_end_object(&j);
	}
	json_end_object(&j);
	return buf_str(&b);
}

/* Parts are set apart by their first line, which a header would have told. */
static struct str
with_boundary(struct arena *a, struct str type, struct str content)
{
	struct str line;

	if (!str_eq_nocase(type, S("multipart/form-data")) ||
	    !str_line(&content, &line) || !str_starts(line, S("--")))
		return type;
	return str_f(a, "%.*s; boundary=\"%.*s\"", STR_ARG(type),
	    STR_ARG(str_trim(str_from(line, 2))));
}

static void
take_content(struct ctx *c, struct request *as)
{
	struct str type = form_value(c, S(CONTENT_TYPE_FIELD));
	struct str content = form_value(c, S(CONTENT_FIELD));

	as->content_type = with_boundary(c->a, type, content);
	as->body = content.p == NULL ? S("") : content;
	/* The line break at the end is the text area's. */
	if (str_eq_nocase(type, S("application/x-www-form-urlencoded")))
		as->body = str_trim(as->body);
}

void
browse_take_form(struct api *api)
{
	struct ctx *c = api->c;
	struct str name;
	struct request *as;
	enum method m;

	if (!api->form.html || c->rq->method != POST)
		return;
	if (form_fields(c)->n > 0)
		api->sent = form_fields(c);
	name = form_value(c, S(METHOD_FIELD));
	if (name.p == NULL)
		return;
	m = method_parse(name);
	if (m != OPTIONS &&
	    (!(m & (POST | PUT | PATCH | DELETE)) || c->access.session.n == 0))
		return;
	as = arena_new(c->a, struct request);
	*as = *c->rq;
	as->method = m;
	as->method_name = name;
	as->body = S("");
	as->content_type = S("application/json");
	if ((m & (POST | PUT | PATCH)) && api->endpoint->shape != NULL) {
		if (form_value(c, S(CONTENT_TYPE_FIELD)).p != NULL)
			take_content(c, as);
		else
			as->body = write_fields(api);
	}
	c->rq = as;
}
