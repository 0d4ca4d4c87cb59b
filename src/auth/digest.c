/* Thin over libcrypto, which does not fail at these. */
#include "auth/digest.h"

#include <limits.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

enum { SHA256_BYTES = 32 };

bool
digest_equal(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || CRYPTO_memcmp(a.p, b.p, a.n) == 0);
}

struct str
digest_hex(struct arena *a, struct str bytes)
{
	static const char digits[] = "0123456789abcdef";
	char *out = arena_alloc(a, 2 * bytes.n + 1);

	for (size_t i = 0; i < bytes.n; i++) {
		unsigned char byte = (unsigned char)bytes.p[i];

		out[2 * i] = digits[byte >> 4];
		out[2 * i + 1] = digits[byte & 15];
	}
	out[2 * bytes.n] = '\0';
	return str_n(out, 2 * bytes.n);
}

struct str
digest_sha256(struct arena *a, struct str bytes)
{
	unsigned char *out = arena_alloc(a, EVP_MAX_MD_SIZE);
	unsigned n;
	int ok = EVP_Digest(bytes.p, bytes.n, out, &n, EVP_sha256(), NULL);

	assert(ok == 1 && n == SHA256_BYTES);
	return str_n((char *)out, n);
}

struct str
digest_hmac_sha256(struct arena *a, struct str key, struct str message)
{
	unsigned char *out = arena_alloc(a, EVP_MAX_MD_SIZE);
	unsigned n;

	assert(key.n <= INT_MAX);
	if (HMAC(EVP_sha256(), key.p, (int)key.n,
		(const unsigned char *)message.p, message.n, out, &n) == NULL)
		assert(false && "HMAC-SHA256 is there");
	return str_n((char *)out, n);
}

struct str
digest_salted_hmac(
    struct arena *a, struct str salt, struct str secret, struct str message)
{
	struct str key = digest_sha256(
	    a, str_f(a, "%.*s%.*s", STR_ARG(salt), STR_ARG(secret)));

	return digest_hmac_sha256(a, key, message);
}
