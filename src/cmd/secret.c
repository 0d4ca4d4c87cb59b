/*
 * Passwords. The terminal is read by characters, with signals from its keys
 * off, so that none of them ends the program while the echo is off.
 */
#include "cmd/secret.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/utf8.h"

enum key {
	KEY_BREAK = 3,
	KEY_END = 4,
	KEY_BACK = 8,
	KEY_KILL = 21,
	KEY_DELETE = 127
};

/* OK and *got false at the end. */
static enum err
read_byte(char *out, bool *got)
{
	ssize_t n;

	do {
		n = read(STDIN_FILENO, out, 1);
	} while (n < 0 && errno == EINTR);
	if (n < 0)
		return err_set(ERR_IO, "standard input: %s", strerror(errno));
	*got = n == 1;
	return OK;
}

/* Takes the last character off, however many bytes it has. */
static void
take_back(struct buf *b)
{
	while (b->n > 0 && ((unsigned char)b->p[b->n - 1] & 0xC0) == 0x80)
		b->n--;
	if (b->n > 0)
		b->n--;
}

/* Up to the end of the line, without it. */
static enum err
read_typed(struct buf *b)
{
	bool got;
	char c;
	enum err e;

	for (;;) {
		if ((e = read_byte(&c, &got)) != OK)
			return e;
		if (!got || c == '\n' || c == '\r' || c == KEY_END)
			return OK;
		if (c == KEY_BREAK)
			return err_set(ERR_INVALID, "given up");
		if (c == KEY_BACK || c == KEY_DELETE)
			take_back(b);
		else if (c == KEY_KILL)
			b->n = 0;
		else
			buf_char(b, c);
	}
}

static enum err
ask(struct cmd *c, const char *prompt, struct str *out)
{
	struct termios was, quiet;
	struct buf b;
	enum err e;

	if (tcgetattr(STDIN_FILENO, &was) != 0)
		return err_set(ERR_IO, "terminal: %s", strerror(errno));
	quiet = was;
	quiet.c_lflag &= ~(tcflag_t)(ECHO | ICANON | ISIG);
	quiet.c_cc[VMIN] = 1;
	quiet.c_cc[VTIME] = 0;
	if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) != 0)
		return err_set(ERR_IO, "terminal: %s", strerror(errno));
	fprintf(stderr, "%s", prompt);
	buf_init(&b, c->a, LIMIT_PASSWORD);
	e = read_typed(&b);
	fprintf(stderr, "\n");
	(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
	return e == OK ? buf_done(&b, out) : e;
}

static enum err
read_line(struct cmd *c, struct str *out)
{
	struct buf b;
	bool got;
	char byte;
	enum err e;

	buf_init(&b, c->a, LIMIT_PASSWORD);
	for (;;) {
		if ((e = read_byte(&byte, &got)) != OK)
			return e;
		if (!got || byte == '\n')
			return buf_done(&b, out);
		buf_char(&b, byte);
	}
}

static enum err
ask_twice(struct cmd *c, struct str *out)
{
	struct str once, twice;
	enum err e;

	if ((e = ask(c, "Password: ", &once)) != OK ||
	    (e = ask(c, "Password (again): ", &twice)) != OK)
		return e;
	if (!str_eq(once, twice))
		return err_set(ERR_INVALID, "the two passwords differ");
	*out = once;
	return OK;
}

enum err
secret_read_password(struct cmd *c, struct str *out)
{
	struct str text;
	enum err e;

	e = isatty(STDIN_FILENO) ? ask_twice(c, &text) : read_line(c, &text);
	if (e != OK)
		return e;
	if (text.n == 0)
		return err_set(ERR_INVALID, "the password is empty");
	if (!utf8_is_valid(text) || str_find_char(text, '\0') < text.n)
		return err_set(ERR_INVALID, "the password is not UTF-8 text");
	*out = text;
	return OK;
}
