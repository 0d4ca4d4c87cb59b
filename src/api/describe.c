/* What a document for programs and one for people share. */
#include "api/describe.h"

#include "api/routes.h"
#include "api/write_row.h"

void
say(struct json *j, const char *key, const char *text)
{
	json_key(j, str_c(key));
	json_str(j, str_c(text));
}

void
say_object(struct json *j, const char *key)
{
	json_key(j, str_c(key));
	json_begin_object(j);
}

void
say_array(struct json *j, const char *key)
{
	json_key(j, str_c(key));
	json_begin_array(j);
}

void
say_ref(struct json *j, const char *key, const char *kind, struct str name)
{
	struct arena *a = j->out->a;

	if (key != NULL)
		say_object(j, key);
	else
		json_begin_object(j);
	json_key(j, S("$ref"));
	json_str(j, str_f(a, "#/components/%s/%.*s", kind, STR_ARG(name)));
	json_end_object(j);
}

void
say_type(struct json *j, const char *type, bool nullable)
{
	if (!nullable) {
		say(j, "type", type);
		return;
	}
	say_array(j, "type");
	json_str(j, str_c(type));
	json_str(j, S("null"));
	json_end_array(j);
}

void
say_names(struct json *j, const struct names *names)
{
	say(j, "type", "string");
	say_array(j, "enum");
	for (int64_t i = 0; i < names->n; i++)
		json_str(j, str_c(names->v[i]));
	json_end_array(j);
}

bool
describe_is_required(const struct write *w)
{
	return (w->flags & REQUIRED) != 0 || w->missing != NULL;
}

enum perm
describe_perm(const struct endpoint *ep, unsigned method)
{
	if (ep->early.methods & method)
		return ep->early.perm;
	if (ep->right.methods & method)
		return ep->right.perm;
	return ep->enter;
}

struct str
describe_roles(struct arena *a, enum perm perm)
{
	struct buf b;

	buf_init(&b, a, 1000);
	for (unsigned role = ANYBODY; role <= READER; role *= 2)
		if (auth_roles(perm) & role)
			buf_printf(&b, "%s%s", b.n > 0 ? "; " : "",
			    auth_role_name((enum role)role));
	return buf_str(&b);
}

const struct method_row describe_methods[METHOD_ROWS] = {
	{ GET, "GET", "get" },
	{ POST, "POST", "post" },
	{ PUT, "PUT", "put" },
	{ PATCH, "PATCH", "patch" },
	{ DELETE, "DELETE", "delete" },
	{ OPTIONS, "OPTIONS", "options" },
};

bool
describe_is_first(size_t route)
{
	const struct endpoint *ep = api_routes.rows[route].arg;

	for (size_t i = 0; i < route; i++) {
		const struct endpoint *other = api_routes.rows[i].arg;

		if (other->shape == ep->shape)
			return false;
	}
	return true;
}
