/* Text to encoded words of RFC 2047. */
#ifndef MAIL_ENCODE_H
#define MAIL_ENCODE_H

#include "base/base.h"

/* A header value as ASCII: words with 8-bit bytes become encoded words
 * (charset utf-8, or unknown-8bit with the original bytes if the value is
 * not UTF-8), all else, folds included, stays. Decoding it with header_clean
 * gives what header_clean gives for the value. With NUL, or encoded words
 * beside 8-bit bytes, it is the clean text that is encoded. */
struct str encode_value(struct arena *a, struct str value);

#endif
