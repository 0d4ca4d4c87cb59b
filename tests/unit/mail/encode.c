/* mail/encode. */
#include "mail/encode.h"

#include "mail/header.h"

#include "test.h"

TEST(a_value_becomes_ascii)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "", "" },
		{ "plain\n\tfold  =?utf-8?q?a?=",
		    "plain\n\tfold  =?utf-8?q?a?=" },
		{ "J\xC3\xBCrgen <j@e.com>",
		    "=?utf-8?q?J=C3=BCrgen?= <j@e.com>" },
		{ "a \xC3\xA9 \xC3\xA9\n b",
		    "a =?utf-8?q?=C3=A9_?= =?utf-8?q?=C3=A9_?=\n b" },
		{ "\xE9 a\n\tb \xE9 c",
		    "=?unknown-8bit?q?=E9_?= =?unknown-8bit?q?a_?="
		    "\n\t=?unknown-8bit?q?b_?= =?unknown-8bit?q?=E9?= c" },
		{ "\xC3\xA9 =?utf-8?q?=C3=A9?=", "=?utf-8?q?=C3=A9_=C3=A9?=" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(encode_value(test_arena(), str_c(t[i].in)), t[i].want,
		    t[i].in);
}

TEST(an_encoded_value_reads_as_before)
{
	static const char *t[] = {
		"\xC3\xA9",
		"a\xC3\xA9(b) (\xC3\xA9)",
		"\xC3\xA9 foo \xFF",
		"\xC3\xA9\xE2\x82\xAC\xC2\xA0 \xC2\xA0\xC3\xA9",
		"\x81 \xFF",
		"\xC3\xA9 =?utf-8?q?a?= x=?utf-8?q?b?=y",
		"=?utf-8?q? \xC3\xA9",
		"=?utf-8?q?\xC3\xA9?= b",
		"\xC3\xA9 ?= =?x",
		"(\n \xC3\xA9\n )",
		"(\n \xE9 x\n )",
		("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"
		 "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9 z"),
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct str want = header_clean(test_arena(), str_c(t[i]));
		struct str got = encode_value(test_arena(), str_c(t[i]));

		for (size_t k = 0; k < got.n; k++)
			CHECK((unsigned char)got.p[k] < 0x80, t[i]);
		CHECK_STRS(header_clean(test_arena(), got), want, t[i]);
	}
}

TEST(nul_makes_no_word_of_what_was_none)
{
	struct str in = S("=\0?utf-8?q?a?="), got;

	got = encode_value(test_arena(), in);
	CHECK_STR(header_clean(test_arena(), got), "=?utf-8?q?a?=", "nul");
}

TEST(an_encoded_word_has_at_most_75_letters)
{
	struct str got, rest, word;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	for (int i = 0; i < 1000; i++)
		buf_add(&b, i % 3 ? S("\xE2\x82\xAC") : S("x"));
	got = encode_value(test_arena(), buf_str(&b));
	CHECK_STRS(header_clean(test_arena(), got), buf_str(&b), "text");
	for (rest = got; rest.n > 0;) {
		size_t n = str_find_char(rest, ' ');

		word = str_sub(rest, 0, n);
		rest = str_from(rest, n + 1);
		CHECK(word.n <= 75, "length");
		CHECK(str_starts(word, S("=?utf-8?q?")), "begins");
		CHECK(str_ends(word, S("?=")), "ends");
	}
}
