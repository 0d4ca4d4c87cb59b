/* An Authorization header, as the server hands it on. */
#include "auth/credentials.h"

#include "base/utf8.h"
#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct credentials c = { .kind = CREDENTIALS_NONE };
	enum err e = credentials_parse(a, fuzz_text(a, in), &c);

	HOLDS(e == OK || e == ERR_DENIED);
	if (e != OK)
		return;
	switch (c.kind) {
	case CREDENTIALS_BASIC:
		HOLDS(fuzz_is_text(c.username));
		HOLDS(utf8_is_valid(c.password));
		HOLDS(str_find_char(c.username, ':') == c.username.n);
		break;
	case CREDENTIALS_TOKEN:
		HOLDS(c.token.n > 0 && fuzz_is_text(c.token));
		HOLDS(str_find_char(c.token, ' ') == c.token.n);
		break;
	case CREDENTIALS_NONE:
		HOLDS(c.token.p == NULL && c.username.p == NULL);
		break;
	}
}
