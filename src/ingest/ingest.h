/*
 * A mail becomes rows, in two steps: a plan says everything that the mail
 * would become and changes nothing; applying it writes the rows. inspect
 * prints a plan; delivery (ingest/deliver.h) plans and applies under one
 * lock, so that no mail is planned against rows that change meanwhile
 * (spec/ingest.md 25, decisions.md 7).
 */
#ifndef INGEST_INGEST_H
#define INGEST_INGEST_H

#include "db/db.h"
#include "ingest/known.h"
#include "ingest/raw.h"
#include "mail/address.h"
#include "mail/content.h"
#include "mail/depends.h"
#include "mail/filenames.h"
#include "mail/mail.h"
#include "mail/subject.h"
#include "model/lookup.h"
#include "model/pattern.h"
#include "model/tag.h"

/* What a mail became, or would. */
enum verdict {
	VERDICT_PATCH,
	VERDICT_COVER,
	VERDICT_PATCH_COMMENT,
	VERDICT_COVER_COMMENT,
	VERDICT_DUPLICATE,
	VERDICT_IGNORED, /* nothing to store; the reason says why */
	VERDICT_BROKEN,  /* From, Subject or Message-Id missing or unusable */
	VERDICT_TOO_BIG,
	VERDICT_FAILED, /* could not be stored; the reason says why */
	VERDICTS
};

/* "patch", "cover", "patch comment", ..: as the journal keeps it. */
struct str verdict_name(enum verdict v);
/* The first four. */
bool verdict_is_stored(enum verdict v);

/* What the text of a mail makes it, whatever the database holds. */
enum mail_kind { MAIL_NONE, MAIL_PATCH, MAIL_COVER, MAIL_COMMENT };

/* What stays the same from mail to mail; known but for a group of them. */
struct ingest {
	struct str list_id;     /* chooses the project; n 0: the headers do */
	const struct str *drop; /* prefixes to drop beside the link name */
	size_t ndrop;
	struct patterns patterns;
	struct known known;
	struct packer packer;
};

struct plan {
	/* Of the mail alone (plan_mail). */
	struct mail mail;
	struct str missing; /* header that must be there; p NULL: none */
	struct hints hints;
	struct str list_ids[MAIL_LIST_IDS];
	size_t nlist_ids;
	struct str msgid; /* p NULL: there is no usable one */
	struct references references;
	int64_t date; /* TIME_NONE: the time of arrival stands for it */
	struct str headers;

	/* Of the mail and its project (plan_project, plan_text). */
	struct project project; /* id 0: none */
	struct str raw_subject; /* p NULL: none */
	struct subject subject;
	bool has_author;
	struct address author;
	enum mail_kind kind;
	struct content content; /* as the kind has it */
	struct str pull_url, hash;
	struct depends depends;
	enum err text_err; /* ERR_TOO_BIG: the text is past its bound */

	/* Of the rows (plan_rows). */
	enum verdict verdict;
	const char *reason; /* why nothing is stored; else NULL */
	int64_t state, delegate;
	enum comment_kind parent_kind;
	int64_t parent;      /* of a comment */
	int64_t *depends_on; /* series, in order, repeats kept */
	size_t ndepends_on;

	/* Set by plan_apply. */
	struct person submitter;
	int64_t id, series, number;
	struct series made; /* the series, if it is new; else id 0 */
};

void ingest_open(struct ingest *in);
void ingest_close(struct ingest *in);

/* The steps of a plan, in this order. All but the first need a database, of
 * which they only read; errors are the database's. bytes, and what the plan
 * points to, live as long as the arena. */
void plan_mail(struct arena *a, struct str bytes, struct plan *out);
enum err plan_project(
    struct ingest *in, struct db *db, struct arena *a, struct plan *p) MUST;
void plan_text(struct ingest *in, struct arena *a, struct plan *p);
enum err plan_rows(
    struct ingest *in, struct db *db, struct arena *a, struct plan *p) MUST;

/* All of them. */
enum err ingest_plan(struct ingest *in, struct db *db, struct arena *a,
    struct str bytes, struct plan *out) MUST;

/* Writes what the plan says, in the caller's transaction; nothing if its
 * verdict is none of the first four. ERR_BUSY also when the rows changed
 * since the plan: plan_rows again. */
enum err plan_apply(struct ingest *in, struct db *db, struct arena *a,
    struct plan *p, int64_t now) MUST;

#endif
