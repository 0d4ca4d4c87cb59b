/* Header values to ASCII and back. */
#include "mail/encode.h"

#include "fuzz/fuzz.h"
#include "mail/header.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct str coded = encode_value(a, in);

	HOLDS(fuzz_is_ascii(coded));
	HOLDS(str_find_char(coded, '\0') == coded.n);
	HOLDS(str_eq(header_clean(a, in), header_clean(a, coded)));
	HOLDS(str_eq(encode_value(a, coded), coded));
}
