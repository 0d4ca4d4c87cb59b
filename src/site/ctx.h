/* What every handler gets: the request and what answers it. */
#ifndef SITE_CTX_H
#define SITE_CTX_H

#include "base/base.h"
#include "conf/conf.h"
#include "db/db.h"
#include "http/request.h"
#include "http/response.h"
#include "paths/paths.h"

struct user;

struct ctx {
	struct arena *a;
	struct db *db;
	const struct conf *conf;
	const struct request *rq;
	int64_t now;
	const struct user *user; /* NULL: anonymous */
	const struct route *route;
	struct str args[LIMIT_PATH_PARTS]; /* <..> of the path, decoded */
	size_t nargs;
	int version;    /* of the API: 10..14; 0 elsewhere */
	bool versioned; /* the URL named the version */
};

/* Argument i; "" if the path has fewer. */
struct str ctx_arg(const struct ctx *c, size_t i);
/* As a number; -1 if it is larger than any id, so that nothing matches. */
int64_t ctx_arg_id(const struct ctx *c, size_t i);

/* "http://host" as links need it: setting public_url, else scheme and Host
 * of the request. */
struct str ctx_base_url(const struct ctx *c);

enum { LOGIN = 1, NO_CSRF = 2, REST = 4, XMLRPC = 8 };

/* A row of web_routes or api_routes. */
struct route {
	unsigned methods; /* enum method, added up; HEAD comes
					 * with GET */
	enum path path;
	unsigned needs;
	enum err (*handle)(struct ctx *c, struct response *rs);
	const void *arg; /* of the handler: a resource */
};

/* A set of rows under a prefix; the first that fits answers. With every, the
 * handler is called for any method (the API negotiates before 405). */
struct routes {
	const struct route *rows;
	size_t n;
	bool api; /* under /api/ and /api/1.x/ */
};

#endif
