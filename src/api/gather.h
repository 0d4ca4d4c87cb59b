/*
 * Loads what the fields of rows refer to: each family once, however many
 * rows there are, so that the number of statements does not depend on the
 * data.
 */
#ifndef API_GATHER_H
#define API_GATHER_H

#include "api/api.h"

void gather_init(struct api *api);

/* For n rows of a shape, each size bytes, as they are shown in where. */
enum err gather(struct api *api, const struct shape *s, unsigned where,
    const void *rows, size_t n, size_t size) MUST;

/* Whether an answer in the version of this request shows the field. */
bool gather_shows(const struct api *api, const struct field *f, unsigned where);

#endif
