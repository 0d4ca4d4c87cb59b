/*
 * An OpenAPI 3.1 document of one version: each route with its methods,
 * parameters, bodies and answers, and who may. Everything is told by the
 * tables that answer requests, so that the two cannot differ.
 */
#include "api/describe.h"

#include <string.h>

#include "api/routes.h"
#include "base/embed.h"

extern const struct embedded api_files[];
extern const size_t api_files_count;

/* "/api/1.3/patches/{patch}/checks/{id}/" of the pattern; names are of the
 * parameters in turn. */
static struct str
write_path(
    const struct openapi *o, enum path path, const char **names, size_t *n)
{
	const char *p = path_pattern(path), *open;
	struct buf b;

	*n = 0;
	buf_init(&b, o->j->out->a, LIMIT_REQUEST_LINE);
	buf_add(&b, o->prefix);
	for (; (open = strchr(p, '<')) != NULL; p = strchr(open, '>') + 1) {
		bool inner = strchr(open + 1, '<') != NULL;

		names[*n] = inner ? "parent" : "id";
		buf_add(&b, str_n(p, (size_t)(open - p)));
		buf_printf(&b, "{%s}", names[(*n)++]);
	}
	buf_add(&b, str_c(p));
	return buf_str(&b);
}

static void
write_security(struct json *j, enum perm perm)
{
	static const char *const ways[] = { "token", "basic", "session" };

	say_array(j, "security");
	if (auth_roles(perm) & (ANYBODY | READER)) {
		json_begin_object(j);
		json_end_object(j);
	}
	for (size_t i = 0; i < COUNT(ways); i++) {
		json_begin_object(j);
		say_array(j, ways[i]);
		json_end_array(j);
		json_end_object(j);
	}
	json_end_array(j);
}

static void
begin_json(struct json *j)
{
	say_object(j, "content");
	say_object(j, "application/json");
	json_key(j, S("schema"));
}

static void
end_json(struct json *j)
{
	json_end_object(j);
	json_end_object(j);
}

static void
write_list(const struct openapi *o, const struct shape *s)
{
	struct json *j = o->j;

	say_object(j, "headers");
	say_ref(j, "Link", "headers", S("Link"));
	json_end_object(j);
	begin_json(j);
	json_begin_object(j);
	say(j, "type", "array");
	json_key(j, S("items"));
	schema_write_ref(o, s, LIST);
	json_end_object(j);
	end_json(j);
}

static void
write_any(struct json *j)
{
	begin_json(j);
	json_begin_object(j);
	say(j, "type", "object");
	json_end_object(j);
	end_json(j);
}

static void
write_good(const struct openapi *o, const struct endpoint *ep, unsigned method)
{
	static const struct {
		unsigned method;
		const char *status, *what;
	} rows[] = {
		{ GET, "200", "What was asked for." },
		{ POST, "201", "What was made." },
		{ PUT | PATCH, "200", "As it is now." },
		{ DELETE, "204", "It is gone." },
		{ OPTIONS, "200", "What can be sent." },
	};
	struct json *j = o->j;
	size_t i = 0;

	while (!(rows[i].method & method))
		i++;
	say_object(j, rows[i].status);
	say(j, "description", rows[i].what);
	if (method == OPTIONS || (ep->shape == NULL && method != DELETE)) {
		write_any(j);
	} else if (method == GET && ep->where == LIST) {
		write_list(o, ep->shape);
	} else if (method != DELETE) {
		begin_json(j);
		schema_write_ref(o, ep->shape, ITEM);
		end_json(j);
	}
	json_end_object(j);
}

static void
write_responses(
    const struct openapi *o, const struct endpoint *ep, unsigned method)
{
	struct json *j = o->j;

	say_object(j, "responses");
	write_good(o, ep, method);
	if (method == GET)
		say_ref(j, "304", "responses", S("Same"));
	say_ref(j, "default", "responses", S("Error"));
	json_end_object(j);
}

static void
write_body(const struct openapi *o, const struct endpoint *ep, unsigned method)
{
	static const char *const types[] = { "application/json",
		"application/x-www-form-urlencoded", "multipart/form-data" };
	struct json *j = o->j;

	say_object(j, "requestBody");
	say_object(j, "content");
	for (size_t i = 0; i < COUNT(types); i++) {
		say_object(j, types[i]);
		json_key(j, S("schema"));
		schema_write_body_ref(o, ep->shape, method);
		json_end_object(j);
	}
	json_end_object(j);
	json_end_object(j);
}

static void
write_method(const struct openapi *o, const struct route *r, unsigned method,
    const char *name)
{
	const struct endpoint *ep = r->arg;
	enum perm perm = describe_perm(ep, method);
	struct json *j = o->j;

	say_object(j, name);
	json_key(j, S("operationId"));
	json_str(j, str_f(j->out->a, "%s %s", name, path_pattern(r->path)));
	say(j, "summary", ep->name);
	json_key(j, S("description"));
	json_str(j,
	    str_f(j->out->a, "For: %.*s.",
		STR_ARG(describe_roles(j->out->a, perm))));
	if (method == GET && ep->list != NULL) {
		say_array(j, "parameters");
		parameters_write_list(o, ep->list);
		json_end_array(j);
	}
	if (method & (POST | PUT | PATCH))
		write_body(o, ep, method);
	write_responses(o, ep, method);
	write_security(j, perm);
	json_end_object(j);
}

static void
write_route(const struct openapi *o, const struct route *r)
{
	const struct endpoint *ep = r->arg;
	const char *names[LIMIT_PATH_PARTS];
	struct json *j = o->j;
	size_t n;

	json_key(j, write_path(o, r->path, names, &n));
	json_begin_object(j);
	parameters_write_path(o, r->path, names, n);
	for (size_t i = 0; i < METHOD_ROWS; i++) {
		const struct method_row *m = &describe_methods[i];

		if (!((r->methods | OPTIONS) & m->method) ||
		    (!(m->method & (GET | OPTIONS)) &&
			ep->writes_since > o->version))
			continue;
		write_method(o, r, m->method, m->key);
	}
	json_end_object(j);
}

/* What needs no table: src/api/openapi.json, but for the braces around it. */
static struct str
fixed_components(void)
{
	struct str s = str_trim(api_files[0].bytes);

	assert(api_files_count == 1);
	return str_sub(s, 1, s.n - 2);
}

static void
write_components(const struct openapi *o)
{
	struct json *j = o->j;

	say_object(j, "components");
	json_raw(j, fixed_components());
	say_object(j, "schemas");
	schema_write_all(o);
	json_end_object(j);
	json_end_object(j);
}

static void
write_head(const struct openapi *o)
{
	struct json *j = o->j;

	say(j, "openapi", "3.1.0");
	say_object(j, "info");
	say(j, "title", "Thimble, in the manner of Patchwork");
	json_key(j, S("version"));
	json_str(
	    j, str_f(j->out->a, "%d.%d", o->version / 10, o->version % 10));
	say_object(j, "license");
	say(j, "name", "GPL-2.0-or-later");
	json_end_object(j);
	json_end_object(j);
	say_array(j, "servers");
	json_begin_object(j);
	json_key(j, S("url"));
	json_str(j, o->server);
	json_end_object(j);
	json_end_array(j);
}

void
openapi_write(const struct openapi *o)
{
	struct json *j = o->j;

	json_begin_object(j);
	write_head(o);
	say_object(j, "paths");
	for (size_t i = 0; i < api_routes.n; i++)
		if (api_routes.rows[i].since <= o->version)
			write_route(o, &api_routes.rows[i]);
	json_end_object(j);
	write_components(o);
	json_end_object(j);
}
