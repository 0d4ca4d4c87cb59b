/* The journal of mails: what came, and what became of it (thimble_mail). */
#ifndef MODEL_JOURNAL_H
#define MODEL_JOURNAL_H

#include "db/db.h"

/* No ids of Patchwork's rows: they may start anew (decisions.md 2). */
struct journal_mail {
	int64_t id;
	int64_t arrived;    /* UTC */
	struct str source;  /* "parsemail", "parsearchive", "lmtp" */
	struct str list;    /* list id of the project; NULL: none */
	struct str msgid;   /* NULL: none */
	struct str verdict; /* its name */
	struct str reason;  /* NULL for what was stored */
	int64_t attempts;
	int64_t size;   /* bytes of the mail, as far as it was read */
	struct str raw; /* NULL: not kept */
	bool packed;    /* raw is a zstd frame */
};

/* Whether the table is there. */
enum err journal_is_there(struct db *db, bool *out) MUST;

/* Whether its rows may be read too, for journal_has. */
enum err journal_is_readable(struct db *db, bool *out) MUST;

/* Whether a mail with this id has this verdict already. */
enum err journal_has(
    struct db *db, struct str msgid, struct str verdict, bool *out) MUST;

/* Inserts; in the caller's transaction. */
enum err journal_add(struct db *db, const struct journal_mail *m) MUST;

#endif
