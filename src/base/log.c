/* The log: standard error, a line at a time. */
#include "base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "base/time.h"

enum { LINE = 2000 };

static atomic_int threshold = LOG_WARNING;

void
log_set_level(enum log_level level)
{
	atomic_store(&threshold, (int)level);
}

bool
log_is_on(enum log_level level)
{
	return (int)level <= atomic_load(&threshold);
}

/* Bytes of the control character that text begins with, 0 if it begins with
 * none: C0, DEL, and C1 as UTF-8 has them (C2 80 to C2 9F). */
static size_t
control(const char *text)
{
	unsigned char c = (unsigned char)text[0], d = (unsigned char)text[1];

	if (c < 0x20 || c == 0x7F)
		return 1;
	return c == 0xC2 && d >= 0x80 && d <= 0x9F ? 2 : 0;
}

/* A mail or a request must not be able to forge a line of the log, nor to
 * command the terminal it is read on. */
static size_t
write_visible(char *out, size_t room, const char *text)
{
	size_t n = 0, left = 0;

	for (; *text != '\0' && n + 5 < room; text++) {
		if (left == 0)
			left = control(text);
		if (left == 0) {
			out[n++] = *text;
			continue;
		}
		n += (size_t)snprintf(
		    out + n, room - n, "\\x%02x", (unsigned char)*text);
		left--;
	}
	return n;
}

void
log_line(enum log_level level, const char *fmt, ...)
{
	static const char *const names[] = { "error", "warning", "info",
		"debug" };
	char text[LINE], line[LINE + 64];
	struct civil c;
	va_list ap;
	size_t n;

	if (!log_is_on(level))
		return;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	time_to_civil(time_now(), &c);
	n = (size_t)snprintf(line, sizeof(line),
	    "%04d-%02d-%02dT%02d:%02d:%02dZ %s ", (int)c.year, (int)c.month,
	    (int)c.day, (int)c.hour, (int)c.minute, (int)c.second,
	    names[level]);
	n += write_visible(line + n, sizeof(line) - n - 1, text);
	line[n++] = '\n';
	/* Nowhere is left to report a failure to. */
	if (write(STDERR_FILENO, line, n) < 0)
		return;
}
