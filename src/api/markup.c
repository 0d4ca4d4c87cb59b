/*
 * Links are found in words, which end at blanks, quotes, angle brackets and
 * at the escapes of JSON: a line break in a mail is no part of the address
 * before it. What is shown is the text as it came; only the target is made
 * fit for a URL.
 */
#include "api/markup.h"

#include <string.h>

/* A bare name is an address if it ends like this. */
static const char *const domains[] = { ".com", ".edu", ".gov", ".int", ".mil",
	".net", ".org" };

/* Their values are ids that look like addresses. */
static const char *const id_keys[] = { "msgid", "Message-Id", "In-Reply-To",
	"References" };

static bool
is_end_mark(char c)
{
	return c != '\0' && strchr(".,:;!", c) != NULL;
}

static size_t
count_char(struct str s, char c)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == c;
	return n;
}

/* How many brackets close that were not opened. */
static int64_t
surplus(struct str s, char open, char close)
{
	return (int64_t)count_char(s, close) - (int64_t)count_char(s, open);
}

/* Brackets around the word, and marks after it, are not part of it. */
static struct str
core_of(struct str word)
{
	int64_t round, square;
	char last;

	while (word.n > 0 && (word.p[0] == '(' || word.p[0] == '['))
		word = str_from(word, 1);
	round = surplus(word, '(', ')');
	square = surplus(word, '[', ']');
	for (; word.n > 0; word.n--) {
		last = word.p[word.n - 1];
		if (!is_end_mark(last) && !(last == ')' && round-- > 0) &&
		    !(last == ']' && square-- > 0))
			break;
	}
	return word;
}

static bool
is_web(struct str s)
{
	return (str_starts_nocase(s, S("http://")) && s.n > 7) ||
	    (str_starts_nocase(s, S("https://")) && s.n > 8);
}

static bool
is_alnum(char c)
{
	return char_is_alpha(c) || char_is_digit(c);
}

/* A host of the known domains, perhaps with a path; or www. something. */
static bool
is_bare(struct str s)
{
	struct str host = str_sub(s, 0, str_find_char(s, '/'));

	if (host.n == 0 || !is_alnum(host.p[0]))
		return false;
	for (size_t i = 0; i < host.n; i++)
		if (!is_alnum(host.p[i]) && host.p[i] != '.' &&
		    host.p[i] != '-')
			return false;
	if (str_starts_nocase(host, S("www.")) && host.n > 4)
		return true;
	for (size_t i = 0; i < COUNT(domains); i++) {
		struct str end = str_c(domains[i]);

		if (host.n > end.n &&
		    str_eq_nocase(str_from(host, host.n - end.n), end))
			return true;
	}
	return false;
}

static bool
is_mail(struct str s)
{
	struct str local, domain;
	size_t dot;

	if (!str_cut(s, '@', &local, &domain) || local.n == 0 ||
	    str_find_char(s, ':') != s.n || str_find_char(s, '/') != s.n ||
	    str_find_char(domain, '@') != domain.n)
		return false;
	dot = str_find_last(domain, '.');
	return dot > 0 && dot + 1 < domain.n && is_alnum(domain.p[dot + 1]);
}

static void
add_link(struct buf *b, const char *before, struct str core)
{
	buf_lit(b, "<a href=\"");
	buf_add(b, str_c(before));
	html_more_url_str(b, core);
	buf_lit(b, "\" rel=\"nofollow\">");
	html_text_str(b, core);
	buf_lit(b, "</a>");
}

static void
add_word(struct buf *b, struct str word, bool is_id)
{
	struct str core = core_of(word);

	if (core.n == 0) {
		html_text_str(b, word);
		return;
	}
	html_text_str(b, str_n(word.p, (size_t)(core.p - word.p)));
	if (is_web(core))
		add_link(b, "", core);
	else if (is_bare(core))
		add_link(b, "http://", core);
	else if (is_mail(core) && !is_id)
		add_link(b, "mailto:", core);
	else
		html_text_str(b, core);
	html_text_str(b,
	    str_n(core.p + core.n,
		(size_t)((word.p + word.n) - (core.p + core.n))));
}

/* Bytes at s that stand between words: an escape is one, if json. */
static size_t
separator(struct str s, bool json)
{
	if (json && s.p[0] == '\\' && s.n > 1)
		return s.p[1] == 'u' && s.n >= 6 ? 6 : 2;
	return char_is_blank(s.p[0]) || s.p[0] == '<' || s.p[0] == '>' ||
	    s.p[0] == '"' || s.p[0] == '\'';
}

static void
add_words(struct buf *b, struct str text, bool json, bool is_id)
{
	size_t start = 0, i = 0, n;

	while (i < text.n) {
		if ((n = separator(str_from(text, i), json)) == 0) {
			i++;
			continue;
		}
		if (i > start)
			add_word(b, str_sub(text, start, i - start), is_id);
		html_text_str(b, str_sub(text, i, n));
		start = i += n;
	}
	if (i > start)
		add_word(b, str_sub(text, start, i - start), is_id);
}

void
markup_text(struct buf *b, struct str text)
{
	add_words(b, text, false, false);
}

static bool
holds_ids(struct str key)
{
	for (size_t i = 0; i < COUNT(id_keys); i++)
		if (str_eq_nocase(key, str_c(id_keys[i])))
			return true;
	return false;
}

/* Length of the string that begins at json.p[0], with its quotes. */
static size_t
string_length(struct str json)
{
	size_t i = 1;

	while (i < json.n && json.p[i] != '"')
		i += json.p[i] == '\\' ? 2 : 1;
	return i < json.n ? i + 1 : json.n;
}

void
markup_json(struct buf *b, struct str json)
{
	bool is_id = false;
	size_t n;

	while (json.n > 0) {
		n = str_find_char(json, '"');
		html_text_str(b, str_sub(json, 0, n));
		json = str_from(json, n);
		if (json.n == 0)
			break;
		n = string_length(json);
		if (n < json.n && json.p[n] == ':') {
			buf_lit(b, "<span class=\"k\">");
			html_text_str(b, str_sub(json, 0, n));
			buf_lit(b, "</span>");
			is_id = holds_ids(str_sub(json, 1, n - 2));
		} else {
			add_words(b, str_sub(json, 0, n), true, is_id);
		}
		json = str_from(json, n);
	}
}
