/* auth/password: the vectors of spec/schema.md 6.1, and one of each format. */
#include "auth/password.h"

#include <argon2.h>

#include <openssl/evp.h>

#include "auth/pbkdf2.h"
#include "test.h"

/* Of every length around a block of SHA-256, beside libcrypto's. */
TEST(pbkdf2_is_that_of_libcrypto)
{
	static const int iterations[] = { 1, 2, 3, 1000 };
	char text[200];

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)(i * 7);
	for (size_t n = 0; n < sizeof(text); n++) {
		int rounds = iterations[n % COUNT(iterations)];
		struct str password = str_n(text, n),
			   salt = str_n(text + n, (sizeof(text) - n) / 2);
		unsigned char want[PBKDF2_BYTES], got[PBKDF2_BYTES];

		PKCS5_PBKDF2_HMAC(password.p, (int)n,
		    (const unsigned char *)salt.p, (int)salt.n, rounds,
		    EVP_sha256(), PBKDF2_BYTES, want);
		pbkdf2_sha256(password, salt, rounds, got);
		CHECK_STRS(str_n((char *)got, PBKDF2_BYTES),
		    str_n((char *)want, PBKDF2_BYTES),
		    str_f(test_arena(), "%zu bytes", n).p);
	}
}

TEST(the_format_is_djangos)
{
	struct str got;

	CHECK_OK(password_encode_with(test_arena(), S("secret"),
	    S("abcdefghijklmnopqrstuv"), 1000000, &got));
	CHECK_STR(got,
	    "pbkdf2_sha256$1000000$abcdefghijklmnopqrstuv$"
	    "tW94pSigUM2AlIkWSQO4yVeVgz1Hy8/tw6HFhR010Gk=",
	    "vector");
	CHECK(!password_is_stale(got), "current");
	CHECK_INT(
	    password_encode(test_arena(), S(""), &got), ERR_INVALID, "empty");
}

TEST(each_algorithm_is_verified)
{
	static const struct {
		const char *password, *encoded;
		bool want;
	} t[] = {
		{ "secret", "md5$salt$d42a0f742ffc1be4e1cc0845c2429c97", true },
		{ "Secret", "md5$salt$d42a0f742ffc1be4e1cc0845c2429c97",
		    false },
		{ "secret",
		    "pbkdf2_sha1$1000$salt$"
		    "+nurnv86BqUnHM+5tthyjQx6M00=",
		    true },
		{ "secret",
		    "scrypt$16384$salt$8$5$OR0MlV/1ebPTHUi4L/qpltdjgB9P"
		    "aHUQMykNa2cL+8jjydgilZPzWoHZRKLa0flDb6VwrKoquMbrxm"
		    "M/BnGSFw==",
		    true },
		{ "secret",
		    "bcrypt_sha256$$2b$04$"
		    "abcdefghijklmnopqrstuuraR8y8jUb0UMmCc9fwl/YxKZSpSs52u",
		    true },
		{ "secreT",
		    "bcrypt_sha256$$2b$04$"
		    "abcdefghijklmnopqrstuuraR8y8jUb0UMmCc9fwl/YxKZSpSs52u",
		    false },
		{ "secret", "!unusable", false },
		{ "secret", "", false },
		{ "secret", "pbkdf2_sha256$99999999999$s$x", false },
		{ "secret", "pbkdf2_sha256$0$s$x", false },
		{ "secret", "scrypt$1099511627776$s$8$5$x", false },
		{ "secret",
		    "argon2$argon2id$v=19$m=4294967295,t=2,p=8$"
		    "c2FsdHNhbHQ$AAAA",
		    false },
		{ "secret",
		    "argon2$argon2id$v=19$m=1024,t=4294967295,p=8$"
		    "c2FsdHNhbHQ$AAAA",
		    false },
		{ "secret",
		    "argon2$argon2id$v=19$m=1048576,t=64,p=8$"
		    "c2FsdHNhbHQ$AAAA",
		    false },
		{ "secret", "scrypt$262144$salt$32$32$x", false },
		{ "secret",
		    "bcrypt_sha256$$2b$31$"
		    "abcdefghijklmnopqrstuuraR8y8jUb0UMmCc9fwl/YxKZSpSs52u",
		    false },
		{ "secret", "bcrypt_sha256$$2b$12$short", false },
		{ "secret", "nosuch$1$2$3", false },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(password_verify(test_arena(), str_c(t[i].password),
			      str_c(t[i].encoded)),
		    t[i].want, t[i].encoded);
}

TEST(argon2_is_verified_with_djangos_parameters)
{
	char encoded[200];

	CHECK_INT(argon2id_hash_encoded(2, 1024, 8, "secret", 6, "saltsaltsalt",
		      12, 32, encoded, sizeof(encoded)),
	    ARGON2_OK, "encode");
	CHECK(password_verify(test_arena(), S("secret"),
		  str_f(test_arena(), "argon2%s", encoded)),
	    "same");
	CHECK(!password_verify(test_arena(), S("secreT"),
		  str_f(test_arena(), "argon2%s", encoded)),
	    "other");
}

TEST(what_is_encoded_is_verified)
{
	struct str got;

	CHECK_OK(password_encode_with(
	    test_arena(), S("caf\xC3\xA9"), S("s"), 10, &got));
	CHECK(password_verify(test_arena(), S("caf\xC3\xA9"), got), "same");
	CHECK(!password_verify(test_arena(), S("cafe"), got), "other");
	CHECK(password_is_stale(got), "few iterations");
}
