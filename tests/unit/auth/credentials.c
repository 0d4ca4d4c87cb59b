/* auth/credentials: what clients send, and every text of spec/rest-api.md
 * 11. Base64 and its leniency were asked of python3. */
#include "auth/credentials.h"

#include "test.h"

#define KEY "0123456789abcdef0123456789abcdef01234567"

TEST(schemes_are_told_apart)
{
	static const struct {
		const char *header; /* NULL: not sent */
		enum credentials_kind kind;
		const char *token, *username, *password;
	} t[] = {
		{ NULL, CREDENTIALS_NONE },
		{ "", CREDENTIALS_NONE },
		{ "  \t", CREDENTIALS_NONE },
		{ "Bearer x", CREDENTIALS_NONE },
		{ "Digest username=\"x\"", CREDENTIALS_NONE },
		{ "Tokenx " KEY, CREDENTIALS_NONE },
		{ KEY, CREDENTIALS_NONE },
		{ "Token " KEY, CREDENTIALS_TOKEN, KEY },
		{ "token " KEY, CREDENTIALS_TOKEN, KEY },
		{ "TOKEN \t " KEY "  ", CREDENTIALS_TOKEN, KEY },
		{ "Token x", CREDENTIALS_TOKEN, "x" },
		{ "Basic YW5uOnNlY3JldA==", CREDENTIALS_BASIC, NULL, "ann",
		    "secret" },
		{ "bAsIc YW5uOnNlY3JldA==", CREDENTIALS_BASIC, NULL, "ann",
		    "secret" },
		{ "Basic YW5uOmE6Yg==", CREDENTIALS_BASIC, NULL, "ann", "a:b" },
		{ "Basic Og==", CREDENTIALS_BASIC, NULL, "", "" },
		{ "Basic ZsO8cjpiw6Q=", CREDENTIALS_BASIC, NULL, "f\xC3\xBCr",
		    "b\xC3\xA4" },
		/* The same in Latin-1, with rubbish in it. */
		{ "Basic Zvxy.OmLk==", CREDENTIALS_BASIC, NULL, "f\xC3\xBCr",
		    "b\xC3\xA4" },
		/* A NUL names nobody. */
		{ "Basic YQBiOng=", CREDENTIALS_BASIC, NULL, "", "x" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct credentials got;
		enum err e =
		    credentials_parse(test_arena(), str_c(t[i].header), &got);

		CHECK_INT(e, OK, t[i].header);
		CHECK_INT(got.kind, t[i].kind, t[i].header);
		CHECK_STR(got.token, t[i].token, t[i].header);
		CHECK_STR(got.username, t[i].username, t[i].header);
		CHECK_STR(got.password, t[i].password, t[i].header);
	}
}

TEST(each_fault_has_its_text)
{
	static const struct {
		const char *header, *text;
	} t[] = {
		{ "Token", "Invalid token header. No credentials provided." },
		{ "token  ", "Invalid token header. No credentials provided." },
		{ "Token a b",
		    "Invalid token header. Token string should not contain "
		    "spaces." },
		{ "Token a b c",
		    "Invalid token header. Token string should not contain "
		    "spaces." },
		{ "Token a\xEF\xBF\xBD",
		    "Invalid token header. Token string should not contain "
		    "invalid characters." },
		{ "Basic", "Invalid basic header. No credentials provided." },
		{ "BASIC ", "Invalid basic header. No credentials provided." },
		{ "Basic YTpi YTpi",
		    "Invalid basic header. Credentials string should not "
		    "contain spaces." },
		{ "Basic YTp",
		    "Invalid basic header. Credentials not correctly base64 "
		    "encoded." },
		{ "Basic YQ==",
		    "Invalid basic header. Credentials not correctly base64 "
		    "encoded." },
		{ "Basic Zvxyz",
		    "Invalid basic header. Credentials not correctly base64 "
		    "encoded." },
		{ "Basic !!",
		    "Invalid basic header. Credentials not correctly base64 "
		    "encoded." },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct credentials got = { .token = S("none") };

		CHECK_INT(
		    credentials_parse(test_arena(), str_c(t[i].header), &got),
		    ERR_DENIED, t[i].header);
		CHECK_STR(str_c(err_message()), t[i].text, t[i].header);
		CHECK_STR(got.token, "none", t[i].header);
	}
}
