/* mail/charset. */
#include "mail/charset.h"

#include <string.h>

#include "base/utf8.h"

#include "test.h"

TEST(charsets_by_name)
{
	static const struct {
		const char *name, *in, *want;
	} t[] = {
		{ "utf-8", "\xC3\xA9", "\xC3\xA9" },
		{ "UTF8", "\xC3\xA9", "\xC3\xA9" },
		{ "utf-8", "\xE9", NULL },
		{ "utf-8", "\xED\xA0\x80", NULL },
		{ "utf-8-sig",
		    "\xEF\xBB\xBF"
		    "a",
		    "a" },
		{ "us-ascii", "a", "a" },
		{ "US ASCII", "\xE9", NULL },
		{ "ANSI_X3.4-1968", "a", "a" },
		{ "iso-8859-1", "\xE9\x80", "\xC3\xA9\xC2\x80" },
		{ "ISO_8859-1", "\xE9", "\xC3\xA9" },
		{ "iso 8859 1", "\xE9", "\xC3\xA9" },
		{ "-iso-8859-1-", "\xE9", "\xC3\xA9" },
		{ "latin1", "\xE9", "\xC3\xA9" },
		{ "windows-1252", "\x80\xE9", "\xE2\x82\xAC\xC3\xA9" },
		{ "cp1252", "\x81", NULL },
		{ "iso-8859-15", "\xA4", "\xE2\x82\xAC" },
		{ "koi8-r", "\xC1", "\xD0\xB0" },
		{ "windows-1251", "\xE0", "\xD0\xB0" },
		{ "gb2312", "\xD6\xD0", "\xE4\xB8\xAD" },
		{ "gbk", "\xD6\xD0", "\xE4\xB8\xAD" },
		{ "gb18030", "\xD6\xD0", "\xE4\xB8\xAD" },
		{ "gb2312", "\xD6", NULL },
		{ "big5", "\xA4\xA4", "\xE4\xB8\xAD" },
		{ "ks_c_5601-1987", "\xB0\xA1", "\xEA\xB0\x80" },
		{ "euc-jp", "\xA4\xA2", "\xE3\x81\x82" },
		{ "shift_jis", "\x82\xA0", "\xE3\x81\x82" },
		{ "iso-2022-jp", "\x1B$B$\"\x1B(B", "\xE3\x81\x82" },
		{ "utf-7", "+AOk-", "\xC3\xA9" },
		{ "utf-16le", "a", NULL },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		const struct charset *c = charset_find(str_c(t[i].name));
		struct str got = { NULL, 0 };

		CHECK(c != NULL, t[i].name);
		CHECK_INT(charset_decode(test_arena(), c, str_c(t[i].in), &got),
		    t[i].want != NULL, t[i].name);
		CHECK_STR(got, t[i].want, t[i].name);
	}
	for (size_t i = 0; i < COUNT(t); i++) {
		const struct charset *c = charset_find(str_c(t[i].name));
		struct str got = { NULL, 0 };

		CHECK(charset_decode(test_arena(), c, S(""), &got), t[i].name);
		CHECK_INT(got.n, 0, t[i].name);
	}
}

TEST(names_that_are_no_charset)
{
	/* Python takes the last ones for codecs (27.9). */
	static const char *const t[] = { "", "-", "unknown-8bit", "x", "utf",
		"utf-8 utf8",
		"an-absurdly-long-name-that-no-charset-has-ever-had-anywhere",
		"hex", "rot13", "base64", "undefined", "idna", "punycode",
		"unicode-escape", "raw-unicode-escape" };

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(charset_find(str_c(t[i])) != NULL,
		    strcmp(t[i], "utf") == 0, t[i]);
}

TEST(what_is_unknown_is_guessed)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "a", "a" },
		{ "\xC3\xA9", "\xC3\xA9" },
		{ "\xC3\xA9 \xE9", "\xC3\x83\xC2\xA9 \xC3\xA9" },
		{ "\x80", "\xE2\x82\xAC" },
		{ "\x80\x81\xE9", "\xC2\x80\xC2\x81\xC3\xA9" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(charset_guess(test_arena(), str_c(t[i].in)),
		    t[i].want, t[i].in);
}

/* What is kept back until the end, and what outgrows a chunk. */
TEST(long_texts_come_out_whole)
{
	static const char *const names[] = { "iso-2022-jp", "utf-16le", "utf-7",
		"koi8-r" };

	for (size_t i = 0; i < COUNT(names); i++) {
		const struct charset *c = charset_find(str_c(names[i]));
		struct str got;
		struct buf b;

		buf_init(&b, test_arena(), SIZE_MAX);
		for (int k = 0; k < 20000; k++)
			buf_add(&b, i == 1 ? S("x\0") : S("x"));
		CHECK(charset_decode(test_arena(), c, buf_str(&b), &got),
		    names[i]);
		CHECK_INT(got.n, 20000, names[i]);
	}
}
