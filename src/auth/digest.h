/* Digests and comparisons that what is signed or hashed shares. Bytes. */
#ifndef AUTH_DIGEST_H
#define AUTH_DIGEST_H

#include "base/base.h"

/* In a time that depends on the lengths alone. */
bool digest_equal(struct str a, struct str b);
/* Lower-case. */
struct str digest_hex(struct arena *a, struct str bytes);
/* 32 bytes each. */
struct str digest_sha256(struct arena *a, struct str bytes);
struct str digest_hmac_sha256(
    struct arena *a, struct str key, struct str message);
/* As Django derives a key for one purpose from the setting secret_key: HMAC
 * keyed by SHA-256 of salt and secret. */
struct str digest_salted_hmac(
    struct arena *a, struct str salt, struct str secret, struct str message);

#endif
