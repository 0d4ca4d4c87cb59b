/* Any bytes as text. */
#include "base/utf8.h"

#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct str clean = utf8_clean(a, in), squeezed, trimmed, folded;
	const char *p = in.p, *end = in.p + in.n;
	size_t n, bad = 0;

	HOLDS(fuzz_is_text(clean));
	HOLDS(str_eq(clean, in) == fuzz_is_text(in));
	while (p < end)
		bad += utf8_next(&p, end) == RUNE_BAD;
	HOLDS(p == end);
	HOLDS(utf8_is_valid(in) || bad > 0);
	n = utf8_count(clean);
	HOLDS(n <= clean.n);
	HOLDS(utf8_count(utf8_cut(clean, n / 2)) == n / 2);
	HOLDS(utf8_is_valid(utf8_cut(clean, n / 2)));
	HOLDS(str_eq(utf8_cut(clean, n), clean));
	trimmed = utf8_trim(clean);
	HOLDS(str_eq(utf8_trim(trimmed), trimmed));
	squeezed = utf8_squeeze(a, clean);
	HOLDS(fuzz_is_text(squeezed) && squeezed.n <= trimmed.n);
	HOLDS(str_eq(utf8_squeeze(a, squeezed), squeezed));
	HOLDS((trimmed.n == 0) == (squeezed.n == 0));
	folded = utf8_fold(a, clean);
	HOLDS(fuzz_is_text(folded) && utf8_count(folded) == n);
	HOLDS(utf8_eq_fold(clean, folded));
	HOLDS(str_eq(utf8_fold(a, folded), folded));
	/* None of them minds what is no text. */
	(void)utf8_squeeze(a, in);
	(void)utf8_fold(a, in);
	(void)utf8_trim(in);
	(void)utf8_cut(in, in.n / 2);
}
