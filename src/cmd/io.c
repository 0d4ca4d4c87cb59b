/*
 * Input and output of commands: a file or standard input up to a bound, and
 * standard output with every failure told. Bytes, not text.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/cmd.h"

enum { STEP = 1 << 16 };

/* Up to the end or one byte past max, which tells that there is more. */
static enum err
read_all(struct buf *b, int fd, size_t max, const char *name)
{
	while (b->n <= max) {
		size_t want = max + 1 - b->n < STEP ? max + 1 - b->n : STEP;
		char *room = buf_room(b, want);
		ssize_t n;

		if (room == NULL)
			return b->err;
		do {
			n = read(fd, room, want);
		} while (n < 0 && errno == EINTR);
		if (n < 0)
			return err_set(ERR_IO, "%s: %s", name, strerror(errno));
		if (n == 0)
			return OK;
		buf_used(b, (size_t)n);
	}
	return OK;
}

enum err
cmd_read(struct cmd *c, struct str path, size_t max, struct str *out, bool *cut)
{
	bool is_stdin = path.p == NULL || str_eq(path, S("-"));
	const char *name = is_stdin ? "standard input" : str_z(c->a, path);
	int fd = STDIN_FILENO;
	struct buf b;
	enum err e;

	if (!is_stdin && (fd = open(name, O_RDONLY | O_CLOEXEC)) < 0)
		return err_set(errno == ENOENT || errno == ENOTDIR
			? ERR_NOT_FOUND
			: ERR_IO,
		    "%s: %s", name, strerror(errno));
	buf_init(&b, c->a, max + 1);
	e = read_all(&b, fd, max, name);
	if (!is_stdin)
		(void)close(fd);
	if (e != OK)
		return e;
	if (b.n > max && cut == NULL)
		return err_set(
		    ERR_TOO_BIG, "%s is larger than %zu bytes", name, max);
	if (cut != NULL)
		*cut = b.n > max;
	*out = str_sub(buf_str(&b), 0, max);
	return OK;
}

enum err
cmd_write(struct cmd *c, struct str text)
{
	(void)c;
	if (fwrite(text.p, 1, text.n, stdout) != text.n)
		return err_set(ERR_IO, "standard output: %s", strerror(errno));
	return OK;
}
