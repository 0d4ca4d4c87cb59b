/* base/log: levels, and lines that nothing from outside can forge. */
#include "base/log.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "test.h"

/* What is written to standard error between begin and end. */
static int saved, pipes[2];

static void
begin(void)
{
	(void)fflush(stderr);
	CHECK_INT(pipe(pipes), 0, "pipe");
	saved = dup(STDERR_FILENO);
	CHECK(dup2(pipes[1], STDERR_FILENO) >= 0, "dup2");
}

static struct str
end(void)
{
	char *text = arena_alloc(test_arena(), 8192);
	ssize_t n;

	CHECK(dup2(saved, STDERR_FILENO) >= 0, "dup2");
	(void)close(saved);
	(void)close(pipes[1]);
	n = read(pipes[0], text, 8192);
	(void)close(pipes[0]);
	CHECK(n >= 0, "read");
	return str_n(text, (size_t)n);
}

/* Without the time, which is checked for its form. */
static struct str
without_time(struct str line)
{
	static const char form[] = "dddd-dd-ddTdd:dd:ddZ ";

	CHECK(line.n > strlen(form), "length");
	for (size_t i = 0; i < strlen(form); i++)
		CHECK(form[i] == 'd' ? char_is_digit(line.p[i])
				     : line.p[i] == form[i],
		    form);
	return str_from(line, strlen(form));
}

TEST(lines_have_time_level_and_text)
{
	log_set_level(LOG_INFO);
	begin();
	log_line(LOG_INFO, "mail %s", "stored");
	CHECK_STR(without_time(end()), "info mail stored\n", "line");
}

TEST(what_is_below_the_level_is_not_written)
{
	static const struct {
		enum log_level set, line;
		bool on;
	} t[] = {
		{ LOG_ERROR, LOG_ERROR, true },
		{ LOG_ERROR, LOG_WARNING, false },
		{ LOG_WARNING, LOG_WARNING, true },
		{ LOG_INFO, LOG_DEBUG, false },
		{ LOG_DEBUG, LOG_DEBUG, true },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		log_set_level(t[i].set);
		CHECK_INT(log_is_on(t[i].line), t[i].on, "on");
		begin();
		log_line(t[i].line, "x");
		CHECK_INT(end().n > 0, t[i].on, "written");
	}
}

TEST(control_characters_are_made_visible)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "a\nforged", "a\\x0aforged" },
		{ "\x1b[2J\x7f", "\\x1b[2J\\x7f" },
		{ "\xC2\x9B"
		  "2J",
		    "\\xc2\\x9b2J" },
		{ "\xC2\xA0\xC3\x9B", "\xC2\xA0\xC3\x9B" },
		{ "J\xC3\xBCrgen", "J\xC3\xBCrgen" },
	};

	log_set_level(LOG_ERROR);
	for (size_t i = 0; i < COUNT(t); i++) {
		struct str got;

		begin();
		log_line(LOG_ERROR, "%s", t[i].text);
		got = without_time(end());
		CHECK(str_ends(got, S("\n")), t[i].want);
		got = str_sub(got, 6, got.n - 7);
		CHECK_STR(got, t[i].want, t[i].want);
	}
}

TEST(a_long_line_is_cut_and_still_ends)
{
	char text[5000];
	struct str got;

	log_set_level(LOG_ERROR);
	for (int way = 0; way < 2; way++) {
		memset(text, way == 0 ? 'x' : '\n', sizeof(text) - 1);
		text[sizeof(text) - 1] = '\0';
		begin();
		log_line(LOG_ERROR, "%s", text);
		got = end();
		CHECK(got.n > 1900 && got.n <= 2100, "length");
		CHECK_INT(str_find_char(got, '\n'), got.n - 1, "one line");
	}
}
