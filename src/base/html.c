/*
 * Escaping by place. One set of character references serves text and quoted
 * attributes alike (both quotes are escaped, so either may stand around the
 * value; the template compiler refuses unquoted ones). URLs follow RFC 3986:
 * what is no URL character is percent-encoded as UTF-8 bytes, and '&' becomes
 * "&amp;" since the URL stands in an attribute.
 */
#include "base/html.h"

#include <string.h>

#include "base/time.h"

static bool
is_unreserved(unsigned char c)
{
	return char_is_alpha((char)c) || char_is_digit((char)c) || c == '-' ||
	    c == '.' || c == '_' || c == '~';
}

/* None of them is executed by a browser, as "javascript" and "data" are. */
static const char *const schemes[] = { "http", "https", "mailto", "git", "ftp",
	"ftps", "ssh", "news", "nntp", "irc", "ircs" };

enum err
html_done(const struct buf *b, struct html *out)
{
	return buf_done(b, &out->s);
}

static struct str
reference(char c)
{
	switch (c) {
	case '&':
		return S("&amp;");
	case '<':
		return S("&lt;");
	case '>':
		return S("&gt;");
	case '"':
		return S("&quot;");
	case '\'':
		return S("&#39;");
	default:
		return (struct str){ NULL, 0 };
	}
}

void
html_text_str(struct buf *b, struct str s)
{
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		struct str r = reference(s.p[i]);

		if (r.p == NULL)
			continue;
		buf_add(b, str_sub(s, from, i - from));
		buf_add(b, r);
		from = i + 1;
	}
	if (from < s.n)
		buf_add(b, str_from(s, from));
}

/* Bytes that are neither unreserved nor in keep become %XX; runs of the others
 * are copied whole. */
static void
add_encoded(struct buf *b, struct str s, const char *keep)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t from = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		bool kept;

		if (is_unreserved(c))
			continue;
		kept = c != '\0' && strchr(keep, c) != NULL;
		if (kept && c != '&')
			continue;
		buf_add(b, str_sub(s, from, i - from));
		from = i + 1;
		if (kept) {
			buf_lit(b, "&amp;");
		} else {
			buf_char(b, '%');
			buf_char(b, hex[c >> 4]);
			buf_char(b, hex[c & 15]);
		}
	}
	buf_add(b, str_from(s, from));
}

/* No scheme, or one of the list. What a browser would skip (control bytes,
 * blanks) before or inside a scheme makes it none of the list. */
static bool
is_safe(struct str url)
{
	size_t n = 0;

	while (n < url.n && strchr(":/?#", url.p[n]) == NULL)
		n++;
	if (n == url.n || url.p[n] != ':')
		return true;
	for (size_t i = 0; i < COUNT(schemes); i++)
		if (str_eq_nocase(str_sub(url, 0, n), str_c(schemes[i])))
			return true;
	return false;
}

void
html_more_url_str(struct buf *b, struct str s)
{
	add_encoded(b, s, "%/:?#[]@!$&()*+,;=");
}

void
html_url_str(struct buf *b, struct str s)
{
	if (is_safe(s))
		html_more_url_str(b, s);
	else
		buf_char(b, '#');
}

void
html_url_path_str(struct buf *b, struct str s)
{
	add_encoded(b, s, "/:@!$&()*+,;=");
}

void
html_url_value_str(struct buf *b, struct str s)
{
	add_encoded(b, s, "");
}

void
html_raw(struct buf *b, struct html h)
{
	buf_add(b, h.s);
}

static void
add_clock(struct buf *b, int64_t t, char sep)
{
	struct civil c;

	time_to_civil(t, &c);
	buf_printf(b, "%04d-%02d-%02d", (int)c.year, (int)c.month, (int)c.day);
	if (sep != '\0')
		buf_printf(b, "%c%02d:%02d:%02d", sep, (int)c.hour,
		    (int)c.minute, (int)c.second);
}

void
html_day(struct buf *b, int64_t t)
{
	if (t != TIME_NONE)
		add_clock(b, t, '\0');
}

void
html_time(struct buf *b, int64_t t)
{
	if (t != TIME_NONE)
		add_clock(b, t, ' ');
}

void
html_iso(struct buf *b, int64_t t)
{
	if (t == TIME_NONE)
		return;
	add_clock(b, t, 'T');
	buf_char(b, 'Z');
}

void
html_text_c(struct buf *b, const char *s)
{
	html_text_str(b, str_c(s));
}

void
html_url_c(struct buf *b, const char *s)
{
	html_url_str(b, str_c(s));
}

void
html_more_url_c(struct buf *b, const char *s)
{
	html_more_url_str(b, str_c(s));
}

void
html_url_path_c(struct buf *b, const char *s)
{
	html_url_path_str(b, str_c(s));
}

void
html_url_value_c(struct buf *b, const char *s)
{
	html_url_value_str(b, str_c(s));
}

void
html_plain_c(struct buf *b, const char *s)
{
	buf_add(b, str_c(s));
}

void
html_bool(struct buf *b, bool v)
{
	buf_add(b, v ? S("true") : S("false"));
}

void
html_uint(struct buf *b, uint64_t v)
{
	buf_printf(b, "%llu", (unsigned long long)v);
}
