/* mail/filenames: spec/ingest.md 13 and row 23. */
#include "mail/filenames.h"

#include <string.h>

#include "test.h"

#define HUNK "@@ -1 +1 @@\n-a\n+b\n"

static struct str
find(struct str diff)
{
	struct filenames f;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	filenames_find(test_arena(), diff, &f);
	for (size_t i = 0; i < f.n; i++) {
		if (i > 0)
			buf_char(&b, '|');
		buf_add(&b, f.names[i]);
	}
	return buf_str(&b);
}

TEST(names)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "", "" },
		{ "--- a/f\n+++ b/f\n" HUNK, "f" },
		{ "--- a/z/f\r\n+++ b/a/f\r\n@@ -1 +1 @@\r\n-a\r\n+b\r\n",
		    "a/f|z/f" },
		{ "--- /dev/null\n+++ b/f\n" HUNK, "f" },
		{ "--- f\n+++ f\n" HUNK, "" },
		{ "--- a/f\t2021-01-01\n+++ b/f (new)\n" HUNK, "f" },
		{ "--- a/f\n+++ b/f\n" HUNK "--- a/e\n+++ b/e\n" HUNK, "e|f" },
		{ "--- a/f\n", "f" }, /* as Patchwork, though no section */
		{ "---\n+++\n--- \n+++  x/y\n", "" },
		/* Row 23: not what a hunk holds. */
		{ "--- a/f\n+++ b/f\n@@ -1 +1 @@\n--- x/y\n+++ x/z\n", "f" },
		{ "diff --git a/f b/g\nsimilarity index 100%\n"
		  "rename from d/f\nrename to d/g\n",
		    "d/f|d/g" },
		{ "diff --git a/f b/f\ncopy from e\ncopy to f\n", "e|f" },
		{ "diff --git a/f b/f\nold mode 100644\nnew mode 100755\n",
		    "f" },
		{ "diff --git a/f b/f\nindex 1..2\n"
		  "Binary files a/f and b/f differ\n",
		    "f" },
		{ "diff --git a/f b/f\nnew file mode 100644\nindex 1..2\n"
		  "GIT binary patch\nliteral 1\nza\n\nliteral 0\nza\n\n",
		    "f" },
		{ "diff --git a/x y b/x y\nold mode 1\nnew mode 2\n", "x y" },
		{ "diff --git \"a/t\\tb\\303\\251\" \"b/t\\tb\\303\\251\"\n"
		  "old mode 1\nnew mode 2\n",
		    "t\tb\xC3\xA9" },
		{ "diff --git a/f b/f\nrename from \"q\\\"\"\n"
		  "rename to g\n",
		    "g|q\"" },
		{ "diff --git a/f b/f\nrename from \"q\\\n"
		  "rename to \"\\400\\\n",
		    "\\|q\\" },
		{ "diff --git\nold mode 1\nnew mode 2\n", "" },
		/* Not both sources for one section. */
		{ "diff --git a/x b/x\nindex 1..2\n--- a/f\n+++ b/f\n" HUNK,
		    "f" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(find(str_c(t[i].in)), t[i].want, t[i].in);
}

TEST(names_have_limits)
{
	struct filenames f;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	buf_lit(&b, "--- a/");
	for (int i = 0; i < LIMIT_FILENAME; i++)
		buf_char(&b, 'x');
	buf_lit(&b, "\n+++ b/");
	for (int i = 0; i < LIMIT_FILENAME + 1; i++)
		buf_char(&b, 'y');
	buf_lit(&b, "\n" HUNK);
	filenames_find(test_arena(), buf_str(&b), &f);
	CHECK_INT(f.n, 1, "the long one is left out");
	CHECK_INT(f.names[0].n, LIMIT_FILENAME, "the other is whole");

	buf_init(&b, test_arena(), SIZE_MAX);
	for (int i = 0; i < LIMIT_FILENAMES + 5; i++)
		buf_printf(&b, "--- a/%d\n", i);
	filenames_find(test_arena(), buf_str(&b), &f);
	CHECK_INT(f.n, LIMIT_FILENAMES, "limit");
}
