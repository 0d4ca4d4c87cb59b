/* Messages of an mbox file in memory. */
#ifndef MAIL_MBOX_H
#define MAIL_MBOX_H

#include "base/base.h"

struct mbox {
	struct str bytes;
	size_t at; /* offset of the next envelope line, for progress */
};

/* Borrows the bytes. */
void mbox_init(struct mbox *b, struct str bytes);

/* The next message, without its envelope line and the blank line before the
 * next one; false at the end. An envelope is a line "From ..." at the start
 * of the file or after a blank line that looks like one (spec/ingest.md 27.4);
 * ">From " is not unquoted, text before the first envelope is skipped. */
bool mbox_next(struct mbox *b, struct str *message);

#endif
