/*
 * The mails of an archive in order: an mbox file, a pipe with one, or a
 * Maildir (cur, then new, each by name, which is by time of delivery).
 */
#ifndef CMD_ARCHIVE_H
#define CMD_ARCHIVE_H

#include "base/base.h"

struct archive;

struct archive_mail {
	int64_t place;    /* where it begins */
	struct str bytes; /* of a Maildir in the arena, else borrowed */
	bool cut;         /* there was more than max */
	/* It cannot be read, and why; else OK. */
	enum err err;
};

/* "-" is standard input. A pipe is copied to a temporary file first.
 * ERR_NOT_FOUND for no such path, ERR_INVALID for what is neither a file nor
 * a Maildir, ERR_IO. */
enum err archive_open(
    struct arena *a, struct str path, struct archive **out) MUST;
void archive_close(struct archive *ar);

/* The next mail, at most max bytes of it; false at the end. */
bool archive_next(
    struct archive *ar, struct arena *a, size_t max, struct archive_mail *out);

/* Goes to a place: 0 is the start. Where it is now, and of how much: bytes of
 * an mbox, files of a Maildir. */
void archive_seek(struct archive *ar, int64_t place);
int64_t archive_place(const struct archive *ar);
int64_t archive_size(const struct archive *ar);

/* The file has become shorter than it was when it was opened. */
bool archive_is_cut(const struct archive *ar);

/* For people: "new/1234.abc", "byte 1234 of the file". */
struct str archive_name(
    const struct archive *ar, struct arena *a, int64_t place);

#endif
