/* The routes of the REST API. */
#include "api/routes.h"

const struct routes api_routes = { .rows = NULL, .n = 0, .api = true };
