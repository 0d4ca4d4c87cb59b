/*
 * Raw mail for the journal: compressed at a low level, since a mail is
 * stored once and read almost never. A frame that was tampered with must
 * neither crash nor fill the memory, so its stated size is checked first.
 */
#include "ingest/raw.h"

#include <stdlib.h>

#include <zstd.h>

#define LEVEL 1

void
packer_open(struct packer *p)
{
	if ((p->zstd = ZSTD_createCCtx()) == NULL)
		abort();
}

void
packer_close(struct packer *p)
{
	(void)ZSTD_freeCCtx(p->zstd);
}

struct str
raw_pack(struct packer *p, struct arena *a, struct str bytes, bool *packed)
{
	size_t room = ZSTD_compressBound(bytes.n);
	char *frame = arena_alloc(a, room);
	size_t n =
	    ZSTD_compressCCtx(p->zstd, frame, room, bytes.p, bytes.n, LEVEL);

	*packed = !ZSTD_isError(n) && n < bytes.n;
	return *packed ? str_n(frame, n) : bytes;
}

enum err
raw_unpack(struct arena *a, struct str frame, size_t max, struct str *out)
{
	unsigned long long size = ZSTD_getFrameContentSize(frame.p, frame.n);
	char *bytes;
	size_t n;

	if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR)
		return err_set(ERR_INVALID, "raw mail is no zstd frame");
	if (size > max)
		return err_set(ERR_TOO_BIG, "raw mail is past its limit");
	bytes = arena_alloc(a, (size_t)size + 1);
	n = ZSTD_decompress(bytes, (size_t)size, frame.p, frame.n);
	if (ZSTD_isError(n) || n != size)
		return err_set(ERR_INVALID, "raw mail is damaged: %s",
		    ZSTD_isError(n) ? ZSTD_getErrorName(n) : "wrong size");
	*out = str_n(bytes, n);
	return OK;
}

/* Behind the first empty line, whichever line ends are used. */
static size_t
header_end(struct str bytes)
{
	size_t lf = str_find(bytes, S("\n\n"));
	size_t crlf = str_find(bytes, S("\n\r\n"));

	return lf < crlf ? lf + 2 : crlf + 3;
}

struct str
raw_head(struct str bytes)
{
	return str_sub(bytes, 0, header_end(bytes) + LIMIT_MAIL_KEPT);
}
