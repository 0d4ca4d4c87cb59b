/*
 * A mail as the program sees it: bytes in, fields and text parts out. Pure:
 * no database, clock, log or settings.
 */
#ifndef MAIL_MAIL_H
#define MAIL_MAIL_H

#include "mail/header.h"
#include "mail/part.h"

struct mail {
	struct header *headers; /* in order, repeats included */
	size_t nheaders;
	struct part *parts; /* text parts, depth first */
	size_t nparts;
	/* Something was past a bound of base/limits.h and is not here. */
	bool truncated;
};

/* Never fails: whatever the bytes, there is a mail. CRLF and lone CR become
 * LF; a leading mbox line is accepted. Borrows bytes as long as the mail is
 * used. */
void mail_parse(struct arena *a, struct str bytes, struct mail *out);

/* The first raw value of a field, ASCII case ignored; p is NULL if absent. */
struct str mail_header(const struct mail *m, struct str name);

/* Every one in turn: *at is 0 at first. False, nothing set, at the end. */
bool mail_next_header(
    const struct mail *m, struct str name, size_t *at, struct str *value);

/* header_clean of the first; p is NULL if absent, empty text is n 0. */
struct str mail_clean_header(
    struct arena *a, const struct mail *m, struct str name);

/* The header block as it is stored (spec/ingest.md 3.4): fields in order,
 * "name: value" joined by LF, pure ASCII. ASCII values are kept byte for
 * byte, 8-bit ones become encoded words with their original bytes. */
struct str mail_write_headers(struct arena *a, const struct mail *m);

/* Message id (6.1) with its brackets, at most LIMIT_MSGID characters.
 * ERR_INVALID if there is none or an empty one. */
enum err mail_find_id(
    struct arena *a, const struct mail *m, struct str *out) MUST;

/* Ids this mail refers to, nearest ancestor first (6.2), at most
 * LIMIT_REFERENCES, not cut to LIMIT_MSGID. */
struct references {
	struct str *ids;
	size_t n;
};
void mail_list_references(
    struct arena *a, const struct mail *m, struct references *out);

/* Date in UTC. False, nothing set, if there is no usable one (6.3): the
 * caller then takes the time of arrival. */
bool mail_find_date(struct arena *a, const struct mail *m, int64_t *out);

/* List ids to try in order (5): of List-ID, X-Mailing-List, X-list. */
#define MAIL_LIST_IDS 3
size_t mail_list_ids(struct arena *a, const struct mail *m,
    struct str out[static MAIL_LIST_IDS]);

/* Wishes of the sender (12): cleaned text, p NULL if absent. */
struct hints {
	bool ignore;          /* X-Patchwork-Hint: ignore */
	bool action_required; /* header present, whatever it says */
	struct str state, delegate;
};
void mail_read_hints(struct arena *a, const struct mail *m, struct hints *out);

#endif
