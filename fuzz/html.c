/* Escaping for every place of a page. */
#include "base/html.h"

#include <string.h>

#include "base/url.h"
#include "fuzz/fuzz.h"

/* The text that a browser sees. */
static struct str
unescape(struct arena *a, struct str s)
{
	static const struct {
		struct str reference;
		char c;
	} t[] = {
		{ S("&amp;"), '&' },
		{ S("&lt;"), '<' },
		{ S("&gt;"), '>' },
		{ S("&quot;"), '"' },
		{ S("&#39;"), '\'' },
	};
	struct buf b;
	size_t k;

	buf_init(&b, a, SIZE_MAX);
	while (s.n > 0) {
		for (k = 0; k < COUNT(t); k++)
			if (str_starts(s, t[k].reference))
				break;
		HOLDS(s.p[0] != '&' || k < COUNT(t));
		buf_char(&b, k < COUNT(t) ? t[k].c : s.p[0]);
		s = str_from(s, k < COUNT(t) ? t[k].reference.n : 1);
	}
	return buf_str(&b);
}

static void
check_markup_free(struct str s)
{
	static const char markup[] = "<>\"'";

	for (size_t i = 0; i < s.n; i++)
		HOLDS(s.p[i] == '\0' || strchr(markup, s.p[i]) == NULL);
}

/* What is written by one of the functions is no markup; returned unescaped. */
static struct str
written(struct arena *a, void (*write)(struct buf *, struct str), struct str s)
{
	struct buf b;

	buf_init(&b, a, SIZE_MAX);
	write(&b, s);
	check_markup_free(buf_str(&b));
	return unescape(a, buf_str(&b));
}

void
fuzz_one(struct arena *a, struct str in)
{
	struct str text = fuzz_text(a, in), url;

	HOLDS(str_eq(written(a, html_text_str, text), text));
	HOLDS(str_eq(
	    url_decode(a, written(a, html_url_path_str, text), false), text));
	url = written(a, html_url_value_str, text);
	HOLDS(str_eq(url_decode(a, url, true), text));
	HOLDS(str_find_char(url, '&') == url.n);
	url = written(a, html_url_str, text);
	HOLDS(fuzz_is_ascii(url));
	HOLDS(str_find_char(url, ' ') == url.n);
	/* No scheme that runs script, however it is written. */
	HOLDS(!str_starts_nocase(url, S("javascript:")));
	HOLDS(!str_starts_nocase(url, S("data:")));
	HOLDS(!str_starts_nocase(url, S("vbscript:")));
	(void)written(a, html_more_url_str, text);
}
