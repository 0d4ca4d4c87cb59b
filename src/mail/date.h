/* Dates of mails. */
#ifndef MAIL_DATE_H
#define MAIL_DATE_H

#include "base/base.h"

/* Reads a cleaned Date leniently (spec/ingest.md 6.3): microseconds, UTC.
 * ERR_INVALID if it cannot be read or is outside years 1 to 9999. */
enum err date_parse(struct str text, int64_t *out) MUST;

/* The form of RFC 5322: "Sun, 11 Sep 2016 22:22:03 +0000". */
struct str date_write(struct arena *a, int64_t t);

#endif
