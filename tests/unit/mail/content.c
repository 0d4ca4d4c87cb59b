/* mail/content: spec/ingest.md 8 and rows 19 and 20. */
#include "mail/content.h"

#include <string.h>

#include "test.h"

#define DIFF  "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n"
#define OTHER "--- a/g\n+++ b/g\n@@ -1 +1 @@\n-c\n+d\n"

enum { MOST = 4 };

/* Subtype and text in turn. */
static size_t
fill(const char *const *words, struct text_part *parts)
{
	size_t n = 0;

	for (; n < MOST && words[2 * n] != NULL; n++)
		parts[n] = (struct text_part){ str_c(words[2 * n]),
			str_c(words[2 * n + 1]) };
	return n;
}

TEST(patch_mails)
{
	static const struct {
		const char *parts[2 * MOST + 1];
		const char *diff, *message;
	} t[] = {
		{ { NULL }, NULL, "" },
		{ { "plain", "" }, NULL, "" },
		{ { "plain", " text \n" }, NULL, "text" },
		{ { "plain", "text\n---\n" DIFF "-- \n2.30\n" }, DIFF,
		    "text\n---" },
		{ { "html", DIFF, "enriched", "x" }, NULL, "" },
		{ { "plain", "one\n", "plain", "two\n" }, NULL, "one\ntwo" },
		/* The second diff stays in the message. */
		{ { "plain", "one\n" DIFF, "plain", OTHER }, DIFF,
		    "one\n" OTHER },
		{ { "plain", "text", "x-patch", "From x\n" DIFF "-- \n1" },
		    "From x\n" DIFF "-- \n1", "text" },
		{ { "plain", "text", "x-diff", DIFF, "plain", "foot" }, DIFF,
		    "text\nfoot" },
		/* Behind an attached patch nothing is split. */
		{ { "x-patch", DIFF, "plain", OTHER }, DIFF, OTHER },
		{ { "x-patch", "", "plain", DIFF }, DIFF, "" },
		/* Row 20. */
		{ { "x-patch", DIFF, "x-patch", OTHER }, DIFF OTHER, "" },
		{ { "x-patch", DIFF, "x-patch", DIFF }, DIFF, "" },
		{ { "x-patch", "a", "x-diff", "b" }, "a\nb", "" },
		{ { "plain", "one\n" DIFF, "x-patch", OTHER }, OTHER,
		    "one\n" DIFF },
		{ { "plain", "one\n" DIFF, "x-patch", "x\n" DIFF }, "x\n" DIFF,
		    "one" },
		/* A signature hides all that follows, in later parts too. */
		{ { "plain", "one\n-- \nme", "plain", "two" }, NULL, "one" },
		{ { "plain", "one\n-- \n", "plain", "two" }, NULL,
		    "one\n--\ntwo" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct text_part parts[MOST];
		size_t n = fill(t[i].parts, parts);
		struct content c;
		const char *what = str_f(test_arena(), "row %zu", i).p;

		CHECK_OK(content_of_patch(test_arena(), parts, n, &c));
		CHECK((c.diff.p == NULL) == (t[i].diff == NULL), what);
		CHECK(str_eq(c.diff, str_c(t[i].diff)), what);
		CHECK(
		    str_eq(str_trim(c.message), str_trim(str_c(t[i].message))),
		    what);
	}
}

TEST(comments)
{
	static const struct {
		const char *parts[2 * MOST + 1];
		const char *message;
	} t[] = {
		{ { NULL }, "" },
		{ { "plain", "> quoted\n\n" DIFF }, "> quoted\n\n" DIFF },
		{ { "plain", " one", "html", "x", "x-patch", DIFF, "plain",
		      "two\n" },
		    "one\ntwo" },
		{ { "plain", "", "plain", "two" }, "two" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct text_part parts[MOST];
		size_t n = fill(t[i].parts, parts);
		struct content c;
		const char *what = str_f(test_arena(), "row %zu", i).p;

		CHECK_OK(content_of_comment(test_arena(), parts, n, &c));
		CHECK(c.diff.p == NULL, what);
		CHECK(str_eq(c.message, str_trim(str_c(t[i].message))), what);
	}
}

TEST(signatures_are_cut)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "", "" },
		{ " a \n", "a" },
		{ "a\n-- \nb\n", "a" },
		{ "-- \nb\n", "" },
		{ "a\n_\nb", "a" },
		{ "a\n_____\nb", "a" },
		{ "a\n-- \nb\n-- \nc", "a" },
		/* Row 19: with CR. */
		{ "a\r\n-- \r\nb", "a" },
		{ "a\r\n___\r\nb", "a" },
		/* Not cut. */
		{ "a\n--\nb", "a\n--\nb" },
		{ "a\n> -- \nb", "a\n> -- \nb" },
		{ "a\n -- \nb", "a\n -- \nb" },
		{ "a\n__ \nb", "a\n__ \nb" },
		{ "a\n-- b\nc", "a\n-- b\nc" },
		{ "a\n-- ", "a\n--" },
		{ "a\n__", "a\n__" },
		{ "a\n---\nb", "a\n---\nb" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(content_clean(str_c(t[i].in)), t[i].want, t[i].in);
}

TEST(nul_goes)
{
	const struct text_part parts[] = {
		{ S("plain"),
		    S("te\0xt\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n"
		      "-a\0\n+b\n") },
	};
	struct content c;

	CHECK_OK(content_of_patch(test_arena(), parts, 1, &c));
	CHECK_STR(c.diff, DIFF, "diff");
	CHECK_STR(c.message, "text", "message");
}

TEST(line_ends_of_a_message)
{
	CHECK_STR(content_to_lf(test_arena(), S("a\r\nb\rc\r\n")), "a\nb\rc\n",
	    "crlf");
	CHECK_STR(content_to_lf(test_arena(), S("a\nb")), "a\nb", "lf");
}

TEST(text_has_a_limit)
{
	size_t n = LIMIT_MAIL_TEXT / 2;
	char *p = arena_alloc(test_arena(), n);
	struct text_part parts[3];
	struct content c;

	memset(p, 'x', n);
	for (size_t i = 0; i < COUNT(parts); i++)
		parts[i] = (struct text_part){ S("plain"), str_n(p, n) };
	CHECK_INT(
	    content_of_patch(test_arena(), parts, 3, &c), ERR_TOO_BIG, "patch");
	CHECK_INT(content_of_comment(test_arena(), parts, 3, &c), ERR_TOO_BIG,
	    "comment");
}
