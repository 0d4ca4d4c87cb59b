/* What POST, PUT, PATCH and DELETE do, once the caller is known to be one
 * who may. */
#ifndef API_WRITE_H
#define API_WRITE_H

#include "api/api.h"

/*
 * Reads the body, and in one transaction checks it, changes what it says and
 * shows what is there then: all of it or nothing. row is that of the path.
 * The status is that of rs, or of *no; faults are in api->faults.
 */
enum err write_answer(struct api *api, const void *row, struct response *rs,
    struct refusal *no) MUST;

/* The faults as the body of a 400. */
void write_show_faults(struct json *j, const struct faults *faults);

#endif
