/*
 * Borrowed, read-only bytes: a pointer and a length. Inside the program they
 * are valid UTF-8 without NUL (made so in mail and http), unless a contract
 * says "bytes". NULL in p is the database's NULL, and no text at all.
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct str {
	const char *p;
	size_t n;
};

/* For printf: "%.*s", STR_ARG(s). */
#define STR_ARG(s) (int)(s).n, (s).p
/* A literal; nothing else compiles. */
#define S(literal)   ((struct str){ "" literal, sizeof(literal) - 1 })
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct str str_c(const char *c); /* {NULL, 0} for NULL */
struct str str_n(const char *p, size_t n);

/* Equal bytes; the second folds ASCII letters. NULL equals empty. */
bool str_eq(struct str a, struct str b);
bool str_eq_nocase(struct str a, struct str b);
/* Order of unsigned bytes, shorter first: <0, 0, >0. */
int str_cmp(struct str a, struct str b);

bool str_starts(struct str s, struct str prefix);
bool str_starts_nocase(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);

/* Offset of the first (last) occurrence at or after (before the end), or
 * s.n if there is none. */
size_t str_find(struct str s, struct str what);
size_t str_find_char(struct str s, char c);
size_t str_find_last(struct str s, char c);

/* From offset (cut at the end); up to length bytes of it. */
struct str str_from(struct str s, size_t offset);
struct str str_sub(struct str s, size_t offset, size_t length);

/* Parts around the first c, without it; false, nothing set, without one. */
bool str_cut(struct str s, char c, struct str *left, struct str *right);

/* Takes the next line, without its LF, off *rest; false at the end. Text that
 * ends in LF has no further empty line. */
bool str_line(struct str *rest, struct str *line);

/* Takes the next word, without the blanks around it, off *rest; false at the
 * end. */
bool str_word(struct str *rest, struct str *word);

/* Without ASCII blanks (space, \t \n \v \f \r) at both ends. */
struct str str_trim(struct str s);

/* Whole text is an ASCII decimal number (optional '-') within bounds. */
bool str_int(struct str s, int min, int max, int *out);
bool str_int64(struct str s, int64_t min, int64_t max, int64_t *out);

/* Copies into the arena, followed by a NUL that n does not count. */
struct str str_dup(struct arena *a, struct str s);
/* The same as a C string; for libc and drivers only. */
char *str_z(struct arena *a, struct str s);
/* printf into the arena. */
struct str str_f(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Without any c; text that has none is returned as it is, uncopied. */
struct str str_without(struct arena *a, struct str s, char c);

/* ASCII only, whatever the locale. */
bool char_is_blank(char c); /* space \t \n \v \f \r */
bool char_is_digit(char c);
bool char_is_alpha(char c);
char char_lower(char c);

#endif
