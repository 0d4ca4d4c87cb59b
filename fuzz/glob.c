/* Patterns of delegation rules, and a name. */
#include "mail/glob.h"

#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct str pattern = fuzz_text(a, fuzz_piece(&in));
	struct str name = fuzz_text(a, in), around;
	bool match = glob_is_match(pattern, name);

	HOLDS(glob_is_match(S("*"), name));
	/* A star at the end takes more, never less; so it does in front. */
	around = str_f(a, "*%.*s", STR_ARG(pattern));
	HOLDS(!match || glob_is_match(around, name));
	if (str_find_char(pattern, '[') < pattern.n)
		return;
	around = str_f(a, "%.*s*", STR_ARG(pattern));
	HOLDS(!match || glob_is_match(around, name));
	/* Without special characters it is a comparison. */
	if (str_find_char(pattern, '*') == pattern.n &&
	    str_find_char(pattern, '?') == pattern.n)
		HOLDS(match == str_eq(pattern, name));
}
