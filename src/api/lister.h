/* Lists: filters, search, order and pages, the same for all. */
#ifndef API_LISTER_H
#define API_LISTER_H

#include "api/api.h"
#include "model/list.h"

/* What a list is made of. */
struct lister {
	const struct listing *listing;
	const struct filters *filters;
	const struct order *orders; /* the default first */
	const size_t *norders;
	bool down;                     /* the default, backwards */
	const struct sql_text *search; /* columns of q */
	size_t nsearch;
	/* Narrows it to what is below a parent, and to what the caller may
	 * see. NULL: all rows. */
	enum err (*scope)(struct api *api, struct selection *s);
};

struct rows {
	void *v;
	size_t n;
};

/* The page that the request asks for, and its place among the others
 * (api->paging). ERR_NOT_FOUND for a page that there is not. */
enum err lister_read(
    struct api *api, const struct lister *l, struct rows *out) MUST;

/* Whether the request asks for a page of more than LIMIT_ROWS_PAGE rows, which
 * is not held at once. */
bool lister_is_long(struct api *api);
/* That page without its rows, and their order. */
enum err lister_read_outline(struct api *api, const struct lister *l,
    struct outline *outline, struct ordering *by) MUST;

/* Adds what the request asks for by parameters. */
enum err lister_filter(
    struct api *api, const struct lister *l, struct selection *s) MUST;

#endif
