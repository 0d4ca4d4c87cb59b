/* Bytes there and back; text as clients send it. */
#include "base/base64.h"

#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct str out, again;

	HOLDS(base64_decode(a, base64_encode(a, in), &out) == OK);
	HOLDS(str_eq(out, in));
	HOLDS(base64_decode_url(a, base64_encode_url(a, in), &out) == OK);
	HOLDS(str_eq(out, in));
	if (base64_decode(a, in, &out) == OK) {
		HOLDS(out.n <= in.n / 4 * 3 + 3);
		HOLDS(base64_decode(a, base64_encode(a, out), &again) == OK);
		HOLDS(str_eq(again, out));
	}
}
