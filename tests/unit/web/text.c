/* Mail text into blocks and spans. */
#include <string.h>

#include "test.h"
#include "web/text.h"

/* The view in one line: P(plain|<link>|{trailer}) Q F S. */
static struct str
shown(struct text_view v)
{
	static const char *const names[] = { "P", "Q", "F", "S" };
	static const char *const open[] = { "", "<", "{" };
	static const char *const close[] = { "", ">", "}" };
	struct buf b;

	buf_init(&b, test_arena(), 1 << 20);
	for (size_t i = 0; i < v.nblocks; i++) {
		buf_printf(&b, "%s(", names[v.blocks[i].kind]);
		for (size_t j = 0; j < v.blocks[i].nspans; j++) {
			struct text_span s = v.blocks[i].spans[j];

			buf_printf(&b, "%s%.*s%s", open[s.kind],
			    STR_ARG(s.text), close[s.kind]);
		}
		buf_lit(&b, ")");
	}
	return buf_str(&b);
}

static void
check(const char *text, const char *want)
{
	CHECK_STR(
	    shown(text_parse(test_arena(), str_c(text), SIZE_MAX)), want, text);
}

TEST(links_end_before_the_punctuation_of_the_sentence)
{
	check("see http://x.example/a.", "P(see <http://x.example/a>.)");
	check("(https://x.example/a)", "P((<https://x.example/a>))");
	check("https://x.example/a_(b) c", "P(<https://x.example/a_(b)> c)");
	check("<GIT://x.example/a>, b", "P(<<GIT://x.example/a>>, b)");
	check("ftp://x/\"onclick=\"y", "P(<ftp://x/>\"onclick=\"y)");
	check("http:// none", "P(http:// none)");
	check("http://...", "P(http://...)");
	check("xhttp://a.example", "P(xhttp://a.example)");
	check("http:http://a", "P(http:<http://a>)");
	check("http://a:http://b", "P(<http://a:http://b>)");
	check("http://a http:/b 1http://c ://d",
	    "P(<http://a> http:/b 1http://c ://d)");
	check("\xc3\xa4git://a", "P(\xc3\xa4<git://a>)");
	check("javascript:alert(1)", "P(javascript:alert(1))");
	check("a http://x b http://y", "P(a <http://x> b <http://y>)");
}

TEST(trailers_are_known_by_their_names)
{
	check("Hi\n\nSigned-off-by: A <a@example.com>\nX: y",
	    "P(Hi\n\n{Signed-off-by: A <a@example.com>}\nX: y)");
	check("  reviewed-BY: A \nb", "P({  reviewed-BY: A} \nb)");
	check("Link: https://x.example/1\nb",
	    "P({Link: }<https://x.example/1>\nb)");
	check("passed-by:A", "P(passed-by:A)");
	check("-by: A", "P(-by: A)");
	check("He said-by: A", "P(He said-by: A)");
}

TEST(long_quotes_are_folded_short_ones_are_not)
{
	check("a\n> b\n> c\n\nd", "P(a\n)Q(> b\n> c\n)P(\nd)");
	check("> 1\n> 2\n> 3\n> 4\n> 5\n> 6\nyes",
	    "F(> 1\n> 2\n> 3\n> 4\n)Q(> 5\n> 6\n)P(yes)");
	check(
	    "> 1\n> 2\n> 3\n> 4\n> 5\n> 6", "F(> 1\n> 2\n> 3\n> 4\n> 5\n> 6)");
	check(" > a\nb", "Q( > a\n)P(b)");
	check("> http://x.example/\nb", "Q(> <http://x.example/>\n)P(b)");
}

TEST(a_signature_is_what_follows_its_mark)
{
	check("a\n-- \nB\n> c", "P(a\n)S(-- \nB\n> c)");
	check("a\n--\nB", "P(a\n--\nB)");
	check("a\r\n-- \r\nB", "P(a\r\n)S(-- \r\nB)");
}

TEST(nothing_is_nothing)
{
	check("", "");
	check(" \n\t\n", "");
	CHECK_INT(text_parse(test_arena(), (struct str){ NULL, 0 }, 9).nblocks,
	    0, "no text");
}

/* The work grows with the text, not with its square. */
TEST(hostile_text_takes_linear_time)
{
	static const char *const parts[] = { "http://", "http://(", "> ", ">\n",
		"a-by: ", "(((", "http://x ", "\n", "-- \n", ")))" };

	for (size_t i = 0; i < COUNT(parts); i++) {
		struct buf b;

		buf_init(&b, test_arena(), 4 << 20);
		for (size_t n = 0; n < 200000; n++)
			buf_add(&b, str_c(parts[i]));
		text_parse(test_arena(), buf_str(&b), SIZE_MAX);
	}
	CHECK(true, "ended");
}

TEST(a_page_shows_so_much_of_a_text)
{
	static const struct {
		const char *text;
		size_t max;
		const char *want;
		bool cut;
	} t[] = {
		{ "ab\ncd\n", 6, "P(ab\ncd)", false },
		{ "abc\nd\n", 5, "P(abc)", true },
		{ "ab\ncdefgh", 8, "P(ab\ncdefg)", true },
		{ "a\xc3\xa4\xc3\xa4", 4, "P(a\xc3\xa4)", true },
		{ "\xf0\x9f\x98\x80", 3, "", true },
		{ "a", 0, "", true },
		{ "", 0, "", false },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct text_view v =
		    text_parse(test_arena(), str_c(t[i].text), t[i].max);

		CHECK_STR(shown(v), t[i].want, t[i].text);
		CHECK_INT(v.cut, t[i].cut, t[i].text);
	}
}

/* Pieces of a byte or two are cheap to send. */
TEST(a_page_shows_so_many_pieces_of_a_text)
{
	static const char *const parts[] = { ">\nx\n", "a-by: x\n",
		"http://x\n", "> a\n> http://x\n\n" };

	for (size_t i = 0; i < COUNT(parts); i++) {
		struct arena *a = arena_open();
		struct text_view v;
		struct buf b;

		buf_init(&b, test_arena(), 1 << 20);
		while (b.n + strlen(parts[i]) < 1 << 20)
			buf_add(&b, str_c(parts[i]));
		v = text_parse(a, buf_str(&b), 1 << 20);
		CHECK(v.cut, parts[i]);
		CHECK(v.nspans > (1 << 20) / TEXT_SPAN, parts[i]);
		CHECK(v.nspans < (1 << 20) / TEXT_SPAN + TEXT_SPANS + 4,
		    parts[i]);
		CHECK(arena_size(a) < 8 << 20, parts[i]);
		arena_close(a);
	}
}
