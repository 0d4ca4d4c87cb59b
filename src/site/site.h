/*
 * Dispatch: from a request to the row of a route table, the handler, and the
 * answer to what it returned. Errors become pages in the table of
 * site/errors.c; JSON when the request prefers it.
 */
#ifndef SITE_SITE_H
#define SITE_SITE_H

#include "site/ctx.h"

struct verifier;

/* The error page: a whole HTML document for a status and a message. Set by
 * web, which has the frame; if it fails, or is NULL, site writes a bare one.
 * c->db may be NULL. */
typedef enum err error_page_fn(
    struct ctx *c, struct response *rs, int status, struct str message);

/* The address of a style sheet or image of the site. Set by web, which has
 * them. */
typedef struct str asset_url_fn(struct arena *a, struct str name);

struct site {
	const struct conf *conf;
	const struct routes *routes; /* tried in order */
	size_t nroutes;
	error_page_fn *error_page;
	asset_url_fn *asset_url;
	struct str secret;         /* as the setting secret_key; never "" in
	                             * a site that signs anybody in */
	struct verifier *verifier; /* of passwords; NULL: nobody has one */
};

/* Answers one request: finds the route (404, 301 to the slashed path, 405
 * with Allow), admits the caller, calls the handler, adds the headers that
 * all answers have. With rs->later set it has to be called again. */
void site_answer(const struct site *s, struct db *db, int64_t now,
    const struct request *rq, struct response *rs);

/* What the server refuses by itself: an error page without a database. The
 * arena is that of rs. */
void site_refuse(const struct site *s, int64_t now, const struct request *rq,
    int status, struct response *rs);

/* "GET, POST, HEAD, OPTIONS": methods in the order of spec/rest-api.md 4,
 * with HEAD if there is GET, and OPTIONS. */
struct str site_allow(struct arena *a, unsigned methods);

/* "" without assets. */
struct str site_asset_url(const struct ctx *c, struct str name);

/* errors.c */

/* The HTTP status of a code (decisions.md 10). */
int site_status(enum err e);
/* The answer to a handler that failed with e and err_message(). What is the
 * server's fault (5xx) is logged, and told without details. */
void site_error(struct ctx *c, struct response *rs, enum err e);
/* An answer of that status and message: {"detail": ..} or the error page.
 * Headers that were set before stay. */
void site_write_error(
    struct ctx *c, struct response *rs, int status, struct str message);

/* headers.c: what all answers have. */
void site_add_headers(struct ctx *c, struct response *rs);

/* variant.c: which form of a good answer this client gets: packed or as it is,
 * with its ETag, or 304 if the client has it. After site_add_headers. */
void site_choose_variant(struct ctx *c, struct response *rs);

/* paging.c: shared by REST, web and XML-RPC lists. */
struct paging {
	int64_t page, per_page, total;
	int64_t pages; /* at least 1 */
};

/* page is taken as it is: what one past the end means is the caller's. */
struct paging paging_make(int64_t total, int64_t per_page, int64_t page);
/* Rows before the page. */
int64_t paging_offset(const struct paging *p);

#endif
