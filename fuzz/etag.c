/* An If-None-Match header. */
#include "http/etag.h"

#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct str tag = S("\"a\"");
	bool found = etag_is_among(tag, in);

	if (found)
		HOLDS(str_eq(str_trim(in), S("*")) || str_find(in, tag) < in.n);
	HOLDS(etag_is_among(tag, str_f(a, "\"a\", %.*s", STR_ARG(in))));
}
