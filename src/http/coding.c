/*
 * gzip and zstd (RFC 9110 8.4, RFC 8878). Levels are low: an answer of the
 * API is so repetitive that they leave a tenth of it, and a higher level costs
 * more than making it did. The window of zstd stays below the 8 MiB that
 * clients must have (RFC 9659).
 */
#include "http/coding.h"

#include <stdlib.h>

#include <zlib.h>
#include <zstd.h>

#include "http/weight.h"

enum { GZIP_LEVEL = 2, ZSTD_LEVEL = 2, ZSTD_WINDOW = 18, PIECE = 16 << 10 };
/* Of a stream, whose coder lives as long as its client reads: half a megabyte,
 * where the level alone takes one and a quarter. */
enum { STREAM_WINDOW = 16, STREAM_TABLE = 14 };
enum { UNSAID = -1 };

static const struct str names[CODING_COUNT] = {
	[CODING_GZIP] = { "gzip", 4 },
	[CODING_ZSTD] = { "zstd", 4 },
};

struct str
coding_name(enum coding c)
{
	return names[c];
}

static bool
names_coding(struct str name, enum coding c)
{
	if (c == CODING_NONE)
		return str_eq_nocase(name, S("identity"));
	return str_eq_nocase(name, names[c]) ||
	    (c == CODING_GZIP && str_eq_nocase(name, S("x-gzip")));
}

struct weights {
	int of[CODING_COUNT]; /* UNSAID if not named */
	int others;           /* of "*" */
};

static struct weights
read_weights(struct str header)
{
	struct weights w = { .others = UNSAID };
	struct str item, name, parameters;

	for (int c = 0; c < CODING_COUNT; c++)
		w.of[c] = UNSAID;
	while (header.n > 0) {
		if (!str_cut(header, ',', &item, &header)) {
			item = header;
			header = S("");
		}
		if (!str_cut(item, ';', &name, &parameters)) {
			name = item;
			parameters = S("");
		}
		name = str_trim(name);
		if (str_eq(name, S("*")))
			w.others = weight_read(parameters);
		for (int c = 0; c < CODING_COUNT; c++)
			if (names_coding(name, (enum coding)c))
				w.of[c] = weight_read(parameters);
	}
	return w;
}

/* What is not named is taken as "*" says, but for zstd, which clients that say
 * so may not know; no coding also without it, if there is nothing better. */
static int
weight_of(const struct weights *w, enum coding c)
{
	if (w->of[c] != UNSAID)
		return w->of[c];
	if (c == CODING_ZSTD)
		return 0;
	if (w->others != UNSAID)
		return w->others;
	return c == CODING_NONE ? 1 : 0;
}

enum coding
coding_choose(struct str header, bool worth)
{
	struct weights w = read_weights(header);
	int plain = weight_of(&w, CODING_NONE), best = 0;
	enum coding found = CODING_NONE;

	if (!worth && plain > 0)
		return CODING_NONE;
	for (int c = CODING_NONE; c < CODING_COUNT; c++) {
		if (weight_of(&w, (enum coding)c) >= best &&
		    weight_of(&w, (enum coding)c) > 0) {
			best = weight_of(&w, (enum coding)c);
			found = (enum coding)c;
		}
	}
	return found;
}

struct coder {
	enum coding coding;
	z_stream gzip;
	ZSTD_CCtx *zstd;
};

static void
open_gzip(struct coder *k)
{
	/* 16 more: with the head and end of gzip. */
	if (deflateInit2(&k->gzip, GZIP_LEVEL, Z_DEFLATED, MAX_WBITS + 16, 8,
		Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
}

static void
open_zstd(struct coder *k, size_t size)
{
	k->zstd = ZSTD_createCCtx();
	if (k->zstd == NULL)
		abort();
	ZSTD_CCtx_setParameter(k->zstd, ZSTD_c_compressionLevel, ZSTD_LEVEL);
	ZSTD_CCtx_setParameter(
	    k->zstd, ZSTD_c_windowLog, size > 0 ? ZSTD_WINDOW : STREAM_WINDOW);
	if (size > 0) {
		ZSTD_CCtx_setPledgedSrcSize(k->zstd, size);
	} else {
		ZSTD_CCtx_setParameter(k->zstd, ZSTD_c_hashLog, STREAM_TABLE);
		ZSTD_CCtx_setParameter(k->zstd, ZSTD_c_chainLog, STREAM_TABLE);
	}
}

struct coder *
coder_open(enum coding c, size_t size)
{
	struct coder *k = calloc(1, sizeof(*k));

	assert(c != CODING_NONE);
	if (k == NULL)
		abort();
	k->coding = c;
	if (c == CODING_GZIP)
		open_gzip(k);
	else
		open_zstd(k, size);
	return k;
}

void
coder_close(struct coder *k)
{
	if (k->coding == CODING_GZIP)
		(void)deflateEnd(&k->gzip);
	else
		ZSTD_freeCCtx(k->zstd);
	free(k);
}

static enum err
write_gzip(struct coder *k, struct str bytes, bool last, struct buf *out)
{
	z_stream *z = &k->gzip;
	char piece[PIECE];
	int r;

	assert(bytes.n <= UINT32_MAX);
	z->next_in = (unsigned char *)(uintptr_t)bytes.p;
	z->avail_in = (uInt)bytes.n;
	do {
		z->next_out = (unsigned char *)piece;
		z->avail_out = sizeof(piece);
		r = deflate(z, last ? Z_FINISH : Z_NO_FLUSH);
		buf_add(out, str_n(piece, sizeof(piece) - z->avail_out));
		if (r == Z_STREAM_ERROR)
			return err_set(ERR_INTERNAL, "zlib cannot pack");
	} while (out->err == OK && z->avail_out == 0);
	return out->err;
}

static enum err
write_zstd(struct coder *k, struct str bytes, bool last, struct buf *out)
{
	ZSTD_inBuffer in = { bytes.p, bytes.n, 0 };
	char piece[PIECE];
	size_t left;

	do {
		ZSTD_outBuffer to = { piece, sizeof(piece), 0 };

		left = ZSTD_compressStream2(
		    k->zstd, &to, &in, last ? ZSTD_e_end : ZSTD_e_continue);
		if (ZSTD_isError(left))
			return err_set(ERR_INTERNAL, "zstd cannot pack: %s",
			    ZSTD_getErrorName(left));
		buf_add(out, str_n(piece, to.pos));
	} while (out->err == OK && (last ? left > 0 : in.pos < in.size));
	return out->err;
}

enum err
coder_write(struct coder *k, struct str bytes, bool last, struct buf *out)
{
	return k->coding == CODING_GZIP ? write_gzip(k, bytes, last, out)
					: write_zstd(k, bytes, last, out);
}
