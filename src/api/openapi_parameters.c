/* Parameters of requests, made of filters, orders and paths. */
#include "api/describe.h"

#include <string.h>

#include "model/event.h"

/* A filter's value, by enum filter_kind. */
static const struct filter_value {
	const char *type;
	bool repeats; /* a list, of which one must fit */
	const char *help;
} values[] = {
	/* clang-format off */
	[BY_PROJECT]     = { "string", true, "Id or link name of a project." },
	[BY_PERSON]      = { "string", true, "Id or address of a person." },
	[BY_USER]        = { "string", true, "Id or name of a user." },
	[BY_STATE]       = { "string", true, "Id, name or slug of a state." },
	[BY_ID]          = { "integer", true, "Id." },
	[BY_ACTOR]       = { "integer", false, "Id of a user." },
	[BY_BOOL]        = { "boolean", false, NULL },
	[BY_TEXT]        = { "string", false, "The whole text." },
	[BY_HASH]        = { "string", false, "Hash of a diff." },
	[BY_MSGID]       = { "string", false, "Message id, without its brackets." },
	[BY_CHECK_STATE] = { "string", false, "Name of a state, or its number." },
	[BY_CATEGORY]    = { "string", false, "Category of events." },
	[BY_SINCE]       = { "string", false, "Not before this date or time, in UTC." },
	[BY_BEFORE]      = { "string", false, "Before this date or time, in UTC." },
	[BY_MAIL_SINCE]  = { "string", false, "Not before this date or time, in UTC." },
	[BY_MAIL_BEFORE] = { "string", false, "Before this date or time, in UTC." },
	/* clang-format on */
};

const char *
describe_filter(const struct filter *f)
{
	return values[f->kind].help;
}

static void
begin_parameter(struct json *j, const char *name, const char *in)
{
	json_begin_object(j);
	say(j, "name", name);
	say(j, "in", in);
}

static void
write_plain(
    struct json *j, const char *name, const char *type, const char *help)
{
	begin_parameter(j, name, "query");
	if (help != NULL)
		say(j, "description", help);
	say_object(j, "schema");
	say(j, "type", type);
	json_end_object(j);
	json_end_object(j);
}

static void
write_filter(const struct openapi *o, const struct filter *f)
{
	const struct filter_value *v = &values[f->kind];
	struct json *j = o->j;

	begin_parameter(j, f->name, "query");
	if (v->help != NULL)
		say(j, "description", v->help);
	say_object(j, "schema");
	if (v->repeats) {
		say(j, "type", "array");
		say_object(j, "items");
	}
	say(j, "type", v->type);
	if (f->kind == BY_CATEGORY) {
		say_array(j, "enum");
		for (size_t k = 0; k < EVENT_KINDS; k++)
			if (event_infos[k].since <= o->version)
				json_str(j, event_infos[k].name);
		json_end_array(j);
	}
	if (v->repeats)
		json_end_object(j);
	json_end_object(j);
	json_end_object(j);
}

static void
write_order(struct json *j, const struct lister *l)
{
	struct arena *a = j->out->a;

	begin_parameter(j, "order", "query");
	say(j, "description",
	    str_f(a, "Fields in turn, by commas; the default is %s%s.",
		l->down ? "-" : "", l->orders[0].name)
		.p);
	say(j, "style", "form");
	json_key(j, S("explode"));
	json_bool(j, false);
	say_object(j, "schema");
	say(j, "type", "array");
	say_object(j, "items");
	say(j, "type", "string");
	say_array(j, "enum");
	for (size_t i = 0; i < *l->norders; i++) {
		json_str(j, str_c(l->orders[i].name));
		json_str(j, str_f(a, "-%s", l->orders[i].name));
	}
	json_end_array(j);
	json_end_object(j);
	json_end_object(j);
	json_end_object(j);
}

void
parameters_write_list(const struct openapi *o, const struct lister *l)
{
	struct json *j = o->j;

	say_ref(j, NULL, "parameters", S("page"));
	say_ref(j, NULL, "parameters", S("per_page"));
	write_order(j, l);
	if (l->nsearch > 0)
		write_plain(j, "q", "string",
		    "Words that must all be found, quoted ones together.");
	for (size_t i = 0; i < l->filters->n; i++)
		if (l->filters->v[i].since <= o->version)
			write_filter(o, &l->filters->v[i]);
}

void
parameters_write_path(
    const struct openapi *o, enum path path, const char **names, size_t n)
{
	struct json *j = o->j;
	bool is_text = strstr(path_pattern(path), "<str>") != NULL;

	say_array(j, "parameters");
	for (size_t i = 0; i < n; i++) {
		begin_parameter(j, names[i], "path");
		if (is_text)
			say(j, "description", "Id or link name.");
		json_key(j, S("required"));
		json_bool(j, true);
		say_object(j, "schema");
		say(j, "type", is_text ? "string" : "integer");
		json_end_object(j);
		json_end_object(j);
	}
	json_end_array(j);
}
