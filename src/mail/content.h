/*
 * Text parts of a mail into diff and message: spec/ingest.md 8, with row 19
 * (a CR after a signature separator) and row 20 of its section 27: x-patch
 * parts are joined, and an inline diff that an attached one displaces stays
 * in the message unless the two have the same hash.
 */
#ifndef MAIL_CONTENT_H
#define MAIL_CONTENT_H

#include "base/base.h"

/* A part of main type text, decoded, in order of the mail. */
struct text_part {
	struct str subtype; /* lower case: "plain", "x-patch" */
	struct str text;
};

/* Whether a part of that subtype is a patch, whole: x-patch, x-diff. */
bool content_is_patch(struct str subtype);

struct content {
	struct str diff;    /* NULL if there is none */
	struct str message; /* may be empty */
};

/* As a patch or cover (8.1), as a comment (8.2: diff is NULL).
 * ERR_TOO_BIG past LIMIT_MAIL_TEXT. */
enum err content_of_patch(struct arena *a, const struct text_part *parts,
    size_t n, struct content *out) MUST;
enum err content_of_comment(struct arena *a, const struct text_part *parts,
    size_t n, struct content *out) MUST;

/* Without signature, trimmed (8.3). Borrows. */
struct str content_clean(struct str text);

/* CRLF as LF: a message, not a diff, is stored so. */
struct str content_to_lf(struct arena *a, struct str message);

#endif
