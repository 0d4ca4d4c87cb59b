/* The cookies that sign somebody in and out. */
#ifndef SITE_SIGNIN_H
#define SITE_SIGNIN_H

#include "auth/csrf.h"
#include "site/ctx.h"

/* A new session for the user (with the stored password) in place of the one
 * the browser had, if any; also a new CSRF secret. */
enum err signin_begin(
    struct ctx *c, struct response *rs, const struct user *user) MUST;
/* Ends the session of the request. */
enum err signin_end(struct ctx *c, struct response *rs) MUST;

/* A cookie for the whole site that scripts may not read, unless said;
 * seconds 0 removes it. It is Secure where the browser speaks https. */
struct cookie {
	const char *name;
	struct str value;
	int seconds;
	bool readable;
};
void signin_set_cookie(
    struct ctx *c, struct response *rs, const struct cookie *cookie);

/* Where the request went, and what the browser says of where it comes from;
 * without cookie and token. */
struct csrf_request signin_csrf_request(
    const struct conf *conf, const struct request *rq);

#endif
