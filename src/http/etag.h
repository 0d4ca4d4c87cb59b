/* Entity tags (RFC 9110 8.8.3). Pure. */
#ifndef HTTP_ETAG_H
#define HTTP_ETAG_H

#include "base/base.h"

/* Whether the header If-None-Match names a tag (with its quotes, without W/):
 * "*" names all. Compared weakly, as 13.1.2 says. */
bool etag_is_among(struct str tag, struct str list);

#endif
