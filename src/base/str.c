/* Borrowed strings: comparing, searching and cutting bytes. */
#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"

struct str
str_c(const char *c)
{
	return (struct str){ c, c != NULL ? strlen(c) : 0 };
}

struct str
str_n(const char *p, size_t n)
{
	return (struct str){ p, n };
}

bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool
str_eq_nocase(struct str a, struct str b)
{
	return a.n == b.n && str_starts_nocase(a, b);
}

int
str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n > 0 ? memcmp(a.p, b.p, n) : 0;

	return c != 0 ? c : (a.n > b.n) - (a.n < b.n);
}

bool
str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n &&
	    (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool
str_starts_nocase(struct str s, struct str prefix)
{
	if (s.n < prefix.n)
		return false;
	for (size_t i = 0; i < prefix.n; i++)
		if (char_lower(s.p[i]) != char_lower(prefix.p[i]))
			return false;
	return true;
}

bool
str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n &&
	    (suffix.n == 0 ||
		memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

size_t
str_find(struct str s, struct str what)
{
	const char *at;

	if (what.n == 0)
		return 0;
	if (s.n < what.n)
		return s.n;
	at = memmem(s.p, s.n, what.p, what.n);
	return at != NULL ? (size_t)(at - s.p) : s.n;
}

size_t
str_find_char(struct str s, char c)
{
	const char *at = s.n > 0 ? memchr(s.p, c, s.n) : NULL;

	return at != NULL ? (size_t)(at - s.p) : s.n;
}

size_t
str_find_last(struct str s, char c)
{
	const char *at = s.n > 0 ? memrchr(s.p, c, s.n) : NULL;

	return at != NULL ? (size_t)(at - s.p) : s.n;
}

struct str
str_from(struct str s, size_t offset)
{
	return str_sub(s, offset, SIZE_MAX);
}

struct str
str_sub(struct str s, size_t offset, size_t length)
{
	if (offset > s.n)
		offset = s.n;
	if (length > s.n - offset)
		length = s.n - offset;
	return (struct str){ s.p != NULL ? s.p + offset : NULL, length };
}

bool
str_cut(struct str s, char c, struct str *left, struct str *right)
{
	size_t at = str_find_char(s, c);

	if (at == s.n)
		return false;
	*left = str_sub(s, 0, at);
	*right = str_from(s, at + 1);
	return true;
}

bool
str_line(struct str *rest, struct str *line)
{
	size_t at;

	if (rest->n == 0)
		return false;
	at = str_find_char(*rest, '\n');
	*line = str_sub(*rest, 0, at);
	*rest = str_from(*rest, at + 1);
	return true;
}

struct str
str_trim(struct str s)
{
	while (s.n > 0 && char_is_blank(s.p[0]))
		s.p++, s.n--;
	while (s.n > 0 && char_is_blank(s.p[s.n - 1]))
		s.n--;
	return s;
}

bool
str_word(struct str *rest, struct str *word)
{
	struct str s = str_trim(*rest);
	size_t n = 0;

	while (n < s.n && !char_is_blank(s.p[n]))
		n++;
	*rest = str_from(s, n);
	if (n == 0)
		return false;
	*word = str_sub(s, 0, n);
	return true;
}

bool
str_int64(struct str s, int64_t min, int64_t max, int64_t *out)
{
	bool negative = s.n > 0 && s.p[0] == '-';
	int64_t v = 0;

	if (negative)
		s = str_from(s, 1);
	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		int digit = s.p[i] - '0';

		if (!char_is_digit(s.p[i]) ||
		    __builtin_mul_overflow(v, 10, &v) ||
		    __builtin_sub_overflow(v, digit, &v))
			return false;
	}
	/* Summed as a negative number, which reaches one further. */
	if (!negative && __builtin_sub_overflow((int64_t)0, v, &v))
		return false;
	if (v < min || v > max)
		return false;
	*out = v;
	return true;
}

bool
str_int(struct str s, int min, int max, int *out)
{
	int64_t v;

	if (!str_int64(s, min, max, &v))
		return false;
	*out = (int)v;
	return true;
}

char *
str_z(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

struct str
str_dup(struct arena *a, struct str s)
{
	return (struct str){ str_z(a, s), s.n };
}

struct str
str_without(struct arena *a, struct str s, char c)
{
	struct buf b;
	size_t n;

	if (str_find_char(s, c) == s.n)
		return s;
	buf_init(&b, a, s.n);
	for (; s.n > 0; s = str_from(s, n + 1)) {
		n = str_find_char(s, c);
		buf_add(&b, str_sub(s, 0, n));
	}
	return buf_str(&b);
}

struct str
str_f(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	char *p;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	if ((n = vsnprintf(NULL, 0, fmt, ap)) < 0)
		abort();
	va_end(ap);
	p = arena_alloc(a, (size_t)n + 1);
	(void)vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return (struct str){ p, (size_t)n };
}

bool
char_is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

bool
char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
char_is_alpha(char c)
{
	c = char_lower(c);
	return c >= 'a' && c <= 'z';
}

char
char_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}
