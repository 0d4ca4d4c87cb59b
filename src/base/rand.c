/* getrandom(2), whole. */
#include "base/rand.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

void
rand_bytes(void *p, size_t n)
{
	unsigned char *at = p;
	ssize_t got;

	while (n > 0) {
		got = getrandom(at, n, 0);
		if (got < 0 && errno != EINTR)
			abort();
		if (got > 0)
			at += got, n -= (size_t)got;
	}
}

struct str
rand_text(struct arena *a, struct str alphabet, size_t n)
{
	char *text = arena_alloc(a, n + 1);
	/* Bytes at and above the last whole multiple would bend the odds. */
	unsigned limit = 256 - 256 % (unsigned)alphabet.n;
	unsigned char byte;

	for (size_t i = 0; i < n;) {
		rand_bytes(&byte, 1);
		if (byte < limit)
			text[i++] = alphabet.p[byte % alphabet.n];
	}
	text[n] = '\0';
	return str_n(text, n);
}
