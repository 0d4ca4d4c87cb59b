/* How texts that are sent have to be spelled. Pure. */
#ifndef API_SPELLING_H
#define API_SPELLING_H

#include "base/base.h"

/* http, https, ftp or ftps, and a host that is dotted and ends in letters,
 * localhost, or an address (spec/rest-api.md 14.9). */
bool spelling_is_url(struct str s);
/* ASCII letters, digits, - and _. */
bool spelling_is_slug(struct str s);
/* A format of project_archive_url: braces are {} or {0}, or doubled. */
bool spelling_is_format(struct str s);

/* "under-review" of "Under Review": lower case; blanks and hyphens become one
 * hyphen, other characters but letters, digits and _ are left out. */
struct str spelling_slug(struct arena *a, struct str s);

#endif
