/*
 * Session data: as it comes, which nobody can have signed; and signed, with
 * any payload and time before the signature.
 */
#include "auth/session.h"

#include "auth/digest.h"
#include "base/base64.h"
#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct str signature = base64_encode_url(a,
	    digest_salted_hmac(a,
		S("django.contrib.sessions.SessionStoresigner"), S("secret"),
		in));
	struct buf b;
	struct str json;
	enum err e;

	HOLDS(session_decode(a, S("secret"), in, &json) == ERR_INVALID);
	buf_init(&b, a, in.n + 64);
	buf_add(&b, in);
	buf_char(&b, ':');
	buf_add(&b, signature);
	e = session_decode(a, S("secret"), buf_str(&b), &json);
	HOLDS(e == OK || e == ERR_INVALID);
	if (e == OK)
		HOLDS(json.n <= LIMIT_SESSION);
	HOLDS(session_decode(a, S("other"), buf_str(&b), &json) == ERR_INVALID);
	/* What is written is read. */
	HOLDS(session_decode(a, S("secret"),
		  session_encode(a, S("secret"), in, 0), &json) == OK);
	HOLDS(str_eq(json, in));
}
