/* Pages and downloads for browsers: the table of routes, the error page. */
#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

#include "site/site.h"

extern const struct routes web_routes;

/* error_page_fn of site/site.h. */
enum err web_error_page(
    struct ctx *c, struct response *rs, int status, struct str message);

#endif
