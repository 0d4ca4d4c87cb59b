/* "Depends-on:" lines. */
#include "mail/depends.h"

#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct depends d;

	depends_find(a, fuzz_text(a, in), &d);
	HOLDS(d.nurls <= d.n && d.n <= LIMIT_DEPENDENCIES);
	for (size_t i = 0; i < d.n; i++) {
		if (i < d.nurls)
			HOLDS(str_starts_nocase(d.tokens[i], S("http")));
		else
			HOLDS(str_starts(d.tokens[i], S("<")) &&
			    str_ends(d.tokens[i], S(">")));
	}
}
