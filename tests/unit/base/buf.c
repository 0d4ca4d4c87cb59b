/* base/buf: growing, caps, numbers, characters. */
#include "test.h"

#include <string.h>

TEST(a_buffer_keeps_its_first_failure)
{
	struct buf b;
	struct str s = S("untouched");

	buf_init(&b, test_arena(), 5);
	buf_lit(&b, "abc");
	buf_lit(&b, "def");
	buf_lit(&b, "g");
	CHECK_INT(buf_done(&b, &s), ERR_TOO_BIG, "cap");
	CHECK_STR(s, "untouched", "out");
	CHECK_STR(buf_str(&b), "abc", "kept");
	CHECK(buf_room(&b, 1) == NULL, "room");
}

TEST(the_cap_is_the_last_byte_that_fits)
{
	/* Whichever way the five bytes come. */
	for (int way = 0; way < 4; way++) {
		struct buf b;
		struct str s;

		buf_init(&b, test_arena(), 5);
		if (way == 0)
			buf_lit(&b, "abcde");
		else if (way == 1)
			buf_printf(&b, "ab%s", "cde");
		else if (way == 2)
			buf_int(&b, 12345);
		else
			for (int i = 0; i < 5; i++)
				buf_char(&b, 'x');
		CHECK_OK(buf_done(&b, &s));
		CHECK_INT(s.n, 5, "all");
		buf_char(&b, '!');
		CHECK_INT(buf_done(&b, &s), ERR_TOO_BIG, "one more");
	}
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

TEST(an_empty_buffer_is_empty_text_not_none)
{
	struct buf b;

	buf_init(&b, test_arena(), 10);
	CHECK_STR(buf_str(&b), "", "none yet");
	buf_add(&b, (struct str){ NULL, 0 });
	CHECK_STR(buf_str(&b), "", "nothing added");
}

TEST(integers_are_written_whole)
{
	struct buf b;

	buf_init(&b, test_arena(), 100);
	buf_int(&b, INT64_MIN);
	buf_char(&b, ' ');
	buf_int(&b, INT64_MAX);
	buf_char(&b, ' ');
	buf_int(&b, 0);
	CHECK_STR(buf_str(&b), "-9223372036854775808 9223372036854775807 0",
	    "extremes");
}

TEST(formats_are_written_whole)
{
	struct buf b;

	buf_init(&b, test_arena(), 2000);
	buf_lit(&b, "<");
	buf_printf(&b, "%0500d|%s", 7, "end");
	CHECK_INT(b.n, 505, "length");
	CHECK_STR(str_from(buf_str(&b), 498), "007|end", "tail");
}

TEST(code_points_become_utf8)
{
	static const struct {
		uint32_t rune;
		const char *want;
	} t[] = {
		{ 'a', "a" },
		{ 0x7F, "\x7F" },
		{ 0x80, "\xC2\x80" },
		{ 0x7FF, "\xDF\xBF" },
		{ 0x800, "\xE0\xA0\x80" },
		{ 0xFFFF, "\xEF\xBF\xBF" },
		{ 0x10000, "\xF0\x90\x80\x80" },
		{ 0x10FFFF, "\xF4\x8F\xBF\xBF" },
		{ 0x110000, "\xEF\xBF\xBD" },
		{ 0xD800, "\xEF\xBF\xBD" },
		{ 0xDFFF, "\xEF\xBF\xBD" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct buf b;

		buf_init(&b, test_arena(), 10);
		buf_rune(&b, t[i].rune);
		CHECK_STR(buf_str(&b), t[i].want, t[i].want);
	}
}
