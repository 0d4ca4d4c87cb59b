/* mail/mbox. */
#include "mail/mbox.h"

#include "test.h"

#define E "From a@b Thu Jan  1 00:00:00 1970\n"

static struct str
cut(struct str bytes)
{
	struct str message;
	struct mbox m;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	mbox_init(&m, bytes);
	while (mbox_next(&m, &message)) {
		buf_char(&b, '{');
		buf_add(&b, message);
		buf_char(&b, '}');
	}
	return buf_str(&b);
}

TEST(messages_are_cut_at_envelopes)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "", "" },
		{ "Subject: x\n\nbody\n", "" },
		{ E, "{}" },
		{ E "A: b\n\nc\n", "{A: b\n\nc\n}" },
		{ E "A: b\n\nc\n\n", "{A: b\n\nc\n}" },
		{ E "A: b\n\nc\n\n\n", "{A: b\n\nc\n\n}" },
		{ E "A: b\n\nc", "{A: b\n\nc}" },
		{ E "A: 1\n\n1\n\n" E "A: 2\n\n2\n",
		    "{A: 1\n\n1\n}{A: 2\n\n2\n}" },
		{ E "A: 1\n\n" E "A: 2\n\n", "{A: 1\n}{A: 2\n}" },
		{ E "\n" E "\n", "{}{}" },
		{ "junk\n\n" E "A: b\n", "{A: b\n}" },
		{ "\n" E "A: b\n", "{A: b\n}" },
		/* 27.4: no blank line before, no date in it. */
		{ E "A: b\n\nc\n" E "d\n", "{A: b\n\nc\n" E "d\n}" },
		{ E "A: b\n\nFrom here on\n", "{A: b\n\nFrom here on\n}" },
		{ E "A: b\n\n>" E, "{A: b\n\n>" E "}" },
		{ "From a@b Thu Jan  1 00:00:00 1970\r\nA: 1\r\n\r\n1\r\n\r\n"
		  "From a@b Thu Jan  1 00:00:00 1970\r\nA: 2\r\n\r\n2\r\n",
		    "{A: 1\r\n\r\n1\r\n}{A: 2\r\n\r\n2\r\n}" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(cut(str_c(t[i].in)), t[i].want, t[i].in);
}

TEST(envelopes_have_many_forms)
{
	static const struct {
		const char *in;
		bool want;
	} t[] = {
		{ "mboxrd@z Thu Jan  1 00:00:00 1970", true },
		{ "- Sat Jan  3 01:05:34 1996", true },
		{ "MAILER-DAEMON Fri Jul  8 12:08:34 2011", true },
		{ "a at example.com  Tue Mar 14 09:15:00 2006", true },
		{ "a@b.org Sat Jan  3 01:05 EST 1996", true },
		{ "a@b.org Sat Jan  3 01:05:34 1996 +0100", true },
		{ "a@b.org Thu, 1 Jan 1970 0:00:00 GMT", true },
		{ "a@b.org 2016-09-11 23:22:03", true },
		{ "a@b.org 2016-09-11T23:22:03Z", true },
		{ "b5ae1e9a5 Mon Sep 17 00:00:00 2001", true },
		{ " Mon Sep 17 00:00:00 2001", true },
		{ "a@b.org Thu Jan  1 00:00:00 1970\r", true },
		{ "a@b.org", true },
		{ "", false },
		{ "-", false },
		{ "a@b.org we learn", false },
		{ "Jan 1996 on all was well", false },
		{ "10:30 on it rained", false },
		{ "2016-09-11 on", false },
		{ "kernel 4.19.1999 at 10:30 in Jan", false },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct str text =
		    str_f(test_arena(), E "A: b\n\nFrom %s\nB: c\n", t[i].in);
		struct str message;
		struct mbox m;
		int n = 0;

		for (mbox_init(&m, text); mbox_next(&m, &message);)
			n++;
		CHECK_INT(n, t[i].want ? 2 : 1, t[i].in);
	}
}

TEST(the_offset_tells_progress)
{
	struct str text = S("junk\n\n" E "A: 1\n\n" E "A: 2\n"), message;
	struct mbox m;

	mbox_init(&m, text);
	CHECK_INT(m.at, 6, "first envelope");
	CHECK(mbox_next(&m, &message), "one");
	CHECK_INT(m.at, 6 + sizeof(E) - 1 + 6, "second envelope");
	CHECK(mbox_next(&m, &message), "two");
	CHECK_INT(m.at, text.n, "end");
	CHECK(!mbox_next(&m, &message), "end");
}
