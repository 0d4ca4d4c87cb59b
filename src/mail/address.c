/*
 * People: From and its like to name and address, and the person behind a
 * list that writes itself into From to satisfy DMARC. The three forms are
 * those of spec/ingest.md 11; what is accepted as an address is wider than
 * there (27.25), and no header but From can make a mail fail (27.26).
 */
#include "mail/address.h"

#include <string.h>

#include "base/utf8.h"
#include "mail/mail.h"

bool
address_is_valid(struct str email)
{
	struct str local, domain;
	const char *p = email.p, *end = email.p + email.n;
	uint32_t r;

	if (!str_cut(email, '@', &local, &domain) || local.n == 0 ||
	    domain.n == 0 || str_find_char(domain, '@') < domain.n)
		return false;
	while (p < end) {
		r = utf8_next(&p, end);
		if (rune_is_space(r) || r < 0x20 || r == 0x7F || r == '<' ||
		    r == '>')
			return false;
	}
	return true;
}

static bool
take(struct str name, struct str email, struct address *out)
{
	email = utf8_cut(utf8_trim(email), LIMIT_NAME);
	if (!address_is_valid(email))
		return false;
	if (name.p != NULL)
		name = utf8_cut(utf8_trim(name), LIMIT_NAME);
	*out = (struct address){ name, email };
	return true;
}

/* Without one quote in front and one behind. */
static struct str
drop_quotes(struct str s)
{
	if (str_starts(s, S("\"")))
		s = str_from(s, 1);
	if (str_ends(s, S("\"")))
		s.n--;
	return s;
}

/* "name" <address>: the first "<...>" that holds an address. */
static bool
split_angle(struct str text, struct address *out)
{
	size_t open = text.n;

	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '<')
			open = i;
		if (text.p[i] != '>' || open == text.n)
			continue;
		if (take(drop_quotes(utf8_trim(str_sub(text, 0, open))),
			str_sub(text, open + 1, i - open - 1), out))
			return true;
		open = text.n;
	}
	return false;
}

/* Past the ')' that closes the '(' at an offset; text.n + 1 without one. */
static size_t
skip_comment(struct str text, size_t at)
{
	int depth = 0;

	for (; at < text.n; at++) {
		if (text.p[at] == '\\')
			at++;
		else if (text.p[at] == '(')
			depth++;
		else if (text.p[at] == ')' && --depth == 0)
			return at + 1;
	}
	return text.n + 1;
}

/* The text in the first parentheses, and what stands before them. */
static bool
cut_comment(struct str text, struct str *before, struct str *comment)
{
	size_t start = str_find_char(text, '('), end;

	if (start == text.n)
		return false;
	end = skip_comment(text, start);
	if (end > text.n) /* not balanced: to the first ')' */
		end = start + str_find_char(str_from(text, start), ')') + 1;
	if (end > text.n || end == start + 2)
		return false;
	*before = str_sub(text, 0, start);
	*comment = str_sub(text, start + 1, end - start - 2);
	return true;
}

/* local at domain (name), as archives write it. */
static bool
split_at(struct arena *a, struct str text, struct address *out)
{
	struct str before, name, domain;
	size_t at;

	if (!cut_comment(text, &before, &name))
		return false;
	at = str_find(before, S(" at "));
	if (at == before.n)
		return false;
	domain = utf8_trim(str_from(before, at + 4));
	before = utf8_trim(str_sub(before, 0, at));
	return take(
	    name, str_f(a, "%.*s@%.*s", STR_ARG(before), STR_ARG(domain)), out);
}

static bool
split_comment(struct str text, struct address *out)
{
	struct str before, name;

	return cut_comment(text, &before, &name) &&
	    take(name, drop_quotes(utf8_trim(before)), out);
}

static bool
is_punctuation(char c)
{
	return c != '\0' && strchr("<>()[]\",;:", c) != NULL;
}

/* Where nothing is as it should be: the first word that is an address but for
 * what stands around it ("A <a@b.org"). The name is what precedes it, or else
 * what follows. */
static bool
split_bare(struct str text, struct address *out)
{
	struct str word, name;
	size_t start, n;

	for (start = 0; start < text.n; start += n + 1) {
		n = str_find_char(str_from(text, start), ' ');
		word = str_sub(text, start, n);
		while (word.n > 0 && is_punctuation(word.p[0]))
			word = str_from(word, 1);
		while (word.n > 0 && is_punctuation(word.p[word.n - 1]))
			word.n--;
		name = str_sub(text, 0, start);
		if (start == 0)
			name = str_from(text, n);
		if (take(drop_quotes(utf8_trim(name)), word, out))
			return true;
	}
	return false;
}

static bool
split_one(struct arena *a, struct str text, struct address *out)
{
	return split_angle(text, out) || split_at(a, text, out) ||
	    split_comment(text, out) ||
	    take((struct str){ NULL, 0 }, text, out);
}

enum err
address_split(struct arena *a, struct str text, struct address *out)
{
	struct addresses list;

	if (split_one(a, text, out))
		return OK;
	address_list(a, text, &list);
	if (list.n > 0)
		*out = list.rows[0];
	else if (!split_bare(text, out))
		return err_set(ERR_INVALID, "no valid address");
	return OK;
}

/* Where one of a pair that hides commas ends: quotes, parentheses, angle
 * brackets. What is never closed hides nothing. */
struct hiding {
	bool quotes, comments, angles; /* may be closed further on */
};

static size_t
skip_quotes(struct str text, size_t at)
{
	for (at++; at < text.n; at++) {
		if (text.p[at] == '\\')
			at++;
		else if (text.p[at] == '"')
			return at + 1;
	}
	return text.n + 1;
}

static size_t
skip_angle(struct str text, size_t at)
{
	return at + str_find_char(str_from(text, at), '>') + 1;
}

/* Past what the character at an offset opens, or past itself. Looks in vain
 * only once for each kind, so a list is read in linear time. */
static size_t
skip_hidden(struct str text, size_t at, struct hiding *may)
{
	bool *flag;
	size_t end;

	if (text.p[at] == '"' && may->quotes)
		end = skip_quotes(text, at), flag = &may->quotes;
	else if (text.p[at] == '(' && may->comments)
		end = skip_comment(text, at), flag = &may->comments;
	else if (text.p[at] == '<' && may->angles)
		end = skip_angle(text, at), flag = &may->angles;
	else
		return at + 1;
	*flag = end <= text.n;
	return *flag ? end : at + 1;
}

static void
add_piece(struct arena *a, struct addresses *list, size_t *room, struct str s)
{
	size_t size = sizeof(*list->rows), n = *room;
	struct address address;

	if (list->n == LIMIT_ADDRESSES || !split_one(a, utf8_trim(s), &address))
		return;
	if (list->n == n) {
		*room = n > 0 ? 2 * n : 8;
		list->rows = arena_grow(a, list->rows, n * size, *room * size);
	}
	list->rows[list->n++] = address;
}

void
address_list(struct arena *a, struct str text, struct addresses *out)
{
	struct hiding may = { true, true, true };
	struct addresses list = { 0 };
	size_t start = 0, room = 0, next;
	bool has_at = false;

	for (size_t at = 0; at < text.n; at = next) {
		char c = text.p[at];

		next = skip_hidden(text, at, &may);
		if (next > at + 1)
			continue;
		if (c == ',' || c == ';') {
			add_piece(
			    a, &list, &room, str_sub(text, start, at - start));
			start = next;
			has_at = false;
		} else if (c == ':' && !has_at) {
			start = next; /* the name of a group */
		}
		has_at = has_at || c == '@';
	}
	add_piece(a, &list, &room, str_from(text, start));
	*out = list;
}

static struct str
trim_apostrophes(struct str s)
{
	while (s.n > 0 && s.p[0] == '\'')
		s = str_from(s, 1);
	while (s.n > 0 && s.p[s.n - 1] == '\'')
		s.n--;
	return s;
}

/* Of "'Ann' via some list": Ann; p NULL if no list says so. */
static struct str
original_name(struct str name)
{
	static const struct str via = S(" via "), end = S(" via");
	size_t at = name.n;

	for (size_t i = 0; i + via.n <= name.n; i++)
		if (str_starts(str_from(name, i), via))
			at = i;
	if (at == name.n && str_ends(name, end))
		at = name.n - end.n;
	else if (at == name.n)
		return (struct str){ NULL, 0 };
	return trim_apostrophes(utf8_trim(str_sub(name, 0, at)));
}

/* Fields in which lists leave the address that they replaced. */
static bool
find_original(struct arena *a, const struct mail *m, struct str list_email,
    struct address *out)
{
	static const struct str fields[] = { S("X-Original-From"),
		S("X-Mailman-Original-From"), S("X-Original-Sender") };

	for (size_t i = 0; i < COUNT(fields); i++)
		if (address_split(a, mail_clean_header(a, m, fields[i]), out) ==
			OK &&
		    !str_eq_nocase(out->email, list_email))
			return true;
	return false;
}

/* The first in any field of the name whose own name is the wanted one; none
 * equals none. */
static bool
find_named(struct arena *a, const struct mail *m, struct str field,
    struct str name, struct address *out)
{
	struct arena_mark mark = arena_mark(a);
	struct addresses list;
	struct str value;
	size_t at = 0;

	while (mail_next_header(m, field, &at, &value)) {
		address_list(a, header_clean(a, value), &list);
		for (size_t i = 0; i < list.n; i++)
			if (utf8_eq_fold(utf8_squeeze(a, list.rows[i].name),
				utf8_squeeze(a, name))) {
				*out = list.rows[i];
				return true;
			}
		/* A mail may have megabytes of them. */
		arena_reset(a, mark);
	}
	return false;
}

enum err
address_author(struct arena *a, const struct mail *m, struct str list_email,
    struct address *out)
{
	struct address from, found;
	struct str name;
	enum err e;

	if ((e = address_split(a, mail_clean_header(a, m, S("From")), &from)) !=
	    OK)
		return e;
	*out = from;
	if (list_email.n == 0 || !str_eq_nocase(from.email, list_email))
		return OK;
	name = original_name(from.name);
	if (find_original(a, m, list_email, &found)) {
		out->email = found.email;
		out->name = name.p != NULL ? name : found.name;
	} else if (find_named(a, m, S("Reply-To"), name, &found) ||
	    find_named(a, m, S("Cc"), name, &found)) {
		*out = (struct address){ name, found.email };
	}
	return OK;
}
