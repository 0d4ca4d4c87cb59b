/* Charsets; the first piece is the name of one, the rest its bytes. */
#include "mail/charset.h"

#include "base/utf8.h"
#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	const struct charset *c = charset_find(fuzz_piece(&in));
	struct str text = { NULL, 0 }, guess = charset_guess(a, in);

	HOLDS(utf8_is_valid(guess));
	HOLDS(guess.n >= in.n);
	HOLDS(!utf8_is_valid(in) || str_eq(guess, in));
	if (c == NULL || !charset_decode(a, c, in, &text))
		return;
	HOLDS(utf8_is_valid(text));
	HOLDS(text.n <= 8 * in.n + 64);
}
