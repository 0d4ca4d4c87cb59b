/* mail/part: spec/ingest.md 3.5 and rows 8 and 9. */
#include "mail/part.h"

#include "test.h"

TEST(text_of_a_part)
{
	static const struct {
		const char *charset, *encoding, *body, *want;
	} t[] = {
		{ NULL, "", "", "" },
		{ NULL, "", "a\xC3\xA9", "a\xC3\xA9" },
		{ NULL, "8bit", "\xE9", "\xC3\xA9" },
		{ "utf-8", "quoted-printable", "=C3=A9", "\xC3\xA9" },
		{ "iso-8859-1", "base64", "6Q==", "\xC3\xA9" },
		{ "utf-8", "quoted-printable", "a=0D\nb", "a\r\nb" },
		/* Row 8: what does not fit is read as if undeclared. */
		{ "us-ascii", "", "\xC3\xA9", "\xC3\xA9" },
		{ "utf-8", "", "\xE9", "\xC3\xA9" },
		{ "gb2312", "", "\xC3\xA9\xFF", "\xC3\x83\xC2\xA9\xC3\xBF" },
		/* Row 9. */
		{ "hex", "", "6162", "6162" },
		{ "unknown-8bit", "", "\x80", "\xE2\x82\xAC" },
		{ "", "", "\xC3\xA9", "\xC3\xA9" },
		{ "utf-8", "base64", "hopel", "hopel" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		const struct part p = { .charset = str_c(t[i].charset),
			.encoding = str_c(t[i].encoding),
			.body = str_c(t[i].body) };

		CHECK_STR(part_text(test_arena(), &p), t[i].want, t[i].body);
	}
}

TEST(nul_goes_and_text_is_there)
{
	const struct part p = { .charset = S("utf-16"),
		.body = S("a\0\0\0b\0") };
	const struct part none = { 0 };

	CHECK_STR(part_text(test_arena(), &p), "ab", "nul");
	CHECK_STR(part_text(test_arena(), &none), "", "none");
}
