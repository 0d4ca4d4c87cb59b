/*
 * Percent-encoding. Whoever reads a URL splits it first, at '/', '&' and '=',
 * and decodes the pieces once, here: a delimiter that was encoded is data.
 */
#include "base/url.h"

#include <string.h>

static int
hex_value(char c)
{
	if (char_is_digit(c))
		return c - '0';
	c = char_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct str
url_decode(struct arena *a, struct str text, bool plus)
{
	char *out;
	size_t n = 0;

	if (str_find_char(text, '%') == text.n &&
	    (!plus || str_find_char(text, '+') == text.n))
		return text;
	out = arena_alloc(a, text.n);
	for (size_t i = 0; i < text.n; i++) {
		int high = -1, low = -1;

		if (text.p[i] == '%' && text.n - i > 2) {
			high = hex_value(text.p[i + 1]);
			low = hex_value(text.p[i + 2]);
		}
		if (high >= 0 && low >= 0) {
			out[n++] = (char)(high * 16 + low);
			i += 2;
		} else {
			out[n++] = plus && text.p[i] == '+' ? ' ' : text.p[i];
		}
	}
	return str_n(out, n);
}

enum { FORM = 1, SEGMENT = 2 };

/* Where a byte stays as it is. */
#define BOTH (FORM | SEGMENT)
/* clang-format off */
static const unsigned char kept[256] = {
	['0'] = BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH,
	['A'] = BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH,
	BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH,
	BOTH, BOTH, BOTH, BOTH, BOTH,
	['a'] = BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH,
	BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH, BOTH,
	BOTH, BOTH, BOTH, BOTH, BOTH,
	['-'] = BOTH, ['.'] = BOTH, ['_'] = BOTH, ['~'] = BOTH,
	[':'] = SEGMENT, ['@'] = SEGMENT, ['!'] = SEGMENT, ['$'] = SEGMENT,
	['&'] = SEGMENT, ['\''] = SEGMENT, ['('] = SEGMENT, [')'] = SEGMENT,
	['*'] = SEGMENT, ['+'] = SEGMENT, [','] = SEGMENT, [';'] = SEGMENT,
	['='] = SEGMENT,
};
/* clang-format on */

/* Runs of bytes that stay are copied whole. */
static void
encode(struct buf *b, struct str text, unsigned where)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (kept[c] & where)
			continue;
		buf_add(b, str_sub(text, from, i - from));
		buf_char(b, '%');
		buf_char(b, hex[c >> 4]);
		buf_char(b, hex[c & 15]);
		from = i + 1;
	}
	buf_add(b, str_from(text, from));
}

void
url_encode_form(struct buf *b, struct str text)
{
	struct str word;

	while (str_cut(text, ' ', &word, &text)) {
		encode(b, word, FORM);
		buf_char(b, '+');
	}
	encode(b, text, FORM);
}

void
url_encode_segment(struct buf *b, struct str text)
{
	encode(b, text, SEGMENT);
}

void
url_add_pair(struct buf *b, struct str name, struct str value)
{
	buf_char(b, b->n == 0 ? '?' : '&');
	url_encode_form(b, name);
	buf_char(b, '=');
	url_encode_form(b, value);
}
