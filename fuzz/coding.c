/* An Accept-Encoding header; and bytes, packed and had back. */
#include "http/coding.h"

#include <zstd.h>

#include "fuzz/fuzz.h"

static void
pack(struct arena *a, struct str in, enum coding c)
{
	struct coder *k = coder_open(c, 0);
	char *back = arena_alloc(a, in.n + 1);
	struct buf b;

	buf_init(&b, a, in.n + 1000);
	HOLDS(coder_write(k, str_sub(in, 0, in.n / 2), false, &b) == OK);
	HOLDS(coder_write(k, str_from(in, in.n / 2), true, &b) == OK);
	coder_close(k);
	if (c != CODING_ZSTD)
		return;
	HOLDS(ZSTD_decompress(back, in.n + 1, b.p, b.n) == in.n);
	HOLDS(str_eq(str_n(back, in.n), in));
}

void
fuzz_one(struct arena *a, struct str in)
{
	enum coding worth = coding_choose(in, true);
	enum coding other = coding_choose(in, false);

	HOLDS(worth >= CODING_NONE && worth < CODING_COUNT);
	HOLDS(other == CODING_NONE || other == worth);
	pack(a, in, CODING_GZIP);
	pack(a, in, CODING_ZSTD);
}
