/*
 * UTF-8 decoding and character properties. The tables are the C library's:
 * the locale object is opened once and never changes, so it is no state.
 */
#include "base/utf8.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <wctype.h>

static locale_t unicode;
static pthread_once_t opened = PTHREAD_ONCE_INIT;

static void
open_locale(void)
{
	unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (unicode == (locale_t)0)
		abort(); /* part of every glibc since 2.35 */
}

static locale_t
locale(void)
{
	pthread_once(&opened, open_locale);
	return unicode;
}

/* Length by lead byte, and the range its second byte must be in, which
 * excludes overlong forms, surrogates and what is past U+10FFFF. */
static int
sequence(unsigned char lead, unsigned char *low, unsigned char *high)
{
	*low = 0x80, *high = 0xBF;
	if (lead < 0x80)
		return 1;
	if (lead >= 0xC2 && lead <= 0xDF)
		return 2;
	if (lead >= 0xE0 && lead <= 0xEF) {
		if (lead == 0xE0)
			*low = 0xA0;
		if (lead == 0xED)
			*high = 0x9F;
		return 3;
	}
	if (lead >= 0xF0 && lead <= 0xF4) {
		if (lead == 0xF0)
			*low = 0x90;
		if (lead == 0xF4)
			*high = 0x8F;
		return 4;
	}
	return 0;
}

/* As utf8_next, and tells whether it was well-formed, since U+FFFD may also
 * stand in the text. */
static bool
decode(const char **at, const char *end, uint32_t *out)
{
	const unsigned char *p = (const unsigned char *)*at;
	unsigned char low, high;
	int n = sequence(p[0], &low, &high), i;
	uint32_t r;

	*out = RUNE_BAD;
	if (n <= 1) {
		if (n == 1)
			*out = p[0];
		*at += 1;
		return n == 1;
	}
	r = p[0] & (0x7Fu >> n);
	for (i = 1; i < n; i++) {
		if (end - *at <= i || p[i] < low || p[i] > high) {
			*at += i;
			return false;
		}
		r = r << 6 | (p[i] & 0x3F);
		low = 0x80, high = 0xBF;
	}
	*at += n;
	*out = r;
	return true;
}

uint32_t
utf8_next(const char **p, const char *end)
{
	uint32_t r;

	(void)decode(p, end, &r);
	return r;
}

/* Length of the ASCII run at p: eight bytes a step, mail is mostly ASCII. */
static size_t
ascii_run(const char *p, size_t n)
{
	size_t i = 0;
	uint64_t word;

	for (; n - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, p + i, sizeof(word));
		if (word & 0x8080808080808080u)
			break;
	}
	while (i < n && !((unsigned char)p[i] & 0x80))
		i++;
	return i;
}

bool
utf8_is_valid(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;
	uint32_t r;

	while (p < end) {
		p += ascii_run(p, (size_t)(end - p));
		if (p < end && !decode(&p, end, &r))
			return false;
	}
	return true;
}

bool
utf8_is_ascii(struct str s)
{
	return ascii_run(s.p, s.n) == s.n;
}

struct str
utf8_clean(struct arena *a, struct str s)
{
	const char *p = s.p, *end = s.p + s.n;
	struct buf b;
	uint32_t r;

	if (s.n == 0)
		return s;
	if (memchr(s.p, '\0', s.n) == NULL && utf8_is_valid(s))
		return s;
	/* A bad byte becomes three. */
	buf_init(&b, a, s.n * 3);
	while (p < end) {
		r = utf8_next(&p, end);
		if (r != 0)
			buf_rune(&b, r);
	}
	return buf_str(&b);
}

size_t
utf8_count(struct str s)
{
	size_t n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return n;
}

struct str
utf8_cut(struct str s, size_t n)
{
	size_t i;

	if (s.n <= n)
		return s;
	for (i = 0; i < s.n; i++)
		if (((unsigned char)s.p[i] & 0xC0) != 0x80 && n-- == 0)
			break;
	return str_sub(s, 0, i);
}

bool
rune_is_space(uint32_t r)
{
	if (r < 0x80)
		return r == ' ' || (r >= 9 && r <= 13) ||
		    (r >= 0x1C && r <= 0x1F);
	return r == 0x85 || r == 0xA0 || r == 0x1680 ||
	    (r >= 0x2000 && r <= 0x200A) || r == 0x2028 || r == 0x2029 ||
	    r == 0x202F || r == 0x205F || r == 0x3000;
}

bool
rune_is_alpha(uint32_t r)
{
	if (r < 0x80)
		return char_is_alpha((char)r);
	return iswalpha_l((wint_t)r, locale()) && !rune_is_digit(r);
}

bool
rune_is_digit(uint32_t r)
{
	if (r < 0x80)
		return char_is_digit((char)r);
	/* glibc counts the digits of other scripts as letters. */
	return iswctype_l((wint_t)r, wctype_l("digit", locale()), locale()) !=
	    0;
}

bool
rune_is_word(uint32_t r)
{
	if (r < 0x80)
		return char_is_alpha((char)r) || char_is_digit((char)r) ||
		    r == '_';
	return iswalnum_l((wint_t)r, locale()) != 0;
}

uint32_t
rune_fold(uint32_t r)
{
	if (r < 0x80)
		return (uint32_t)(unsigned char)char_lower((char)r);
	/* By way of upper case, which joins final and medial sigma. */
	return (uint32_t)towlower_l(towupper_l((wint_t)r, locale()), locale());
}

struct str
utf8_trim(struct str s)
{
	const char *p = s.p, *end = s.p + s.n, *at, *last;

	while (p < end) {
		at = p;
		if (!rune_is_space(utf8_next(&at, end)))
			break;
		p = at;
	}
	while (end > p) {
		last = end - 1;
		while (last > p && ((unsigned char)*last & 0xC0) == 0x80)
			last--;
		at = last;
		/* A malformed byte behind a space is none. */
		if (!rune_is_space(utf8_next(&at, end)) || at < end)
			break;
		end = last;
	}
	return str_n(p, (size_t)(end - p));
}

struct str
utf8_squeeze(struct arena *a, struct str s)
{
	const char *p, *at, *end;
	struct buf b;
	bool pending = false;

	s = utf8_trim(s);
	p = s.p, end = s.p + s.n;
	buf_init(&b, a, s.n);
	while (p < end) {
		/* A word of ASCII in one go. */
		for (at = p; p<end && * p> ' ' && *p < 0x7F;)
			p++;
		if (p == at && rune_is_space(utf8_next(&p, end))) {
			pending = true;
			continue;
		}
		if (pending)
			buf_char(&b, ' ');
		pending = false;
		buf_add(&b, str_n(at, (size_t)(p - at)));
	}
	return buf_str(&b);
}

struct str
utf8_fold(struct arena *a, struct str s)
{
	const char *p = s.p, *end = s.p + s.n;
	struct buf b;

	buf_init(&b, a, s.n * 3); /* folding may widen a character */
	while (p < end)
		buf_rune(&b, rune_fold(utf8_next(&p, end)));
	return buf_str(&b);
}

bool
utf8_eq_fold(struct str s, struct str t)
{
	const char *p = s.p, *q = t.p, *p_end = s.p + s.n, *q_end = t.p + t.n;

	while (p < p_end && q < q_end)
		if (rune_fold(utf8_next(&p, p_end)) !=
		    rune_fold(utf8_next(&q, q_end)))
			return false;
	return p == p_end && q == q_end;
}
