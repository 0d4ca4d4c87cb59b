/*
 * Content codings: which one a client takes, and packing what it gets. What
 * may be packed at all is the caller's to say (site/variant.c).
 */
#ifndef HTTP_CODING_H
#define HTTP_CODING_H

#include "base/base.h"

/* The better one later. */
enum coding { CODING_NONE, CODING_GZIP, CODING_ZSTD, CODING_COUNT };

/* "gzip"; p NULL for CODING_NONE. */
struct str coding_name(enum coding c);

/* By the header Accept-Encoding (p NULL: there is none): what it likes best
 * of all codings if packing is worth it, else none unless it takes nothing
 * but a coding. Who takes nothing gets it as it is. */
enum coding coding_choose(struct str header, bool worth);

struct coder;

/* size is that of all that will be packed; 0: not known. */
struct coder *coder_open(enum coding c, size_t size);
void coder_close(struct coder *k);
/* Packs bytes; the last piece ends it. ERR_TOO_BIG past the cap of out. */
enum err coder_write(
    struct coder *k, struct str bytes, bool last, struct buf *out) MUST;

#endif
