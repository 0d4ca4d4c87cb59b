/*
 * A stored patch or cover as one mbox message: spec/web.md 6.2, with what it
 * asks of a successor: trailers once, a blank line before them where the text
 * does not end in some, no Nacked-by, headers we write are not repeated,
 * "From " at the start of a body line escaped.
 */
#ifndef MAIL_EXPORT_H
#define MAIL_EXPORT_H

#include "base/base.h"

struct export_mail {
	int64_t id;                /* of the patch or of the cover */
	int64_t date;              /* UTC, as stored */
	struct str submitter_name; /* NULL or empty: address only */
	struct str submitter_email;
	struct str delegate_email;  /* NULL: none */
	struct str headers;         /* the stored block, LF between fields */
	struct str listemail;       /* of the project, for DMARC rewriting */
	struct str content;         /* NULL is empty */
	struct str diff;            /* NULL: none */
	const struct str *comments; /* their contents, by date */
	size_t ncomments;
	bool with_nacks; /* collect Nacked-by too */
};

/* Appends to out, whose cap bounds it. Several messages are joined with one
 * LF by the caller. scratch holds what is needed meanwhile. */
void export_write(
    struct buf *out, struct arena *scratch, const struct export_mail *m);

/* "name <address>": the name quoted where RFC 5322 asks for it, as UTF-8
 * base64 encoded words (RFC 2047) where it is not ASCII. */
void export_address(struct buf *out, struct str name, struct str email);

/* A download's name without extension: runs of other than A-Z a-z 0-9 - _ .
 * become one "-", none at the ends; at most 240 bytes; fallback if nothing
 * is left. */
struct str export_file_name(
    struct arena *a, struct str name, struct str fallback);

#endif
