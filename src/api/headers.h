/* Stored header blocks of mails (spec/rest-api.md 13.2). */
#ifndef API_HEADERS_H
#define API_HEADERS_H

#include "base/json.h"

/* As an object: a name's value, or the array of all its values. At most
 * LIMIT_HEADERS fields, and eight spellings of a name. */
void headers_show(struct json *j, struct arena *a, struct str block);

/* Value of the first field of that name (ASCII case ignored), as it is
 * stored; "" if there is none. */
struct str headers_find(struct str block, struct str name);

#endif
