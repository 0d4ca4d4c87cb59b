/* What fuzz targets share. */
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

void
fuzz_holds(bool ok, const char *text, const char *file, int line)
{
	if (ok)
		return;
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, text);
	abort();
}

/* A copy in memory of exactly its size, under sanitizers. */
static struct str
copy(struct arena *a, const void *p, size_t n)
{
	char *bytes = arena_alloc(a, n);

	if (n > 0)
		memcpy(bytes, p, n);
	return str_n(bytes, n);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena *a = arena_open();

	fuzz_one(a, copy(a, p, n));
	arena_close(a);
	return 0;
}

struct str
fuzz_text(struct arena *a, struct str bytes)
{
	struct str s = utf8_clean(a, bytes);

	return copy(a, s.p, s.n);
}

bool
fuzz_is_text(struct str s)
{
	return utf8_is_valid(s) && str_find_char(s, '\0') == s.n;
}

bool
fuzz_is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return false;
	return true;
}

struct str
fuzz_piece(struct str *rest)
{
	size_t n = str_find_char(*rest, '\xFF');
	struct str piece = str_sub(*rest, 0, n);

	*rest = str_from(*rest, n + 1);
	return piece;
}

unsigned
fuzz_byte(struct str *rest)
{
	unsigned c;

	if (rest->n == 0)
		return 0;
	c = (unsigned char)rest->p[0];
	*rest = str_from(*rest, 1);
	return c;
}
