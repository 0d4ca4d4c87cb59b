/*
 * Who is asking, and may they: what stands between the route and its
 * handler. Handlers never look at cookies, tokens or CSRF values.
 */
#ifndef SITE_ACCESS_H
#define SITE_ACCESS_H

#include "site/ctx.h"

/* Sets c->user if the session of the browser is good. */
enum err access_find_session(struct ctx *c) MUST;

/* For a page: true if the handler may be called; else rs is the answer (to
 * the login page, or a refusal). Who asks is told by the session alone. The
 * engine of the API asks in its own order, by access_identify. */
bool access_admit(struct ctx *c, struct response *rs);

/*
 * For the API (spec/rest-api.md 11): sets c->user by the session, which makes
 * unsafe methods need a CSRF value, else by Basic or Token. ERR_DENIED: the
 * message is the text of the 403. ERR_BUSY with rs->later set: return it; the
 * request is answered again when a password has been hashed.
 */
enum err access_identify(struct ctx *c, struct response *rs) MUST;

/* Whether the caller may; reads what the user maintains if that decides.
 * access_require fails with what to answer. parties: auth/perm.h. */
enum err access_can(struct ctx *c, enum perm perm,
    const struct parties *parties, bool *out) MUST;
enum err access_require(
    struct ctx *c, enum perm perm, const struct parties *parties) MUST;

/* Name and password of an account; *out is NULL if they do not fit, else the
 * user with its stored password. ERR_DENIED: too many failures. ERR_BUSY as
 * in access_identify. */
enum err access_check_password(struct ctx *c, struct response *rs,
    struct str username, struct str password, const struct user **out) MUST;

/* The value of CSRF_FIELD in a form of this answer. Whoever gets the answer
 * gets the cookie with it, and nobody else may. */
struct str access_csrf_token(struct ctx *c);

#endif
