/*
 * Schemas of what is shown, made of the rows of fields. Each family has one
 * for itself, one for lists where those show less, and one for where others
 * refer to it.
 */
#include "api/describe.h"

#include <string.h>

#include "api/payload.h"
#include "api/routes.h"
#include "api/write_row.h"

static const char time_pattern[] =
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}"
    "(\\.[0-9]{6})?$";

bool
schema_shows(const struct openapi *o, const struct field *f, unsigned where)
{
	return f->since <= o->version && (f->where & where) != 0;
}

bool
schema_is_nullable(const struct field *f)
{
	bool sent = f->write != NULL && (f->write->flags & NULLABLE);

	return (f->where & NIL) != 0 || f->kind == K_MAYBE ||
	    (sent && f->kind != K_REF);
}

/* Whether an item shows what a list leaves out. */
static bool
differs(const struct openapi *o, const struct shape *s)
{
	for (size_t i = 0; i < s->full.n; i++)
		if (schema_shows(o, &s->full.v[i], ITEM) !=
		    schema_shows(o, &s->full.v[i], LIST))
			return true;
	return false;
}

static struct str
name_of(const struct openapi *o, const struct shape *s, unsigned where)
{
	const char *end = "";

	if (where == LIST && differs(o, s))
		end = "InList";
	else if (where == BOTH)
		end = "Brief";
	return str_f(o->j->out->a, "%s%s", s->entity->noun, end);
}

void
schema_write_ref(const struct openapi *o, const struct shape *s, unsigned where)
{
	say_ref(o->j, NULL, "schemas", name_of(o, s, where));
}

/* The brief form of what a field refers to. */
static void
say_reference(const struct openapi *o, const struct field *f)
{
	struct json *j = o->j;

	if (!schema_is_nullable(f)) {
		json_key(j, S("$ref"));
		json_str(j,
		    str_f(j->out->a, "#/components/schemas/%.*s",
			STR_ARG(name_of(o, f->to, BOTH))));
		return;
	}
	say_array(j, "anyOf");
	schema_write_ref(o, f->to, BOTH);
	json_begin_object(j);
	say(j, "type", "null");
	json_end_object(j);
	json_end_array(j);
}

static void
say_references(const struct openapi *o, const struct field *f)
{
	struct json *j = o->j;

	say(j, "type", "array");
	json_key(j, S("items"));
	if (f->kind == K_LINKS) {
		json_begin_object(j);
		say(j, "type", "string");
		say(j, "format", "uri");
		json_end_object(j);
	} else {
		schema_write_ref(o, f->to, BOTH);
	}
	if (f->kind == K_REFS) {
		json_key(j, S("maxItems"));
		json_int(j, 1);
	}
}

static void
say_headers(struct json *j)
{
	say(j, "type", "object");
	say_object(j, "additionalProperties");
	say_array(j, "type");
	json_str(j, S("string"));
	json_str(j, S("array"));
	json_end_array(j);
	say_object(j, "items");
	say(j, "type", "string");
	json_end_object(j);
	json_end_object(j);
}

/* One key of a payload: a row that may have gone, a slug, nothing. */
static void
say_payload_key(const struct openapi *o, const struct payload *p)
{
	struct json *j = o->j;

	say_object(j, p->name);
	if (p->shape != NULL) {
		say_array(j, "anyOf");
		schema_write_ref(o, p->shape, BOTH);
		json_begin_object(j);
		say(j, "type", "null");
		json_end_object(j);
		json_end_array(j);
	} else if (p->slot == SLOT_COUNT) {
		say(j, "type", "null");
	} else {
		say_type(j, "string", true);
	}
	json_end_object(j);
}

static void
say_keys(struct json *j, const uint8_t *keys)
{
	say_array(j, "required");
	for (size_t i = 0; i < EVENT_KEYS && keys[i] != EK_END; i++)
		json_str(j, str_c(event_payloads[keys[i]].name));
	json_end_array(j);
}

/* Of one of the categories; of one that somebody else has added, nothing. */
static void
say_payload(const struct openapi *o)
{
	struct json *j = o->j;

	say(j, "type", "object");
	say_array(j, "anyOf");
	for (size_t k = 0; k < EVENT_KINDS; k++) {
		const uint8_t *keys = event_infos[k].keys;

		if (event_infos[k].since > o->version)
			continue;
		json_begin_object(j);
		json_key(j, S("title"));
		json_str(j, event_infos[k].name);
		say_keys(j, keys);
		say_object(j, "properties");
		for (size_t i = 0; i < EVENT_KEYS && keys[i] != EK_END; i++)
			say_payload_key(o, &event_payloads[keys[i]]);
		json_end_object(j);
		json_key(j, S("additionalProperties"));
		json_bool(j, false);
		json_end_object(j);
	}
	json_begin_object(j);
	json_key(j, S("maxProperties"));
	json_int(j, 0);
	json_end_object(j);
	json_end_array(j);
}

static void
say_shown(const struct openapi *o, const struct field *f)
{
	struct json *j = o->j;
	bool nullable = schema_is_nullable(f);

	switch (f->form) {
	case SHOWS_LINK:
		say_type(j, "string", nullable);
		say(j, "format", "uri");
		break;
	case SHOWS_TEXT:
		say_type(j, "string", nullable);
		break;
	case SHOWS_NUMBER:
		say_type(j, "integer", nullable);
		break;
	case SHOWS_TRUTH:
		say_type(j, "boolean", nullable);
		break;
	case SHOWS_WORDS:
		say(j, "type", "array");
		say_object(j, "items");
		say(j, "type", "string");
		json_end_object(j);
		break;
	case SHOWS_HEADERS:
		say_headers(j);
		break;
	case SHOWS_NOTHING:
		say(j, "type", "object");
		json_key(j, S("maxProperties"));
		json_int(j, 0);
		break;
	case SHOWS_PAYLOAD:
		say_payload(o);
		break;
	}
}

static void
say_value(const struct openapi *o, const struct field *f)
{
	struct json *j = o->j;
	bool nullable = schema_is_nullable(f);

	switch (f->kind) {
	case V_INT:
		say_type(j, "integer", nullable);
		break;
	case V_BOOL:
	case K_MAYBE:
		say_type(j, "boolean", nullable);
		break;
	case V_STR:
		say_type(j, "string", nullable);
		break;
	case V_TIME:
		say_type(j, "string", nullable);
		say(j, "pattern", time_pattern);
		say(j, "description", "UTC");
		break;
	case K_REF:
		say_reference(o, f);
		break;
	case K_REFS:
	case K_MANY:
	case K_LINKS:
		say_references(o, f);
		break;
	case K_CODE:
	case K_NAMED:
		say_names(j, f->names);
		break;
	case K_URL:
		say(j, "type", "string");
		say(j, "format", "uri");
		break;
	case K_SHOW:
		say_shown(o, f);
		break;
	}
}

/* All members of an object that has no others. */
static void
end_object(struct json *j, const char *const *required, size_t n)
{
	if (n > 0) {
		say_array(j, "required");
		for (size_t i = 0; i < n; i++)
			json_str(j, str_c(required[i]));
		json_end_array(j);
	}
	json_key(j, S("additionalProperties"));
	json_bool(j, false);
}

/* An object of the same row: its fields are plain. */
static void
say_inner(const struct openapi *o, const struct write *w)
{
	struct json *j = o->j;
	const char **required =
	    arena_array(j->out->a, const char *, w->nfields + 1);

	say(j, "type", "object");
	say_object(j, "properties");
	for (size_t i = 0; i < w->nfields; i++) {
		say_object(j, w->fields[i].name);
		say_value(o, &w->fields[i]);
		json_end_object(j);
		required[i] = w->fields[i].name;
	}
	json_end_object(j);
	end_object(j, required, w->nfields);
}

static void
write_shown(const struct openapi *o, struct fields fields, unsigned where,
    struct str name)
{
	struct json *j = o->j;
	const char **required =
	    arena_array(j->out->a, const char *, fields.n + 1);
	size_t n = 0;

	json_key(j, name);
	json_begin_object(j);
	say(j, "type", "object");
	say_object(j, "properties");
	for (size_t i = 0; i < fields.n; i++) {
		const struct field *f = &fields.v[i];

		if (!schema_shows(o, f, where))
			continue;
		say_object(j, f->name);
		if (f->kind == K_OBJECT)
			say_inner(o, f->write);
		else
			say_value(o, f);
		json_end_object(j);
		if (f->when == NULL)
			required[n++] = f->name;
	}
	json_end_object(j);
	end_object(j, required, n);
	json_end_object(j);
}

static void
write_shape(const struct openapi *o, const struct shape *s)
{
	write_shown(o, s->full, ITEM, name_of(o, s, ITEM));
	if (differs(o, s))
		write_shown(o, s->full, LIST, name_of(o, s, LIST));
	if (s->brief.n > 0)
		write_shown(o, s->brief, BOTH, name_of(o, s, BOTH));
}

void
schema_write_all(const struct openapi *o)
{
	static const unsigned writes[] = { POST, PUT, PATCH };

	for (size_t i = 0; i < api_routes.n; i++) {
		const struct route *r = &api_routes.rows[i];
		const struct endpoint *ep = r->arg;

		if (ep->shape == NULL || r->since > o->version)
			continue;
		if (describe_is_first(i))
			write_shape(o, ep->shape);
		for (size_t k = 0; k < COUNT(writes); k++)
			if ((r->methods & writes[k]) &&
			    ep->writes_since <= o->version)
				schema_write_body(o, ep->shape, writes[k]);
	}
}
