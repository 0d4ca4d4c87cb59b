/*
 * Which files a diff touches, for delegation: spec/ingest.md 13, with row 23
 * of its section 27: lines inside hunks never count, and a section without
 * ---/+++ lines (rename, mode, binary) gives the names of its git header.
 */
#ifndef MAIL_FILENAMES_H
#define MAIL_FILENAMES_H

#include "base/base.h"

struct filenames {
	struct str *names; /* distinct, in order of code points */
	size_t n;
};

/* Never fails. Names on ---/+++ lines lose what is before their first slash,
 * and are "" without one, as in Patchwork. Names past LIMIT_FILENAME are no
 * paths and left out, those after LIMIT_FILENAMES too. */
void filenames_find(struct arena *a, struct str diff, struct filenames *out);

#endif
