/* Comments into a thread. */
#include "test.h"
#include "web/talk.h"

/* "0 1.. 2." : indices with a dot for each level. */
static struct str
shown(const struct comment *c, size_t n)
{
	struct place *p = talk_order(test_arena(), c, n);
	struct buf b;

	buf_init(&b, test_arena(), 1 << 20);
	for (size_t i = 0; i < n; i++) {
		buf_printf(&b, "%s%d", i > 0 ? " " : "", (int)p[i].comment);
		for (int d = 0; d < p[i].depth; d++)
			buf_char(&b, '.');
	}
	return buf_str(&b);
}

#define MAIL(id, h)                                     \
	{                                               \
		.msgid = S("<" id ">"), .headers = S(h) \
	}

TEST(replies_follow_what_they_answer)
{
	const struct comment c[] = {
		MAIL("a", "In-Reply-To: <patch>\nReferences: <cover> <patch>"),
		MAIL("b", "Subject: x\nIn-Reply-To: <patch>"),
		MAIL("c", "in-reply-to: <a>"),
		MAIL("d", "References: <patch> <a>\n <c>\nX: <b>"),
		MAIL("e", "In-Reply-To: <b>"),
		MAIL("f", "In-Reply-To: your mail <a>"),
	};

	CHECK_STR(shown(c, COUNT(c)), "0 2. 3.. 5. 1 4.", "thread");
}

TEST(rings_and_futures_are_no_replies)
{
	const struct comment c[] = {
		MAIL("a", "In-Reply-To: <b>"),
		MAIL("b", "In-Reply-To: <b>"),
		MAIL("b", "In-Reply-To: <b>"),
		MAIL("c", "In-Reply-To: <\nReferences: >< <> <b"),
		MAIL("d", ""),
		MAIL("e", "no colon\n folded"),
	};

	CHECK_STR(shown(c, COUNT(c)), "0 1 2. 3 4 5", "thread");
	CHECK_STR(shown(c, 0), "", "none");
}

TEST(a_long_chain_is_no_recursion)
{
	enum { N = 20000 };
	struct comment *c = arena_array(test_arena(), struct comment, N);
	struct place *p;

	for (int i = 0; i < N; i++) {
		c[i].msgid = str_f(test_arena(), "<%d>", i);
		c[i].headers =
		    str_f(test_arena(), "In-Reply-To: <%d>\n", i - 1);
	}
	p = talk_order(test_arena(), c, N);
	CHECK_INT(p[N - 1].comment, N - 1, "last");
	CHECK_INT(p[N - 1].depth, N - 1, "depth");
}
