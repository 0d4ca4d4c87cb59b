/*
 * From a request to its answer: the route tables are tried in order, and in
 * each the first row whose path fits decides. Nothing here knows a page; what
 * is special about the API is its prefix, its versions, and that its handlers
 * get every method (site/ctx.h).
 */
#include "site/site.h"

#include "base/log.h"
#include "site/access.h"
#include "site/cors.h"

enum { VERSION_NEWEST = 14 };

/* Where a path led. */
struct found {
	const struct routes *table;
	const struct route *row;
	int version;
	bool versioned;
};

static bool
is_there(const struct conf *conf, const struct routes *t, const struct route *r)
{
	if ((t->api || (r->needs & REST)) && !conf->rest)
		return false;
	return !(r->needs & XMLRPC) || conf->xmlrpc;
}

static bool
find_in_table(
    struct ctx *c, const struct routes *t, struct str path, struct found *out)
{
	int version = 0;

	if (t->api && !path_cut_api(path, &path, &version))
		return false;
	*out = (struct found){ .table = t, .versioned = version != 0 };
	if (t->api)
		out->version = version != 0 ? version : VERSION_NEWEST;
	for (size_t i = 0; i < t->n; i++) {
		const struct route *r = &t->rows[i];

		if (r->since > out->version || !is_there(c->conf, t, r) ||
		    !path_fits(c->a, str_c(path_pattern(r->path)), path,
			c->args, &c->nargs))
			continue;
		out->row = r;
		return true;
	}
	return false;
}

static bool
find_route(struct ctx *c, struct str path, struct found *out)
{
	for (size_t i = 0; i < c->site->nroutes; i++) {
		if (find_in_table(c, &c->site->routes[i], path, out))
			return true;
	}
	return false;
}

/* What a header may not hold as it is: the client may have sent it raw. */
static void
add_target(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char byte = (unsigned char)s.p[i];

		if (byte > 0x20 && byte < 0x7f)
			buf_char(b, s.p[i]);
		else
			buf_printf(b, "%%%02X", byte);
	}
}

/* To the path with its final slash, if there is such a one; the query is
 * kept byte for byte (spec/rest-api.md 1.2). */
static bool
add_slash(struct ctx *c, struct response *rs)
{
	const struct request *rq = c->rq;
	struct found found;
	struct str path;
	struct buf b;

	if (str_ends(rq->path, S("/")))
		return false;
	path = str_f(c->a, "%.*s/", STR_ARG(rq->path));
	if (!find_route(c, path, &found))
		return false;
	buf_init(&b, c->a, 4 * LIMIT_REQUEST_LINE);
	add_target(&b, path);
	if (rq->has_query) {
		buf_char(&b, '?');
		add_target(&b, rq->query_text);
	}
	response_redirect(rs, 301, buf_str(&b));
	return true;
}

struct str
site_allow(struct arena *a, unsigned methods)
{
	static const struct {
		unsigned method;
		const char *name;
	} names[] = {
		{ GET, "GET" },
		{ POST, "POST" },
		{ PUT, "PUT" },
		{ PATCH, "PATCH" },
		{ DELETE, "DELETE" },
		{ HEAD, "HEAD" },
		{ OPTIONS, "OPTIONS" },
	};
	struct buf b;

	methods |= OPTIONS | (methods & GET ? HEAD : 0);
	buf_init(&b, a, 100);
	for (size_t i = 0; i < COUNT(names); i++) {
		if (methods & names[i].method)
			buf_printf(
			    &b, "%s%s", b.n > 0 ? ", " : "", names[i].name);
	}
	return buf_str(&b);
}

struct str
site_asset_url(const struct ctx *c, struct str name)
{
	return c->site->asset_url != NULL ? c->site->asset_url(c->a, name)
					  : S("");
}

/* Of the rows of one path, the one for the method; else all their methods
 * are added up. */
static const struct route *
choose_method(struct ctx *c, const struct found *f, unsigned *methods)
{
	const struct route *end = f->table->rows + f->table->n;
	unsigned want = c->rq->method == HEAD ? GET : c->rq->method;

	*methods = 0;
	for (const struct route *r = f->row; r < end; r++) {
		if (r->path != f->row->path || !is_there(c->conf, f->table, r))
			continue;
		if (r->methods & want)
			return r;
		*methods |= r->methods;
	}
	return NULL;
}

static void
refuse_method(struct ctx *c, struct response *rs, unsigned methods)
{
	response_header(rs, "Allow", site_allow(c->a, methods));
	if (c->rq->method == OPTIONS) {
		rs->type = S("text/html; charset=utf-8");
		return;
	}
	site_write_error(c, rs, 405,
	    str_f(c->a, "Method \"%.*s\" not allowed.",
		STR_ARG(c->rq->method_name)));
}

/* OK, or what the handler failed with. */
static enum err
answer_route(struct ctx *c, struct response *rs, const struct found *found)
{
	unsigned methods;
	enum err e;

	c->route = found->row;
	if (!found->table->api) {
		c->route = choose_method(c, found, &methods);
		if (c->route == NULL) {
			refuse_method(c, rs, methods);
			return OK;
		}
		if (!access_admit(c, rs))
			return OK;
	}
	if ((e = c->route->handle(c, rs)) != OK)
		return e;
	if (rs->stream.next == NULL && rs->body.err != OK)
		return err_set(ERR_INTERNAL, "the answer is too large");
	return OK;
}

/* None stays open between requests. */
static void
end_transaction(struct ctx *c)
{
	if (!db_in_transaction(c->db))
		return;
	log_line(LOG_ERROR, "request %.*s: %.*s left a transaction open",
	    STR_ARG(c->rq->id), STR_ARG(c->rq->path));
	while (db_in_transaction(c->db))
		db_rollback(c->db);
}

void
site_answer(const struct site *s, struct db *db, int64_t now,
    const struct request *rq, struct response *rs)
{
	struct ctx c = { .a = rs->a,
		.db = db,
		.conf = s->conf,
		.site = s,
		.rq = rq,
		.now = now };
	int64_t before = db != NULL ? db_statements(db) : 0;
	struct found found;
	enum err e = OK;

	if (cors_answer(&c, rs)) {
		site_add_headers(&c, rs);
		return;
	}
	if (find_route(&c, rq->path, &found)) {
		c.version = found.version;
		c.versioned = found.versioned;
		e = answer_route(&c, rs, &found);
	} else if (add_slash(&c, rs)) {
		cors_add_headers(&c, rs);
		return;
	} else if ((e = access_find_session(&c)) == OK) {
		/* The page shows who is signed in, as others do. */
		e = err_set(ERR_NOT_FOUND, "Not found.");
	}
	if (e != OK && rs->later.start == NULL)
		site_error(&c, rs, e);
	if (db != NULL) {
		end_transaction(&c);
		rs->statements += db_statements(db) - before;
	}
	if (rs->later.start != NULL)
		return;
	site_add_headers(&c, rs);
	site_choose_variant(&c, rs);
}

void
site_refuse(const struct site *s, int64_t now, const struct request *rq,
    int status, struct response *rs)
{
	struct ctx c = {
		.a = rs->a, .conf = s->conf, .site = s, .rq = rq, .now = now
	};
	struct str message = status >= 500
	    ? S("The server is busy.")
	    : S("The server cannot understand the request, or it is too big.");

	site_write_error(&c, rs, status, message);
	site_add_headers(&c, rs);
}
