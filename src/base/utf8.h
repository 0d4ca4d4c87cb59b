/*
 * UTF-8 and the few properties of Unicode that mail needs. White space is
 * the list of spec/ingest.md 1; letters, digits and case come from the C
 * library's C.UTF-8 locale, whatever the process's own locale is.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/base.h"

#define RUNE_BAD 0xFFFD

/* Decodes one code point at *p (p < end) and moves *p past it. A malformed
 * byte gives RUNE_BAD and moves by the bytes of the longest valid beginning
 * (Unicode 3.9, as Python and browsers do). Surrogates are malformed. */
uint32_t utf8_next(const char **p, const char *end);

/* Strict: no surrogates, no overlong forms. */
bool utf8_is_valid(struct str s);
bool utf8_is_ascii(struct str s); /* NUL is ASCII */

/* Valid text without NUL: each malformed sequence becomes U+FFFD, NUL is
 * dropped. Text that needs no change is returned as it is, uncopied. */
struct str utf8_clean(struct arena *a, struct str bytes);

/* In code points. utf8_cut keeps the first n of valid text. */
size_t utf8_count(struct str s);
struct str utf8_cut(struct str s, size_t n);

bool rune_is_space(uint32_t r);
bool rune_is_alpha(uint32_t r);
bool rune_is_digit(uint32_t r); /* decimal digits of any script */
bool rune_is_word(uint32_t r);  /* letter, digit or _ */
/* Simple case folding. */
uint32_t rune_fold(uint32_t r);

/* Without white space at both ends. */
struct str utf8_trim(struct str s);
/* Each run of white space one space, none at the ends. */
struct str utf8_squeeze(struct arena *a, struct str s);
/* Folded copy, for comparing and ordering. */
struct str utf8_fold(struct arena *a, struct str s);
bool utf8_eq_fold(struct str s, struct str t);

#endif
