/* Values of header fields: clean text and parameters. */
#include "mail/header.h"

#include "base/utf8.h"
#include "fuzz/fuzz.h"
#include "mail/rfc2047.h"

void
fuzz_one(struct arena *a, struct str in)
{
	size_t before = arena_size(a);
	struct str clean = header_clean(a, in), token, param, text;

	/* A word of ten bytes is a run of fifty. */
	HOLDS(arena_size(a) - before <= 200 * in.n + 65536);
	HOLDS(fuzz_is_text(clean));
	HOLDS(str_eq(utf8_squeeze(a, clean), clean));
	text = fuzz_text(a, in);
	HOLDS(utf8_is_valid(rfc2047_decode(a, text)));
	token = header_token(a, in);
	HOLDS(fuzz_is_text(token) && str_find_char(token, ';') == token.n);
	param = header_param(a, in, S("charset"));
	HOLDS(param.n <= in.n);
	/* As plain text it is itself. */
	if (str_find(clean, S("=?")) == clean.n)
		HOLDS(str_eq(header_clean(a, clean), clean));
}
