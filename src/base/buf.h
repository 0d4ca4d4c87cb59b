/* Bytes that grow in an arena, up to a stated cap. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/err.h"
#include "base/str.h"

struct arena;

/* The first failure (only ERR_TOO_BIG is possible) is kept: later steps do
 * nothing and buf_done tells. */
struct buf {
	struct arena *a;
	char *p;
	size_t n;
	size_t room;
	size_t max;
	enum err err;
};

/* Borrows the arena until the text is no longer needed. */
void buf_init(struct buf *b, struct arena *a, size_t max);

void buf_add(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);
void buf_int(struct buf *b, int64_t v);
void buf_printf(struct buf *b, const char *fmt, ...) PRINTF(2, 3);
/* One code point as UTF-8; what is none becomes U+FFFD. */
void buf_rune(struct buf *b, uint32_t rune);
#define buf_lit(b, literal) buf_add((b), S(literal))

/* n bytes of room to write into, or NULL past the cap; then buf_used. */
char *buf_room(struct buf *b, size_t n);
void buf_used(struct buf *b, size_t n);

/* What is there so far, borrowed until the next change. */
struct str buf_str(const struct buf *b);

/* The text, never NULL, or ERR_TOO_BIG if the cap was passed. */
enum err buf_done(const struct buf *b, struct str *out) MUST;

#endif
