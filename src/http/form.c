/*
 * Forms: application/x-www-form-urlencoded, as a query or a body, and
 * multipart/form-data (RFC 7578). Values are decoded once and made valid
 * text; what was mended is noted beside them. Every byte is looked at a
 * fixed number of times, however the parts lie. Pure.
 */
#include "http/request.h"

#include "base/utf8.h"

static struct field_value
make_value(struct arena *a, struct str name, struct str bytes)
{
	struct field_value f = { .name = utf8_clean(a, name) };

	f.had_nul = str_find_char(bytes, '\0') != bytes.n;
	f.had_bad_utf8 = !utf8_is_valid(bytes);
	f.value = utf8_clean(a, bytes);
	if (f.value.p == NULL)
		f.value = S("");
	return f;
}

/* Adds to an array whose room is always the next power of two from 8 on. */
static enum err
add_value(struct arena *a, struct field_values *f, struct field_value v)
{
	size_t size = sizeof(*f->v);

	if (f->n == LIMIT_FORM_FIELDS)
		return err_set(
		    ERR_TOO_BIG, "form has over %d fields", LIMIT_FORM_FIELDS);
	if (f->n == 0)
		f->v = arena_alloc(a, 8 * size);
	else if (f->n >= 8 && (f->n & (f->n - 1)) == 0)
		f->v = arena_grow(a, f->v, f->n * size, 2 * f->n * size);
	f->v[f->n++] = v;
	return OK;
}

enum err
form_parse_urlencoded(
    struct arena *a, struct str text, struct field_values *out)
{
	struct field_values f = { NULL, 0 };
	struct str pair, name, value;
	enum err e;

	while (text.n > 0) {
		if (!str_cut(text, '&', &pair, &text)) {
			pair = text;
			text = S("");
		}
		if (pair.n == 0)
			continue;
		if (!str_cut(pair, '=', &name, &value)) {
			name = pair;
			value = S("");
		}
		if ((e = add_value(a, &f,
			 make_value(a, url_decode(a, name, true),
			     url_decode(a, value, true)))) != OK)
			return e;
	}
	*out = f;
	return OK;
}

/* A quoted-string or token at the start of *rest, which moves past it.
 * Browsers write a quote inside as %22 or \", so only \" and \\ are undone:
 * old ones send whole Windows paths. */
static struct str
take_word(struct arena *a, struct str *rest)
{
	struct str s = *rest;
	size_t i, n = 0;
	char *out;

	if (!str_starts(s, S("\""))) {
		for (i = 0; i < s.n && s.p[i] != ';'; i++)
			continue;
		*rest = str_from(s, i);
		return str_trim(str_sub(s, 0, i));
	}
	out = arena_alloc(a, s.n);
	for (i = 1; i < s.n && s.p[i] != '"'; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n &&
		    (s.p[i + 1] == '"' || s.p[i + 1] == '\\'))
			i++;
		out[n++] = s.p[i];
	}
	*rest = str_from(s, i + 1);
	return str_n(out, n);
}

/* A parameter of a header value such as 'form-data; name="x"'; p NULL if it
 * is not there. */
static struct str
find_parameter(struct arena *a, struct str value, struct str name)
{
	struct str rest = value, key, word;

	rest = str_from(rest, str_find_char(rest, ';'));
	while (rest.n > 0) {
		rest = str_from(rest, 1);
		if (!str_cut(rest, '=', &key, &rest))
			break;
		/* Parameters without a value stand before this one. */
		if (str_find_last(key, ';') != key.n)
			key = str_from(key, str_find_last(key, ';') + 1);
		while (rest.n > 0 && char_is_blank(rest.p[0]))
			rest = str_from(rest, 1);
		word = take_word(a, &rest);
		if (str_eq_nocase(str_trim(key), name))
			return word;
		rest = str_from(rest, str_find_char(rest, ';'));
	}
	return (struct str){ NULL, 0 };
}

/* The name a part gives itself in its header lines; p NULL if none. */
static struct str
find_part_name(struct arena *a, struct str head)
{
	struct str line, name, value;

	while (str_line(&head, &line)) {
		if (str_cut(line, ':', &name, &value) &&
		    str_eq_nocase(str_trim(name), S("Content-Disposition")))
			return find_parameter(a, value, S("name"));
	}
	return (struct str){ NULL, 0 };
}

static enum err
add_part(struct arena *a, struct field_values *f, struct str part)
{
	struct str head, body, name;
	size_t at;

	/* A part without header lines begins with the empty one. */
	if (str_starts(part, S("\r\n")))
		return OK;
	at = str_find(str_sub(part, 0, LIMIT_PART_HEADERS), S("\r\n\r\n"));
	if (at + 4 > part.n || at == LIMIT_PART_HEADERS)
		return err_set(ERR_INVALID, "Part without end of headers");
	head = str_sub(part, 0, at);
	body = str_from(part, at + 4);
	name = find_part_name(a, head);
	if (name.p == NULL)
		return OK;
	return add_value(a, f, make_value(a, name, body));
}

static enum err
find_boundary(struct arena *a, struct str content_type, struct str *out)
{
	struct str boundary = find_parameter(a, content_type, S("boundary"));

	if (boundary.p == NULL)
		return err_set(
		    ERR_INVALID, "Invalid boundary in multipart: None");
	/* RFC 2046 5.1.1: 1 to 70 characters; clients differ on which. */
	if (boundary.n == 0 || boundary.n > LIMIT_BOUNDARY ||
	    !utf8_is_valid(boundary))
		return err_set(ERR_INVALID, "Invalid boundary in multipart");
	*out = str_f(a, "\r\n--%.*s", STR_ARG(boundary));
	return OK;
}

enum err
form_parse_multipart(struct arena *a, struct str content_type, struct str body,
    struct field_values *out)
{
	struct field_values f = { NULL, 0 };
	struct str delimiter, rest = body;
	size_t at;
	enum err e;

	if ((e = find_boundary(a, content_type, &delimiter)) != OK)
		return e;
	/* The first delimiter may stand at the very start, without CRLF. */
	if (str_starts(body, str_from(delimiter, 2)))
		rest = str_from(body, delimiter.n - 2);
	else if ((at = str_find(body, delimiter)) < body.n)
		rest = str_from(body, at + delimiter.n);
	else
		return err_set(ERR_INVALID, "No part in multipart");
	while (!str_starts(rest, S("--"))) {
		/* Blanks may follow a delimiter (RFC 2046 5.1.1). */
		while (rest.n > 0 && (rest.p[0] == ' ' || rest.p[0] == '\t'))
			rest = str_from(rest, 1);
		if (!str_starts(rest, S("\r\n")))
			return err_set(ERR_INVALID, "Bad line in multipart");
		rest = str_from(rest, 2);
		at = str_find(rest, delimiter);
		if (at == rest.n)
			return err_set(ERR_INVALID, "Multipart ends early");
		if ((e = add_part(a, &f, str_sub(rest, 0, at))) != OK)
			return e;
		rest = str_from(rest, at + delimiter.n);
	}
	*out = f;
	return OK;
}
