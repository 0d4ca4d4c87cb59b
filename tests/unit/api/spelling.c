/* How texts that are sent have to be spelled. */
#include "api/spelling.h"

#include "test.h"

TEST(urls)
{
	static const struct {
		const char *text;
		bool want;
	} t[] = {
		{ "http://t.co", true },
		{ "https://ci.example.org/run/7?x=1#log", true },
		{ "HTTPS://CI.EXAMPLE.ORG", true },
		{ "ftp://example.org/", true },
		{ "ftps://example.org/", true },
		{ "http://localhost:8000/x", true },
		{ "http://127.0.0.1/", true },
		{ "http://[::1]:80/", true },
		{ "http://user:pass@example.org/", true },
		{ "http://user@example.org/", true },
		{ "http://example.org.", true },
		{ "http://b\303\274cher.example/", true },
		{ "http://example.xn--p1ai/", true },
		{ "http://a-b.example.org/", true },
		{ "", false },
		{ "x", false },
		{ "example.org", false },
		{ "http://", false },
		{ "http:///x", false },
		{ "http://x", false },
		{ "http://x.y", false },
		{ "http://x.1", false },
		{ "http://x..org", false },
		{ "http://.org", false },
		{ "http://-x.org", false },
		{ "http://x-.org", false },
		{ "http://x_y.org", false },
		{ "http://x.org:", false },
		{ "http://x.org:123456", false },
		{ "http://x.org:8a", false },
		{ "http://[::1", false },
		{ "http://[x]/", false },
		{ "http://a@b@x.org/", false },
		{ "http://:p@x.org/", false },
		{ "http://x.org/a b", false },
		{ "http://x.org/\t", false },
		{ "http://x.org/\302\240", false },
		{ "javascript:alert(1)", false },
		{ "javascript://x.org/%0aalert(1)", false },
		{ "git://x.org/y", false },
		{ "mailto:a@x.org", false },
		{ "//x.org/", false },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(
		    spelling_is_url(str_c(t[i].text)), t[i].want, t[i].text);
}

TEST(slugs)
{
	CHECK(spelling_is_slug(S("a-B_9")), "all");
	CHECK(!spelling_is_slug(S("")), "empty");
	CHECK(!spelling_is_slug(S("a b")), "blank");
	CHECK(!spelling_is_slug(S("a/b")), "slash");
	CHECK(!spelling_is_slug(S("\303\251")), "letter beyond ASCII");
}

TEST(formats)
{
	static const struct {
		const char *text;
		bool want;
	} t[] = {
		{ "", true },
		{ "https://l/", true },
		{ "https://l/{}", true },
		{ "{}{0}", true },
		{ "{{x}}{}", true },
		{ "{{{}}}", true },
		{ "{", false },
		{ "}", false },
		{ "{x}", false },
		{ "{0.name}", false },
		{ "{1}", false },
		{ "{}}", false },
		{ "{!r}", false },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(
		    spelling_is_format(str_c(t[i].text)), t[i].want, t[i].text);
}

TEST(a_text_becomes_a_slug)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "Under Review", "under-review" },
		{ " new ", "new" },
		{ "changes_requested", "changes_requested" },
		{ "a - b--c", "a-b-c" },
		{ "-_a_-", "a" },
		{ "RFC!?", "rfc" },
		{ "\303\251", "" },
		{ "", "" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(spelling_slug(test_arena(), str_c(t[i].text)),
		    t[i].want, t[i].text);
}
