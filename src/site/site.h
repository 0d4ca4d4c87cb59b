/*
 * Dispatch: from a request to the row of a route table, the handler, and the
 * answer to what it returned. Errors become pages in the table of
 * site/errors.c; JSON when the request prefers it.
 */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "site/ctx.h"

/* The error page: a whole HTML document for a status and a message. Set by
 * web, which has the frame; site alone writes a bare one. */
typedef enum err error_page_fn(
    struct ctx *c, struct response *rs, int status, struct str message);

struct site {
	const struct conf *conf;
	const struct routes *routes; /* tried in order */
	size_t nroutes;
	error_page_fn *error_page;
};

/* Answers one request: finds the route (404, 301 to the slashed path, 405
 * with Allow), calls the handler, adds the headers that all answers have. */
void site_answer(const struct site *s, struct db *db, int64_t now,
    const struct request *rq, struct response *rs);

/* The HTTP status of a code (decisions 10). */
int site_status(enum err e);

/* Paging shared by REST, web and XML-RPC lists. */
struct paging {
	int64_t page, per_page, total;
	int64_t pages; /* at least 1 */
};

#endif
