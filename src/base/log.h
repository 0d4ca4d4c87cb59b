/*
 * One line an event on standard error: time in UTC, level, text. The edges
 * log (cmd, site, the server loop, delivery); what is below them reports to
 * its caller. Secrets (passwords, tokens, cookies) are never given to it.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/base.h"

enum log_level { LOG_ERROR, LOG_WARNING, LOG_INFO, LOG_DEBUG };

/* Default LOG_WARNING. Safe from any thread. */
void log_set_level(enum log_level level);
bool log_is_on(enum log_level level);

/* Line breaks and control bytes of the text become "\x0a" and so on. Lines
 * are cut at 2000 bytes and written with one write(2). */
void log_line(enum log_level level, const char *fmt, ...) PRINTF(2, 3);

#endif
