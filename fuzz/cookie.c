/* A Cookie header, and a name that is looked for: 0xFF between them. */
#include "http/request.h"

#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct header h = { S("Cookie"), fuzz_piece(&in) };
	struct request rq = { .a = a, .headers = &h, .nheaders = 1 };
	struct str value = request_cookie(&rq, in);

	if (value.p == NULL)
		return;
	HOLDS(fuzz_is_text(value));
	HOLDS(str_find_char(value, ';') == value.n);
	HOLDS(str_find(h.value, in) < h.value.n || in.n == 0);
}
