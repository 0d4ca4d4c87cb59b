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
is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

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

/* Encodes the words that need it, or all of them. */
static void
write_range(
    struct buf *b, struct arena *a, struct str charset, struct str s, bool all)
{
	size_t n, gap;
	bool encoded, next;
	struct str rest;

	for (next = all || !is_ascii(str_sub(s, 0, word(s))); s.n > 0;
	     s = rest) {
		encoded = next;
		n = word(s);
		gap = blanks(str_from(s, n));
		rest = str_from(s, n + gap);
		next = rest.n > 0 &&
		    (all || !is_ascii(str_sub(rest, 0, word(rest))));
		if (encoded && next)
			write_words(b, charset,
			    str_f(a, "%.*s ", STR_ARG(str_sub(s, 0, n))));
		else if (encoded)
			write_words(b, charset, str_sub(s, 0, n));
		else
			buf_add(b, str_sub(s, 0, n));
		buf_add(b, str_sub(s, n, gap));
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
	end += word(str_from(s, end));
	buf_add(b, str_sub(s, 0, start));
	write_range(
	    b, a, S("unknown-8bit"), str_sub(s, start, end - start), true);
	buf_add(b, str_from(s, end));
}

struct str
encode_value(struct arena *a, struct str value)
{
	bool ascii = is_ascii(value);
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
		write_range(&b, a, S("utf-8"), value, false);
	else
		write_unknown(&b, a, value);
	return buf_str(&b);
}
