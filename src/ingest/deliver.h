/*
 * Delivery: mails are planned and stored, and the journal says what became
 * of each, in one transaction (decisions.md 2, 7). Nothing is lost: whatever
 * is not OK has changed nothing, and the caller keeps the mail.
 */
#ifndef INGEST_DELIVER_H
#define INGEST_DELIVER_H

#include "ingest/ingest.h"

struct delivery {
	struct ingest *in;
	struct db *db;
	struct str source; /* "parsemail", for the journal */
	bool keep_raw;     /* of mails that are stored or ignored */
	/* A source that can be read again, as an archive: what the journal
	 * has said of a mail is not said once more. */
	bool once;
	int64_t patience; /* microseconds; no further try after that */
	bool journal;     /* set by deliver_open */
};

/* Looks whether there is a journal: a role that may not create tables works
 * without one. */
enum err deliver_open(struct delivery *d) MUST;

/* One mail on its way. */
struct arrival {
	struct str bytes;
	bool cut;         /* there was more, past mail.max_bytes */
	int64_t arrived;  /* for the journal, whenever it is stored */
	int64_t attempts; /* that ended in a crash */
	struct plan plan; /* its verdict and rows, when deliver_* is OK */
};

/* Reads the bytes and finds the project; so that a caller can group. */
enum err deliver_read(
    struct delivery *d, struct arena *a, struct arrival *m) MUST;

/* Stores mails that were read, in order, in one transaction: mails of one
 * project, or of none. On any error nothing of them is stored. */
enum err deliver_group(
    struct delivery *d, struct arena *a, struct arrival *mails, size_t n) MUST;

/* One mail, bytes to rows, trying again three times what is worth it.
 * ERR_BUSY, ERR_IO, ERR_CONFIG: the caller keeps the mail. A mail that
 * cannot be stored for a reason of its own is in the journal as failed;
 * without a journal that is ERR_BUSY. */
enum err deliver_mail(
    struct delivery *d, struct arena *a, struct arrival *m) MUST;

/* A mail that nobody should parse again: only into the journal, as failed. */
enum err deliver_aside(struct delivery *d, struct arena *a, struct arrival *m,
    const char *reason) MUST;

#endif
