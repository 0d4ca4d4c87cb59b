/*
 * Bodies of writes. JSON is read by jansson: the last of equal keys wins,
 * numbers are finite, text is UTF-8, and a NUL in it is told to whoever reads
 * the field. Its reader recurses, so how deep a body goes is counted before.
 */
#include "api/body.h"

#include <jansson.h>
#include <stdio.h>

#include "base/utf8.h"

enum { SHOWN = 255 };

/* Brackets within brackets, outside of texts. */
static bool
is_too_deep(struct str s)
{
	bool quoted = false;
	int depth = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (quoted) {
			quoted = c != '"';
			i += c == '\\';
		} else if (c == '"') {
			quoted = true;
		} else if (c == '[' || c == '{') {
			if (++depth > LIMIT_JSON_DEPTH)
				return true;
		} else if (c == ']' || c == '}') {
			depth--;
		}
	}
	return false;
}

static struct given
make_text(struct str text, bool had_nul)
{
	return (struct given){
		.type = GIVEN_TEXT, .text = text, .had_nul = had_nul
	};
}

static struct given
from_json(const json_t *v)
{
	struct given g = { .type = GIVEN_NONE, .json = v };
	struct str text;

	switch (json_typeof(v)) {
	case JSON_OBJECT:
		g.type = GIVEN_DICT;
		break;
	case JSON_ARRAY:
		g.type = GIVEN_LIST;
		break;
	case JSON_STRING:
		text = str_n(json_string_value(v), json_string_length(v));
		return make_text(text, str_find_char(text, '\0') < text.n);
	case JSON_INTEGER:
		g.type = GIVEN_INT;
		g.number = json_integer_value(v);
		break;
	case JSON_REAL:
		g.type = GIVEN_FLOAT;
		g.real = json_real_value(v);
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		g.type = GIVEN_BOOL;
		g.number = json_is_true(v);
		break;
	case JSON_NULL:
		break;
	}
	return g;
}

static int
refuse_json(struct arena *a, const json_error_t *at, struct str *detail)
{
	struct str text = utf8_clean(a, str_c(at->text));

	*detail =
	    str_f(a, "JSON parse error - %.*s: line %d column %d (char %d)",
		STR_ARG(text), at->line, at->column, at->position);
	return 400;
}

static int
open_json(const struct request *rq, struct body *out, struct str *detail)
{
	json_error_t error = { .line = 1 };

	if (is_too_deep(rq->body)) {
		snprintf(error.text, sizeof(error.text), "Nested too deeply");
		return refuse_json(rq->a, &error, detail);
	}
	out->json = json_loadb(
	    rq->body.p, rq->body.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
	if (out->json == NULL)
		return refuse_json(rq->a, &error, detail);
	out->root = from_json(out->json);
	return 0;
}

static int
open_form(const struct request *rq, bool multipart, struct body *out,
    struct str *detail)
{
	enum err e;

	if (rq->body.n == 0)
		return 0;
	e = multipart ? form_parse_multipart(
			    rq->a, rq->content_type, rq->body, &out->form)
		      : form_parse_urlencoded(rq->a, rq->body, &out->form);
	if (e == OK)
		return 0;
	*detail = str_f(rq->a, "%s%s",
	    e == ERR_INVALID ? "Multipart form parse error - " : "",
	    err_message());
	return 400;
}

int
body_open(const struct request *rq, struct body *out, struct str *detail)
{
	struct str type = rq->content_type, rest;
	bool multipart;

	(void)str_cut(type, ';', &type, &rest);
	type = str_trim(type);
	multipart = str_eq_nocase(type, S("multipart/form-data"));
	*out = (struct body){ .root = { .type = GIVEN_DICT } };
	if (multipart ||
	    str_eq_nocase(type, S("application/x-www-form-urlencoded"))) {
		out->is_form = true;
		out->root.form = &out->form;
		return open_form(rq, multipart, out, detail);
	}
	if (rq->body.n == 0)
		return 0;
	if (str_eq_nocase(type, S("application/json")))
		return open_json(rq, out, detail);
	*detail = str_f(rq->a, "Unsupported media type \"%.*s\" in request.",
	    STR_ARG(utf8_clean(rq->a, rq->content_type)));
	return 415;
}

void
body_close(struct body *b)
{
	json_decref(b->json);
	b->json = NULL;
}

/* "prefix" and the name are all of it, or its beginning before a dot. */
static bool
is_named(const struct given *dict, struct str field, struct str name, bool dot)
{
	if (!str_starts(field, dict->prefix))
		return false;
	field = str_from(field, dict->prefix.n);
	if (!dot)
		return str_eq(field, name);
	return str_starts(field, name) &&
	    str_starts(str_from(field, name.n), S("."));
}

/* The prefix of a dict is borrowed from a name of the form. */
static bool
find_in_form(const struct given *dict, struct str name, enum given_type as,
    struct given *out)
{
	const struct field_values *form = dict->form;
	struct given g = { .type = as, .form = form };
	size_t length = dict->prefix.n + name.n;

	for (size_t i = form->n; i-- > 0;) {
		const struct field_value *f = &form->v[i];

		if (!is_named(dict, f->name, name, as == GIVEN_DICT))
			continue;
		g.prefix =
		    str_sub(f->name, 0, as == GIVEN_DICT ? length + 1 : length);
		*out = as == GIVEN_TEXT ? make_text(f->value, f->had_nul) : g;
		return true;
	}
	return false;
}

bool
given_find(const struct given *dict, const char *name, enum given_type as,
    struct given *out)
{
	const json_t *v;

	if (dict->form != NULL)
		return find_in_form(dict, str_c(name), as, out);
	if (dict->json == NULL)
		return false;
	v = json_object_get(dict->json, name);
	if (v != NULL)
		*out = from_json(v);
	return v != NULL;
}

/* The values of one name; all but the last stand before it. */
static size_t
count_in_form(
    const struct given *list, size_t upto, const struct field_value **f)
{
	const struct field_values *form = list->form;
	size_t n = 0;

	for (size_t i = 0; i < form->n && n < upto; i++) {
		if (!str_eq(form->v[i].name, list->prefix))
			continue;
		*f = &form->v[i];
		n++;
	}
	return n;
}

size_t
given_count(const struct given *list)
{
	const struct field_value *last;

	return list->form != NULL ? count_in_form(list, SIZE_MAX, &last)
				  : json_array_size(list->json);
}

struct given
given_at(const struct given *list, size_t i)
{
	const struct field_value *f = NULL;

	if (list->form == NULL)
		return from_json(json_array_get(list->json, i));
	count_in_form(list, i + 1, &f);
	return make_text(f->value, f->had_nul);
}

const char *
given_type_name(const struct given *g)
{
	static const char *const names[] = {
		[GIVEN_NONE] = "NoneType",
		[GIVEN_BOOL] = "bool",
		[GIVEN_INT] = "int",
		[GIVEN_FLOAT] = "float",
		[GIVEN_TEXT] = "str",
		[GIVEN_LIST] = "list",
		[GIVEN_DICT] = "dict",
	};

	return names[g->type];
}

/* 15 digits: as it was written, unless with more of them. */
static struct str
write_real(struct arena *a, double v)
{
	struct str text = str_f(a, "%.15g", v);
	bool whole = str_find_char(text, '.') == text.n &&
	    str_find_char(text, 'e') == text.n;

	return whole ? str_f(a, "%.*s.0", STR_ARG(text)) : text;
}

struct str
given_text(struct arena *a, const struct given *g)
{
	switch (g->type) {
	case GIVEN_BOOL:
		return g->number != 0 ? S("True") : S("False");
	case GIVEN_INT:
		return str_f(a, "%lld", (long long)g->number);
	case GIVEN_FLOAT:
		return write_real(a, g->real);
	case GIVEN_TEXT:
		return utf8_clean(a, utf8_cut(g->text, SHOWN));
	default:
		return str_c(given_type_name(g));
	}
}
