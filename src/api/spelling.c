/*
 * Spellings. A URL is looked at as Django's form fields do, since clients
 * know what those take; nothing in it is fetched.
 */
#include "api/spelling.h"

#include <arpa/inet.h>

#include "base/utf8.h"

enum { HOST_MAX = 253, LABEL_MAX = 63, PORT_DIGITS = 5, TLD_MIN = 2 };

/* Letters beyond ASCII may stand in names of hosts. */
static bool
is_name_char(char c)
{
	return char_is_alpha(c) || char_is_digit(c) || (unsigned char)c >= 0x80;
}

static bool
is_label(struct str s)
{
	if (s.n == 0 || s.n > LABEL_MAX || s.p[0] == '-' || s.p[s.n - 1] == '-')
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!is_name_char(s.p[i]) && s.p[i] != '-')
			return false;
	return true;
}

static bool
is_address(struct str s)
{
	char text[INET6_ADDRSTRLEN];
	unsigned char to[16];
	int family = AF_INET;

	if (str_starts(s, S("[")) && str_ends(s, S("]"))) {
		family = AF_INET6;
		s = str_sub(s, 1, s.n - 2);
	}
	if (s.n == 0 || s.n >= sizeof(text))
		return false;
	for (size_t i = 0; i < s.n; i++)
		text[i] = s.p[i];
	text[s.n] = '\0';
	return inet_pton(family, text, to) == 1;
}

/* The last label is no number. */
static bool
is_top_level(struct str s)
{
	if (str_starts_nocase(s, S("xn--")))
		return is_label(s);
	for (size_t i = 0; i < s.n; i++)
		if (char_is_digit(s.p[i]))
			return false;
	return is_label(s) && utf8_count(s) >= TLD_MIN;
}

static bool
is_host(struct str s)
{
	struct str label;
	bool dotted = false;

	if (str_eq_nocase(s, S("localhost")) || is_address(s))
		return true;
	if (s.n > HOST_MAX)
		return false;
	if (str_ends(s, S(".")))
		s.n--;
	while (str_cut(s, '.', &label, &s)) {
		if (!is_label(label))
			return false;
		dotted = true;
	}
	return dotted && is_top_level(s);
}

static bool
is_port(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!char_is_digit(s.p[i]))
			return false;
	return s.n > 0 && s.n <= PORT_DIGITS;
}

static bool
has_space(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end)
		if (rune_is_space(utf8_next(&p, end)))
			return true;
	return false;
}

/* user:password@host:port */
static bool
is_authority(struct str s)
{
	struct str user = S(""), port = S("");
	size_t colon;

	if (str_cut(s, '@', &user, &s) &&
	    (user.n == 0 || user.p[0] == ':' || str_find_char(s, '@') < s.n))
		return false;
	colon = str_find_last(s, ':');
	if (colon < s.n && !str_ends(s, S("]"))) {
		port = str_from(s, colon + 1);
		s = str_sub(s, 0, colon);
		if (!is_port(port))
			return false;
	}
	return is_host(s);
}

bool
spelling_is_url(struct str s)
{
	static const struct str schemes[] = { { "http://", 7 },
		{ "https://", 8 }, { "ftp://", 6 }, { "ftps://", 7 } };
	size_t end = 0;

	if (has_space(s))
		return false;
	for (size_t i = 0; i < COUNT(schemes); i++) {
		if (!str_starts_nocase(s, schemes[i]))
			continue;
		s = str_from(s, schemes[i].n);
		while (end < s.n && s.p[end] != '/' && s.p[end] != '?' &&
		    s.p[end] != '#')
			end++;
		return is_authority(str_sub(s, 0, end));
	}
	return false;
}

bool
spelling_is_slug(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!char_is_alpha(s.p[i]) && !char_is_digit(s.p[i]) &&
		    s.p[i] != '-' && s.p[i] != '_')
			return false;
	return s.n > 0;
}

bool
spelling_is_format(struct str s)
{
	static const struct str whole[] = { { "{{", 2 }, { "}}", 2 },
		{ "{}", 2 }, { "{0}", 3 } };

	for (size_t i = 0; i < s.n;) {
		size_t k = 0;

		if (s.p[i] != '{' && s.p[i] != '}') {
			i++;
			continue;
		}
		while (
		    k < COUNT(whole) && !str_starts(str_from(s, i), whole[k]))
			k++;
		if (k == COUNT(whole))
			return false;
		i += whole[k].n;
	}
	return true;
}

struct str
spelling_slug(struct arena *a, struct str s)
{
	struct buf b;
	struct str slug;
	bool gap = false;

	buf_init(&b, a, s.n + 1);
	for (size_t i = 0; i < s.n; i++) {
		char c = char_lower(s.p[i]);

		if (c == '-' || char_is_blank(c)) {
			gap = true;
		} else if (char_is_alpha(c) || char_is_digit(c) || c == '_') {
			if (gap && b.n > 0)
				buf_char(&b, '-');
			gap = false;
			buf_char(&b, c);
		}
	}
	slug = buf_str(&b);
	while (slug.n > 0 && (slug.p[0] == '_' || slug.p[0] == '-'))
		slug = str_from(slug, 1);
	while (slug.n > 0 &&
	    (slug.p[slug.n - 1] == '_' || slug.p[slug.n - 1] == '-'))
		slug.n--;
	return slug.n > 0 ? slug : S("");
}
