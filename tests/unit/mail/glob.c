/* mail/glob: Python's fnmatch. */
#include "mail/glob.h"

#include "test.h"

TEST(patterns)
{
	static const struct {
		const char *pattern, *name;
		bool want;
	} t[] = {
		{ "", "", true },
		{ "", "a", false },
		{ "a", "", false },
		{ "*", "", true },
		{ "*", "a/b/.c", true },
		{ "a*c", "a/b/c", true },
		{ "a*c", "a/b/cd", false },
		{ "*a*b*", "xxaxxbxx", true },
		{ "*a*b*", "xxbxxaxx", false },
		{ "*.c", "x.c.c", true },
		{ "?", "a", true },
		{ "?", "\xC3\xA9", true },
		{ "?", "", false },
		{ "?", "ab", false },
		{ "A", "a", false },
		{ "[abc]", "b", true },
		{ "[abc]", "d", false },
		{ "[!abc]", "d", true },
		{ "[!abc]", "a", false },
		{ "[a-c]x", "bx", true },
		{ "[a-c]", "-", false },
		{ "[a-]", "-", true },
		{ "[-a]", "-", true },
		{ "[a-c-e]", "-", true },
		{ "[a-c-e]", "d", false },
		{ "[c-a]", "b", false },
		{ "[!c-a]", "b", true },
		{ "[]]", "]", true },
		{ "[]a]", "a", true },
		{ "[!]]", "]", false },
		{ "[!]]", "a", true },
		{ "[^a]", "^", true },
		{ "[^a]", "b", false },
		{ "[", "[", true },
		{ "[a", "[a", true },
		{ "[]", "[]", true },
		{ "[!]", "[!]", true },
		{ "\\*", "\\x", true },
		{ "\\[a]", "\\a", true },
		{ "[\\]", "\\", true },
		{ "[\xC3\xA0-\xC3\xAF]", "\xC3\xA9", true },
		{ "*[", "x[", true },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(glob_is_match(str_c(t[i].pattern), str_c(t[i].name)),
		    t[i].want, t[i].pattern);
}

TEST(many_stars_do_not_hang)
{
	struct buf name, pattern;

	buf_init(&name, test_arena(), SIZE_MAX);
	buf_init(&pattern, test_arena(), SIZE_MAX);
	for (int i = 0; i < 4000; i++)
		buf_char(&name, 'a');
	for (int i = 0; i < 120; i++)
		buf_lit(&pattern, "*a");
	buf_lit(&pattern, "*b");
	CHECK(!glob_is_match(buf_str(&pattern), buf_str(&name)), "no b");
}
