/* Cutting an mbox. What was cut out makes an mbox of the same messages. */
#include "mail/mbox.h"

#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct str message, got;
	struct mbox m, again;
	struct buf b;
	size_t last = 0;

	buf_init(&b, a, SIZE_MAX);
	for (mbox_init(&m, in); mbox_next(&m, &message);) {
		HOLDS(m.at > last && m.at <= in.n);
		HOLDS(message.p >= in.p + last);
		HOLDS(message.p + message.n <= in.p + m.at);
		last = m.at;
		buf_lit(&b, "From a@b Thu Jan  1 00:00:00 1970\n");
		buf_add(&b, message);
		buf_add(&b,
		    str_ends(message, S("\n")) || message.n == 0 ? S("\n")
								 : S("\n\n"));
	}
	mbox_init(&again, buf_str(&b));
	for (mbox_init(&m, in); mbox_next(&m, &message);) {
		HOLDS(mbox_next(&again, &got));
		HOLDS(str_starts(got, message) && got.n <= message.n + 1);
	}
	HOLDS(!mbox_next(&again, &got));
}
