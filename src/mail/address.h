/* Names and addresses of people (spec/ingest.md 11). */
#ifndef MAIL_ADDRESS_H
#define MAIL_ADDRESS_H

#include "base/base.h"

struct mail;

/* The name is p NULL if there is none ("a@b.org"), empty in "<a@b.org>". */
struct address {
	struct str name, email;
};

/* Exactly one '@' with text on both sides, no blank, control character or
 * angle bracket (27.25). */
bool address_is_valid(struct str email);

/* Splits a cleaned value; both halves are trimmed and cut to LIMIT_NAME
 * characters. If it is a list, its first valid address. ERR_INVALID, *out
 * untouched, if there is none. */
enum err address_split(
    struct arena *a, struct str text, struct address *out) MUST;

/* The addresses of a cleaned list ("a@b.org, "C, D" <c@d.org>"), at most
 * LIMIT_ADDRESSES; groups are opened, pieces without a valid address are
 * left out. */
struct addresses {
	struct address *rows;
	size_t n;
};
void address_list(struct arena *a, struct str text, struct addresses *out);

/* Who wrote the mail. If From is the list's own address, the person behind
 * it is looked for (DMARC munging; 11, 27.26). ERR_INVALID if From is absent,
 * empty or has no valid address. */
enum err address_author(struct arena *a, const struct mail *m,
    struct str list_email, struct address *out) MUST;

#endif
