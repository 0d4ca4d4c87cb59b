/* base/buf and base/arena: growing, caps, marks. */
#include "test.h"

#include <string.h>

TEST(a_buffer_keeps_its_first_failure)
{
	struct buf b;
	struct str s;

	buf_init(&b, test_arena(), 5);
	buf_lit(&b, "abc");
	buf_lit(&b, "def");
	buf_lit(&b, "g");
	CHECK_INT(buf_done(&b, &s), ERR_TOO_BIG, "cap");
	CHECK_STR(buf_str(&b), "abc", "kept");
}

TEST(buffers_grow_side_by_side)
{
	struct buf one, two;

	buf_init(&one, test_arena(), 1 << 20);
	buf_init(&two, test_arena(), 1 << 20);
	for (int i = 0; i < 100000; i++) {
		buf_char(&one, (char)('a' + i % 26));
		buf_int(&two, i % 10);
	}
	CHECK_INT(one.n, 100000, "length");
	for (int i = 0; i < 100000; i++) {
		CHECK_INT(one.p[i], 'a' + i % 26, "one");
		CHECK_INT(two.p[i], '0' + i % 10, "two");
	}
}

TEST(a_reset_arena_does_not_grow)
{
	struct arena *a = arena_open();
	struct arena_mark mark = arena_mark(a);
	size_t first = 0;

	for (int i = 0; i < 100; i++) {
		for (int k = 0; k < 50; k++)
			memset(arena_alloc(a, 10000), i, 10000);
		if (i == 0)
			first = arena_size(a);
		arena_reset(a, mark);
	}
	CHECK(arena_size(a) <= first, "size");
	arena_close(a);
}

TEST(integers_are_written_whole)
{
	struct buf b;

	buf_init(&b, test_arena(), 100);
	buf_int(&b, INT64_MIN);
	buf_char(&b, ' ');
	buf_int(&b, INT64_MAX);
	CHECK_STR(buf_str(&b), "-9223372036854775808 9223372036854775807",
	    "extremes");
}
