/* From a request to its route and the answer, without a database. */
#include "site/site.h"

#include <string.h>

#include "test.h"

static enum err
show_args(struct ctx *c, struct response *rs)
{
	rs->type = S("text/plain");
	buf_printf(&rs->body, "%s", path_pattern(c->route->path));
	for (size_t i = 0; i < c->nargs; i++)
		buf_printf(&rs->body, " [%.*s]", STR_ARG(ctx_arg(c, i)));
	if (c->version > 0)
		buf_printf(
		    &rs->body, " v%d%s", c->version, c->versioned ? "" : "?");
	if (c->rq->method != GET)
		buf_printf(&rs->body, " %.*s", STR_ARG(c->rq->method_name));
	return OK;
}

static enum err
fail(struct ctx *c, struct response *rs)
{
	buf_lit(&rs->body, "half a page");
	response_header(rs, "Set-Cookie", S("half"));
	return err_set(*(const enum err *)c->route->arg, "the reason");
}

static enum err
overflow(struct ctx *c, struct response *rs)
{
	(void)c;
	buf_init(&rs->body, rs->a, 3);
	buf_lit(&rs->body, "long");
	return OK;
}

static const enum err invalid = ERR_INVALID, busy = ERR_BUSY,
		      internal = ERR_INTERNAL;

static const struct route pages[] = {
	{ GET, P_INDEX, 0, show_args, NULL },
	{ GET, P_PATCH_LIST, 0, show_args, NULL },
	{ POST, P_PATCH_LIST, NO_CSRF, show_args, NULL },
	{ GET, P_PATCH_MBOX, 0, show_args, NULL },
	{ GET, P_PATCH, 0, show_args, NULL },
	{ POST, P_PATCH, 0, show_args, NULL },
	{ GET, P_USER, LOGIN, show_args, NULL },
	{ GET, P_HEALTHZ, 0, show_args, NULL },
	{ GET, P_ABOUT, 0, fail, &invalid },
	{ GET, P_HELP, 0, fail, &busy },
	{ GET, P_HELP_ABOUT, 0, fail, &internal },
	{ GET, P_HELP_PWCLIENT, 0, overflow, NULL },
	{ GET | POST, P_LOGIN, XMLRPC | NO_CSRF, show_args, NULL },
};

static const struct route api[] = {
	{ GET, P_API_INDEX, 0, show_args, NULL },
	{ GET, P_API_PATCH, 0, show_args, NULL },
	{ GET, P_API_PATCH_COMMENTS, 0, show_args, NULL, .since = 11 },
	{ GET, P_API_USERS, 0, fail, &invalid },
	{ GET, P_API_EVENTS, 0, fail, &internal },
};

static const struct routes tables[] = {
	{ api, COUNT(api), .api = true },
	{ pages, COUNT(pages), .api = false },
};

static struct conf conf = { .rest = true };
static struct header headers[1];

/* "METHOD target", or "target" for GET. */
static struct response
ask(const char *line, const char *accept)
{
	struct site site = { &conf, tables, COUNT(tables), NULL };
	struct request rq = { .a = test_arena(),
		.method_name = S("GET"),
		.target = str_c(line),
		.scheme = S("http"),
		.host = S("pw.example.org"),
		.headers = headers,
		.id = S("request-1") };
	struct response rs;

	headers[0] = (struct header){ S("Accept"), str_c(accept) };
	rq.nheaders = accept != NULL;
	(void)str_cut(rq.target, ' ', &rq.method_name, &rq.target);
	rq.method = method_parse(rq.method_name);
	CHECK_OK(request_parse_target(&rq));
	response_init(&rs, test_arena());
	site_answer(&site, NULL, 0, &rq, &rs);
	return rs;
}

static struct str
header(const struct response *rs, const char *name)
{
	for (size_t i = 0; i < rs->nheaders; i++) {
		if (str_eq(rs->headers[i].name, str_c(name)))
			return rs->headers[i].value;
	}
	return (struct str){ NULL, 0 };
}

TEST(a_path_leads_to_the_first_row_that_fits)
{
	static const struct {
		const char *line, *want;
	} t[] = {
		{ "/", "/" },
		{ "/?a=b", "/" },
		{ "HEAD /", "/ HEAD" },
		{ "/project/a%2Fb/list/", "/project/<str>/list/ [a/b]" },
		{ "POST /project/x/list/", "/project/<str>/list/ [x] POST" },
		{ "/project/x/patch/a/mbox/b@c/mbox/",
		    "/project/<str>/patch/<msgid>/mbox/ [x] [a/mbox/b@c]" },
		{ "/project/x/patch/a%252Fb@c/",
		    "/project/<str>/patch/<msgid>/ [x] [a%2Fb@c]" },
		{ "/api/", " v14?" },
		{ "/api/1.0/", " v10" },
		{ "PUT /api/1.3/patches/007/", "patches/<int>/ [007] v13 PUT" },
		{ "/api/1.1/patches/1/comments/",
		    "patches/<int>/comments/ [1] v11" },
		{ "http://other.example/project/x/list/?q",
		    "/project/<str>/list/ [x]" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct response rs = ask(t[i].line, NULL);

		CHECK_INT(rs.status, 200, t[i].line);
		CHECK_STR(buf_str(&rs.body), t[i].want, t[i].line);
	}
}

TEST(what_no_row_fits_is_not_found)
{
	static const char *const t[] = { "//", "/nothing", "/nothing/",
		"/project//list/", "/project/x/list//", "/api/1.5/",
		"/api/2.0/", "/api//", "/api/patches//", "/api/patches/x/",
		"/api/patches/-1/", "/api/patches/1.json",
		"/api/1.0/patches/1/comments/", "/api/1.0/patches/1/comments",
		"/api/1x0/", "/healthz/", "/project/x%00/list/", "/PROJECT/",
		"POST /user/login/" /* its setting is off */ };

	for (size_t i = 0; i < COUNT(t); i++) {
		struct response rs = ask(t[i], NULL);

		CHECK_INT(rs.status, 404, t[i]);
		CHECK_STR(rs.type, "text/html; charset=utf-8", t[i]);
		CHECK_STR(header(&rs, "Vary"), "Accept, Cookie", t[i]);
	}
}

TEST(without_rest_there_is_no_api)
{
	struct response rs;

	conf.rest = false;
	rs = ask("/api/", NULL);
	conf.rest = true;
	CHECK_INT(rs.status, 404, "/api/");
}

TEST(a_missing_slash_is_added_and_the_query_kept)
{
	static const struct {
		const char *line, *want;
	} t[] = {
		{ "/project/x/list", "/project/x/list/" },
		{ "/api", "/api/" },
		{ "/api/1.2", "/api/1.2/" },
		{ "/api/patches/999?project=1&q=a%20b",
		    "/api/patches/999/?project=1&q=a%20b" },
		{ "DELETE /api/patches/1?", "/api/patches/1/?" },
		{ "POST /project/x/list?q=%zz+%2f&&=;?/",
		    "/project/x/list/?q=%zz+%2f&&=;?/" },
		{ "http://h/project/x/list?a", "/project/x/list/?a" },
		{ "/project/x/patch/a%2Fb%252Fc@d",
		    "/project/x/patch/a%2Fb%252Fc@d/" },
		{ "/project/\xc3\xa9/list?\x01\xff",
		    "/project/%C3%A9/list/?%01%FF" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct response rs = ask(t[i].line, NULL);

		CHECK_INT(rs.status, 301, t[i].line);
		CHECK_STR(header(&rs, "Location"), t[i].want, t[i].line);
		CHECK_STR(rs.type, "text/html; charset=utf-8", t[i].line);
		CHECK_INT(rs.body.n, 0, t[i].line);
		CHECK_INT(rs.nheaders, 1, t[i].line);
	}
}

TEST(methods_of_a_page)
{
	static const struct {
		const char *line;
		int want;
		const char *allow;
	} t[] = {
		{ "PUT /project/x/list/", 405, "GET, POST, HEAD, OPTIONS" },
		{ "POST /", 405, "GET, HEAD, OPTIONS" },
		{ "FOO /", 405, "GET, HEAD, OPTIONS" },
		{ "get /", 405, "GET, HEAD, OPTIONS" },
		{ "OPTIONS /", 200, "GET, HEAD, OPTIONS" },
		/* without a CSRF value */
		{ "POST /project/x/patch/y/", 403, NULL },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct response rs = ask(t[i].line, NULL);

		CHECK_INT(rs.status, t[i].want, t[i].line);
		CHECK_STR(header(&rs, "Allow"), t[i].allow, t[i].line);
	}
}

TEST(pages_for_users_lead_to_the_login_page)
{
	struct response rs = ask("/user/?a=b&c", NULL);

	CHECK_INT(rs.status, 302, "status");
	CHECK_STR(header(&rs, "Location"),
	    "/user/login/?next=/user/%3Fa%3Db%26c", "location");
}

TEST(errors_are_json_for_whom_prefers_it)
{
	static const struct {
		const char *line, *accept;
		int status;
		const char *json; /* NULL: HTML */
	} t[] = {
		{ "/about/", NULL, 400, NULL },
		{ "/about/", "*/*", 400, NULL },
		{ "/about/", "image/png", 400, NULL },
		{ "/about/", "application/json", 400,
		    "{\"detail\":\"the reason\"}" },
		{ "/about/", "application/json, text/plain, */*", 400,
		    "{\"detail\":\"the reason\"}" },
		{ "/api/users/", NULL, 400, "{\"detail\":\"the reason\"}" },
		{ "/api/users/", "image/png", 400,
		    "{\"detail\":\"the reason\"}" },
		{ "/api/users/", "text/html,*/*;q=0.8", 400, NULL },
		{ "/api/nothing/", NULL, 404, NULL },
		{ "/api/nothing/", "application/json", 404,
		    "{\"detail\":\"Not found.\"}" },
		{ "PUT /", "application/json", 405,
		    "{\"detail\":\"Method \\\"PUT\\\" not allowed.\"}" },
		{ "/api/events/", NULL, 500,
		    "{\"detail\":\"Something went wrong on the server. Its log "
		    "has more under request request-1.\"}" },
		{ "/help/", "application/json", 503,
		    "{\"detail\":\"The server is busy or its database is not "
		    "there.\"}" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct response rs = ask(t[i].line, t[i].accept);

		CHECK_INT(rs.status, t[i].status, t[i].line);
		CHECK_STR(rs.type,
		    t[i].json ? "application/json" : "text/html; charset=utf-8",
		    t[i].line);
		if (t[i].json != NULL)
			CHECK_STR(buf_str(&rs.body), t[i].json, t[i].line);
	}
}

TEST(an_error_forgets_what_the_handler_began)
{
	struct response rs = ask("/about/", NULL);

	CHECK(str_find(buf_str(&rs.body), S("half")) == rs.body.n, "body");
	CHECK_STR(header(&rs, "Set-Cookie"), NULL, "headers");
}

TEST(faults_of_the_server_are_told_without_details)
{
	struct response rs = ask("/help/about/", NULL);

	CHECK_INT(rs.status, 500, "status");
	CHECK(str_find(buf_str(&rs.body), S("the reason")) == rs.body.n,
	    "details");
	CHECK(str_find(buf_str(&rs.body), S("request-1")) < rs.body.n, "id");
	CHECK_STR(header(&rs, "X-Request-Id"), "request-1", "id");
	rs = ask("/help/", NULL);
	CHECK_INT(rs.status, 503, "status");
	CHECK_STR(header(&rs, "Retry-After"), "5", "busy");
	rs = ask("/help/pwclient/", NULL);
	CHECK_INT(rs.status, 500, "a body past its bound");
}

TEST(every_answer_has_the_headers_that_guard_it)
{
	static const char *const t[] = { "/", "/nothing/", "/about/", "PUT /",
		"/api/", "OPTIONS /" };

	for (size_t i = 0; i < COUNT(t); i++) {
		struct response rs = ask(t[i], NULL);
		struct str csp = header(&rs, "Content-Security-Policy");

		CHECK_STR(header(&rs, "X-Frame-Options"), "DENY", t[i]);
		CHECK_STR(
		    header(&rs, "X-Content-Type-Options"), "nosniff", t[i]);
		CHECK_STR(header(&rs, "Referrer-Policy"), "same-origin", t[i]);
		CHECK(str_starts(rs.type, S("text/html")) ==
			str_starts(csp, S("default-src 'none'; ")),
		    t[i]);
		CHECK(str_find(csp, S("unsafe")) == csp.n, t[i]);
	}
}

TEST(statements_are_told_when_the_setting_asks_for_it)
{
	struct response rs;

	conf.http_debug_statements = true;
	rs = ask("/", NULL);
	conf.http_debug_statements = false;
	CHECK_STR(header(&rs, "X-Thimble-Statements"), "0", "on");
	rs = ask("/", NULL);
	CHECK_STR(header(&rs, "X-Thimble-Statements"), NULL, "off");
}

TEST(links_begin_with_what_the_client_asked_or_the_setting)
{
	struct request rq = { .scheme = S("http"), .host = S("[::1]:8000") };
	struct ctx c = { .a = test_arena(), .conf = &conf, .rq = &rq };

	CHECK_STR(ctx_base_url(&c), "http://[::1]:8000", "Host");
	rq.host = str_c(NULL);
	CHECK_STR(ctx_base_url(&c), "http://localhost", "HTTP/1.0");
	conf.public_url = S("https://patches.example.org/");
	CHECK_STR(ctx_base_url(&c), "https://patches.example.org", "setting");
	conf.public_url = S("");
}

TEST(arguments_too_large_for_any_id_are_minus_one)
{
	struct ctx c = { .args = { S("007"), S("9223372036854775807"),
			     S("9223372036854775808") },
		.nargs = 3 };

	CHECK_INT(ctx_arg_id(&c, 0), 7, "zeros");
	CHECK_INT(ctx_arg_id(&c, 1), INT64_MAX, "largest");
	CHECK_INT(ctx_arg_id(&c, 2), -1, "too large");
	CHECK_STR(ctx_arg(&c, 3), "", "absent");
}

TEST(what_the_server_refuses_is_an_error_page)
{
	struct site site = { &conf, tables, COUNT(tables), NULL };
	struct request rq = { .id = S("request-1") };
	struct response rs;

	response_init(&rs, test_arena());
	site_refuse(&site, 0, &rq, 431, &rs);
	CHECK_INT(rs.status, 431, "status");
	CHECK(str_find(buf_str(&rs.body),
		  S("<title>Request Header Fields Too Large (431)</title>")) <
		rs.body.n,
	    "title");
}

TEST(pages_of_a_list)
{
	static const struct {
		int64_t total, per_page, pages;
	} t[] = {
		{ 0, 30, 1 },
		{ 1, 30, 1 },
		{ 30, 30, 1 },
		{ 31, 30, 2 },
		{ 10, 3, 4 },
		{ INT64_MAX, 1, INT64_MAX },
	};
	struct paging p;

	for (size_t i = 0; i < COUNT(t); i++) {
		p = paging_make(t[i].total, t[i].per_page, 1);
		CHECK_INT(p.pages, t[i].pages, "pages");
	}
	p = paging_make(10, 3, 4);
	CHECK_INT(paging_offset(&p), 9, "offset");
}
