/* An Accept header. */
#include "site/accept.h"

#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	const struct str types[] = { S("application/json"), S("text/html") };
	struct str entry = S("untouched");
	int i = accept_choose(in, types, COUNT(types), &entry);

	(void)a;
	HOLDS(i >= -1 && i < (int)COUNT(types));
	HOLDS(i == accept_choose(in, types, COUNT(types), NULL));
	HOLDS(!accept_prefers(in, types[0], types[1]) ||
	    !accept_prefers(in, types[1], types[0]));
	if (i < 0)
		HOLDS(str_eq(entry, S("untouched")));
	else
		HOLDS(in.n == 0 || str_find(in, entry) < in.n);
}
