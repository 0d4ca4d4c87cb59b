/* mail/diff: spec/ingest.md 9 and row 19 of 27. In the tables a diff is
 * written with its lines marked: the test takes '|' for LF. */
#include "mail/diff.h"

#include <string.h>

#include "test.h"

static struct str
lines(const char *text)
{
	char *p;

	if (text == NULL)
		return str_n(NULL, 0);
	p = str_z(test_arena(), str_c(text));
	for (size_t i = 0; p[i] != '\0'; i++)
		if (p[i] == '|')
			p[i] = '\n';
	return str_c(p);
}

#define NAMES "--- a/f|+++ b/f|"
#define ONE   NAMES "@@ -1 +1 @@|-a|+b|"
#define GIT   "diff --git a/f b/f|"
#define BLOCK "GIT binary patch|literal 2|JcmV||literal 0|HcmV?d00001|"

TEST(a_text_is_split)
{
	static const struct {
		const char *in, *diff, *rest;
	} t[] = {
		{ "", NULL, "|" },
		{ "text", NULL, "text|" },
		{ "text|", NULL, "text||" },
		{ "text|---|" ONE "-- |2.30|", ONE, "text|---|-- |2.30||" },
		{ "text||" GIT "index 1..2|" ONE, GIT "index 1..2|" ONE,
		    "text|||" },
		{ "Index: f|=====|" ONE, "Index: f|=====|" ONE, "|" },
		{ "Index: f|===|RCS file: x|diff -u f|" ONE,
		    "Index: f|===|RCS file: x|diff -u f|" ONE, "|" },
		{ ONE ONE, ONE ONE, "|" },
		{ "--- a/f|+++ b/f|--- 1|+++ 2|@@ -1 +1 @@|-a|+b|",
		    "--- a/f|+++ b/f|--- 1|+++ 2|@@ -1 +1 @@|-a|+b|", "|" },
		{ ONE "@@ -5,2 +5,3 @@ f()| a|+b| c",
		    ONE "@@ -5,2 +5,3 @@ f()| a|+b| c|", NULL },
		{ ONE "\\ No newline at end of file|",
		    ONE "\\ No newline at end of file|", "|" },
		{ NAMES "@@ -1 +1 @@|-a|\\ No newline at end of file|+b",
		    NAMES "@@ -1 +1 @@|-a|\\ No newline at end of file|+b|",
		    NULL },
		/* A missing count is 1; a hunk of nothing takes one line. */
		{ NAMES "@@ -0,0 +0,0 @@|+b|x", NAMES "@@ -0,0 +0,0 @@|+b|",
		    "x|" },
		/* Announced lines are taken, whatever they look like. */
		{ NAMES "@@ -1,3 +1,3 @@| a|||-- |2.30|",
		    NAMES "@@ -1,3 +1,3 @@| a|||", "-- |2.30||" },
		{ NAMES "@@ -1,9 +1,9 @@| a", NAMES "@@ -1,9 +1,9 @@| a|",
		    NULL },
		/* No diff: quoted, combined, only names. */
		{ "> --- a/f|> +++ b/f|> @@ -1 +1 @@|> -a|> +b", NULL,
		    "> --- a/f|> +++ b/f|> @@ -1 +1 @@|> -a|> +b|" },
		{ "diff --cc f|--- a/f|+++ b/f|@@@ -1 -1 +1 @@@|  a", NULL,
		    "diff --cc f|--- a/f|+++ b/f|@@@ -1 -1 +1 @@@|  a|" },
		{ "--- a/f|+++ b/f|@@ x @@|", NULL,
		    "--- a/f|+++ b/f|@@ x @@||" },
		{ "--- a/f|+++ b/f", NULL, "--- a/f|+++ b/f|" },
		{ "diff of opinions|more|", NULL, "diff of opinions|more||" },
		/* Headers alone. */
		{ GIT "old mode 100644|new mode 100755|",
		    GIT "old mode 100644|new mode 100755|", "|" },
		{ GIT "similarity index 100%|rename from f|rename to g|-- |",
		    GIT "similarity index 100%|rename from f|rename to g|",
		    "-- ||" },
		/* Row 19: single extended lines, binary files. */
		{ GIT "deleted file mode 100644|x",
		    GIT "deleted file mode 100644|", "x|" },
		{ GIT "index 1..2|Binary files a/f and b/f differ|x",
		    GIT "index 1..2|Binary files a/f and b/f differ|", "x|" },
		{ "diff x|index 1..2|y", NULL, "diff x|index 1..2|y|" },
		/* A false "--- " hides nothing. */
		{ "--- foo|" ONE, ONE, "--- foo||" },
		{ "--- foo|+++ bar|" ONE, "--- foo|+++ bar|" ONE, "|" },
		/* Binary blocks, and what follows them. */
		{ GIT "index 1..2|" BLOCK "|-- |2.30",
		    GIT "index 1..2|" BLOCK "|", "-- |2.30|" },
		{ GIT BLOCK "|" GIT "new file mode 100644|" BLOCK "|" GIT
			    "index 1..2|" ONE,
		    GIT BLOCK "|" GIT "new file mode 100644|" BLOCK "|" GIT
			      "index 1..2|" ONE,
		    "|" },
		{ GIT BLOCK, GIT BLOCK "|", NULL },
		/* Between two: prose is text, the rest stays. */
		{ ONE "|And this:|" ONE, ONE ONE, "|And this:||" },
		{ ONE "||" ONE, ONE "||" ONE, "|" },
		{ ONE "|-- |2.30||" ONE, ONE "|-- |2.30||" ONE, "|" },
		{ ONE "wrapped|" ONE, ONE "wrapped|" ONE, "|" },
		{ ONE "| wrapped|" ONE, ONE "| wrapped|" ONE, "|" },
		{ ONE "|Only in b: g|" ONE, ONE "|Only in b: g|" ONE, "|" },
		{ ONE "|______|" ONE, ONE "|______|" ONE, "|" },
		/* Hunks that a mailer broke: as Patchwork. */
		{ GIT "index 1..2|--- a/f|+++ b/f||@@ -1 +1 @@|",
		    GIT "index 1..2|--- a/f|", "+++ b/f||@@ -1 +1 @@||" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct str diff, rest, in = lines(t[i].in);

		CHECK_OK(diff_split(test_arena(), in, &diff, &rest));
		CHECK_STRS(diff, lines(t[i].diff), t[i].in);
		CHECK_STRS(rest, lines(t[i].rest), t[i].in);
	}
}

TEST(hunk_headers)
{
	static const struct {
		const char *in;
		bool ok;
		int64_t minus, plus;
	} t[] = {
		{ "@@ -1 +1 @@", true, 1, 1 },
		{ "@@ -1,2 +3,4 @@ f(x)", true, 2, 4 },
		{ "@@ -1,0 +3,007 @@", true, 0, 7 },
		{ "@@ -1,99999999999999999999 +1 @@", true, INT64_MAX, 1 },
		{ "@@ -1 +1 @", false, 0, 0 },
		{ "@@ -1 +1  @@", false, 0, 0 },
		{ "@@ +1 -1 @@", false, 0, 0 },
		{ "@@ -1, +1 @@", false, 0, 0 },
		{ "@@ -,1 +1 @@", false, 0, 0 },
		{ "@@ -1", false, 0, 0 },
		{ "@@@ -1 -1 +1 @@@", false, 0, 0 },
		{ " @@ -1 +1 @@", false, 0, 0 },
		{ "", false, 0, 0 },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		int64_t minus = 0, plus = 0;

		CHECK_INT(
		    diff_hunk(str_c(t[i].in), &minus, &plus), t[i].ok, t[i].in);
		CHECK_INT(minus, t[i].minus, t[i].in);
		CHECK_INT(plus, t[i].plus, t[i].in);
	}
}

TEST(sections)
{
	const struct str text = lines("text|" GIT "index 1..2|" ONE GIT
				      "rename from f|rename to g|" ONE "-- ");
	static const struct {
		const char *start, *body, *end;
	} t[] = {
		{ GIT "index", NAMES, GIT "rename" },
		{ GIT "rename", NAMES, "-- " },
	};
	struct diff_section s;
	size_t at = 0;

	for (size_t i = 0; i < COUNT(t); i++) {
		CHECK(diff_next(text, &at, &s), t[i].start);
		CHECK(str_starts(str_from(text, s.start), lines(t[i].start)),
		    t[i].start);
		CHECK(str_starts(str_from(text, s.body), lines(t[i].body)),
		    t[i].start);
		CHECK(str_starts(str_from(text, s.end), lines(t[i].end)),
		    t[i].start);
		CHECK_INT(at, s.end, t[i].start);
	}
	CHECK(!diff_next(text, &at, &s), "end");
}

TEST(changed_lines_are_counted)
{
	static const struct {
		const char *in;
		int files, added, removed;
	} t[] = {
		{ "", 0, 0, 0 },
		{ ONE, 1, 1, 1 },
		{ ONE ONE "@@ -9,2 +9,3 @@| x|+--- y|++++ z| w|", 2, 4, 2 },
		{ GIT "old mode 100644|new mode 100755|", 1, 0, 0 },
		{ NAMES "@@ -1,2 +1,1 @@|---- x| y|-- |", 1, 0, 1 },
		{ "--- a/f|+++ b/f|" ONE, 1, 1, 1 },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct diff_stat got = diff_count(lines(t[i].in));

		CHECK_INT(got.files, t[i].files, t[i].in);
		CHECK_INT(got.added, t[i].added, t[i].in);
		CHECK_INT(got.removed, t[i].removed, t[i].in);
	}
}

TEST(carriage_returns_go)
{
	CHECK_STR(
	    str_without(test_arena(), S("a\r\nb\rc\r"), '\r'), "a\nbc", "some");
	CHECK_STR(str_without(test_arena(), S("ab"), '\r'), "ab", "none");
	CHECK_STR(str_without(test_arena(), S(""), '\r'), "", "empty");
}

/* What could make the search start again and again. */
TEST(hostile_texts_take_linear_time)
{
	static const char *const pieces[] = { "diff --git a b\n", "Index: x\n",
		"Index: x\ndiff y\n", "--- a\n", "--- a\n+++ b\n",
		"diff x\nold mode \n", "index \n", "GIT binary patch\n",
		"@@ -1 +1 @@\n", "diff x\nGIT binary patch\nliteral 1\nza\n",
		"--- a\n+++ b\n@@ -1 +1 @@\n-a\n+b\nx\n\n" };

	for (size_t i = 0; i < COUNT(pieces); i++) {
		struct str diff, rest;
		struct buf b;

		buf_init(&b, test_arena(), SIZE_MAX);
		while (b.n < 4 << 20)
			buf_add(&b, str_c(pieces[i]));
		CHECK_OK(diff_split(test_arena(), buf_str(&b), &diff, &rest));
		CHECK_INT(diff.n + rest.n, b.n + 1, pieces[i]);
	}
}
