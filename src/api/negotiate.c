/*
 * The parameter format narrows the forms, the Accept header chooses among
 * those left; JSON is preferred. A parameter "indent" of the entry that
 * fitted asks for readable JSON.
 */
#include "api/negotiate.h"

#include "site/accept.h"

enum { INDENT_MAX = 8 };

struct form {
	struct str name, type;
	bool html;
};

static const struct form forms[] = {
	{ { "json", 4 }, { "application/json", 16 }, false },
	{ { "api", 3 }, { "text/html", 9 }, true },
};

static struct str
unquote(struct str s)
{
	s = str_trim(s);
	if (s.n >= 2 && str_starts(s, S("\"")) && str_ends(s, S("\"")))
		return str_sub(s, 1, s.n - 2);
	return s;
}

/* All digits, however many. */
static bool
is_number(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!char_is_digit(s.p[i]))
			return false;
	return s.n > 0;
}

static int
read_indent(struct str entry)
{
	struct str rest, parameter, name, value;
	int indent = 0;

	if (!str_cut(entry, ';', &parameter, &rest))
		return 0;
	while (rest.n > 0) {
		if (!str_cut(rest, ';', &parameter, &rest)) {
			parameter = rest;
			rest = S("");
		}
		if (!str_cut(parameter, '=', &name, &value) ||
		    !str_eq_nocase(str_trim(name), S("indent")))
			continue;
		value = unquote(value);
		if (!str_int(value, 0, INDENT_MAX, &indent))
			indent = is_number(value) ? INDENT_MAX : 0;
	}
	return indent;
}

int
negotiate(const struct request *rq, struct accepted *out)
{
	const struct field_value *format = request_query(rq, S("format"));
	struct str types[COUNT(forms)], entry = S("");
	const struct form *left[COUNT(forms)];
	size_t n = 0;
	int chosen;

	for (size_t i = 0; i < COUNT(forms); i++) {
		if (format != NULL &&
		    (format->value.n > 0 || format->had_nul) &&
		    (format->had_nul || !str_eq(format->value, forms[i].name)))
			continue;
		left[n] = &forms[i];
		types[n++] = forms[i].type;
	}
	if (n == 0)
		return 404;
	chosen = accept_choose(request_header(rq, "Accept"), types, n, &entry);
	if (chosen < 0)
		return 406;
	*out = (struct accepted){
		.html = left[chosen]->html,
		.indent = left[chosen]->html ? 0 : read_indent(entry),
	};
	return 0;
}

struct str
negotiate_suffix(const struct request *rq)
{
	const struct field_value *format = request_query(rq, S("format"));

	if (format == NULL)
		return S("");
	for (size_t i = 0; i < COUNT(forms); i++)
		if (str_eq(format->value, forms[i].name))
			return forms[i].html ? S("?format=api")
					     : S("?format=json");
	return S("?format=");
}
