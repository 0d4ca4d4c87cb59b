/* Lists too long to be held at once (lister_is_long). */
#ifndef API_LONG_H
#define API_LONG_H

#include "api/api.h"

/* Reads which rows the page has, and leaves it to api->stream to show them. */
enum err long_begin(struct api *api) MUST;

#endif
