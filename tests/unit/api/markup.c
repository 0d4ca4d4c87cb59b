/* Answers as HTML. */
#include "test.h"
#include "api/markup.h"

static struct str
marked(const char *text, void (*fn)(struct buf *, struct str))
{
	struct buf b;

	buf_init(&b, test_arena(), 1 << 24);
	fn(&b, str_c(text));
	return buf_str(&b);
}

#define LINK(href, text) "<a href=\"" href "\" rel=\"nofollow\">" text "</a>"

TEST(addresses_become_links)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "", "" },
		{ "plain, text.", "plain, text." },
		{ "http://x.example/a?b=c&d",
		    LINK("http://x.example/a?b=c&amp;d",
			"http://x.example/a?b=c&amp;d") },
		{ "see HTTPS://x/.",
		    "see " LINK("HTTPS://x/", "HTTPS://x/") "." },
		{ "<https://x/{}/>; rel=\"next\"",
		    "&lt;" LINK("https://x/%7B%7D/",
			"https://x/{}/") "&gt;; rel=&quot;next&quot;" },
		{ "(http://x/(y))",
		    "(" LINK("http://x/(y)", "http://x/(y)") ")" },
		{ "[http://x/]", "[" LINK("http://x/", "http://x/") "]" },
		{ "http://", "http://" },
		{ "www.x", LINK("http://www.x", "www.x") },
		{ "lists.x.org", LINK("http://lists.x.org", "lists.x.org") },
		{ "x.org/a.", LINK("http://x.org/a", "x.org/a") "." },
		{ "x.organ", "x.organ" },
		{ ".org", ".org" },
		{ "a@x.org", LINK("mailto:a@x.org", "a@x.org") },
		{ "a@x", "a@x" },
		{ "@x.org", "@x.org" },
		{ "a@b@x.org", "a@b@x.org" },
		{ "javascript:alert(1)", "javascript:alert(1)" },
		{ "javascript://x.org/%0aalert(1)",
		    "javascript://x.org/%0aalert(1)" },
		{ "\" onclick=x@x.org",
		    "&quot; " LINK(
			"mailto:onclick=x@x.org", "onclick=x@x.org") },
		{ "http://x/'><script>",
		    LINK("http://x/", "http://x/") "&#39;&gt;&lt;script&gt;" },
		{ "...", "..." },
		{ ")))", ")))" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(marked(t[i].text, markup_text), t[i].want, t[i].text);
}

TEST(json_keeps_its_text_and_gets_colours)
{
	static const struct {
		const char *json, *want;
	} t[] = {
		{ "[]", "[]" },
		{ "{\n    \"a\": 1\n}",
		    "{\n    <span class=\"k\">&quot;a&quot;"
		    "</span>: 1\n}" },
		{ "\"a<b>&'\"", "&quot;a&lt;b&gt;&amp;&#39;&quot;" },
		{ "\"x\\nhttp://y/\\n\"",
		    "&quot;x\\n" LINK("http://y/", "http://y/") "\\n&quot;" },
		{ "\"\\\"http://y/\\\"\"",
		    "&quot;\\&quot;" LINK(
			"http://y/", "http://y/") "\\&quot;&quot;" },
		{ "\"\\u2028x.org\"",
		    "&quot;\\u2028" LINK("http://x.org", "x.org") "&quot;" },
		{ "{\"msgid\": \"<a@x.org>\"}",
		    "{<span class=\"k\">&quot;msgid&quot;</span>: "
		    "&quot;&lt;a@x.org&gt;&quot;}" },
		{ "{\"email\": \"a@x.org\"}",
		    "{<span class=\"k\">&quot;email&quot;</span>: "
		    "&quot;" LINK("mailto:a@x.org", "a@x.org") "&quot;}" },
		{ "\"\\\\\"", "&quot;\\\\&quot;" },
		/* Not our writer's, and no reason to read past the end. */
		{ "\"", "&quot;" },
		{ "\"\\", "&quot;\\" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(marked(t[i].json, markup_json), t[i].want, t[i].json);
}

/* Words of a million brackets, marks, at signs take no quadratic time. */
TEST(hostile_words_are_cheap)
{
	static const char *const pieces[] = { ")", "](", ".", "@", "a.", "(" };

	for (size_t i = 0; i < COUNT(pieces); i++) {
		struct str piece = str_c(pieces[i]);
		struct buf b;

		buf_init(&b, test_arena(), 8 << 20);
		while (b.n < 1 << 20)
			buf_add(&b, piece);
		buf_char(&b, '\0');
		CHECK(marked(b.p, markup_text).n >= 1 << 20, pieces[i]);
	}
}
