/* Content negotiation (spec/rest-api.md 3). Pure. */
#ifndef SITE_ACCEPT_H
#define SITE_ACCEPT_H

#include "base/base.h"

/*
 * Which of n types, in order of preference, the Accept header takes (p NULL:
 * no header, takes all): entries count by how specific they are, q is
 * ignored. -1 if none fits. *entry (may be NULL) is the entry that fitted,
 * with its parameters.
 */
int accept_choose(
    struct str header, const struct str *types, size_t n, struct str *entry);

/*
 * Whether the header likes one type better than another (RFC 9110 12.5.1): by
 * q, then by how exactly it names it. Neither, if it is absent.
 */
bool accept_prefers(struct str header, struct str type, struct str over);

#endif
