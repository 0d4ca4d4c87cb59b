/* base/utf8: decoding, cleaning, squeezing, folding. */
#include "base/utf8.h"

#include "test.h"

TEST(malformed_bytes_become_replacement_characters)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "plain", "plain" },
		{ "J\xC3\xBCrgen", "J\xC3\xBCrgen" },
		{ "\xFF\xFE", "\xEF\xBF\xBD\xEF\xBF\xBD" },
		{ "\xC0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD" },
		{ "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
		{ "\xE2\x82", "\xEF\xBF\xBD" },
		{ "\xE2\x82x", "\xEF\xBF\xBDx" },
		{ "\xF4\x90\x80\x80",
		    "\xEF\xBF\xBD\xEF\xBF\xBD"
		    "\xEF\xBF\xBD\xEF\xBF\xBD" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct str got = utf8_clean(test_arena(), str_c(t[i].in));

		CHECK_STR(got, t[i].want, t[i].in);
		CHECK(utf8_is_valid(got), t[i].in);
	}
	CHECK_STR(utf8_clean(test_arena(), S("a\0b")), "ab", "NUL");
}

TEST(white_space_is_squeezed)
{
	CHECK_STR(utf8_squeeze(test_arena(), S(" a\n\tb \xC2\xA0 c\x1C")),
	    "a b c", "squeeze");
	CHECK_STR(
	    utf8_squeeze(test_arena(), S(" \xE3\x80\x80\n")), "", "blank");
	CHECK_STR(utf8_trim(S("\xE2\x80\x89x y\xE2\x80\xA8")), "x y", "trim");
	CHECK_STR(utf8_trim(S("x \x85\x85")), "x \x85\x85", "malformed");
	CHECK_STR(utf8_trim(S(" \xC2\xA0")), "", "all");
}

TEST(text_is_cut_by_characters)
{
	CHECK_STR(utf8_cut(S("J\xC3\xBCrg"), 2), "J\xC3\xBC", "2");
	CHECK_STR(utf8_cut(S("J\xC3\xBCrg"), 9), "J\xC3\xBCrg", "9");
	CHECK_INT(utf8_count(S("J\xC3\xBCrg")), 4, "count");
}

TEST(case_is_folded)
{
	CHECK(utf8_eq_fold(S("STRA\xC3\x84"), S("stra\xC3\xA4")), "umlaut");
	CHECK(utf8_eq_fold(S("\xCE\xA3"), S("\xCF\x82")), "final sigma");
	CHECK(!utf8_eq_fold(S("a"), S("ab")), "length");
}
