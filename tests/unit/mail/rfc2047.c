/* mail/rfc2047: encoded words, as spec/ingest.md 3.3 has them. */
#include "mail/rfc2047.h"

#include <string.h>

#include "mail/header.h"

#include "test.h"

#define BAD "\xEF\xBF\xBD"

static void
check(const char *in, const char *want)
{
	CHECK_STR(header_clean(test_arena(), str_c(in)), want, in);
}

TEST(header_values_become_clean)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "", "" },
		{ "a\n\tb\n  c", "a b c" },
		{ "=?utf-8?q?=C3=A9x?= u <u@e.com>", "\xC3\xA9x u <u@e.com>" },
		{ "x=?utf-8?q?a?=y", "x a y" },
		{ "=?utf-8?q?a?= =?utf-8?q?b?=", "ab" },
		{ "=?utf-8?q?a?=\n =?utf-8?q?b?=", "ab" },
		{ "=?utf-8?q?split_=C3?= =?utf-8?q?=A9?=", "split \xC3\xA9" },
		{ "=?utf-8?b?w6k?=", "\xC3\xA9" },
		{ "=?utf-8?b?!!!?=", "" },
		{ "=?utf-8?q?=FF=FE?= ok", BAD BAD " ok" },
		{ "\"=?utf-8?q?J=C3=BCrgen?=\" <j@e.com>",
		    "\" J\xC3\xBCrgen \" <j@e.com>" },
		{ "=?utf-8?q?bad=ZZ?=", "bad=ZZ" },
		{ "=?utf-8?x?foo?=", "=?utf-8?x?foo?=" },
		{ "(=?utf-8?q?a?=)", "(a)" },
		{ "=?utf-8?q?a b?=", "a b" },
		{ "=?utf-8?q?a_b?=", "a b" },
		{ "=?iso-8859-1?q?=E9?= =?utf-8?q?=C3=A9?=",
		    "\xC3\xA9\xC3\xA9" },
		{ "=?UTF-8?Q?a?= =?utf-8?B?Yg==?=", "ab" },
		{ "=?utf-8?q?\?=", "" },
		{ "=?utf-8?q?a", "=?utf-8?q?a" },
		{ "=??q?a?=", "a" },
		{ "a=?us-ascii?q?b?=c", "a b c" },
		{ "(=?us-ascii?q?b?=)", "( b )" },
		{ "=?us-ascii?q?a?= =?utf-8?q?b?=", "a b" },
		/* Every part by itself (27.7). */
		{ "=?utf-8?b?w?=", "=?utf-8?b?w?=" },
		{ "=?utf-8?b?w?= =?utf-8?q?=C3=A9?=",
		    "=?utf-8?b?w?= \xC3\xA9" },
		{ "=?utf-8?q?=C3=A9?= =?nosuch?q?=C3=A9?=",
		    "\xC3\xA9" BAD BAD },
		{ "=?utf-8?q?=C3=A9?= =?utf-8?q?=FF?=", "\xC3\xA9" BAD },
		{ "=?utf-8*en?q?=C3=A9?=", "\xC3\xA9" },
		/* Raw 8-bit text (27.6). */
		{ "raw \xC3\xA9 =?utf-8?q?=C3=A9?=", "raw \xC3\xA9 \xC3\xA9" },
		{ "raw \xE9", "raw \xC3\xA9" },
		{ "raw \x80", "raw \xE2\x82\xAC" },
		{ "raw \x81", "raw \xC2\x81" },
		{ "=?iso-8859-1?q?\xC3\xA9?=", "\xC3\xA9" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		check(t[i].in, t[i].want);
}

TEST(nul_is_dropped)
{
	CHECK_STR(header_clean(test_arena(), S("a\0b =?utf-8?q?c=00d?=")),
	    "ab cd", "nul");
	CHECK_STR(header_clean(test_arena(), S("=?ut\0f?q?a=FF?= b")),
	    "a" BAD " b", "nul in charset");
}

TEST(text_without_words_is_not_copied)
{
	const struct str text = S("\xC3\xA9\n x ?= y");

	CHECK(rfc2047_decode(test_arena(), text).p == text.p, "same");
}

/* Each of these looks again for what a first look did not find. */
TEST(hostile_values_take_linear_time)
{
	static const char *const pieces[] = { "=?", "=?u?q?", "=?=?u?q?",
		"?=", "=?utf-8?b?w?= ", "=?utf-8?q?a?=", "=?a?q?b?= =?b?q?c?=",
		"\n =?", "(" };

	for (size_t i = 0; i < COUNT(pieces); i++) {
		struct buf b;

		buf_init(&b, test_arena(), SIZE_MAX);
		while (b.n < LIMIT_HEADER_VALUE)
			buf_add(&b, str_c(pieces[i]));
		/* Seconds, if it were quadratic. */
		(void)header_clean(test_arena(), buf_str(&b));
	}
}
