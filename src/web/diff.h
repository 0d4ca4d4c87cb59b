/*
 * A diff as a page shows it: files, hunks, numbered lines. Pure. Every line
 * of the diff is in the view, up to LIMIT_DIFF_LINES: as head or note of its
 * file (git's "index" lines alone are left out), as head of a hunk, in a
 * hunk, or as a loose line.
 */
#ifndef WEB_DIFF_H
#define WEB_DIFF_H

#include "base/base.h"

enum diff_kind { DIFF_SAME, DIFF_ADD, DIFF_DEL, DIFF_LOOSE };

struct diff_line {
	enum diff_kind kind;
	int64_t old, new; /* line numbers, 0: none */
	bool named;       /* its number is an anchor, no second one */
	struct str text;  /* without sign, CR and LF */
};

struct diff_hunk {
	int64_t n;       /* within the file, from 1; 0: loose lines */
	struct str head; /* "@@ .. @@ context"; p NULL: loose lines */
	struct diff_line *lines;
	size_t nlines;
};

struct diff_file {
	int64_t n;       /* from 1 */
	struct str name; /* "" if the diff names none */
	struct str note; /* "new file", "renamed from x"; p may be NULL */
	int64_t added, removed;
	bool open; /* small enough to be shown at once */
	struct diff_hunk *hunks;
	size_t nhunks;
};

struct diff_view {
	struct diff_file *files;
	size_t nfiles;
	int64_t added, removed;
	bool cut; /* it is longer than a page can be */
	/* Characters that change the direction of writing are in it: what is
	 * seen is not what a compiler reads. */
	bool turns;
};

struct diff_view diff_parse(struct arena *a, struct str diff);

#endif
