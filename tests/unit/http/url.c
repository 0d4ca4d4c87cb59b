/* Percent-encoding, each way once. */
#include "base/url.h"

#include "test.h"

TEST(decoding_happens_once_and_leaves_what_is_malformed)
{
	static const struct {
		const char *in;
		bool plus;
		const char *want;
	} t[] = {
		{ "", false, "" },
		{ "plain", false, "plain" },
		{ "a%20b", false, "a b" },
		{ "a+b", false, "a+b" },
		{ "a+b%2Bc", true, "a b+c" },
		{ "%2f%2F", false, "//" },
		{ "%252F", false, "%2F" },
		{ "%25252F", false, "%252F" },
		{ "%", false, "%" },
		{ "%4", false, "%4" },
		{ "%zz%4", false, "%zz%4" },
		{ "%%41", false, "%A" },
		{ "%4%31", false, "%41" },
		{ "%C3%A9", false, "\xc3\xa9" },
		{ "%c3", false, "\xc3" },
		{ "%u0041", false, "%u0041" },
		{ "%-1%+1% 1", false, "%-1%+1% 1" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(url_decode(test_arena(), str_c(t[i].in), t[i].plus),
		    t[i].want, t[i].in);
}

TEST(an_encoded_nul_is_a_byte_like_others)
{
	CHECK_STRS(
	    url_decode(test_arena(), S("a%00b"), false), S("a\0b"), "NUL");
}

/* Every byte comes back from both encodings. */
TEST(what_is_encoded_decodes_to_itself)
{
	char bytes[256];
	struct buf form, segment;

	for (int i = 0; i < 256; i++)
		bytes[i] = (char)i;
	buf_init(&form, test_arena(), 4096);
	buf_init(&segment, test_arena(), 4096);
	url_encode_form(&form, str_n(bytes, 256));
	url_encode_segment(&segment, str_n(bytes, 256));
	CHECK_STRS(url_decode(test_arena(), buf_str(&form), true),
	    str_n(bytes, 256), "form");
	CHECK_STRS(url_decode(test_arena(), buf_str(&segment), false),
	    str_n(bytes, 256), "segment");
	CHECK(str_find_char(buf_str(&segment), '/') == segment.n, "no slash");
	CHECK(str_find_char(buf_str(&segment), '?') == segment.n, "no query");
}
