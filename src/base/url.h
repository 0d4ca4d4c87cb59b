/* Percent-encoding (RFC 3986 2.1), each way once. */
#ifndef BASE_URL_H
#define BASE_URL_H

#include "base/base.h"

/* Undoes it once; plus: '+' is a space. A malformed % is literal. The result
 * is bytes; text that needs no change is returned as it is, uncopied. */
struct str url_decode(struct arena *a, struct str text, bool plus);

/* Form style: space '+', everything but A-Za-z0-9_.-~ as %XX. */
void url_encode_form(struct buf *b, struct str text);

/* name=value of a query that begins with the buffer: '?' first, '&' before
 * further ones; both in form style. */
void url_add_pair(struct buf *b, struct str name, struct str value);

/* One segment of a path: everything but A-Za-z0-9-._~ and :@!$&'()*+,;= as
 * %XX, so that the same segment comes back (spec/rest-api.md 13.1). */
void url_encode_segment(struct buf *b, struct str text);

#endif
