/* The last error message, one for each thread. */
#include "base/err.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static _Thread_local char message[1024];

/* Never leaves half of a UTF-8 character at the end of a cut message. */
static void
cut_at_character(char *text, size_t n)
{
	while (n > 0 && ((unsigned char)text[n - 1] & 0xC0) == 0x80)
		n--;
	if (n > 0)
		text[n - 1] = '\0';
}

enum err
err_set(enum err code, const char *fmt, ...)
{
	char text[sizeof(message)];
	va_list ap;
	int n;

	assert(code != OK);
	va_start(ap, fmt);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n >= (int)sizeof(text))
		cut_at_character(text, sizeof(text) - 1);
	/* By way of a copy, since an argument may be the old message. */
	memcpy(message, text, sizeof(message));
	return code;
}

const char *
err_message(void)
{
	return message;
}
