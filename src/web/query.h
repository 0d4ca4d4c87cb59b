/* Links of the patch list: the same search with one thing changed
 * (spec/web.md 3.4). Pure. */
#ifndef WEB_QUERY_H
#define WEB_QUERY_H

#include "http/request.h"
#include "model/patch.h"
#include "web/pages.h"

/* What a link may change: enum patch_view_key, and these. */
enum { QUERY_ORDER = VIEW_KEYS, QUERY_PAGE, QUERY_KEYS };

struct query {
	struct str url; /* of the list */
	/* What the page was asked, without what says the default; p NULL
	 * for that. The page is never in it: what changes the search begins
	 * at its first page. */
	struct str value[QUERY_KEYS];
	const struct field_values *request; /* others are kept */
};

struct query query_make(struct str url, const struct patch_view *v,
    const struct field_values *request);

/* The list with key as value; with value.p NULL without it, which for state
 * and archive, whose defaults hide rows, is any and both. */
struct str query_link(
    struct arena *a, const struct query *q, int key, struct str value);

/* What a list is asked, from a request. A series that is named alone, as the
 * API and old links do, is meant whole: in every state, archived or not. */
void query_read(const struct request *rq, struct patch_view *v);

/* The same search in every state and the archive. */
struct str query_every(struct arena *a, const struct query *q);

/* The fields that the filter form does not have: order, and the unknown. */
struct hidden *query_hidden(struct arena *a, const struct query *q, size_t *n);

#endif
