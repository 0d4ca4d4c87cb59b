/* base/url: percent-encoding, once each way. */
#include "base/url.h"

#include "test.h"

TEST(decoding_undoes_one_encoding)
{
	static const struct {
		const char *in;
		bool plus;
		const char *want;
	} t[] = {
		{ "plain", false, "plain" },
		{ "a%20b", false, "a b" },
		{ "a%2fb%2Fc", false, "a/b/c" },
		{ "%2525", false, "%25" },
		{ "a+b", false, "a+b" },
		{ "a+b%2B", true, "a b+" },
		{ "%", false, "%" },
		{ "%4", false, "%4" },
		{ "%zz%4g", false, "%zz%4g" },
		{ "%41%4", false, "A%4" },
		{ "%%41", false, "%A" },
		{ "%C3%A9", false, "\xC3\xA9" },
		{ "", true, "" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(url_decode(test_arena(), str_c(t[i].in), t[i].plus),
		    t[i].want, t[i].in);
	CHECK_STRS(url_decode(test_arena(), S("a%00b"), false), S("a\0b"),
	    "NUL is a byte");
}

TEST(every_byte_comes_back)
{
	char bytes[256] = { 0 };
	struct str all = str_n(bytes, sizeof(bytes));
	struct buf form, segment;

	for (int i = 0; i < 256; i++)
		bytes[i] = (char)i;
	buf_init(&form, test_arena(), 1000);
	url_encode_form(&form, all);
	CHECK_STRS(url_decode(test_arena(), buf_str(&form), true), all, "form");
	buf_init(&segment, test_arena(), 1000);
	url_encode_segment(&segment, all);
	CHECK_STRS(
	    url_decode(test_arena(), buf_str(&segment), false), all, "segment");
}

TEST(what_is_kept_depends_on_the_place)
{
	static const char text[] = "aZ09-._~ +&=/?#%:@!$'()*,;";
	struct buf b;

	buf_init(&b, test_arena(), 200);
	url_encode_form(&b, str_c(text));
	CHECK_STR(buf_str(&b),
	    "aZ09-._~+%2B%26%3D%2F%3F%23%25%3A%40%21%24%27%28%29%2A%2C%3B",
	    "form");
	buf_init(&b, test_arena(), 200);
	url_encode_segment(&b, str_c(text));
	CHECK_STR(
	    buf_str(&b), "aZ09-._~%20+&=%2F%3F%23%25:@!$'()*,;", "segment");
}

TEST(pairs_make_a_query)
{
	struct buf b;

	buf_init(&b, test_arena(), 100);
	url_add_pair(&b, S("q"), S("a b"));
	url_add_pair(&b, S("x&y"), S(""));
	CHECK_STR(buf_str(&b), "?q=a+b&x%26y=", "two");
}
