/*
 * Password hashes. An algorithm is a row: its name and the function that
 * verifies the rest of the encoding. All parsing is of database text, which
 * another program may have written, so every number has a bound: a hostile
 * work factor must not stop the server.
 */
#include "auth/password.h"

#include <crypt.h>
#include <limits.h>
#include <string.h>

#include <argon2.h>
#include <openssl/evp.h>

#include "auth/digest.h"
#include "auth/pbkdf2.h"
#include "base/base64.h"
#include "base/rand.h"

enum {
	ITERATIONS = 1000000, /* what Django 5.2 writes */
	SALT = 22,            /* of 62 characters: 131 bits */
	UNUSABLE = 40,
	MOST_ITERATIONS = 10000000,
	SHA1_BYTES = 20,
	SCRYPT_BYTES = 64,
	MOST_SCRYPT_N = 1 << 18,
	MOST_SCRYPT_R = 32,
	MOST_SCRYPT_P = 32,
	MOST_SCRYPT_WORK = 1 << 24, /* N r p: 26 times Django's */
	MOST_ARGON_KIB = 1 << 20,
	MOST_ARGON_TIME = 64,
	MOST_ARGON_LANES = 64,
	MOST_ARGON_WORK = 1 << 22, /* KiB times passes: 20 times Django's */
	MOST_BCRYPT_COST = 16,
};

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

/* libcrypto's own, of any digest. */
static bool
pbkdf2_sha1(
    struct str password, struct str salt, int iterations, unsigned char *out)
{
	return password.n <= INT_MAX && salt.n <= INT_MAX &&
	    PKCS5_PBKDF2_HMAC(password.p, (int)password.n,
		(const unsigned char *)salt.p, (int)salt.n, iterations,
		EVP_sha1(), SHA1_BYTES, out) == 1;
}

struct pbkdf2_rest {
	int iterations;
	struct str salt, digest; /* base64 */
};

/* <iterations>$<salt>$<base64> */
static bool
parse_pbkdf2(struct str rest, struct pbkdf2_rest *out)
{
	struct str count;

	return str_cut(rest, '$', &count, &rest) &&
	    str_cut(rest, '$', &out->salt, &out->digest) &&
	    str_int(count, 1, MOST_ITERATIONS, &out->iterations);
}

static bool
verify_pbkdf2_sha256(struct arena *a, struct str password, struct str rest)
{
	unsigned char key[PBKDF2_BYTES];
	struct pbkdf2_rest want;

	if (!parse_pbkdf2(rest, &want))
		return false;
	pbkdf2_sha256(password, want.salt, want.iterations, key);
	return digest_equal(
	    base64_encode(a, str_n((char *)key, sizeof(key))), want.digest);
}

static bool
verify_pbkdf2_sha1(struct arena *a, struct str password, struct str rest)
{
	unsigned char key[SHA1_BYTES];
	struct pbkdf2_rest want;

	return parse_pbkdf2(rest, &want) &&
	    pbkdf2_sha1(password, want.salt, want.iterations, key) &&
	    digest_equal(
		base64_encode(a, str_n((char *)key, sizeof(key))), want.digest);
}

/* "name=123" off the front of *rest, up to the next end. */
static bool
take_number(struct str *rest, struct str name, char end, int most, int *out)
{
	struct str digits;

	if (!str_starts(*rest, name))
		return false;
	return str_cut(str_from(*rest, name.n), end, &digits, rest) &&
	    str_int(digits, 1, most, out);
}

/* "..$m=102400,t=2,p=8$..": KiB, passes, lanes. */
static bool
argon2_is_sane(struct str encoded)
{
	struct str rest = str_from(encoded, str_find(encoded, S("$m=")));
	int kib, passes, lanes;

	return take_number(&rest, S("$m="), ',', MOST_ARGON_KIB, &kib) &&
	    take_number(&rest, S("t="), ',', MOST_ARGON_TIME, &passes) &&
	    take_number(&rest, S("p="), '$', MOST_ARGON_LANES, &lanes) &&
	    (int64_t)kib * passes <= MOST_ARGON_WORK;
}

static bool
verify_argon2(struct arena *a, struct str password, struct str rest)
{
	/* Django writes its own name right before the library's text. */
	char *encoded = str_z(a, str_f(a, "$%.*s", STR_ARG(rest)));
	argon2_type type = str_starts(rest, S("argon2id")) ? Argon2_id
	    : str_starts(rest, S("argon2i$"))              ? Argon2_i
							   : Argon2_d;

	return argon2_is_sane(str_c(encoded)) &&
	    argon2_verify(encoded, password.p, password.n, type) == ARGON2_OK;
}

/* "$2b$12$..": the cost doubles the work. */
static bool
bcrypt_is_sane(struct str encoded)
{
	struct str version, cost, rest;
	int n;

	return str_starts(encoded, S("$2")) &&
	    str_cut(str_from(encoded, 1), '$', &version, &rest) &&
	    str_cut(rest, '$', &cost, &rest) &&
	    str_int(cost, 4, MOST_BCRYPT_COST, &n);
}

/* $2b$12$..: bcrypt of the lower-case hex SHA-256 of the password. */
static bool
verify_bcrypt_sha256(struct arena *a, struct str password, struct str rest)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned int n;
	struct crypt_data *data = arena_new(a, struct crypt_data);
	const char *got;

	if (!bcrypt_is_sane(rest) ||
	    EVP_Digest(
		password.p, password.n, digest, &n, EVP_sha256(), NULL) != 1)
		return false;
	got = crypt_r(str_z(a, digest_hex(a, str_n((char *)digest, n))),
	    str_z(a, rest), data);
	return got != NULL && got[0] != '*' && digest_equal(str_c(got), rest);
}

/* <N>$<salt>$<r>$<p>$<base64 of 64 bytes> */
static bool
verify_scrypt(struct arena *a, struct str password, struct str rest)
{
	unsigned char key[SCRYPT_BYTES];
	struct str text_n, salt, text_r, text_p, want;
	int n, r, p;

	if (!str_cut(rest, '$', &text_n, &rest) ||
	    !str_cut(rest, '$', &salt, &rest) ||
	    !str_cut(rest, '$', &text_r, &rest) ||
	    !str_cut(rest, '$', &text_p, &want) ||
	    !str_int(text_n, 2, MOST_SCRYPT_N, &n) ||
	    !str_int(text_r, 1, MOST_SCRYPT_R, &r) ||
	    !str_int(text_p, 1, MOST_SCRYPT_P, &p) ||
	    (int64_t)n * r * p > MOST_SCRYPT_WORK)
		return false;
	return EVP_PBE_scrypt(password.p, password.n,
		   (const unsigned char *)salt.p, salt.n, (uint64_t)n,
		   (uint64_t)r, (uint64_t)p, UINT64_C(1) << 30, key,
		   sizeof(key)) == 1 &&
	    digest_equal(
		base64_encode(a, str_n((char *)key, sizeof(key))), want);
}

/* <salt>$<hex of md5(salt + password)>: old and test installations. */
static bool
verify_md5(struct arena *a, struct str password, struct str rest)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned int n;
	struct str salt, want, text;

	if (!str_cut(rest, '$', &salt, &want))
		return false;
	text = str_f(a, "%.*s%.*s", STR_ARG(salt), STR_ARG(password));
	return EVP_Digest(text.p, text.n, digest, &n, EVP_md5(), NULL) == 1 &&
	    digest_equal(digest_hex(a, str_n((char *)digest, n)), want);
}

static const struct algorithm {
	struct str name;
	bool (*verify)(struct arena *a, struct str password, struct str rest);
} algorithms[] = {
	{ { "pbkdf2_sha256", 13 }, verify_pbkdf2_sha256 },
	{ { "pbkdf2_sha1", 11 }, verify_pbkdf2_sha1 },
	{ { "argon2", 6 }, verify_argon2 },
	{ { "bcrypt_sha256", 13 }, verify_bcrypt_sha256 },
	{ { "scrypt", 6 }, verify_scrypt },
	{ { "md5", 3 }, verify_md5 },
};

enum err
password_encode_with(struct arena *a, struct str password, struct str salt,
    int iterations, struct str *out)
{
	unsigned char key[PBKDF2_BYTES];
	struct str digest;

	if (password.n == 0)
		return err_set(ERR_INVALID, "the password is empty");
	if (password.n > LIMIT_PASSWORD)
		return err_set(ERR_INVALID, "the password is over %d bytes",
		    LIMIT_PASSWORD);
	pbkdf2_sha256(password, salt, iterations, key);
	digest = base64_encode(a, str_n((char *)key, sizeof(key)));
	*out = str_f(a, "pbkdf2_sha256$%d$%.*s$%.*s", iterations, STR_ARG(salt),
	    STR_ARG(digest));
	return OK;
}

enum err
password_encode(struct arena *a, struct str password, struct str *out)
{
	return password_encode_with(
	    a, password, rand_text(a, S(LETTERS), SALT), ITERATIONS, out);
}

struct str
password_unusable(struct arena *a)
{
	struct str text = rand_text(a, S(LETTERS), UNUSABLE);

	return str_f(a, "!%.*s", STR_ARG(text));
}

bool
password_verify(struct arena *a, struct str password, struct str encoded)
{
	struct str name, rest;

	if (password.n > LIMIT_PASSWORD || !str_cut(encoded, '$', &name, &rest))
		return false;
	for (size_t i = 0; i < COUNT(algorithms); i++)
		if (str_eq(name, algorithms[i].name))
			return algorithms[i].verify(a, password, rest);
	return false;
}

bool
password_is_stale(struct str encoded)
{
	struct str name, count, salt, rest;
	int iterations;

	return !str_cut(encoded, '$', &name, &rest) ||
	    !str_eq(name, S("pbkdf2_sha256")) ||
	    !str_cut(rest, '$', &count, &rest) ||
	    !str_cut(rest, '$', &salt, &rest) ||
	    !str_int(count, 1, INT_MAX, &iterations) ||
	    iterations != ITERATIONS || salt.n < SALT;
}
