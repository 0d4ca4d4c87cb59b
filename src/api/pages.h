/* Pages of a list and the header Link (spec/rest-api.md 7). Pure. */
#ifndef API_PAGES_H
#define API_PAGES_H

#include "http/request.h"
#include "site/site.h"

/* What the request asks for. */
struct pages {
	int64_t page;     /* from 1; 0: the last one, whichever it is */
	int64_t per_page; /* at most the greatest allowed */
	bool none;        /* no page that there can be */
};

/* per_page is the default, most the greatest allowed. */
struct pages pages_read(
    const struct request *rq, int64_t per_page, int64_t most);

/* The header's value, at most LIMIT_LINK_HEADER bytes. url is absolute,
 * without its query. */
struct str pages_link(struct arena *a, struct str url,
    const struct field_values *query, const struct paging *p);

/* A query as links have it: in the order of names, name with this value
 * alone (p NULL: left out), another name (p NULL: none) left out. It begins
 * with '?', or is "". */
struct str pages_query(struct arena *a, const struct field_values *query,
    struct str name, struct str value, struct str drop);

/* The same for a page; 0 leaves it out. */
struct str pages_query_page(
    struct arena *a, const struct field_values *query, int64_t page);

#endif
