/* Lists too large to be held at once: shown by pieces, which hold no more than
 * LIMIT_PIECE and LIMIT_PAIRS of rows, or one row. */
#ifndef API_LONG_H
#define API_LONG_H

#include "api/api.h"

/* Reads which rows the page has, and leaves it to api->stream to show them.
 * most: rows of the first piece; later ones grow or shrink to LIMIT_STREAM. */
enum err long_begin(struct api *api, size_t most) MUST;

/* The same to its end into api->j. ERR_TOO_BIG where that has more than limit
 * bytes before the last piece. */
enum err long_show(struct api *api, size_t most, size_t limit) MUST;

#endif
