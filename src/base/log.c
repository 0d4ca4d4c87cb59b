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

/* A mail or a request must not be able to forge a line of the log. */
static size_t
write_visible(char *out, size_t room, const char *text)
{
	size_t n = 0;

	for (; *text != '\0' && n + 5 < room; text++) {
		if ((unsigned char)*text >= 0x20 && *text != 0x7F)
			out[n++] = *text;
		else
			n += (size_t)snprintf(
			    out + n, room - n, "\\x%02x", (unsigned char)*text);
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
