/* Growing buffers. The room doubles, within the cap. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void
buf_init(struct buf *b, struct arena *a, size_t max)
{
	*b = (struct buf){ .a = a, .max = max };
}

char *
buf_room(struct buf *b, size_t n)
{
	size_t room = b->room > 0 ? b->room : b->max < 256 ? b->max + 1 : 256;

	if (b->err != OK)
		return NULL;
	if (n > b->max || b->n > b->max - n) {
		b->err = err_set(ERR_TOO_BIG, "text is over %zu bytes", b->max);
		return NULL;
	}
	/* One more than asked for: buf_printf needs it for its NUL. */
	if (b->room - b->n <= n) {
		while (room - b->n <= n)
			room *= 2;
		b->p = arena_grow(b->a, b->p, b->room, room);
		b->room = room;
	}
	return b->p + b->n;
}

void
buf_used(struct buf *b, size_t n)
{
	b->n += n;
}

void
buf_add(struct buf *b, struct str s)
{
	char *p;

	if (s.n == 0 || (p = buf_room(b, s.n)) == NULL)
		return;
	memcpy(p, s.p, s.n);
	b->n += s.n;
}

void
buf_char(struct buf *b, char c)
{
	char *p;

	if (b->err == OK && b->n < b->room && b->n < b->max)
		b->p[b->n++] = c;
	else if ((p = buf_room(b, 1)) != NULL)
		*p = c, b->n++;
}

void
buf_int(struct buf *b, int64_t v)
{
	char digits[24], *p = digits + sizeof(digits);
	uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	do {
		*--p = (char)('0' + left % 10);
	} while ((left /= 10) > 0);
	if (v < 0)
		*--p = '-';
	buf_add(b, str_n(p, (size_t)(digits + sizeof(digits) - p)));
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	char *p;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	if ((n = vsnprintf(NULL, 0, fmt, ap)) < 0)
		abort();
	va_end(ap);
	if ((p = buf_room(b, (size_t)n)) != NULL) {
		(void)vsnprintf(p, (size_t)n + 1, fmt, again);
		b->n += (size_t)n;
	}
	va_end(again);
}

void
buf_rune(struct buf *b, uint32_t r)
{
	if (r > 0x10FFFF || (r >= 0xD800 && r <= 0xDFFF))
		r = 0xFFFD;
	if (r < 0x80) {
		buf_char(b, (char)r);
	} else if (r < 0x800) {
		buf_char(b, (char)(0xC0 | r >> 6));
		buf_char(b, (char)(0x80 | (r & 0x3F)));
	} else if (r < 0x10000) {
		buf_char(b, (char)(0xE0 | r >> 12));
		buf_char(b, (char)(0x80 | (r >> 6 & 0x3F)));
		buf_char(b, (char)(0x80 | (r & 0x3F)));
	} else {
		buf_char(b, (char)(0xF0 | r >> 18));
		buf_char(b, (char)(0x80 | (r >> 12 & 0x3F)));
		buf_char(b, (char)(0x80 | (r >> 6 & 0x3F)));
		buf_char(b, (char)(0x80 | (r & 0x3F)));
	}
}

struct str
buf_str(const struct buf *b)
{
	return (struct str){ b->p != NULL ? b->p : "", b->n };
}

enum err
buf_done(const struct buf *b, struct str *out)
{
	if (b->err != OK)
		return b->err;
	*out = buf_str(b);
	return OK;
}
