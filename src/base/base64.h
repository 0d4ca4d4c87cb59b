/* Base64 (RFC 4648), standard and for URLs. */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/base.h"

/* With padding; the second uses - and _ and has none. */
struct str base64_encode(struct arena *a, struct str bytes);
struct str base64_encode_url(struct arena *a, struct str bytes);

/* Bytes, as lenient as Python's b64decode, which clients
 * of Patchwork are used to: other characters are skipped, what follows the
 * padding is ignored. ERR_INVALID if the padding is missing or one character
 * is left over. */
enum err base64_decode(struct arena *a, struct str text, struct str *out) MUST;
/* The same in the alphabet for URLs; padding may be missing. */
enum err base64_decode_url(
    struct arena *a, struct str text, struct str *out) MUST;

#endif
