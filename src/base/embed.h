/* Files that are part of the program: style sheets, scripts, SQL. */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

#include "base/base.h"

/* Made by tools/embed: an array NAME of NAME_count rows, in the order of
 * their names. */
struct embedded {
	struct str name;  /* without its folder */
	struct str type;  /* media type, by the ending of the name */
	struct str hash;  /* of the bytes: 16 hex digits */
	struct str bytes; /* followed by a NUL that n does not count */
};

/* NULL if there is none of that name. */
const struct embedded *embedded_find(
    const struct embedded *rows, size_t n, struct str name);

#endif
