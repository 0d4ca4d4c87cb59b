/* One text part of a mail, and its text. */
#ifndef MAIL_PART_H
#define MAIL_PART_H

#include "base/base.h"

struct part {
	struct str subtype;  /* of text/, lower case: "plain", "x-patch" */
	struct str charset;  /* as declared; p NULL if absent */
	struct str encoding; /* transfer encoding, trimmed, lower case */
	struct str body;     /* bytes as they came, borrowed from the mail */
	int nested;          /* message/ levels around it, 0 mostly */
};

/* The decoded text (spec/ingest.md 3.5): valid UTF-8 without NUL, CR kept if
 * an encoding hid it; never p NULL. A charset that is unknown, absent or does
 * not fit the bytes gives way to utf-8, windows-1252, iso-8859-1, in that
 * order (27.8). */
struct str part_text(struct arena *a, const struct part *p);

#endif
