/* Diffs into files, hunks and numbered lines. */
#include "test.h"

#include "base/utf8.h"
#include "web/diff.h"

/* One line a row: "F1 name [note] +a -r", "H1 head", "+old,new text" with
 * '!' before what is an anchor. */
static struct str
shown(const char *diff)
{
	static const char signs[] = { '.', '+', '-', '?' };
	struct diff_view v = diff_parse(test_arena(), str_c(diff));
	struct buf b;

	buf_init(&b, test_arena(), 1 << 20);
	for (size_t i = 0; i < v.nfiles; i++) {
		const struct diff_file *f = &v.files[i];

		buf_printf(&b, "F%d %.*s [%.*s] +%d -%d%s\n", (int)f->n,
		    STR_ARG(f->name), STR_ARG(f->note), (int)f->added,
		    (int)f->removed, f->open ? "" : " closed");
		for (size_t j = 0; j < f->nhunks; j++) {
			const struct diff_hunk *h = &f->hunks[j];

			if (h->head.p != NULL)
				buf_printf(&b, "H%d %.*s\n", (int)h->n,
				    STR_ARG(h->head));
			for (size_t k = 0; k < h->nlines; k++)
				buf_printf(&b, "%s%c%d,%d %.*s\n",
				    h->lines[k].named ? "!" : "",
				    signs[h->lines[k].kind],
				    (int)h->lines[k].old, (int)h->lines[k].new,
				    STR_ARG(h->lines[k].text));
		}
	}
	return buf_str(&b);
}

static void
check(const char *diff, const char *want)
{
	CHECK_STR(shown(diff), want, diff);
}

TEST(git_diff_is_numbered)
{
	check("diff --git a/x.c b/x.c\nindex 1..2 100644\n--- a/x.c\n"
	      "+++ b/x.c\n@@ -3,3 +3,3 @@ int f(void)\n a\n-b\n+c\n d\n",
	    "F1 x.c [] +1 -1\nH1 @@ -3,3 +3,3 @@ int f(void)\n"
	    "!.3,3 a\n!-4,0 b\n!+0,4 c\n!.5,5 d\n");
}

TEST(counts_decide_what_is_a_head)
{
	/* Removed "-- a/y" and added "++ b/y" look like a head. */
	check("--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n--- a/y\n+++ b/y\n-q\n+r\n",
	    "F1 x [] +2 -2\nH1 @@ -1,2 +1,2 @@\n!-1,0 -- a/y\n!+0,1 ++ b/y\n"
	    "!-2,0 q\n!+0,2 r\n");
	/* The signature of git format-patch is no removed line. */
	check("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-q\n+r\n-- \n2.39.2\n",
	    "F1 x [] +1 -1\nH1 @@ -1 +1 @@\n!-1,0 q\n!+0,1 r\n"
	    "?0,0 -- \n?0,0 2.39.2\n");
}

TEST(notes_say_what_git_says_of_a_file)
{
	check("diff --git a/n b/n\nnew file mode 100644\nindex 0..1\n"
	      "--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+a\n"
	      "\\ No newline at end of file\n",
	    "F1 n [new file] +1 -0\nH1 @@ -0,0 +1 @@\n!+0,1 a\n"
	    "?0,0 \\ No newline at end of file\n");
	check("diff --git a/o b/p\nsimilarity index 100%\nrename from o\n"
	      "rename to p\n",
	    "F1 p [renamed from o] +0 -0\n");
	check("diff --git a/s b/s\nold mode 100644\nnew mode 100755\n",
	    "F1 s [mode was 100644, is 100755] +0 -0\n");
	check("diff --git a/g b/g\ndeleted file mode 100644\n--- a/g\n"
	      "+++ /dev/null\n@@ -1 +0,0 @@\n-a\n",
	    "F1 g [deleted] +0 -1\nH1 @@ -1 +0,0 @@\n!-1,0 a\n");
	check("diff --git a/i.png b/i.png\nGIT binary patch\nliteral 3\nabc\n",
	    "F1 i.png [binary] +0 -0 closed\n?0,0 literal 3\n?0,0 abc\n");
}

TEST(other_tools_diffs_are_read)
{
	check("Index: x.c\n=========\n--- x.c\t(revision 1)\n"
	      "+++ x.c\t(working copy)\n@@ -1 +1 @@\n-a\n+b\n",
	    "F1 x.c [] +1 -1\nH1 @@ -1 +1 @@\n!-1,0 a\n!+0,1 b\n");
	check("--- linux/a.c\t2010-01-01\n+++ linux-new/a.c\t2010-01-02\n"
	      "@@ -1 +1 @@\n-a\n+b\n",
	    "F1 linux-new/a.c [] +1 -1\nH1 @@ -1 +1 @@\n!-1,0 a\n!+0,1 b\n");
}

TEST(what_is_not_understood_is_shown_as_it_is)
{
	check("*** a\n--- b\n! c\n",
	    "F1  [] +0 -0\n?0,0 *** a\n?0,0 --- b\n?0,0 ! c\n");
	check("<script>alert(1)</script>",
	    "F1  [] +0 -0\n?0,0 <script>alert(1)</script>\n");
	check("@@ -99999999999 +1 @@\n-a\n",
	    "F1  [] +0 -0\n?0,0 @@ -99999999999 +1 @@\n?0,0 -a\n");
	check("@@@ -1,1 -1,1 +1,1 @@@\n--a\n",
	    "F1  [] +0 -0\n?0,0 @@@ -1,1 -1,1 +1,1 @@@\n?0,0 --a\n");
}

TEST(an_anchor_is_given_once)
{
	check("--- a/x\n+++ b/x\n@@ -1 +1 @@\n a\n@@ -1 +1 @@\n a\n",
	    "F1 x [] +0 -0\nH1 @@ -1 +1 @@\n!.1,1 a\nH2 @@ -1 +1 @@\n"
	    ".1,1 a\n");
}

TEST(line_ends_and_eaten_blanks)
{
	check("--- a/x\r\n+++ b/x\r\n@@ -1,3 +1,3 @@\r\n a\r\n\r\n-b\r\n+c\r\n",
	    "F1 x [] +1 -1\nH1 @@ -1,3 +1,3 @@\n!.1,1 a\n!.2,2 \n"
	    "!-3,0 b\n!+0,3 c\n");
	check("", "");
}

TEST(a_page_has_a_bound)
{
	struct diff_view v;
	struct buf b;

	buf_init(&b, test_arena(), 4 << 20);
	buf_lit(&b, "--- a/x\n+++ b/x\n@@ -0,0 +1,30000 @@\n");
	for (int i = 0; i < 30000; i++)
		buf_lit(&b, "+a\n");
	v = diff_parse(test_arena(), buf_str(&b));
	CHECK(v.cut, "cut");
	CHECK_INT(v.added, LIMIT_DIFF_LINES - 3, "lines");
	CHECK(!v.files[0].open, "closed");
}

TEST(characters_that_turn_the_text_are_told)
{
	static const struct {
		const char *text;
		bool want;
	} t[] = {
		{ "+a \xe2\x80\xae b\n", true },
		{ "+\xe2\x81\xa6", true },
		{ "\xe2\x81\xa9", true },
		{ "\xe2\x80\xaa", true },
		{ "\xe2\x82\xac\xe2\x80\x9c \xe2\x81\xaa", false },
		{ "\xe2\x80", false },
		{ "\xe2", false },
		{ "plain", false },
		{ "", false },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(diff_parse(test_arena(), str_c(t[i].text)).turns,
		    t[i].want, t[i].text);
}

TEST(a_long_line_is_cut_between_characters)
{
	struct diff_view v;
	struct str line;
	struct buf b;

	buf_init(&b, test_arena(), 8 << 20);
	buf_lit(&b, "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+");
	while (b.n < LIMIT_DIFF_SHOWN + 2)
		buf_lit(&b, "\xe2\x82\xac");
	v = diff_parse(test_arena(), buf_str(&b));
	CHECK(v.cut, "cut");
	CHECK_INT(v.files[0].hunks[0].nlines, 1, "lines");
	line = v.files[0].hunks[0].lines[0].text;
	CHECK(utf8_is_valid(line), "valid");
	CHECK(line.n > LIMIT_DIFF_SHOWN - 100, "long");
}

TEST(many_hunks_take_linear_time)
{
	struct buf b;

	buf_init(&b, test_arena(), 4 << 20);
	buf_lit(&b, "diff --git a/x b/x\n");
	for (int i = 0; i < 9000; i++)
		buf_lit(&b, "new file mode 1\n");
	for (int i = 0; i < 9000; i++)
		buf_lit(&b, "@@ -1 +1 @@\n");
	CHECK_INT(diff_parse(test_arena(), buf_str(&b)).nfiles, 1, "files");
}
