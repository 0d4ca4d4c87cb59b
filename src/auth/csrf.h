/*
 * Requests that another site made a browser send, told from our own by a
 * secret in a cookie that must come a second time in a form or header
 * (spec/rest-api.md 11, spec/web.md 2.3), and by the origin that browsers
 * name. The secret is masked anew in every page, so that compression cannot
 * leak it. Pure but for random bytes.
 */
#ifndef AUTH_CSRF_H
#define AUTH_CSRF_H

#include "base/base.h"

#define CSRF_COOKIE  "csrftoken"
#define CSRF_FIELD   "csrfmiddlewaretoken"
#define CSRF_HEADER  "X-CSRFToken"
#define CSRF_SECONDS (364 * 24 * 60 * 60)

/* 32 letters and digits, for the cookie. */
struct str csrf_make_secret(struct arena *a);
/* 64, for a form; secret is as above. */
struct str csrf_mask(struct arena *a, struct str secret);
/* The secret in a cookie or form, plain or masked; p NULL if it is neither. */
struct str csrf_secret(struct arena *a, struct str token);

/* p NULL for what was not sent. */
struct csrf_request {
	struct str cookie;
	struct str field;  /* of a POST form */
	struct str header; /* CSRF_HEADER */
	struct str origin, referer;
	struct str scheme, host; /* that the request was sent to */
	struct str public_url;   /* the setting; may be "" */
};

/* The browser spoke https, to us or to a proxy that public_url names. */
bool csrf_is_secure(const struct csrf_request *rq);

/* ERR_DENIED; the message is Django's, which the API shows after
 * "CSRF Failed: ". */
enum err csrf_check(struct arena *a, const struct csrf_request *rq) MUST;

#endif
