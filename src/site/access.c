/*
 * Whether a handler may be called, and by whom. The order is that of
 * spec/rest-api.md 11: a session that is good decides, then what the
 * Authorization header says. Nothing is remembered between requests.
 */
#include "site/access.h"

#include "auth/credentials.h"
#include "auth/csrf.h"
#include "auth/session.h"
#include "auth/verifier.h"
#include "base/log.h"
#include "base/url.h"
#include "base/utf8.h"
#include "model/token.h"
#include "model/user.h"
#include "site/form.h"
#include "site/signin.h"
#include "site/site.h"

/* The path and query, to come back to. '/' stays readable. */
static void
add_next(struct buf *b, struct str target)
{
	struct str piece;

	while (str_cut(target, '/', &piece, &target)) {
		url_encode_form(b, piece);
		buf_char(b, '/');
	}
	url_encode_form(b, target);
}

/* To the login page, which leads back here. */
static void
ask_to_sign_in(struct ctx *c, struct response *rs)
{
	struct buf b;

	buf_init(&b, c->a, 4 * LIMIT_REQUEST_LINE);
	buf_printf(&b, "%s?next=", path_pattern(P_LOGIN));
	add_next(&b, c->rq->path);
	if (c->rq->has_query) {
		buf_lit(&b, "%3F");
		add_next(&b, c->rq->query_text);
	}
	response_redirect(rs, 302, buf_str(&b));
}

static bool
is_safe(const struct request *rq)
{
	return (rq->method & (GET | HEAD | OPTIONS)) != 0 ||
	    str_eq(rq->method_name, S("TRACE"));
}

enum err
access_find_session(struct ctx *c)
{
	struct str key = request_cookie(c->rq, S(SESSION_COOKIE));
	struct user *user;
	enum err e;

	if (c->access.asked || key.n == 0 || c->db == NULL ||
	    c->site->secret.n == 0)
		return OK;
	c->access.asked = true;
	user = arena_new(c->a, struct user);
	e = session_find_user(c->db, c->a, c->site->secret, key, c->now, user);
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e != OK)
		return e;
	c->user = user;
	c->access.session = key;
	return OK;
}

static enum err
check_csrf(struct ctx *c)
{
	struct csrf_request rq = signin_csrf_request(c->conf, c->rq);

	rq.cookie = request_cookie(c->rq, S(CSRF_COOKIE));
	rq.header = request_header(c->rq, CSRF_HEADER);
	if (c->rq->method == POST)
		rq.field = form_value(c, S(CSRF_FIELD));
	return csrf_check(c->a, &rq);
}

static void
refuse_form(struct ctx *c, struct response *rs)
{
	site_write_error(c, rs, 403,
	    str_f(c->a,
		"%s Load the page again, with cookies switched on, and send "
		"its form from there.",
		err_message()));
}

bool
access_admit(struct ctx *c, struct response *rs)
{
	enum err e = access_find_session(c);

	if (e != OK) {
		site_error(c, rs, e);
		return false;
	}
	if (!is_safe(c->rq) && !(c->route->needs & NO_CSRF) &&
	    check_csrf(c) != OK) {
		refuse_form(c, rs);
		return false;
	}
	if ((c->route->needs & LOGIN) && c->user == NULL) {
		ask_to_sign_in(c, rs);
		return false;
	}
	return true;
}

/* A proxy on this machine speaks for everybody. */
static struct str
address_of(const struct request *rq)
{
	static const struct str local[] = { { "127.", 4 }, { "::1", 3 },
		{ "::ffff:127.", 11 }, { "unix", 4 } };

	for (size_t i = 0; i < COUNT(local); i++)
		if (str_starts(rq->remote, local[i]))
			return S("");
	return rq->remote;
}

/* The first turn asks, the second one, if any, finds the attempt. */
static enum err
begin_attempt(struct ctx *c, struct response *rs, struct str username,
    struct str password, struct attempt **out)
{
	struct attempt *t = rs->later.state;
	bool wait;
	enum err e;

	if (t == NULL) {
		t = arena_new(c->a, struct attempt);
		t->username = username;
		t->password = password;
		t->address = address_of(c->rq);
		if ((e = verifier_begin(c->site->verifier, c->db, c->a, c->now,
			 t, &wait)) != OK)
			return e;
		rs->later.state = t;
		if (wait) {
			rs->later.start = attempt_start;
			return err_set(ERR_BUSY, "a password is being hashed");
		}
	}
	*out = t;
	return OK;
}

enum err
access_check_password(struct ctx *c, struct response *rs, struct str username,
    struct str password, const struct user **out)
{
	struct attempt *t;
	enum err e;

	*out = NULL;
	if (c->site->verifier == NULL || username.n == 0)
		return OK;
	if ((e = begin_attempt(c, rs, username, password, &t)) != OK)
		return e;
	if ((e = verifier_finish(c->db, c->a, c->now, t)) != OK)
		return e;
	if (t->ok)
		*out = &t->user;
	else
		/* What watches the log can shut an address out by it. */
		log_line(LOG_WARNING,
		    "request %.*s: wrong password for %.*s from %.*s",
		    STR_ARG(c->rq->id), STR_ARG(utf8_cut(username, 150)),
		    STR_ARG(c->rq->remote));
	return OK;
}

static enum err
use_token(struct ctx *c, struct str key)
{
	struct user *user = arena_new(c->a, struct user);
	enum err e = token_find_user(c->db, c->a, key, user);

	if (e == ERR_NOT_FOUND)
		return err_set(ERR_DENIED, "%s", CREDENTIALS_BAD_TOKEN);
	if (e != OK)
		return e;
	if (!user->is_active)
		return err_set(ERR_DENIED, "%s", CREDENTIALS_INACTIVE);
	c->user = user;
	c->access.by_token = true;
	return OK;
}

static enum err
use_password(
    struct ctx *c, struct response *rs, const struct credentials *given)
{
	const struct user *user;
	enum err e;

	if ((e = access_check_password(
		 c, rs, given->username, given->password, &user)) != OK)
		return e;
	if (user == NULL)
		return err_set(ERR_DENIED, "%s", CREDENTIALS_BAD_PASSWORD);
	c->user = user;
	return OK;
}

static enum err
use_credentials(struct ctx *c, struct response *rs)
{
	struct str header = request_header(c->rq, "Authorization");
	struct credentials given;
	enum err e;

	if ((e = credentials_parse(c->a, header, &given)) != OK)
		return e;
	switch (given.kind) {
	case CREDENTIALS_TOKEN:
		return use_token(c, given.token);
	case CREDENTIALS_BASIC:
		return use_password(c, rs, &given);
	case CREDENTIALS_NONE:
		break;
	}
	return OK;
}

enum err
access_identify(struct ctx *c, struct response *rs)
{
	enum err e;

	if ((e = access_find_session(c)) != OK)
		return e;
	if (c->user == NULL)
		return use_credentials(c, rs);
	if (!is_safe(c->rq) && check_csrf(c) != OK)
		return err_set(ERR_DENIED, "%s",
		    str_f(c->a, "CSRF Failed: %s", err_message()).p);
	return OK;
}

static enum err
make_caller(struct ctx *c, enum perm perm, const struct parties *parties,
    struct caller *out)
{
	struct access *who = &c->access;
	struct caller caller = { c->user, who->projects };
	enum err e;

	if (!who->has_projects && auth_asks_projects(&caller, perm, parties)) {
		if ((e = user_list_projects(
			 c->db, c->a, c->user->id, &who->projects)) != OK)
			return e;
		who->has_projects = true;
		caller.projects = who->projects;
	}
	*out = caller;
	return OK;
}

enum err
access_can(
    struct ctx *c, enum perm perm, const struct parties *parties, bool *out)
{
	struct caller caller;
	enum err e;

	if ((e = make_caller(c, perm, parties, &caller)) != OK)
		return e;
	*out = auth_can(&caller, perm, parties);
	return OK;
}

enum err
access_require(struct ctx *c, enum perm perm, const struct parties *parties)
{
	struct caller caller;
	enum err e;

	if ((e = make_caller(c, perm, parties, &caller)) != OK)
		return e;
	return auth_require(&caller, perm, parties);
}

struct str
access_csrf_token(struct ctx *c)
{
	struct str *secret = &c->access.csrf;

	if (secret->p == NULL)
		*secret =
		    csrf_secret(c->a, request_cookie(c->rq, S(CSRF_COOKIE)));
	if (secret->p == NULL)
		*secret = csrf_make_secret(c->a);
	return csrf_mask(c->a, *secret);
}
