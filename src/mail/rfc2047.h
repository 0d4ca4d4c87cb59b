/* Encoded words of RFC 2047, decoded. */
#ifndef MAIL_RFC2047_H
#define MAIL_RFC2047_H

#include "base/base.h"

/* Text with its encoded words decoded; the joining rules are those of
 * spec/ingest.md 3.3, blanks are left for utf8_squeeze. The result is valid
 * UTF-8, perhaps with NUL. Text without "=?" is returned as it is. */
struct str rfc2047_decode(struct arena *a, struct str text);

#endif
