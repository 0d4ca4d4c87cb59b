/* base/str: numbers, comparing, searching, cutting. */
#include "test.h"

TEST(numbers_are_read_whole_and_in_bounds)
{
	static const struct {
		const char *in;
		bool ok;
		int64_t want;
	} t[] = {
		{ "0", true, 0 },
		{ "-12", true, -12 },
		{ "007", true, 7 },
		{ "9223372036854775807", true, INT64_MAX },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "9223372036854775808", false, 0 },
		{ "", false, 0 },
		{ "-", false, 0 },
		{ "+1", false, 0 },
		{ "1x", false, 0 },
		{ " 1", false, 0 },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		int64_t got = 0;

		CHECK_INT(str_int64(str_c(t[i].in), INT64_MIN, INT64_MAX, &got),
		    t[i].ok, t[i].in);
		CHECK_INT(got, t[i].want, t[i].in);
	}
}

TEST(lines_end_at_line_feeds)
{
	struct str rest = S("a\n\nb"), line;

	CHECK(str_line(&rest, &line), "first");
	CHECK_STR(line, "a", "first");
	CHECK(str_line(&rest, &line), "second");
	CHECK_STR(line, "", "second");
	CHECK(str_line(&rest, &line), "third");
	CHECK_STR(line, "b", "third");
	CHECK(!str_line(&rest, &line), "end");
}

TEST(texts_are_compared_as_bytes)
{
	static const struct {
		const char *a, *b;
		int order;
		bool nocase;
	} t[] = {
		{ "", "", 0, true },
		{ NULL, "", 0, true },
		{ "a", "a", 0, true },
		{ "a", "A", 1, true },
		{ "a", "ab", -1, false },
		{ "b", "ab", 1, false },
		{ "\xC3\xA4", "z", 1, false },
		{ "\xC3\xA4", "\xC3\x84", 1, false },
		{ "@", "`", -1, false },
		{ "[", "{", -1, false },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct str a = str_c(t[i].a), b = str_c(t[i].b);
		int order = str_cmp(a, b), back = str_cmp(b, a);

		CHECK_INT((order > 0) - (order < 0), t[i].order, t[i].b);
		CHECK_INT((back > 0) - (back < 0), -t[i].order, t[i].b);
		CHECK_INT(str_eq(a, b), t[i].order == 0, t[i].b);
		CHECK_INT(str_eq_nocase(a, b), t[i].nocase, t[i].b);
	}
}

TEST(beginnings_and_ends_are_seen)
{
	CHECK(str_starts(S("patch"), S("pat")), "starts");
	CHECK(str_starts(S("pat"), S("")), "empty");
	CHECK(!str_starts(S("pa"), S("pat")), "longer");
	CHECK(!str_starts(S("Patch"), S("pat")), "case");
	CHECK(str_starts_nocase(S("Patch"), S("pAT")), "no case");
	CHECK(str_ends(S("a.patch"), S(".patch")), "ends");
	CHECK(!str_ends(S("patch"), S(".patch")), "longer end");
	CHECK(str_ends((struct str){ NULL, 0 }, S("")), "none");
}

TEST(searching_tells_an_offset_or_the_length)
{
	struct str s = S("a,b,,c"), none = { NULL, 0 };

	CHECK_INT(str_find(s, S(",,")), 3, "text");
	CHECK_INT(str_find(s, S("")), 0, "empty");
	CHECK_INT(str_find(s, S("x")), 6, "absent");
	CHECK_INT(str_find(s, S("a,b,,c,")), 6, "longer");
	CHECK_INT(str_find_char(s, ','), 1, "first");
	CHECK_INT(str_find_last(s, ','), 4, "last");
	CHECK_INT(str_find_last(s, 'x'), 6, "no last");
	CHECK_INT(str_find_char(none, 'x'), 0, "none");
	CHECK_INT(str_find_last(none, 'x'), 0, "none");
}

TEST(parts_are_cut_within_the_text)
{
	struct str left = S("l"), right = S("r");

	CHECK_STR(str_sub(S("abc"), 1, 1), "b", "inside");
	CHECK_STR(str_sub(S("abc"), 1, 9), "bc", "past the end");
	CHECK_STR(str_sub(S("abc"), 9, 1), "", "behind it");
	CHECK_STR(str_from(S("abc"), 3), "", "at the end");
	CHECK(str_from((struct str){ NULL, 0 }, 3).p == NULL, "none stays");
	CHECK(!str_cut(S("abc"), '/', &left, &right), "none");
	CHECK_STR(left, "l", "untouched");
	CHECK(str_cut(S("a/b/c"), '/', &left, &right), "cut");
	CHECK_STR(left, "a", "left");
	CHECK_STR(right, "b/c", "right");
	CHECK(str_cut(right, '/', &left, &right), "right is the text itself");
	CHECK_STR(right, "c", "right");
	CHECK_STR(str_trim(S(" \t\r\n\v\fa b\n ")), "a b", "trim");
	CHECK_STR(str_trim(S(" \n ")), "", "blank");
}

TEST(small_numbers_have_bounds)
{
	int got = 5;

	CHECK(str_int(S("7"), 0, 7, &got), "in");
	CHECK_INT(got, 7, "in");
	CHECK(!str_int(S("8"), 0, 7, &got), "above");
	CHECK(!str_int(S("-1"), 0, 7, &got), "below");
	CHECK(!str_int(S("4294967297"), 0, 7, &got), "would wrap");
	CHECK_INT(got, 7, "untouched");
}

TEST(copies_end_in_a_nul)
{
	struct str s = str_dup(test_arena(), str_n("abcdef", 3));

	CHECK_INT(s.n, 3, "length");
	CHECK_INT(s.p[3], 0, "NUL");
	CHECK_STR(
	    str_f(test_arena(), "%d-%.*s", 12, STR_ARG(s)), "12-abc", "format");
}

TEST(one_character_is_left_out)
{
	struct str s = S("a\rb\r\r"), same = S("ab");

	CHECK_STR(
	    str_without(test_arena(), s, '\r'), "ab", "in and at the end");
	CHECK(str_without(test_arena(), same, '\r').p == same.p, "uncopied");
	CHECK_INT(
	    str_without(test_arena(), S("\r"), '\r').n, 0, "nothing left");
	CHECK(
	    str_without(test_arena(), str_n(NULL, 0), '\r').p == NULL, "NULL");
}

TEST(words_are_taken_one_by_one)
{
	struct str rest = S(" a \t\n bcd"), word;

	CHECK_INT(str_word(&rest, &word), true, "a");
	CHECK_STR(word, "a", "a");
	CHECK_INT(str_word(&rest, &word), true, "bcd");
	CHECK_STR(word, "bcd", "bcd");
	CHECK_INT(str_word(&rest, &word), false, "end");
	CHECK_STR(word, "bcd", "the last one stays");
	rest = S("  ");
	CHECK_INT(str_word(&rest, &word), false, "blanks");
}
