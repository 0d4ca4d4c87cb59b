/* Sessions as cookies. The key of a session is in no log and no page. */
#include "site/signin.h"

#include "auth/session.h"
#include "model/account.h"
#include "site/site.h"

struct csrf_request
signin_csrf_request(const struct conf *conf, const struct request *rq)
{
	return (struct csrf_request){
		.origin = request_header(rq, "Origin"),
		.referer = request_header(rq, "Referer"),
		.scheme = rq->scheme,
		.host = rq->host,
		.public_url = conf->public_url,
	};
}

void
signin_set_cookie(
    struct ctx *c, struct response *rs, const struct cookie *cookie)
{
	struct csrf_request rq = signin_csrf_request(c->conf, c->rq);
	struct buf b;

	buf_init(&b, c->a, LIMIT_REQUEST_LINE);
	buf_printf(&b, "%s=%.*s", cookie->name, STR_ARG(cookie->value));
	if (cookie->seconds == 0)
		buf_lit(&b, "; expires=Thu, 01 Jan 1970 00:00:00 GMT");
	if (!cookie->readable)
		buf_lit(&b, "; HttpOnly");
	buf_printf(&b, "; Max-Age=%d; Path=/; SameSite=Lax", cookie->seconds);
	if (csrf_is_secure(&rq))
		buf_lit(&b, "; Secure");
	response_header(rs, "Set-Cookie", buf_str(&b));
}

static enum err
begin(struct ctx *c, const struct user *user, struct str *key)
{
	struct str old = request_cookie(c->rq, S(SESSION_COOKIE));
	enum err e;

	if ((e = db_begin(c->db)) != OK)
		return e;
	if ((e = session_begin(
		 c->db, c->a, c->site->secret, user, old, c->now, key)) != OK)
		goto undo;
	if ((e = account_note_login(c->db, user->id, c->now)) != OK)
		goto undo;
	return db_commit(c->db);
undo:
	db_rollback(c->db);
	return e;
}

enum err
signin_begin(struct ctx *c, struct response *rs, const struct user *user)
{
	struct str key;
	enum err e;

	if ((e = begin(c, user, &key)) != OK)
		return e;
	c->user = user;
	c->access.session = key;
	/* What was known of the browser before says nothing of it now. */
	c->access.csrf = csrf_make_secret(c->a);
	signin_set_cookie(c, rs,
	    &(struct cookie){ SESSION_COOKIE, key, SESSION_SECONDS, false });
	return OK;
}

enum err
signin_end(struct ctx *c, struct response *rs)
{
	enum err e;

	if (c->access.session.p != NULL &&
	    (e = session_end(c->db, c->access.session)) != OK)
		return e;
	c->user = NULL;
	c->access.session = (struct str){ NULL, 0 };
	signin_set_cookie(
	    c, rs, &(struct cookie){ SESSION_COOKIE, S(""), 0, false });
	return OK;
}
