/* base/regex. */
#include "base/regex.h"

#include <string.h>

#include "test.h"

static struct regex *
compiled(const char *pattern)
{
	struct regex *re = NULL;

	CHECK_OK(regex_open(str_c(pattern), &re));
	return re;
}

TEST(matches_that_do_not_overlap_are_counted)
{
	/* clang-format off */
	static const struct {
		const char *pattern, *text;
		int64_t want;
	} t[] = {
		{ "^Acked-by:", "Acked-by: A\nacked-BY: B\n> Acked-by: C\n", 2 },
		{ "^Acked-by:", "", 0 },
		{ "aa", "aaaaa", 2 },
		{ "x*", "axbc", 5 },
		{ "$", "a\nb\n", 3 },
		{ "\\bp\\b", "p ap p", 2 },
		{ "\\w+", "\xC3\xA9\xC3\xA8 \xD0\xB6", 2 },
		{ "\xC3\x89", "\xC3\xA9", 1 },
		{ "a.c", "a\rc a\nc", 1 },
		{ "a\\Z", "a\na", 1 },
		{ "a\\Z", "a\n", 0 },
		{ "\\\\Z", "\\Z", 1 },
		{ "(?P<x>a)(?P=x)", "aa", 1 },
		{ "a", "a\xFF", 0 },
	};
	/* clang-format on */

	for (size_t i = 0; i < COUNT(t); i++) {
		struct regex *re = compiled(t[i].pattern);

		CHECK_INT(
		    regex_count(re, str_c(t[i].text)), t[i].want, t[i].pattern);
		regex_close(re);
	}
}

TEST(a_match_has_a_place)
{
	struct regex *re = compiled("b+");
	size_t start = 9, end = 9;

	CHECK(regex_find(re, S("abbabb"), 0, &start, &end), "first");
	CHECK_INT(start, 1, "first");
	CHECK_INT(end, 3, "first");
	CHECK(regex_find(re, S("abbabb"), 3, &start, &end), "second");
	CHECK_INT(start, 4, "second");
	CHECK(!regex_find(re, S("abbabb"), 6, &start, &end), "none");
	CHECK(!regex_find(re, S("abbabb"), 7, &start, &end), "past the end");
	CHECK_INT(start, 4, "untouched");
	CHECK(regex_is_match(re, S("xBx")), "case");
	CHECK(!regex_is_match(re, S("")), "empty");
	regex_close(re);
	regex_close(NULL);
}

TEST(a_bad_pattern_is_refused_with_words)
{
	static const char *const bad[] = { "(", "[a", "a{2,1}", "\\C", "(?<x",
		"(?P<1>a)", "*" };
	struct regex *re = NULL;

	for (size_t i = 0; i < COUNT(bad); i++) {
		CHECK_INT(regex_open(str_c(bad[i]), &re), ERR_INVALID, bad[i]);
		CHECK(re == NULL, bad[i]);
	}
	CHECK(strstr(err_message(), "at byte") != NULL, err_message());
}

TEST(the_length_of_a_pattern_is_bounded_in_characters)
{
	struct regex *re = NULL;
	struct buf b;

	buf_init(&b, test_arena(), 4096);
	for (int i = 0; i < LIMIT_PATTERN; i++)
		buf_rune(&b, 0x1F600);
	CHECK_OK(regex_open(buf_str(&b), &re));
	CHECK(regex_is_match(re, buf_str(&b)), "itself");
	regex_close(re);
	buf_char(&b, 'x');
	CHECK_INT(regex_open(buf_str(&b), &re), ERR_TOO_BIG, "one more");
}

TEST(a_hostile_match_is_no_match)
{
	static const char *const patterns[] = { "^(a+)+$", "(a|aa)+b",
		"(.*)*y\\1z", "(?:(?:a|b)*c)*d" };
	char text[4001];

	memset(text, 'a', sizeof(text) - 1);
	text[sizeof(text) - 2] = '!';
	text[sizeof(text) - 1] = '\0';
	for (size_t i = 0; i < COUNT(patterns); i++) {
		struct regex *re = compiled(patterns[i]);

		CHECK(!regex_is_match(re, str_c(text)), patterns[i]);
		CHECK_INT(regex_count(re, str_c(text)), 0, patterns[i]);
		regex_close(re);
	}
}

TEST(counting_ends_at_the_bound)
{
	struct regex *re = compiled("a");
	char *text = arena_alloc(test_arena(), LIMIT_MATCHES + 100);

	memset(text, 'a', LIMIT_MATCHES + 100);
	CHECK_INT(regex_count(re, str_n(text, LIMIT_MATCHES + 100)),
	    LIMIT_MATCHES, "count");
	regex_close(re);
}
