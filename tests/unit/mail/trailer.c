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
	struct buf b;

	buf_init(&b, test_arena(), 40);
	trailer_collect(&b,
	    S("> Acked-by: Q\nacked-by: A\nFixes: x\n\n"
	      "Nacked-by: B"));
	CHECK_STR(buf_str(&b), "acked-by: A\nNacked-by: B\n", "lines");
	trailer_collect(&b, S("Reviewed-by: too long\nTested-by: C\n"));
	CHECK_STR(buf_str(&b), "acked-by: A\nNacked-by: B\nTested-by: C\n",
	    "as far as the cap");
	CHECK_OK(b.err);
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
