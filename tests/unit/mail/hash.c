/* mail/hash: the vectors of spec/ingest.md 13. */
#include "mail/hash.h"

#include "test.h"

#define ONE  "7254bb76f73ca8b763844d4a8f8eb7bfc4eddee3"
#define NONE "da39a3ee5e6b4b0d3255bfef95601890afd80709"
#define HUNK "--- a/f\n+++ b/f\n@@ -1 +1 @@\n"

static void
check(const char *diff, const char *want)
{
	struct str got;

	CHECK_OK(hash_diff(test_arena(), str_c(diff), &got));
	CHECK_STR(got, want, diff);
}

static void
check_same(const char *one, const char *other)
{
	struct str x, y;

	CHECK_OK(hash_diff(test_arena(), str_c(one), &x));
	CHECK_OK(hash_diff(test_arena(), str_c(other), &y));
	CHECK_STRS(x, y, other);
}

TEST(vectors)
{
	static const struct {
		const char *diff, *want;
	} t[] = {
		{ "diff --git a/f.c b/f.c\nindex 1..2 100644\n--- a/f.c\n"
		  "+++ b/f.c\n@@ -1 +1 @@\n-a\n+b\n",
		    ONE },
		{ "--- a/f.c\r\n+++ b/f.c\r\n@@ -1 +1 @@\r\n-a\r\n+b\r\n",
		    ONE },
		{ "--- x/f.c\n+++ y/f.c\n@@ -1 +1 @@\n-a\n+b", ONE },
		{ "--- a/f.c\n+++ b/f.c\n@@ -7,1 +9,01 @@ int main\n-a\n+b\n"
		  "\\ No newline at end of file\n",
		    ONE },
		{ "--- a/f.c\n+++ b/f.c\n@@ -1 +1 @@\n-a\n+b\n\njunk\n", ONE },
		{ "--- a/f.c\t2021-01-01\n+++ b/f.c (new)\n@@ -1 +1 @@\n"
		  "-a\n+b\n",
		    ONE },
		{ "--- /dev/null\n+++ b/new\n@@ -0,0 +1 @@\n+y\n",
		    "633659cdec820f627ba627340b51ed8a5b02f3cc" },
		/* Row 22: no hunks, no identity. */
		{ "diff --git a/a b/b\nrename from a\nrename to b\n", NONE },
		{ "diff --git a/a b/a\nold mode 100644\nnew mode 100755\n",
		    NONE },
		{ "", NONE },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		check(t[i].diff, t[i].want);
}

TEST(names_lose_their_first_component)
{
	check_same("--- a/\n", "--- x\n");
	check_same("--- a/b/c\n", "--- d/b/c\n");
	check_same(HUNK "--- x/f\n", HUNK "--- a/f\n"); /* also in hunks */
	/* A word must follow at once. */
	check_same("---  a/b\n--- c/\n", "---  a/b\n--- d/\n");
}

TEST(context_counts_but_its_place_does_not)
{
	struct str x, y;

	check_same(HUNK " a\n", "--- a/f\n+++ b/f\n@@ -5 +6 @@ f\n a\n");
	CHECK_OK(hash_diff(test_arena(), S(HUNK " a\n"), &x));
	CHECK_OK(hash_diff(test_arena(), S(HUNK " b\n"), &y));
	CHECK(!str_eq(x, y), "context");
	CHECK_OK(hash_diff(
	    test_arena(), S("--- a/f\n+++ b/f\n@@ -1,2 +1 @@\n a\n"), &y));
	CHECK(!str_eq(x, y), "counts");
}

TEST(counts_of_any_length_are_kept)
{
	check_same("@@ -1,00000000000000000000000000012 +1 @@\n+a\n",
	    "@@ -1,12 +1 @@\n+a\n");
	check_same("@@ -1,0 +1,000 @@\n+a\n", "@@ -1,00 +1,0 @@\n+a\n");
}
