/*
 * Content-Transfer-Encodings (RFC 2045 6) and uuencode, read leniently:
 * whatever cannot be decoded stays as it is, since the text of a mail is
 * worth more than its correctness (spec/ingest.md 3.5).
 */
#include "mail/transfer.h"

#include <string.h>

enum { SKIP = 64, PAD = 65 };

/* clang-format off */
/* Value of each base64 character. */
#define X SKIP
static const unsigned char base64_values[256] = {
	X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
	X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
	X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  62, X,  X,  X,  63,  /* + / */
	52, 53, 54, 55, 56, 57, 58, 59, 60, 61, X,  X,  X,  PAD, X, X,   /* 0-9 = */
	X,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14,  /* A-O */
	15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, X,  X,  X,  X,  X,   /* P-Z */
	X,  26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,  /* a-o */
	41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, X,  X,  X,  X,  X,   /* p-z */
	X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
	X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
	X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
	X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
	X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
	X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
	X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
	X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,  X,
};
#undef X
/* clang-format on */

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = char_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int
transfer_hex(struct str s, size_t at)
{
	int high, low;

	if (at + 2 > s.n)
		return -1;
	high = hex_digit(s.p[at]);
	low = hex_digit(s.p[at + 1]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

bool
transfer_decode_base64(struct arena *a, struct str in, struct str *out)
{
	unsigned char *start = arena_alloc(a, in.n / 4 * 3 + 3), *to = start;
	uint32_t bits = 0;
	int have = 0, pads = 0;

	for (size_t i = 0; i < in.n; i++) {
		unsigned char v = base64_values[(unsigned char)in.p[i]];

		if (v < 64) {
			bits = bits << 6 | v;
			pads = 0;
			if (++have < 4)
				continue;
			*to++ = (unsigned char)(bits >> 16);
			*to++ = (unsigned char)(bits >> 8);
			*to++ = (unsigned char)bits;
			have = 0;
		} else if (v == PAD && have >= 2 && have + ++pads >= 4) {
			/* What follows is often a list's plain footer. */
			break;
		}
	}
	if (have == 1)
		return false;
	bits <<= 6 * (4 - have);
	if (have >= 2)
		*to++ = (unsigned char)(bits >> 16);
	if (have == 3)
		*to++ = (unsigned char)(bits >> 8);
	*out = str_n((char *)start, (size_t)(to - start));
	return true;
}

struct str
transfer_decode_q(struct arena *a, struct str in)
{
	char *start = arena_alloc(a, in.n + 1), *to = start;
	int byte;

	for (size_t i = 0; i < in.n; i++) {
		char c = in.p[i];

		if (c == '=' && (byte = transfer_hex(in, i + 1)) >= 0) {
			*to++ = (char)byte;
			i += 2;
		} else {
			*to++ = c == '_' ? ' ' : c;
		}
	}
	return str_n(start, (size_t)(to - start));
}

/* RFC 2045 6.7; a malformed '=' is itself. */
static bool
decode_quoted(struct arena *a, struct str in, struct str *out)
{
	const char *p = in.p, *end = in.p + in.n, *mark;
	char *start, *to;
	int byte;

	if (in.n == 0 || memchr(p, '=', in.n) == NULL)
		return false;
	start = to = arena_alloc(a, in.n);
	while ((mark = memchr(p, '=', (size_t)(end - p))) != NULL) {
		memcpy(to, p, (size_t)(mark - p));
		to += mark - p;
		p = mark + 1;
		if (p == end)
			break;
		if (*p == '\n') {
			p++;
		} else if (*p == '=') { /* some write "==" for "=" */
			*to++ = *p++;
		} else if ((byte = transfer_hex(in, (size_t)(p - in.p))) >= 0) {
			*to++ = (char)byte;
			p += 2;
		} else {
			*to++ = '=';
		}
		if (p == end)
			break;
	}
	memcpy(to, p, (size_t)(end - p));
	to += end - p;
	*out = str_n(start, (size_t)(to - start));
	return true;
}

/* "begin 644 name", as three words. */
static bool
is_uu_begin(struct str line)
{
	struct str word, mode, name;

	if (!str_cut(line, ' ', &word, &name) || !str_eq(word, S("begin")) ||
	    !str_cut(name, ' ', &mode, &name))
		return false;
	mode = str_trim(mode);
	for (size_t i = 0; i < mode.n; i++)
		if (mode.p[i] < '0' || mode.p[i] > '7')
			return false;
	return mode.n > 0;
}

/* One line: its length, then four characters for three bytes. Short lines
 * lost their trailing blanks, which are zeros. */
static void
decode_uu_line(struct buf *b, struct str line)
{
	size_t length, n = 0;
	uint32_t bits;

	if (line.n == 0)
		return;
	length = ((unsigned char)line.p[0] - 32u) & 63;
	for (size_t i = 1; n < length; i += 4) {
		bits = 0;
		for (size_t j = i; j < i + 4; j++)
			bits = bits << 6 |
			    (j < line.n ? ((unsigned char)line.p[j] - 32u) & 63
					: 0);
		for (int shift = 16; shift >= 0 && n < length; shift -= 8, n++)
			buf_char(b, (char)(bits >> shift));
	}
}

static bool
decode_uu(struct arena *a, struct str in, struct str *out)
{
	struct str rest = in, line;
	struct buf b;

	do {
		if (!str_line(&rest, &line))
			return false;
	} while (!is_uu_begin(line));
	/* Two bytes may stand for 63 zeros, but what grows is no text. */
	buf_init(&b, a, in.n);
	while (str_line(&rest, &line)) {
		if (str_eq(str_trim(line), S("end"))) {
			*out = buf_str(&b);
			return b.err == OK;
		}
		decode_uu_line(&b, line);
	}
	return false;
}

static const struct {
	const char *name;
	bool (*decode)(struct arena *a, struct str in, struct str *out);
} encodings[] = {
	{ "quoted-printable", decode_quoted },
	{ "base64", transfer_decode_base64 },
	{ "x-uuencode", decode_uu },
	{ "uuencode", decode_uu },
	{ "uue", decode_uu },
	{ "x-uue", decode_uu },
};

struct str
transfer_decode(struct arena *a, struct str encoding, struct str bytes)
{
	struct str out = bytes;

	for (size_t i = 0; i < COUNT(encodings); i++)
		if (str_eq(encoding, str_c(encodings[i].name))) {
			if (!encodings[i].decode(a, bytes, &out))
				return bytes;
			return out;
		}
	return bytes;
}
