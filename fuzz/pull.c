/* Pull requests. */
#include "mail/pull.h"

#include "base/utf8.h"
#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct str text = fuzz_text(a, in);
	size_t before = arena_size(a);
	struct str pull = pull_find(a, text);

	HOLDS(arena_size(a) - before <= 2 * text.n + 4096);
	if (pull.p == NULL)
		return;
	HOLDS(fuzz_is_text(pull) && utf8_count(pull) <= LIMIT_PULL_URL);
	HOLDS(str_eq(utf8_squeeze(a, pull), pull));
	HOLDS(str_find_char(pull, '\\') == pull.n);
	HOLDS(utf8_count(pull) == LIMIT_PULL_URL ||
	    str_find_char(pull, '@') < pull.n ||
	    str_find(pull, S("://")) < pull.n);
}
