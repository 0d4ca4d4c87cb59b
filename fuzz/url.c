/* Percent-encoding there and back. */
#include "base/url.h"

#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct str decoded = url_decode(a, in, false);
	struct buf b;

	HOLDS(decoded.n <= in.n);
	HOLDS(url_decode(a, in, true).n == decoded.n);
	buf_init(&b, a, SIZE_MAX);
	url_encode_segment(&b, in);
	HOLDS(fuzz_is_ascii(buf_str(&b)));
	HOLDS(str_find_char(buf_str(&b), '/') == b.n);
	HOLDS(str_find_char(buf_str(&b), '?') == b.n);
	HOLDS(str_eq(url_decode(a, buf_str(&b), false), in));
	buf_init(&b, a, SIZE_MAX);
	url_encode_form(&b, in);
	HOLDS(fuzz_is_ascii(buf_str(&b)));
	HOLDS(str_find_char(buf_str(&b), '&') == b.n);
	HOLDS(str_eq(url_decode(a, buf_str(&b), true), in));
}
