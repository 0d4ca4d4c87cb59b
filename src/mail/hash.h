/* The hash that identifies a diff whatever its line numbers and prefixes:
 * spec/ingest.md 13. Row 22 of section 27: all diffs without text hunks have
 * the same, so it identifies nothing alone. */
#ifndef MAIL_HASH_H
#define MAIL_HASH_H

#include "base/base.h"

#define HASH_SIZE 40 /* hexadecimal digits */

/* ERR_INTERNAL only if the crypto library refuses SHA-1. */
enum err hash_diff(struct arena *a, struct str diff, struct str *out) MUST;

#endif
