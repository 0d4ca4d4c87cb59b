/* Raw mail for the journal: what is packed comes back, what was tampered with
 * is refused, and of a mail past its limit headers and a beginning are left. */
#include "ingest/raw.h"

#include <string.h>

#include "test.h"

static struct str
filled(size_t n, char c)
{
	char *p = arena_alloc(test_arena(), n);

	memset(p, c, n);
	return str_n(p, n);
}

static struct str
pack(struct str bytes, bool *packed)
{
	static struct packer p;

	if (p.zstd == NULL)
		packer_open(&p);
	return raw_pack(&p, test_arena(), bytes, packed);
}

TEST(what_is_packed_comes_back)
{
	const struct str mails[] = { S(""), S("x"), S("a\0b\xff\n"),
		filled(100000, 'a') };

	for (size_t i = 0; i < COUNT(mails); i++) {
		bool packed;
		struct str frame = pack(mails[i], &packed), back;

		if (!packed) {
			CHECK_STRS(frame, mails[i], "as it is");
			continue;
		}
		CHECK(frame.n < mails[i].n, "shorter");
		CHECK_OK(raw_unpack(test_arena(), frame, mails[i].n, &back));
		CHECK_STRS(back, mails[i], "back");
	}
}

TEST(only_what_is_shorter_is_packed)
{
	bool packed = true;

	(void)pack(S("short"), &packed);
	CHECK(!packed, "short");
	(void)pack(filled(5000, 'x'), &packed);
	CHECK(packed, "long");
}

TEST(a_frame_that_was_tampered_with_is_refused)
{
	bool packed;
	struct str frame = pack(filled(100000, 'a'), &packed), out;
	char *copy = arena_alloc(test_arena(), frame.n);

	CHECK_INT(raw_unpack(test_arena(), S("no frame"), 100, &out),
	    ERR_INVALID, "text");
	CHECK_INT(raw_unpack(test_arena(), str_sub(frame, 0, 3), 100000, &out),
	    ERR_INVALID, "cut in its head");
	CHECK_INT(raw_unpack(test_arena(), str_sub(frame, 0, frame.n - 2),
		      100000, &out),
	    ERR_INVALID, "cut at its end");
	CHECK_INT(raw_unpack(test_arena(), frame, 99999, &out), ERR_TOO_BIG,
	    "larger than allowed");
	for (size_t i = 0; i < frame.n; i++) {
		memcpy(copy, frame.p, frame.n);
		copy[i] ^= 0x55;
		/* Whatever it says now: no crash, no more than allowed. */
		if (raw_unpack(
			test_arena(), str_n(copy, frame.n), 100000, &out) == OK)
			CHECK(out.n <= 100000, "size");
	}
}

TEST(of_a_large_mail_its_head_is_kept)
{
	struct str body = filled(200000, 'x');
	static const char *const heads[] = { "A: b\nC: d\n\n",
		"A: b\r\nC: d\r\n\r\n", "" };

	for (size_t i = 0; i < 2; i++) {
		struct str head = str_c(heads[i]);
		struct str kept = raw_head(
		    str_f(test_arena(), "%s%.*s", heads[i], STR_ARG(body)));

		CHECK_INT(kept.n, head.n + LIMIT_MAIL_KEPT, heads[i]);
		CHECK(str_starts(kept, head), heads[i]);
	}
	CHECK_STR(raw_head(S("A: b\n\nshort")), "A: b\n\nshort", "short");
	CHECK_INT(raw_head(body).n, body.n, "no empty line");
}
