/* The REST API: the table of routes below /api/ (spec/rest-api.md 1.1). */
#ifndef API_ROUTES_H
#define API_ROUTES_H

#include "site/site.h"

extern const struct routes api_routes;

#endif
