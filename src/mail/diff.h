/*
 * Telling diff from text: spec/ingest.md 9, by way of complete file sections
 * (row 19 of its section 27), and what a diff changes.
 */
#ifndef MAIL_DIFF_H
#define MAIL_DIFF_H

#include "base/base.h"

/* Splits one decoded plain part; what is empty is NULL. Every line is in one
 * of the two, once, in order, with a LF (a final piece without LF gets one,
 * so text that ends in LF gives one empty line more, as the spec has it).
 * ERR_TOO_BIG past LIMIT_MAIL_TEXT. */
enum err diff_split(
    struct arena *a, struct str text, struct str *diff, struct str *rest) MUST;

/* What changes one file, as offsets of lines; end may be text.n + 1. */
struct diff_section {
	size_t start;
	size_t body; /* its "--- " line, or end if it has no hunks */
	size_t end;
};

/* The next one at or after the line at *at, which moves to its end; false if
 * there is none. A text is walked through in linear time. */
bool diff_next(struct str text, size_t *at, struct diff_section *out);

/* "@@ -1,2 +3,4 @@": the counts, 1 where one is missing; a count past
 * INT64_MAX is that. false, nothing set, if it is no hunk header. */
bool diff_hunk(struct str line, int64_t *minus, int64_t *plus);

/* The line at an offset, without its LF, and where the next one begins:
 * text.n + 1 after the last, which is empty where text ends in LF. */
struct str diff_line(struct str text, size_t at, size_t *next);

/* Past the hunk whose header is the line at at, with the marks of missing
 * final line feeds; at itself if there is no header. Counts its lines. */
struct diff_stat {
	int64_t files, added, removed;
};
size_t diff_skip_hunk(struct str text, size_t at, struct diff_stat *stat);

/* Counts lines inside hunks only. */
struct diff_stat diff_count(struct str diff);

#endif
