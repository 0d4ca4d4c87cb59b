/* mail/header: tokens, parameters, and the bound of a value. */
#include "mail/header.h"

#include <string.h>

#include "test.h"

TEST(a_token_is_what_stands_before_the_semicolon)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "", "" },
		{ " Text/PLAIN ; charset=x", "text/plain" },
		{ "base64 ", "base64" },
		{ "\n 8bit\n", "8bit" },
		{ ";x", "" },
		{ "\x1C\xC2\xA0Text/Pl\xC3\xA9in\x1C", "text/pl??in" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(header_token(test_arena(), str_c(t[i].in)), t[i].want,
		    t[i].in);
}

TEST(parameters)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "text/plain; charset=utf-8", "utf-8" },
		{ "text/plain; CHARSET = \"utf-8\" ; x", "utf-8" },
		{ "text/plain;charset=utf-8;charset=x", "utf-8" },
		{ "text/plain; charset=<utf-8>", "utf-8" },
		{ "text/plain; x=\";charset=a\"; charset=b", "b" },
		{ "text/plain; charset=\"a\\\"b\\\\\"", "a\"b\\" },
		{ "text/plain; charset=\"a;b", "\"a;b" },
		{ "text/plain; charset=\"a;b; charset=c", "\"a;b; charset=c" },
		{ "charset=utf-8", "utf-8" },
		{ "text/plain; charset", "" },
		{ "text/plain; charset=", "" },
		{ "text/plain; xcharset=a", NULL },
		{ "text/plain", NULL },
		{ "", NULL },
		/* RFC 2231. */
		{ "text/plain; charset*=us-ascii'en'utf%2D8", "utf-8" },
		{ "text/plain; charset*=utf-8", "utf-8" },
		{ "text/plain; charset*=us-ascii''%zz%4", "%zz%4" },
		{ "text/plain; charset*1=b; charset*0=a", "ab" },
		{ "text/plain; charset*0*=''%61; charset*1=%62;"
		  " charset*2*=%63",
		    "a%62c" },
		{ "text/plain; charset*0=\"a b\"; charset*1=\"c\"", "a bc" },
		{ "text/plain; charset*0=a; charset*0=b", "ab" },
		{ "text/plain; charset*0=a; charset=b", "b" },
		{ "text/plain; charset*x=a", NULL },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(
		    header_param(test_arena(), str_c(t[i].in), S("charset")),
		    t[i].want, t[i].in);
}

TEST(a_value_has_a_limit)
{
	struct str got;
	struct buf b;

	/* A character on the border keeps it UTF-8. */
	for (size_t shift = 0; shift < 4; shift++) {
		buf_init(&b, test_arena(), SIZE_MAX);
		for (size_t i = 0; i < shift; i++)
			buf_char(&b, 'x');
		while (b.n < LIMIT_HEADER_VALUE + 10)
			buf_lit(&b, "\xF0\x9F\x90\xA7");
		got = header_clean(test_arena(), buf_str(&b));
		CHECK(got.n <= LIMIT_HEADER_VALUE, "cut");
		CHECK(got.n > LIMIT_HEADER_VALUE - 4, "no more than needed");
		CHECK(str_eq(got, str_sub(buf_str(&b), 0, got.n)), "same");
	}
}

TEST(absent_is_not_empty)
{
	CHECK(header_clean(test_arena(), str_n(NULL, 0)).p == NULL, "absent");
	CHECK(header_clean(test_arena(), S("")).p != NULL, "empty");
	CHECK(header_clean(test_arena(), S(" \n ")).p != NULL, "blank");
}
