/* PBKDF2 (RFC 8018 5.2) with HMAC-SHA256, one block. */
#ifndef AUTH_PBKDF2_H
#define AUTH_PBKDF2_H

#include "base/base.h"

enum { PBKDF2_BYTES = 32 };

/* iterations at least 1. */
void pbkdf2_sha256(struct str password, struct str salt, int iterations,
    unsigned char out[PBKDF2_BYTES]);

#endif
