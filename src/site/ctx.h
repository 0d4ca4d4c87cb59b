/* What every handler gets: the request and what answers it. */
#ifndef SITE_CTX_H
#define SITE_CTX_H

#include "auth/perm.h"
#include "base/base.h"
#include "conf/conf.h"
#include "db/db.h"
#include "http/request.h"
#include "http/response.h"
#include "paths/paths.h"

struct site;

/* What site/access.c, site/form.c know of the caller. */
struct access {
	bool asked;          /* who asks has been looked for */
	bool by_token;       /* the caller came with a token */
	struct str session;  /* key of a session that is good */
	struct ids projects; /* that the user maintains */
	bool has_projects;   /* they were read */
	struct str csrf;     /* secret of the forms in the answer; p NULL:
	                        * it has none */
	struct field_values form;
	bool has_form; /* the body was read */
};

struct ctx {
	struct arena *a;
	struct db *db; /* NULL in an error page of the server itself */
	const struct conf *conf;
	const struct site *site;
	const struct request *rq;
	int64_t now; /* a write of the API sets it when it has the lock */
	const struct user *user; /* NULL: anonymous; site/access.h */
	struct access access;
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
	unsigned needs; /* LOGIN, NO_CSRF; REST, XMLRPC: there
					 * if the setting is on */
	enum err (*handle)(struct ctx *c, struct response *rs);
	const void *arg; /* of the handler: a resource */
	int since;       /* of the API: not below this version */
};

/*
 * A set of rows; the first whose path fits answers. A path may have several
 * rows for different methods, side by side.
 *
 * With api, paths are below /api/ and /api/1.x/ (all of them need REST), and
 * the handler of the first row that fits path and version gets every method:
 * it negotiates, authenticates and then refuses methods itself, in the order
 * of spec/rest-api.md 6.2 (route->methods is what Allow lists). Elsewhere
 * site admits the caller and answers 405 and OPTIONS before the handler.
 */
struct routes {
	const struct route *rows;
	size_t n;
	bool api;
};

#endif
