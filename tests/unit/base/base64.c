/* base/base64: RFC 4648 10, and what Python's b64decode does with the rest. */
#include "base/base64.h"

#include "test.h"

static const struct {
	const char *plain, *encoded;
} vectors[] = {
	{ "", "" },
	{ "f", "Zg==" },
	{ "fo", "Zm8=" },
	{ "foo", "Zm9v" },
	{ "foob", "Zm9vYg==" },
	{ "fooba", "Zm9vYmE=" },
	{ "foobar", "Zm9vYmFy" },
};

TEST(vectors_of_the_rfc_go_both_ways)
{
	for (size_t i = 0; i < COUNT(vectors); i++) {
		struct str got;

		CHECK_STR(base64_encode(test_arena(), str_c(vectors[i].plain)),
		    vectors[i].encoded, vectors[i].plain);
		CHECK_OK(base64_decode(
		    test_arena(), str_c(vectors[i].encoded), &got));
		CHECK_STR(got, vectors[i].plain, vectors[i].encoded);
	}
}

TEST(for_urls_there_is_no_padding)
{
	struct str got;

	CHECK_STR(base64_encode_url(test_arena(), S("\xFB\xFF\xFE\x3F")),
	    "-__-Pw", "alphabet");
	CHECK_STR(base64_encode(test_arena(), S("\xFB\xFF\xFE\x3F")),
	    "+//+Pw==", "standard");
	CHECK_OK(base64_decode_url(test_arena(), S("-__-Pw"), &got));
	CHECK_STR(got, "\xFB\xFF\xFE\x3F", "back");
	CHECK_INT(base64_decode_url(test_arena(), S("abcde"), &got),
	    ERR_INVALID, "one left over");
}

/* Each was asked of python3's base64.b64decode. */
TEST(decoding_is_as_lenient_as_pythons)
{
	static const struct {
		const char *text, *want; /* NULL: refused */
	} t[] = {
		{ "YWJj\n", "abc" },
		{ "Y W.J%j", "abc" },
		{ "YWI=YWI=", "ab" },
		{ "YWI=!!", "ab" },
		{ "YW=J=j", "ab" },
		{ "Y-W_Jj", "abc" },
		{ "YQ=.=", "a" },
		{ "=YWJj", "abc" },
		{ "!", "" },
		{ "====", "" },
		{ "YWI", NULL },
		{ "YQ", NULL },
		{ "YQ=", NULL },
		{ "Y", NULL },
		{ "YWJjZ", NULL },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct str got = S("none");
		enum err e =
		    base64_decode(test_arena(), str_c(t[i].text), &got);

		CHECK_INT(e, t[i].want ? OK : ERR_INVALID, t[i].text);
		CHECK_STR(got, t[i].want ? t[i].want : "none", t[i].text);
	}
}
