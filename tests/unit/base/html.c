/* base/html: what each place of a page escapes. */
#include "base/html.h"

#include "base/time.h"

#include "test.h"

typedef void write_fn(struct buf *b, struct str s);

static struct str
written(write_fn *write, struct str s)
{
	struct buf b;

	buf_init(&b, test_arena(), 4096);
	write(&b, s);
	return buf_str(&b);
}

TEST(text_cannot_become_markup)
{
	CHECK_STR(written(html_text_str, S("<a b=\"c\" d='e'>&amp;")),
	    "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;", "all five");
	CHECK_STR(written(html_text_str, S("plain \xC3\xA9")), "plain \xC3\xA9",
	    "nothing");
	CHECK_STR(written(html_text_str, S("<")), "&lt;", "alone");
	CHECK_STR(written(html_text_str, (struct str){ NULL, 0 }), "", "none");
}

TEST(a_url_cannot_run_script)
{
	/* clang-format off */
	static const struct {
		const char *url, *want;
	} t[] = {
		{ "https://a.example/b?c=d&e=f#g", "https://a.example/b?c=d&amp;e=f#g" },
		{ "/patch/1/", "/patch/1/" },
		{ "?page=2", "?page=2" },
		{ "mailto:a@example.org", "mailto:a@example.org" },
		{ "HTTPS://a/", "HTTPS://a/" },
		{ "javascript:alert(1)", "#" },
		{ "JavaScript:alert(1)", "#" },
		{ " javascript:alert(1)", "#" },
		{ "java\tscript:alert(1)", "#" },
		{ "\x01javascript:alert(1)", "#" },
		{ "data:text/html,x", "#" },
		{ "vbscript:x", "#" },
		{ "file:///etc/passwd", "#" },
		{ ":x", "#" },
		{ "a/b:c", "a/b:c" },
		{ "\"'<> \\", "%22%27%3C%3E%20%5C" },
		{ "/%41%zz", "/%41%zz" },
		{ "/\xC3\xA9", "/%C3%A9" },
	};
	/* clang-format on */

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(written(html_url_str, str_c(t[i].url)), t[i].want,
		    t[i].url);
}

TEST(parts_of_a_url_stay_parts)
{
	CHECK_STR(written(html_url_path_str, S("a/b?c#d&e%41'")),
	    "a/b%3Fc%23d&amp;e%2541%27", "path");
	CHECK_STR(written(html_url_value_str, S("a/b?c=d&e +\xC3\xA9~")),
	    "a%2Fb%3Fc%3Dd%26e%20%2B%C3%A9~", "value");
	CHECK_STR(written(html_more_url_str, S("javascript:x&y")),
	    "javascript:x&amp;y", "what follows a beginning");
}

TEST(times_are_written_in_three_lengths)
{
	const struct civil c = { 2026, 1, 31, 9, 5, 7, 999999, 0 };
	struct buf b;
	int64_t t = 0;

	CHECK_OK(time_from_civil(&c, &t));
	buf_init(&b, test_arena(), 100);
	html_day(&b, t);
	buf_char(&b, '|');
	html_time(&b, t);
	buf_char(&b, '|');
	html_iso(&b, t);
	CHECK_STR(buf_str(&b),
	    "2026-01-31|2026-01-31 09:05:07|2026-01-31T09:05:07Z", "times");
	buf_init(&b, test_arena(), 100);
	html_day(&b, TIME_NONE);
	html_time(&b, TIME_NONE);
	html_iso(&b, TIME_NONE);
	CHECK_STR(buf_str(&b), "", "no time");
}

TEST(values_are_written_by_their_type)
{
	const char *c = "<c>";
	struct str s = S("<s>");
	bool yes = true;
	struct buf b;

	buf_init(&b, test_arena(), 1000);
	html_text(&b, c);
	html_text(&b, s);
	html_text(&b, yes);
	html_text(&b, (short)-3);
	html_text(&b, UINT64_MAX);
	html_raw(&b, HTML("<b>"));
	html_plain(&b, c);
	CHECK_STR(buf_str(&b),
	    "&lt;c&gt;&lt;s&gt;true-318446744073709551615<b><c>", "types");
}
