/*
 * The checks and texts of Django's middleware, in its order: the origin; the
 * referer, where the request came by https and names no origin; the cookie;
 * the token.
 */
#include "auth/csrf.h"

#include "auth/digest.h"
#include "base/rand.h"

enum { SECRET = 32 };

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

static size_t
place_of(char c)
{
	return str_find_char(S(LETTERS), c);
}

struct str
csrf_make_secret(struct arena *a)
{
	return rand_text(a, S(LETTERS), SECRET);
}

/* A mask, and the secret moved on by it. */
struct str
csrf_mask(struct arena *a, struct str secret)
{
	struct str mask = rand_text(a, S(LETTERS), SECRET),
		   letters = S(LETTERS);
	char *out = arena_alloc(a, 2 * SECRET + 1);

	assert(secret.n == SECRET);
	for (size_t i = 0; i < SECRET; i++) {
		out[i] = mask.p[i];
		out[SECRET + i] =
		    letters.p[(place_of(mask.p[i]) + place_of(secret.p[i])) %
			letters.n];
	}
	out[2 * SECRET] = '\0';
	return str_n(out, 2 * SECRET);
}

/* What is wrong with the form of a token, NULL if nothing is. */
static const char *
find_fault(struct str token)
{
	if (token.n != SECRET && token.n != 2 * SECRET)
		return "has incorrect length";
	for (size_t i = 0; i < token.n; i++)
		if (place_of(token.p[i]) == S(LETTERS).n)
			return "has invalid characters";
	return NULL;
}

struct str
csrf_secret(struct arena *a, struct str token)
{
	struct str letters = S(LETTERS);
	char *out;

	if (find_fault(token) != NULL)
		return (struct str){ NULL, 0 };
	if (token.n == SECRET)
		return token;
	out = arena_alloc(a, SECRET);
	for (size_t i = 0; i < SECRET; i++)
		out[i] = letters.p[(place_of(token.p[SECRET + i]) + letters.n -
				       place_of(token.p[i])) %
		    letters.n];
	return str_n(out, SECRET);
}

/* "https://host:port" of a URL, split. */
struct origin {
	struct str scheme, host;
};

static bool
parse_origin(struct str url, struct origin *out)
{
	size_t at = str_find(url, S("://")), end;
	struct str rest = str_from(url, at + 3);

	for (end = 0; end < rest.n; end++)
		if (rest.p[end] == '/' || rest.p[end] == '?' ||
		    rest.p[end] == '#')
			break;
	*out = (struct origin){ str_sub(url, 0, at), str_sub(rest, 0, end) };
	return at < url.n && at > 0 && end > 0;
}

static bool
is_origin(struct str text, const struct origin *o)
{
	size_t n = o->scheme.n;

	return text.n == n + 3 + o->host.n &&
	    str_eq_nocase(str_sub(text, 0, n), o->scheme) &&
	    str_eq(str_sub(text, n, 3), S("://")) &&
	    str_eq_nocase(str_from(text, n + 3), o->host);
}

static enum err
check_origin(const struct csrf_request *rq)
{
	struct origin here = { rq->scheme, rq->host }, public;

	if (is_origin(rq->origin, &here) ||
	    (parse_origin(rq->public_url, &public) &&
		is_origin(rq->origin, &public)))
		return OK;
	return err_set(ERR_DENIED,
	    "Origin checking failed - %.*s does not match any trusted origins.",
	    STR_ARG(rq->origin));
}

bool
csrf_is_secure(const struct csrf_request *rq)
{
	struct origin public;

	return str_eq(rq->scheme, S("https")) ||
	    (parse_origin(rq->public_url, &public) &&
		str_eq_nocase(public.scheme, S("https")) &&
		str_eq_nocase(public.host, rq->host));
}

static enum err
check_referer(const struct csrf_request *rq)
{
	struct origin from, public;

	if (rq->referer.p == NULL)
		return err_set(
		    ERR_DENIED, "Referer checking failed - no Referer.");
	if (!parse_origin(rq->referer, &from))
		return err_set(ERR_DENIED,
		    "Referer checking failed - Referer is malformed.");
	if (!str_eq_nocase(from.scheme, S("https")))
		return err_set(ERR_DENIED,
		    "Referer checking failed - Referer is insecure while host "
		    "is secure.");
	if (str_eq_nocase(from.host, rq->host) ||
	    (parse_origin(rq->public_url, &public) &&
		str_eq_nocase(from.host, public.host)))
		return OK;
	return err_set(ERR_DENIED,
	    "Referer checking failed - %.*s does not match any trusted "
	    "origins.",
	    STR_ARG(rq->referer));
}

static enum err
check_token(struct arena *a, const struct csrf_request *rq)
{
	bool in_form = rq->field.n > 0;
	struct str token = in_form ? rq->field : rq->header;
	const char *from = in_form ? "POST" : "the 'X-Csrftoken' HTTP header";
	const char *fault;

	if (rq->cookie.p == NULL)
		return err_set(ERR_DENIED, "CSRF cookie not set.");
	if ((fault = find_fault(rq->cookie)) != NULL)
		return err_set(ERR_DENIED, "CSRF cookie %s.", fault);
	if (token.p == NULL)
		return err_set(ERR_DENIED, "CSRF token missing.");
	if ((fault = find_fault(token)) == NULL &&
	    !digest_equal(csrf_secret(a, token), csrf_secret(a, rq->cookie)))
		fault = "incorrect";
	if (fault != NULL)
		return err_set(
		    ERR_DENIED, "CSRF token from %s %s.", from, fault);
	return OK;
}

enum err
csrf_check(struct arena *a, const struct csrf_request *rq)
{
	enum err e = OK;

	if (rq->origin.p != NULL)
		e = check_origin(rq);
	else if (csrf_is_secure(rq))
		e = check_referer(rq);
	return e == OK ? check_token(a, rq) : e;
}
