/* base/err: the last message, its length, its thread. */
#include <pthread.h>
#include <string.h>

#include "base/utf8.h"

#include "test.h"

TEST(the_code_comes_back_and_the_message_is_kept)
{
	CHECK_INT(err_set(ERR_BUSY, "locked by %s", "cron"), ERR_BUSY, "code");
	CHECK_STR(str_c(err_message()), "locked by cron", "message");
	CHECK_INT(err_set(ERR_IO, "disk"), ERR_IO, "code");
	CHECK_STR(str_c(err_message()), "disk", "the newest");
}

TEST(a_message_may_hold_the_one_before)
{
	(void)err_set(ERR_CONFIG, "no number");
	(void)err_set(ERR_CONFIG, "x.ini:%d: %s", 3, err_message());
	CHECK_STR(str_c(err_message()), "x.ini:3: no number", "nested");
}

TEST(a_long_message_is_cut_at_a_character)
{
	/* From each place that the cut can hit a character of four bytes. */
	for (int shift = 0; shift < 8; shift++) {
		struct buf b;
		struct str got;

		buf_init(&b, test_arena(), 5000);
		for (int i = 0; i < shift; i++)
			buf_char(&b, 'x');
		for (int i = 0; i < 1000; i++)
			buf_rune(&b, 0x1F375);
		(void)err_set(ERR_INVALID, "%.*s", STR_ARG(buf_str(&b)));
		got = str_c(err_message());
		CHECK(got.n > 1000 && got.n <= 1023, "length");
		CHECK(utf8_is_valid(got), "whole characters");
	}
}

static void *
fail_elsewhere(void *text)
{
	*(bool *)text = *err_message() == '\0';
	(void)err_set(ERR_IO, "of another thread");
	return NULL;
}

TEST(threads_do_not_see_messages_of_each_other)
{
	pthread_t thread;
	bool was_empty = false;

	(void)err_set(ERR_IO, "mine");
	CHECK_INT(pthread_create(&thread, NULL, fail_elsewhere, &was_empty), 0,
	    "create");
	CHECK_INT(pthread_join(thread, NULL), 0, "join");
	CHECK(was_empty, "none at first");
	CHECK_STR(str_c(err_message()), "mine", "mine");
}
