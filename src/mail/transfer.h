/* Content-Transfer-Encoding: bytes on the wire to bytes. */
#ifndef MAIL_TRANSFER_H
#define MAIL_TRANSFER_H

#include "base/base.h"

/* By trimmed lower-case name. Input that cannot be decoded and encodings that
 * need no decoding are returned as they are. */
struct str transfer_decode(
    struct arena *a, struct str encoding, struct str bytes);

/* Base64, foreign bytes skipped, padding optional; stops after padding.
 * False, *out untouched, if one character is left over. */
bool transfer_decode_base64(struct arena *a, struct str in, struct str *out);

/* The q encoding of RFC 2047: '_' is a space, a malformed '=' itself. */
struct str transfer_decode_q(struct arena *a, struct str in);

/* The byte that two hexadecimal digits at an offset stand for, or -1. */
int transfer_hex(struct str s, size_t at);

#endif
