/*
 * Schemas of what can be sent, made of the rows of fields that can be written.
 * More spellings are taken than are told here: numbers and switches as text,
 * for one; and what else is sent is left aside.
 */
#include "api/describe.h"

#include "api/write_row.h"

static struct str
body_name(const struct openapi *o, const struct shape *s, unsigned method)
{
	return str_f(o->j->out->a, "%s%s", s->entity->noun,
	    method == POST      ? "New"
		: method == PUT ? "Whole"
				: "Change");
}

void
schema_write_body_ref(
    const struct openapi *o, const struct shape *s, unsigned method)
{
	say_ref(o->j, NULL, "schemas", body_name(o, s, method));
}

static void
say_length(struct json *j, const struct write *w)
{
	if (!(w->flags & BLANK)) {
		json_key(j, S("minLength"));
		json_int(j, 1);
	}
	if (w->max > 0) {
		json_key(j, S("maxLength"));
		json_int(j, w->max);
	}
}

static void
say_ids(struct json *j, const struct write *w)
{
	say(j, "type", "array");
	say_object(j, "items");
	say(j, "type", "integer");
	json_end_object(j);
	if (w->max > 0) {
		json_key(j, S("maxItems"));
		json_int(j, w->max);
	}
}

static void
say_sent(struct json *j, const struct write *w)
{
	bool nullable = (w->flags & NULLABLE) != 0;

	switch (w->type) {
	case W_FIELD:
		say_type(j, "string", nullable);
		break;
	case W_STRING:
	case W_URL:
		say_type(j, "string", nullable);
		say_length(j, w);
		break;
	case W_SLUG:
		say_type(j, "string", nullable);
		say_length(j, w);
		say(j, "pattern", "^[-a-zA-Z0-9_]+$");
		break;
	case W_BOOLEAN:
		say_type(j, "boolean", nullable);
		break;
	case W_INTEGER:
		say_type(j, "integer", nullable);
		json_key(j, S("minimum"));
		json_int(j, 0);
		json_key(j, S("maximum"));
		json_int(j, INT32_MAX);
		break;
	case W_CHOICE:
		say_names(j, w->names);
		break;
	case W_ID:
		say_type(j, "integer", nullable);
		break;
	case W_IDS:
		say_ids(j, w);
		break;
	case W_OBJECT:
		break;
	}
	if (w->help != NULL)
		say(j, "description", w->help);
}

static void
say_sent_object(struct json *j, const struct write *w)
{
	say(j, "type", "object");
	say_object(j, "properties");
	for (size_t i = 0; i < w->nfields; i++) {
		say_object(j, w->fields[i].name);
		say_sent(j, w->fields[i].write);
		json_end_object(j);
	}
	json_end_object(j);
}

void
schema_write_body(
    const struct openapi *o, const struct shape *s, unsigned method)
{
	struct json *j = o->j;
	struct fields fields = s->full;
	const char **required =
	    arena_array(j->out->a, const char *, fields.n + 1);
	size_t n = 0;

	json_key(j, body_name(o, s, method));
	json_begin_object(j);
	say(j, "type", "object");
	say_object(j, "properties");
	for (size_t i = 0; i < fields.n; i++) {
		const struct field *f = &fields.v[i];

		if (f->write == NULL)
			continue;
		say_object(j, f->name);
		if (f->write->type == W_OBJECT)
			say_sent_object(j, f->write);
		else
			say_sent(j, f->write);
		json_end_object(j);
		if (method != PATCH && describe_is_required(f->write))
			required[n++] = f->name;
	}
	json_end_object(j);
	if (n > 0) {
		say_array(j, "required");
		for (size_t i = 0; i < n; i++)
			json_str(j, str_c(required[i]));
		json_end_array(j);
	}
	json_end_object(j);
}
