/* Names of the files in a diff. */
#include "mail/filenames.h"

#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct str diff = fuzz_text(a, in);
	struct filenames f;

	filenames_find(a, diff, &f);
	HOLDS(f.n <= LIMIT_FILENAMES);
	for (size_t i = 0; i < f.n; i++) {
		HOLDS(fuzz_is_text(f.names[i]));
		HOLDS(f.names[i].n <= LIMIT_FILENAME);
		HOLDS(i == 0 || str_cmp(f.names[i - 1], f.names[i]) < 0);
	}
}
