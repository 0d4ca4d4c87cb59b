/*
 * A request by its texts: cookie, field, header, origin, referer, public URL,
 * with 0xFF between them. What is let through has the secret twice.
 */
#include "auth/csrf.h"

#include "fuzz/fuzz.h"

/* "" stands for what was not sent. */
static struct str
take(struct arena *a, struct str *in)
{
	struct str text = fuzz_text(a, fuzz_piece(in));

	return text.n > 0 ? text : (struct str){ NULL, 0 };
}

void
fuzz_one(struct arena *a, struct str in)
{
	struct csrf_request rq = {
		.cookie = take(a, &in),
		.field = take(a, &in),
		.header = take(a, &in),
		.origin = take(a, &in),
		.referer = take(a, &in),
		.public_url = take(a, &in),
		.scheme = S("http"),
		.host = S("pw.example.org"),
	};
	struct str secret = csrf_secret(a, rq.cookie);
	enum err e = csrf_check(a, &rq);

	HOLDS(e == OK || e == ERR_DENIED);
	if (secret.p != NULL) {
		HOLDS(secret.n == 32);
		HOLDS(str_eq(csrf_secret(a, csrf_mask(a, secret)), secret));
	}
	if (e == OK)
		HOLDS(secret.p != NULL &&
		    str_eq(secret,
			csrf_secret(a, rq.field.n > 0 ? rq.field : rq.header)));
	if (e == OK && rq.origin.p != NULL)
		HOLDS(str_eq_nocase(rq.origin, S("http://pw.example.org")) ||
		    str_starts_nocase(rq.public_url, rq.origin));
}
