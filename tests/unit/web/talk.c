/* Comments into a thread. */
#include "test.h"
#include "web/talk.h"

/* "0 1.. 2." : indices with a dot for each level. */
static struct str
shown(const struct comment *c, size_t n)
{
	struct talk t;
	struct place *p;
	struct buf b;

	talk_init(&t, test_arena(), c, n);
	for (size_t i = 0; i < n; i++)
		talk_add(&t, c[i].headers, c[i].content);
	p = talk_order(&t);
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
	struct talk t;

	for (int i = 0; i < N; i++)
		c[i].msgid = str_f(test_arena(), "<%d>", i);
	talk_init(&t, test_arena(), c, N);
	for (int i = 0; i < N; i++)
		talk_add(&t, str_f(test_arena(), "In-Reply-To: <%d>\n", i - 1),
		    S(""));
	p = talk_order(&t);
	CHECK_INT(p[N - 1].comment, N - 1, "last");
	CHECK_INT(p[N - 1].depth, N - 1, "depth");
}

/* A text of n bytes, in lines. */
static struct str
lines(struct arena *a, size_t n)
{
	char *p = arena_alloc(a, n);

	for (size_t i = 0; i < n; i++)
		p[i] = i % 64 == 63 ? '\n' : 'a';
	return str_n(p, n);
}

static size_t
shown_bytes(const struct text_view *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->nblocks; i++)
		for (size_t k = 0; k < t->blocks[i].nspans; k++)
			n += t->blocks[i].spans[k].text.n;
	return n;
}

TEST(texts_are_held_as_far_as_they_are_shown)
{
	enum { N = 40, SHOWN = LIMIT_TALK_SHOWN / LIMIT_TEXT_SHOWN };
	struct arena *mails = arena_open(), *a = arena_open();
	struct comment *c = arena_array(test_arena(), struct comment, N);
	struct str text = lines(mails, 9 << 20);
	struct talk t;

	talk_init(&t, a, c, N);
	for (int i = 0; i < N; i++) {
		c[i].msgid = str_f(test_arena(), "<%d>", i);
		talk_add(&t, lines(mails, 1 << 20), text);
	}
	arena_close(mails);
	for (int i = 0; i < N; i++) {
		CHECK(t.texts[i].cut, "there is more");
		CHECK(shown_bytes(&t.texts[i]) <= LIMIT_TEXT_SHOWN, "of one");
		CHECK((shown_bytes(&t.texts[i]) > LIMIT_TEXT_SHOWN - 64) ==
			(i < SHOWN),
		    "the first ones");
	}
	CHECK(arena_size(a) < LIMIT_TALK_SHOWN + (1 << 20), "what is held");
	arena_close(a);
}

TEST(a_text_that_just_fits_is_whole)
{
	struct comment c[3] = { { .id = 1 }, { .id = 2 }, { .id = 3 } };
	struct talk t;

	talk_init(&t, test_arena(), c, COUNT(c));
	talk_add(&t, S(""), lines(test_arena(), LIMIT_TEXT_SHOWN));
	talk_add(&t, S(""), lines(test_arena(), LIMIT_TEXT_SHOWN + 1));
	talk_add(&t, S(""), S("short"));
	CHECK(!t.texts[0].cut, "fits");
	CHECK(t.texts[1].cut, "does not");
	CHECK(!t.texts[2].cut, "short");
	CHECK_INT(shown_bytes(&t.texts[2]), 5, "short");
}

TEST(texts_in_many_pieces_are_held_no_further)
{
	enum { N = 400 };
	struct arena *a = arena_open();
	struct comment *c = arena_array(test_arena(), struct comment, N);
	struct talk t;
	struct buf b;
	size_t n = 0;

	buf_init(&b, test_arena(), 20000);
	while (b.n < 20000)
		buf_lit(&b, ">\nx\n");
	talk_init(&t, a, c, N);
	for (int i = 0; i < N; i++) {
		c[i].msgid = str_f(test_arena(), "<%d>", i);
		talk_add(&t, S(""), buf_str(&b));
		n += t.texts[i].nspans;
	}
	CHECK(n < LIMIT_TALK_SHOWN / TEXT_SPAN + N * TEXT_SPANS, "pieces");
	CHECK(arena_size(a) < 8 * LIMIT_TALK_SHOWN, "what is held");
	arena_close(a);
}
