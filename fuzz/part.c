/* A part: charset, encoding, body. */
#include "mail/part.h"

#include "fuzz/fuzz.h"
#include "mail/header.h"
#include "mail/transfer.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct part p = { 0 };
	struct str text, bytes;

	p.charset = fuzz_piece(&in);
	p.encoding = header_token(a, fuzz_piece(&in));
	p.body = in;
	bytes = transfer_decode(a, p.encoding, in);
	HOLDS(bytes.n <= in.n);
	text = part_text(a, &p);
	HOLDS(text.p != NULL && fuzz_is_text(text));
	(void)transfer_decode_q(a, in);
}
