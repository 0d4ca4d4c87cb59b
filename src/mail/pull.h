/* Finding "git request-pull" blocks: spec/ingest.md 10 with row 24 of its
 * section 27 (no continuation backslash; + # ? % in URLs and + in refs; cut
 * to LIMIT_PULL_URL characters). */
#ifndef MAIL_PULL_H
#define MAIL_PULL_H

#include "base/base.h"

/* "URL" or "URL REF"; NULL if there is none. Linear in the message. */
struct str pull_find(struct arena *a, struct str message);

#endif
