/*
 * How far long work has come, on standard error: a bar with rate and time
 * left on a terminal, a plain line now and then elsewhere.
 */
#ifndef CMD_PROGRESS_H
#define CMD_PROGRESS_H

#include "base/base.h"

struct progress {
	const char *noun; /* of what is counted: "mails" */
	bool silent;
	bool terminal;
	int64_t started, shown; /* microseconds */
};

void progress_start(struct progress *p, const char *noun, bool silent);

/* Cheap to call each turn: shows something when it is time to. The share
 * done/total is of the work; count is of the noun. */
void progress_show(
    struct progress *p, int64_t done, int64_t total, int64_t count);

/* Before other lines, and at the end: takes the bar off the terminal. */
void progress_clear(struct progress *p);

#endif
