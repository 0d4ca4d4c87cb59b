/* Raw mail as the journal keeps it. */
#ifndef INGEST_RAW_H
#define INGEST_RAW_H

#include "base/base.h"

/* What packing needs, kept from mail to mail: to make it anew for each is a
 * third of the work. */
struct packer {
	struct ZSTD_CCtx_s *zstd;
};

void packer_open(struct packer *p);
void packer_close(struct packer *p);

/* A zstd frame, or the bytes as they are where that is no shorter: *packed
 * tells which. */
struct str raw_pack(
    struct packer *p, struct arena *a, struct str bytes, bool *packed);

/* ERR_INVALID for what is no frame, ERR_TOO_BIG past max bytes. */
enum err raw_unpack(
    struct arena *a, struct str frame, size_t max, struct str *out) MUST;

/* Of a mail past its limit: the header block and LIMIT_MAIL_KEPT bytes. */
struct str raw_head(struct str bytes);

#endif
