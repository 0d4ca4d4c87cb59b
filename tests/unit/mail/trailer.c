/* mail/trailer. */
#include "mail/trailer.h"

#include "test.h"

TEST(kinds)
{
	static const struct {
		const char *in;
		enum trailer want;
	} t[] = {
		{ "Tested-by: A", TRAILER_TESTED },
		{ "reviewed-BY: A", TRAILER_REVIEWED },
		{ "Acked-by:A", TRAILER_ACKED },
		{ "Signed-off-by: A", TRAILER_SIGNED_OFF },
		{ "Nacked-by: A", TRAILER_NACKED },
		{ "Reported-by:", TRAILER_REPORTED },
		{ "Fixes: 1234 (\"x\")", TRAILER_OTHER },
		{ "Co-developed-by: A", TRAILER_OTHER },
		{ "Change-Id: I1", TRAILER_OTHER },
		{ " Acked-by: A", TRAILER_NONE },
		{ "> Acked-by: A", TRAILER_NONE },
		{ "Note: x", TRAILER_NONE },
		{ "Acked-by A", TRAILER_NONE },
		{ "self-made:x", TRAILER_NONE },
		{ "-x: y", TRAILER_NONE },
		{ "it is well-known: x", TRAILER_NONE },
		{ "", TRAILER_NONE },
		{ ":", TRAILER_NONE },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(trailer_classify(str_c(t[i].in)), t[i].want, t[i].in);
}

TEST(trailers_of_a_text_are_collected)
{
	struct trailers t;

	trailers_init(&t, test_arena(), false);
	trailers_add(&t,
	    S("> Acked-by: Q\nacked-by: A\nFixes: x\n\n"
	      "Nacked-by: B\nAcked-By:  a"));
	CHECK_STR(buf_str(&t.lines), "acked-by: A\n", "lines");
	trailers_add(&t, S("Acked-by: A\nTested-by: C"));
	CHECK_STR(
	    buf_str(&t.lines), "acked-by: A\nTested-by: C\n", "each once");
	trailers_init(&t, test_arena(), true);
	trailers_add(&t, S("Nacked-by: B\n"));
	CHECK_STR(buf_str(&t.lines), "Nacked-by: B\n", "wanted");
}

/* count lines of a kilobyte, that no other text has. */
static struct str
many_trailers(int text, int count)
{
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	for (int i = 0; i < count; i++)
		buf_printf(&b, "Acked-by: %05d %05d %01001d\n", text, i, 0);
	return buf_str(&b);
}

TEST(nobody_fills_the_room_of_trailers_alone)
{
	struct trailers t;

	trailers_init(&t, test_arena(), false);
	trailers_add(&t, many_trailers(0, 2000));
	CHECK_INT(t.lines.n, LIMIT_TRAILERS_TEXT, "of one text");
	trailers_add(&t, S("Acked-by: A\n"));
	CHECK_INT(t.lines.n, LIMIT_TRAILERS_TEXT + 12, "another's");
	for (int i = 1; i < 100; i++)
		trailers_add(&t, many_trailers(i, 20));
	CHECK(t.lines.n > LIMIT_TRAILERS - 1024, "all that fit");
	CHECK_OK(t.lines.err);
}

TEST(texts_that_end_in_trailers)
{
	static const struct {
		const char *in;
		bool want;
	} t[] = {
		{ "", false },
		{ "text", false },
		{ "Acked-by: A", true },
		{ "text\n\nAcked-by: A\nFixes: x\n", true },
		{ "text\n\nAcked-by: A\n  and more\n[A: note]\n\n", true },
		{ "text\nAcked-by: A", false },
		{ "Acked-by: A\n\ntext", false },
		{ "text\n\n[A: note]", false },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(trailer_ends(str_c(t[i].in)), t[i].want, t[i].in);
}

TEST(keys_say_what_is_the_same)
{
	CHECK_STRS(trailer_key(test_arena(), S("Acked-by:  A  B ")),
	    trailer_key(test_arena(), S("ACKED-BY: a b")), "same");
}
