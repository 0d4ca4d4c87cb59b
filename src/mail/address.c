/*
 * People: From and its like to name and address, and the person behind a
 * list that writes itself into From to satisfy DMARC. The three forms are
 * those of spec/ingest.md 11; what is accepted as an address is wider than
 * there (27.25), and no header but From can make a mail fail (27.26).
 */
#include "mail/address.h"

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

/* "name" <address>: the first '<' that a '>' follows, not at once. */
static bool
split_angle(struct str text, struct address *out)
{
	struct str name, rest, email, after;

	if (!str_cut(text, '<', &name, &rest) ||
	    !str_cut(rest, '>', &email, &after) || email.n == 0)
		return false;
	return take(drop_quotes(utf8_trim(name)), email, out);
}

/* The text in the first parentheses, and what stands before them. */
static bool
cut_comment(struct str text, struct str *before, struct str *comment)
{
	struct str rest, after;

	return str_cut(text, '(', before, &rest) &&
	    str_cut(rest, ')', comment, &after) && comment->n > 0;
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
