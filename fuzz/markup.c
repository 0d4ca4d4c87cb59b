/* Answers as HTML: without the tags the text is what it was, and the tags are
 * ours. */
#include "api/markup.h"

#include "fuzz/fuzz.h"

static const char *const tags[] = { "<span class=\"k\">", "</span>", "</a>",
	"<a href=\"http://", "<a href=\"https://", "<a href=\"mailto:" };

static const struct {
	const char *name;
	char c;
} references[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
	{ "&quot;", '"' }, { "&#39;", '\'' } };

static struct str
take_tag(struct str html)
{
	bool known = false;

	for (size_t i = 0; i < COUNT(tags); i++)
		known = known || str_starts_nocase(html, str_c(tags[i]));
	HOLDS(known);
	return str_from(html, str_find_char(html, '>') + 1);
}

static struct str
take_reference(struct str html, char *c)
{
	for (size_t i = 0; i < COUNT(references); i++) {
		if (str_starts(html, str_c(references[i].name))) {
			*c = references[i].c;
			return str_from(html, str_c(references[i].name).n);
		}
	}
	HOLDS(false && "a known reference");
	return html;
}

/* What a reader sees. */
static struct str
text_of(struct arena *a, struct str html)
{
	struct buf b;
	char c;

	buf_init(&b, a, SIZE_MAX);
	while (html.n > 0) {
		if (html.p[0] == '<') {
			html = take_tag(html);
			continue;
		}
		c = html.p[0];
		if (c == '&')
			html = take_reference(html, &c);
		else
			html = str_from(html, 1);
		buf_char(&b, c);
	}
	return buf_str(&b);
}

void
fuzz_one(struct arena *a, struct str in)
{
	struct str text = fuzz_text(a, in);
	struct buf b;

	buf_init(&b, a, SIZE_MAX);
	markup_text(&b, text);
	HOLDS(str_eq(text_of(a, buf_str(&b)), text));
	buf_init(&b, a, SIZE_MAX);
	markup_json(&b, text);
	HOLDS(str_eq(text_of(a, buf_str(&b)), text));
}
