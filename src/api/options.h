/* What OPTIONS tells of an endpoint (spec/rest-api.md 5). */
#ifndef API_OPTIONS_H
#define API_OPTIONS_H

#include "api/endpoint.h"

/* method: POST or PUT, whose fields are described, or 0. */
void options_show(struct json *j, const struct endpoint *ep, unsigned method);

/* "List archive url" of list_archive_url. */
struct str options_label(struct arena *a, const char *name);

#endif
