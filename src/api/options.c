/*
 * Fields described for programs and forms, from the same rows that show and
 * write them: all of them, whatever the version of the request.
 */
#include "api/options.h"

static const char *const types[] = {
	[W_FIELD] = "field",
	[W_STRING] = "string",
	[W_BOOLEAN] = "boolean",
	[W_INTEGER] = "integer",
	[W_CHOICE] = "choice",
	[W_URL] = "url",
	[W_SLUG] = "slug",
	[W_ID] = "field",
	[W_IDS] = "field",
	[W_OBJECT] = "nested object",
};

/* Of what is only read. */
static const char *
type_of(const struct field *f)
{
	if (f->write != NULL)
		return types[f->write->type];
	if (str_eq(str_c(f->name), S("id")))
		return "integer";
	if (str_eq(str_c(f->name), S("email")))
		return "email";
	switch (f->kind) {
	case V_STR:
		return "string";
	case V_BOOL:
		return "boolean";
	case V_TIME:
		return "datetime";
	default:
		return "field";
	}
}

struct str
options_label(struct arena *a, const char *name)
{
	static const struct {
		const char *name, *label;
	} others[] = { { "id", "ID" }, { "email", "Email address" } };
	struct str label = str_c(name);
	char *p;

	for (size_t i = 0; i < COUNT(others); i++)
		if (str_eq(label, str_c(others[i].name)))
			return str_c(others[i].label);
	p = arena_alloc(a, label.n + 1);
	for (size_t i = 0; i < label.n; i++)
		p[i] = name[i] == '_' ? ' ' : name[i];
	if (p[0] >= 'a' && p[0] <= 'z')
		p[0] -= 'a' - 'A';
	return str_n(p, label.n);
}

static void
show_choices(struct json *j, const struct names *names)
{
	json_key(j, S("choices"));
	json_begin_array(j);
	for (int64_t i = 0; i < names->n; i++) {
		json_begin_object(j);
		json_key(j, S("value"));
		json_int(j, i);
		json_key(j, S("display_name"));
		json_str(j, str_c(names->v[i]));
		json_end_object(j);
	}
	json_end_array(j);
}

/* How a field is written, without what is in it. */
static void
show_field(struct json *j, const struct field *f)
{
	const struct write *w = f->write;

	json_key(j, S("type"));
	json_str(j, str_c(type_of(f)));
	json_key(j, S("required"));
	json_bool(j, w != NULL && (w->flags & REQUIRED));
	json_key(j, S("read_only"));
	json_bool(j, w == NULL);
	json_key(j, S("label"));
	json_str(j, options_label(j->out->a, f->name));
	if (w == NULL)
		return;
	if (w->help != NULL) {
		json_key(j, S("help_text"));
		json_str(j, str_c(w->help));
	}
	if (w->max > 0 && w->type != W_IDS) {
		json_key(j, S("max_length"));
		json_int(j, w->max);
	}
	if (w->type == W_INTEGER) {
		json_key(j, S("min_value"));
		json_int(j, 0);
		json_key(j, S("max_value"));
		json_int(j, INT32_MAX);
	}
	if (w->names != NULL)
		show_choices(j, w->names);
}

static void
show_children(struct json *j, const struct write *w)
{
	json_key(j, S("children"));
	json_begin_object(j);
	for (size_t i = 0; i < w->nfields; i++) {
		json_key(j, str_c(w->fields[i].name));
		json_begin_object(j);
		show_field(j, &w->fields[i]);
		json_end_object(j);
	}
	json_end_object(j);
}

static void
show_action(struct json *j, const struct endpoint *ep)
{
	struct fields fields = ep->shape->full;

	json_begin_object(j);
	for (size_t i = 0; i < fields.n; i++) {
		const struct field *f = &fields.v[i];

		json_key(j, str_c(f->name));
		json_begin_object(j);
		show_field(j, f);
		if (f->write != NULL && f->write->nfields > 0)
			show_children(j, f->write);
		json_end_object(j);
	}
	json_end_object(j);
}

static void
show_list(struct json *j, const char *name, const char *const *v, size_t n)
{
	json_key(j, str_c(name));
	json_begin_array(j);
	for (size_t i = 0; i < n; i++)
		json_str(j, str_c(v[i]));
	json_end_array(j);
}

void
options_show(struct json *j, const struct endpoint *ep, unsigned method)
{
	static const char *const renders[] = { "application/json",
		"text/html" };
	static const char *const parses[] = { "application/json",
		"application/x-www-form-urlencoded", "multipart/form-data" };

	json_begin_object(j);
	json_key(j, S("name"));
	json_str(j, str_c(ep->name));
	json_key(j, S("description"));
	json_str(j, str_c(ep->description));
	show_list(j, "renders", renders, COUNT(renders));
	show_list(j, "parses", parses, COUNT(parses));
	if (method != 0) {
		json_key(j, S("actions"));
		json_begin_object(j);
		json_key(j, method == POST ? S("POST") : S("PUT"));
		show_action(j, ep);
		json_end_object(j);
	}
	json_end_object(j);
}
