/* Which coding a client gets (RFC 9110 12.5.3), and that it can be undone. */
#include "http/coding.h"

#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "test.h"

TEST(a_client_gets_what_it_likes_best)
{
	static const struct {
		const char *header;
		enum coding worth, not_worth;
	} t[] = {
		{ NULL, CODING_NONE, CODING_NONE },
		{ "", CODING_NONE, CODING_NONE },
		{ "gzip", CODING_GZIP, CODING_NONE },
		{ "x-gzip", CODING_GZIP, CODING_NONE },
		{ "GZip", CODING_GZIP, CODING_NONE },
		{ "gzip, deflate, br", CODING_GZIP, CODING_NONE },
		{ "gzip, deflate, br, zstd", CODING_ZSTD, CODING_NONE },
		{ "zstd;q=0.5, gzip", CODING_GZIP, CODING_NONE },
		{ "zstd;q=0.501, gzip;q=0.5", CODING_ZSTD, CODING_NONE },
		{ "gzip;q=0", CODING_NONE, CODING_NONE },
		{ "gzip; q=0.0", CODING_NONE, CODING_NONE },
		{ "gzip;q=0.001", CODING_GZIP, CODING_NONE },
		{ "gzip;Q=1", CODING_GZIP, CODING_NONE },
		{ "gzip;q=2", CODING_NONE, CODING_NONE },
		{ "gzip;q=x", CODING_NONE, CODING_NONE },
		{ "gzip;q=0.1234", CODING_NONE, CODING_NONE },
		{ "identity", CODING_NONE, CODING_NONE },
		{ "gzip;q=0.5, identity", CODING_NONE, CODING_NONE },
		{ "gzip, identity", CODING_GZIP, CODING_NONE },
		{ "gzip, identity;q=0", CODING_GZIP, CODING_GZIP },
		{ "identity;q=0", CODING_NONE, CODING_NONE },
		{ "*", CODING_GZIP, CODING_NONE },
		{ "*;q=0", CODING_NONE, CODING_NONE },
		{ "zstd, *;q=0", CODING_ZSTD, CODING_ZSTD },
		{ "identity;q=0, *;q=0.5", CODING_GZIP, CODING_GZIP },
		{ "gzip;q=0, *", CODING_NONE, CODING_NONE },
		{ "br, deflate", CODING_NONE, CODING_NONE },
		{ ",;q=,,gzip", CODING_GZIP, CODING_NONE },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		const char *what = t[i].header ? t[i].header : "no header";

		CHECK_INT(
		    coding_choose(str_c(t[i].header), true), t[i].worth, what);
		CHECK_INT(coding_choose(str_c(t[i].header), false),
		    t[i].not_worth, what);
	}
}

enum { SIZE = 300000 };

static struct str
unpack(enum coding c, struct str packed)
{
	char *out = arena_alloc(test_arena(), SIZE + 1);
	z_stream z = { .next_in = (unsigned char *)(uintptr_t)packed.p,
		.avail_in = (uInt)packed.n,
		.next_out = (unsigned char *)out,
		.avail_out = SIZE + 1 };

	if (c == CODING_ZSTD)
		return str_n(
		    out, ZSTD_decompress(out, SIZE + 1, packed.p, packed.n));
	CHECK_INT(inflateInit2(&z, MAX_WBITS + 16), Z_OK, "gzip");
	CHECK_INT(inflate(&z, Z_FINISH), Z_STREAM_END, "gzip");
	CHECK_INT(inflateEnd(&z), Z_OK, "gzip");
	return str_n(out, z.total_out);
}

/* Nothing, what repeats itself, and what does not; in pieces of all sizes. */
TEST(what_was_packed_can_be_had_back)
{
	char *text = arena_alloc(test_arena(), SIZE);
	static const size_t sizes[] = { 0, 1, 5000, SIZE };
	static const size_t pieces[] = { 1, 4096, SIZE };
	uint32_t random = 1;

	for (size_t i = 0; i < SIZE; i++) {
		random = random * 1664525 + 1013904223;
		text[i] = i % 5000 < 3000 ? 'a' : (char)(random >> 24);
	}
	for (size_t i = 0; i < COUNT(sizes) * COUNT(pieces) * 2; i++) {
		enum coding c = i % 2 == 0 ? CODING_GZIP : CODING_ZSTD;
		struct str all = str_n(text, sizes[i / 2 % COUNT(sizes)]);
		size_t step = pieces[i / 2 / COUNT(sizes)], at = 0;
		struct coder *k = coder_open(c, i % 3 == 0 ? all.n : 0);
		struct buf b;

		buf_init(&b, test_arena(), 2 * SIZE);
		do {
			struct str piece = str_sub(all, at, step);

			at += piece.n;
			CHECK_OK(coder_write(k, piece, at == all.n, &b));
		} while (at < all.n);
		coder_close(k);
		CHECK_INT(str_eq(unpack(c, buf_str(&b)), all), true, "packed");
	}
}

TEST(what_is_too_long_is_an_error)
{
	static const enum coding codings[] = { CODING_GZIP, CODING_ZSTD };

	for (size_t i = 0; i < COUNT(codings); i++) {
		struct coder *k = coder_open(codings[i], 0);
		struct buf b;

		buf_init(&b, test_arena(), 10);
		CHECK_INT(coder_write(
			      k, S("what is longer than ten bytes"), true, &b),
		    ERR_TOO_BIG, "cap");
		coder_close(k);
	}
}
