/* Who asks, as the API is told: every mechanism, every refusal of
 * spec/rest-api.md 11, several of them at once. On both engines. */
#include "site/access.h"

#include <semaphore.h>
#include <string.h>

#include "auth/csrf.h"
#include "auth/session.h"
#include "auth/verifier.h"
#include "base/time.h"
#include "db/migrate.h"
#include "fixture.h"
#include "model/project_change.h"
#include "model/token.h"
#include "model/user_change.h"
#include "site/site.h"
#include "test.h"

static const int64_t now = 1790000000 * TIME_SECOND;

#define PLAIN  "abcdefghijklmnopqrstuvwxyzABCDEF"
#define OTHER  "bbcdefghijklmnopqrstuvwxyzABCDEF"
#define SECRET "00000000000000000000000000000000000000000000000000"
/* "secret" */
#define MD5 "md5$salt$d42a0f742ffc1be4e1cc0845c2429c97"

#define ANNS "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define BOBS "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define GONE "cccccccccccccccccccccccccccccccccccccccc"

static struct db *db;
static struct conf conf;
static struct site site;
static struct str anns_session;
static int64_t project;

static enum err
show_caller(struct ctx *c, struct response *rs)
{
	enum err e = access_identify(c, rs);

	if (e != OK)
		return e;
	rs->type = S("text/plain");
	buf_add(&rs->body, c->user != NULL ? c->user->username : S("nobody"));
	return OK;
}

/* Of a patch of the project, without submitter and delegate. Asked twice. */
static enum err
require(struct ctx *c, struct response *rs)
{
	struct parties p = { .project = project };
	bool can;
	enum err e;

	if ((e = access_identify(c, rs)) != OK)
		return e;
	if ((e = access_can(c, CAN_EDIT_PATCH, &p, &can)) != OK)
		return e;
	if ((e = access_require(c, CAN_RELATE_PATCH, &p)) != OK)
		return e;
	buf_add(&rs->body, can ? S("may") : S("may not"));
	return OK;
}

static const struct route rows[] = {
	{ GET | POST, P_API_INDEX, 0, show_caller, NULL },
	{ GET, P_API_PATCHES, 0, require, NULL },
};
static const struct routes tables[] = {
	{ rows, COUNT(rows), .api = true },
};

static int64_t
add_user(const char *name, const char *token, bool active)
{
	struct user u = { .username = str_c(name),
		.first_name = S(""),
		.last_name = S(""),
		.email = S(""),
		.password = S(MD5),
		.is_active = active };

	CHECK_OK(user_add(db, &u, now, &u.id));
	CHECK_OK(token_replace(db, &(struct token){ str_c(token), u.id, now }));
	if (str_eq(u.username, S("ann")))
		CHECK_OK(session_begin(db, test_arena(), S(SECRET), &u,
		    (struct str){ NULL, 0 }, now, &anns_session));
	return u.id;
}

static void
open_site(int queue)
{
	struct project p = { .linkname = S("linux"),
		.name = S("linux"),
		.listid = S("l"),
		.listemail = S("l@x"),
		.subject_match = S(""),
		.web_url = S(""),
		.scm_url = S(""),
		.webscm_url = S(""),
		.list_archive_url = S(""),
		.list_archive_url_format = S(""),
		.commit_url_format = S("") };

	db = fixture_open();
	CHECK_OK(migrate_apply(db, test_arena(), now, NULL));
	CHECK_OK(project_add(db, &p, &project));
	CHECK_OK(user_add_project(db, add_user("ann", ANNS, true), project));
	add_user("bob", BOBS, true);
	add_user("gone", GONE, false);
	conf = (struct conf){ .rest = true, .public_url = S("") };
	site = (struct site){ .conf = &conf,
		.routes = tables,
		.nroutes = COUNT(tables),
		.secret = S(SECRET) };
	CHECK_OK(verifier_open(
	    &(struct verifier_options){
		.threads = 1, .queue = queue, .max_failures = 1000 },
	    &site.verifier));
}

static void
close_site(void)
{
	verifier_close(site.verifier);
	db_close(db);
}

/* NULL, or empty type: not sent. */
struct sent {
	const char *line, *authorization, *cookie, *header, *origin;
	const char *type, *body;
};

static void
wake(void *arg)
{
	sem_post(arg);
}

/* As the server does with what is put off; *turns (may be NULL) counts. */
static void
answer(const struct request *rq, struct response *rs, int *turns)
{
	struct later later;
	sem_t woken;
	int n = 0;

	do {
		site_answer(&site, db, now, rq, rs);
		later = rs->later;
		n++;
		if (later.start == NULL)
			break;
		response_reset(rs);
		rs->later.state = later.state;
		sem_init(&woken, 0, 0);
		later.start(later.state, wake, &woken);
		sem_wait(&woken);
	} while (n < 5);
	if (turns != NULL)
		*turns = n;
}

static struct response
ask(const struct sent *s, int *turns)
{
	static const char *const names[] = { "Authorization", "Cookie",
		"X-CSRFToken", "Origin" };
	const char *values[] = { s->authorization, s->cookie, s->header,
		s->origin };
	struct request rq = { .a = test_arena(),
		.method_name = S("GET"),
		.target = str_c(s->line),
		.scheme = S("http"),
		.host = S("pw.example.org"),
		.remote = S("192.0.2.7"),
		.body = str_c(s->body),
		.content_type = str_c(s->type),
		.headers = arena_array(test_arena(), struct header, 4),
		.id = S("request-1") };
	struct response rs;

	for (size_t i = 0; i < COUNT(names); i++) {
		struct str value = str_c(values[i]);
		size_t at = str_find(value, S("$key"));

		if (value.p == NULL)
			continue;
		if (at < value.n)
			value = str_f(test_arena(), "%.*s%.*s%.*s",
			    STR_ARG(str_sub(value, 0, at)),
			    STR_ARG(anns_session),
			    STR_ARG(str_from(value, at + 4)));
		rq.headers[rq.nheaders++] =
		    (struct header){ str_c(names[i]), value };
	}
	(void)str_cut(rq.target, ' ', &rq.method_name, &rq.target);
	rq.method = method_parse(rq.method_name);
	CHECK_OK(request_parse_target(&rq));
	response_init(&rs, test_arena());
	answer(&rq, &rs, turns);
	return rs;
}

#define REFUSED(text) "{\"detail\":\"" text "\"}"
#define SESSION       "sessionid=$key"

static void
check_rows(const struct sent *t, const char *const *want, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct response rs = ask(&t[i], NULL);
		struct str what = str_f(test_arena(), "row %zu", i);

		CHECK_STR(buf_str(&rs.body), want[i], what.p);
		CHECK_INT(rs.status, want[i][0] == '{' ? 403 : 200, what.p);
	}
}

TEST(a_token_is_enough)
{
	static const struct sent t[] = {
		{ "/api/" },
		{ "/api/", "" },
		{ "/api/", "Bearer " ANNS },
		{ "/api/", "Token " ANNS },
		{ "POST /api/", "tOKEN  " BOBS },
		{ "/api/", "Token nosuch" },
		{ "/api/", "Token " GONE },
		{ "/api/", "Token" },
		{ "/api/", "Token a b" },
	};
	static const char *const want[] = {
		"nobody",
		"nobody",
		"nobody",
		"ann",
		"bob",
		REFUSED("Invalid token."),
		REFUSED("User inactive or deleted."),
		REFUSED("Invalid token header. No credentials provided."),
		REFUSED("Invalid token header. Token string should not contain "
			"spaces."),
	};

	open_site(4);
	check_rows(t, want, COUNT(t));
	close_site();
}

TEST(a_password_is_enough)
{
	static const struct sent t[] = {
		{ "/api/", "Basic YW5uOnNlY3JldA==" }, /* ann:secret */
		{ "POST /api/", "basic YW5uOnNlY3JldA==" },
		{ "/api/", "Basic YW5uOlNlY3JldA==" }, /* ann:Secret */
		{ "/api/", "Basic QW5uOnNlY3JldA==" }, /* Ann:secret */
		{ "/api/", "Basic Z29uZTpzZWNyZXQ=" }, /* gone:secret */
		{ "/api/", "Basic OnNlY3JldA==" },     /* :secret */
		{ "/api/", "Basic YW5u" },             /* ann */
		{ "/api/", "Basic" },
		{ "/api/", "Basic a b" },
	};
	static const char *const want[] = {
		"ann",
		"ann",
		REFUSED("Invalid username/password."),
		REFUSED("Invalid username/password."),
		REFUSED("Invalid username/password."),
		REFUSED("Invalid username/password."),
		REFUSED("Invalid basic header. Credentials not correctly "
			"base64 encoded."),
		REFUSED("Invalid basic header. No credentials provided."),
		REFUSED("Invalid basic header. Credentials string should not "
			"contain spaces."),
	};

	open_site(4);
	check_rows(t, want, COUNT(t));
	close_site();
}

TEST(a_session_needs_a_csrf_value_for_what_is_unsafe)
{
#define FORM    "application/x-www-form-urlencoded"
#define WITH    SESSION "; csrftoken=" PLAIN
#define TRUSTED "http://pw.example.org"
	static const struct sent t[] = {
		{ "/api/", .cookie = SESSION },
		{ "HEAD /api/", .cookie = SESSION },
		{ "OPTIONS /api/", .cookie = SESSION },
		{ "TRACE /api/", .cookie = SESSION },
		{ "POST /api/", .cookie = SESSION },
		{ "PUT /api/", .cookie = SESSION },
		{ "PATCH /api/", .cookie = SESSION },
		{ "DELETE /api/", .cookie = SESSION },
		{ "FOO /api/", .cookie = SESSION },
		{ "POST /api/", .cookie = WITH },
		{ "POST /api/", .cookie = WITH, .header = PLAIN },
		{ "DELETE /api/", .cookie = WITH, .header = PLAIN },
		{ "PATCH /api/", .cookie = WITH, .header = OTHER },
		{ "PATCH /api/", .cookie = WITH, .header = "x" },
		{ "PATCH /api/", .cookie = SESSION "; csrftoken=x",
		    .header = PLAIN },
		{ "POST /api/", .cookie = WITH, .type = FORM,
		    .body = "a=b&csrfmiddlewaretoken=" PLAIN },
		{ "POST /api/", .cookie = WITH, .type = FORM,
		    .body = "csrfmiddlewaretoken=" OTHER },
		{ "PUT /api/", .cookie = WITH, .type = FORM,
		    .body = "csrfmiddlewaretoken=" PLAIN },
		{ "POST /api/", .cookie = WITH, .type = "text/plain",
		    .body = "csrfmiddlewaretoken=" PLAIN },
		{ "POST /api/", .cookie = WITH,
		    .type = "multipart/form-data; boundary=x",
		    .body = "--x\r\nContent-Disposition: form-data; "
			    "name=\"csrfmiddlewaretoken\"\r\n\r\n" PLAIN
			    "\r\n--x--\r\n" },
		{ "POST /api/", .cookie = WITH,
		    .type = "multipart/form-data; boundary=x",
		    .body = "broken" },
		{ "POST /api/", .cookie = WITH, .header = PLAIN,
		    .origin = TRUSTED },
		{ "POST /api/", .cookie = WITH, .header = PLAIN,
		    .origin = "http://evil.example" },
	};
#define FAILED(text) REFUSED("CSRF Failed: " text)
	static const char *const want[] = {
		"ann",
		"ann",
		"ann",
		"ann",
		FAILED("CSRF cookie not set."),
		FAILED("CSRF cookie not set."),
		FAILED("CSRF cookie not set."),
		FAILED("CSRF cookie not set."),
		FAILED("CSRF cookie not set."),
		FAILED("CSRF token missing."),
		"ann",
		"ann",
		FAILED("CSRF token from the 'X-Csrftoken' HTTP header "
		       "incorrect."),
		FAILED("CSRF token from the 'X-Csrftoken' HTTP header has "
		       "incorrect length."),
		FAILED("CSRF cookie has incorrect length."),
		"ann",
		FAILED("CSRF token from POST incorrect."),
		FAILED("CSRF token missing."),
		FAILED("CSRF token missing."),
		"ann",
		FAILED("CSRF token missing."),
		"ann",
		FAILED("Origin checking failed - http://evil.example does not "
		       "match any trusted origins."),
	};

	open_site(4);
	check_rows(t, want, COUNT(t));
	close_site();
}

TEST(the_first_mechanism_that_knows_the_request_decides)
{
	static const struct sent t[] = {
		/* A good session, whatever else is said. */
		{ "/api/", "Token " BOBS, SESSION },
		{ "/api/", "Token nosuch", SESSION },
		{ "/api/", "Basic !", SESSION },
		{ "POST /api/", "Token " ANNS, SESSION },
		{ "POST /api/", "Token " BOBS, WITH, .header = PLAIN },
		/* One that is not good is not there. */
		{ "/api/", "Token " BOBS, "sessionid=unknownunknown" },
		{ "POST /api/", "Token " BOBS, "sessionid=unknownunknown" },
		{ "POST /api/",
		    "Basic YW5uOnNlY3JldA==", "sessionid=unknownunknown" },
		{ "POST /api/", NULL, "sessionid=unknownunknown" },
		{ "/api/", "Token nosuch", "sessionid=unknownunknown" },
		{ "/api/", NULL, "sessionid=" },
		{ "/api/", NULL, "xsessionid=$key" },
	};
	static const char *const want[] = {
		"ann",
		"ann",
		"ann",
		FAILED("CSRF cookie not set."),
		"ann",
		"bob",
		"bob",
		"ann",
		"nobody",
		REFUSED("Invalid token."),
		"nobody",
		"nobody",
	};

	open_site(4);
	check_rows(t, want, COUNT(t));
	close_site();
}

TEST(a_password_is_hashed_while_nobody_waits)
{
	struct sent ann = { "/api/", "Basic YW5uOnNlY3JldA==" };
	struct response rs;
	int turns;

	open_site(4);
	rs = ask(&ann, &turns);
	CHECK_STR(buf_str(&rs.body), "ann", "first");
	CHECK_INT(turns, 2, "hashed");
	/* The account, twice: its hash was an old one. */
	CHECK_INT(rs.statements, 2, "statements");
	rs = ask(&ann, &turns);
	CHECK_STR(buf_str(&rs.body), "ann", "again");
	CHECK_INT(turns, 1, "known");
	CHECK_INT(rs.statements, 1, "statements");
	close_site();
}

TEST(where_too_many_wait_others_come_back_later)
{
	struct sent ann = { "/api/", "Basic YW5uOnNlY3JldA==" };
	struct response rs;

	open_site(0);
	rs = ask(&ann, NULL);
	CHECK_INT(rs.status, 503, "status");
	CHECK(response_has_header(&rs, "Retry-After"), "header");
	close_site();
}

TEST(what_a_user_maintains_is_read_once_where_it_decides)
{
	static const struct {
		struct sent sent;
		const char *want;
		int64_t statements;
	} t[] = {
		{ { "/api/patches/" },
		    REFUSED("Authentication credentials were not provided."),
		    0 },
		{ { "/api/patches/", "Token " ANNS }, "may", 2 },
		{ { "/api/patches/", "Token " BOBS },
		    REFUSED("At least one patch is part of a project you are "
			    "not maintaining."),
		    2 },
	};

	open_site(4);
	for (size_t i = 0; i < COUNT(t); i++) {
		struct response rs = ask(&t[i].sent, NULL);

		CHECK_STR(buf_str(&rs.body), t[i].want, t[i].want);
		CHECK_INT(rs.statements, t[i].statements, t[i].want);
	}
	close_site();
}
