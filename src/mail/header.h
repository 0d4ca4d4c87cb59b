/*
 * Header fields of a mail: their clean text (spec/ingest.md 3.3) and their
 * parameters (RFC 2045, RFC 2231).
 */
#ifndef MAIL_HEADER_H
#define MAIL_HEADER_H

#include "base/base.h"

/* Bytes as they came, borrowed from the mail: line breaks are LF, folds are
 * kept, the value has no blanks in front and no line break at the end. The
 * name is printable ASCII; the value may hold any other byte, NUL too. */
struct header {
	struct str name, value;
};

/* The text of a value, valid UTF-8 without NUL, squeezed; p is NULL only if
 * raw.p is. Encoded words are decoded; raw 8-bit text is UTF-8, or else
 * windows-1252 (spec/ingest.md 27.6). There is no undecodable value: a word
 * with an unknown charset or bytes its charset lacks becomes U+FFFD for each
 * 8-bit byte, broken base64 stays as it is written (27.7). At most
 * LIMIT_HEADER_VALUE bytes are read. */
struct str header_clean(struct arena *a, struct str raw);

/* What stands before the first ';', trimmed, lower case; '?' for each byte
 * that is no printable ASCII. */
struct str header_token(struct arena *a, struct str value);

/* Bytes of a parameter such as charset, unquoted, RFC 2231 continuations
 * joined and its %XX decoded; the first of several, one without a '*' before
 * others. p is NULL if there is none. */
struct str header_param(struct arena *a, struct str value, struct str name);

#endif
