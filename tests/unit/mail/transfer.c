/* mail/transfer. */
#include "mail/transfer.h"

#include <string.h>

#include "test.h"

TEST(encodings)
{
	static const struct {
		const char *name, *in, *want;
	} t[] = {
		{ "7bit", "a=20b", "a=20b" },
		{ "", "a=20b", "a=20b" },
		{ "hex", "6162", "6162" },
		/* Lenient in what a '=' may be. */
		{ "quoted-printable", "a=20b=\nc", "a bc" },
		{ "quoted-printable", "=c3=A9", "\xC3\xA9" },
		{ "quoted-printable", "a=ZZ=", "a=ZZ" },
		{ "quoted-printable", "a==20", "a=20" },
		{ "quoted-printable", "a=4", "a=4" },
		{ "quoted-printable", "plain", "plain" },
		{ "quoted-printable", "a \n", "a \n" },
		/* Foreign bytes are skipped, padding is optional. */
		{ "base64", "YWJj", "abc" },
		{ "base64", "YWI=", "ab" },
		{ "base64", "YQ==", "a" },
		{ "base64", "YQ", "a" },
		{ "base64", "Y W\nI*", "ab" },
		{ "base64", "", "" },
		{ "base64", "YQ==\n____\nfooter", "a" },
		{ "base64", "YW=Jj", "abc" },
		{ "base64", "Y", "Y" },
		{ "base64", "YWJjZ", "YWJjZ" },
		/* uuencode. */
		{ "x-uuencode", "begin 644 f\n#86)C\n`\nend\n", "abc" },
		{ "uuencode", "text\nbegin 644 f g\n#86)C\nend\n", "abc" },
		{ "uue", "begin 644 f\n\"86)\n \nend \n", "ab" },
		{ "x-uue", "begin 644 f\n#86)C\n", "begin 644 f\n#86)C\n" },
		{ "x-uue", "#86)C\nend\n", "#86)C\nend\n" },
		{ "x-uue", "begin 999 f\n#86)C\nend\n",
		    "begin 999 f\n#86)C\nend\n" },
		{ "x-uue", "begin 644 f\nend", "" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK(str_eq(transfer_decode(test_arena(), str_c(t[i].name),
				 str_c(t[i].in)),
			  str_c(t[i].want)),
		    t[i].in);
}

TEST(words_in_q)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "", "" },
		{ "a_b", "a b" },
		{ "=41=4a=5F", "AJ_" },
		{ "=4=ZZ=", "=4=ZZ=" },
		{ "==41", "=A" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(transfer_decode_q(test_arena(), str_c(t[i].in)),
		    t[i].want, t[i].in);
}

/* Two bytes may stand for 63. */
TEST(uuencoded_text_does_not_swell)
{
	struct str text, got;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	buf_lit(&b, "begin 644 f\n");
	for (int i = 0; i < 1000; i++)
		buf_lit(&b, "_\n");
	buf_lit(&b, "end\n");
	text = buf_str(&b);
	got = transfer_decode(test_arena(), S("uue"), text);
	CHECK(got.p == text.p && got.n == text.n, "returned as it is");
}
