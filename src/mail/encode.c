/*
 * Header values for storing: ASCII, like those of a mail (RFC 2047). Only
 * words with 8-bit bytes change. Where decoding needs the words around them,
 * they come along: blanks between two encoded words mean nothing to a reader,
 * so they are encoded too; and whether bytes of no known charset are UTF-8 is
 * told from all of them. A value that has 8-bit bytes beside encoded words, or
 * NUL, is encoded as the text it is read as: to keep its bytes could make
 * words of what was none.
 */
#include "mail/encode.h"

#include <string.h>

#include "base/utf8.h"
#include "mail/header.h"

enum { WORD = 75 }; /* longest encoded word (RFC 2047 2) */

static bool
is_plain(char c)
{
	return char_is_alpha(c) || char_is_digit(c) ||
	    (c != '\0' && strchr("-!*+/", c) != NULL);
}

/* Bytes of the character at the start of s, 1 if it is none. */
static size_t
rune_length(struct str s)
{
	const char *p = s.p;

	(void)utf8_next(&p, s.p + s.n);
	return (size_t)(p - s.p);
}

static size_t
width(struct str s)
{
	return s.n == 1 && (s.p[0] == ' ' || is_plain(s.p[0])) ? 1 : 3 * s.n;
}

/* All of s in encoded words, none of which splits a character. */
static void
write_words(struct buf *b, struct str charset, struct str s)
{
	size_t room, n;

	while (s.n > 0) {
		buf_printf(b, "=?%.*s?q?", STR_ARG(charset));
		room = WORD - charset.n - 7; /* "=?" "?q?" "?=" */
		do {
			n = rune_length(s);
			room -= width(str_sub(s, 0, n));
			for (size_t i = 0; i < n; i++) {
				if (is_plain(s.p[i]))
					buf_char(b, s.p[i]);
				else if (s.p[i] == ' ')
					buf_char(b, '_');
				else
					buf_printf(
					    b, "=%02X", (unsigned char)s.p[i]);
			}
			s = str_from(s, n);
		} while (
		    s.n > 0 && width(str_sub(s, 0, rune_length(s))) <= room);
		buf_lit(b, "?=");
		if (s.n > 0)
			buf_char(b, ' ');
	}
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* Length of the blanks, and of the word, at the start of s. */
static size_t
blanks(struct str s)
{
	size_t n = 0;

	while (n < s.n && is_blank(s.p[n]))
		n++;
	return n;
}

static size_t
word(struct str s)
{
	size_t n = 0;

	while (n < s.n && !is_blank(s.p[n]))
		n++;
	return n;
}

/* A word, and the blanks behind it. */
struct token {
	struct str word, gap;
	bool coded;
};

/* The token at an offset; it is coded if it lies between two others. */
static struct token
token_at(struct str s, size_t at, size_t start, size_t end)
{
	struct token t;
	struct str rest = str_from(s, at);

	t.word = str_sub(rest, 0, word(rest));
	rest = str_from(rest, t.word.n);
	t.gap = str_sub(rest, 0, blanks(rest));
	t.coded = !utf8_is_ascii(t.word) || (at >= start && at < end);
	return t;
}

/*
 * Encodes the words that are not ASCII, and those between two offsets. A
 * reader drops the blanks between encoded words, and the line break beside
 * one, so these words hold a blank themselves.
 */
static void
write_value(struct buf *b, struct arena *a, struct str charset, struct str s,
    size_t start, size_t end)
{
	struct token t = token_at(s, 0, start, end), next;
	bool folded = false, folds;

	for (size_t at = 0; at < s.n; t = next) {
		at += t.word.n + t.gap.n;
		next = token_at(s, at, start, end);
		folds = str_find_char(t.gap, '\n') < t.gap.n;
		if (t.coded)
			write_words(b, charset,
			    str_f(a, "%s%.*s%s", folded ? " " : "",
				STR_ARG(t.word),
				next.coded || folds ? " " : ""));
		else
			buf_add(b, t.word);
		buf_add(b, t.gap);
		folded = folds && !t.coded;
	}
}

/* Bytes of no known charset: all from the first word that has some to the
 * last one. */
static void
write_unknown(struct buf *b, struct arena *a, struct str s)
{
	size_t start, end;

	for (start = 0; (unsigned char)s.p[start] < 0x80; start++)
		;
	while (start > 0 && !is_blank(s.p[start - 1]))
		start--;
	for (end = s.n; (unsigned char)s.p[end - 1] < 0x80; end--)
		;
	write_value(b, a, S("unknown-8bit"), s, start, end);
}

struct str
encode_value(struct arena *a, struct str value)
{
	bool ascii = utf8_is_ascii(value);
	struct buf b;

	if (str_find_char(value, '\0') < value.n ||
	    (!ascii && str_find(value, S("=?")) < value.n)) {
		buf_init(&b, a, SIZE_MAX);
		write_words(&b, S("utf-8"), header_clean(a, value));
		return buf_str(&b);
	}
	if (ascii)
		return value;
	buf_init(&b, a, SIZE_MAX);
	if (utf8_is_valid(value))
		write_value(&b, a, S("utf-8"), value, 0, 0);
	else
		write_unknown(&b, a, value);
	return buf_str(&b);
}
