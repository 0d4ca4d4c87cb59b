/*
 * A request as handlers see it: parsed, decoded once, bounded. Everything is
 * borrowed from the request's arena. Text is valid UTF-8 without NUL; what
 * had to be mended is noted.
 */
#ifndef HTTP_REQUEST_H
#define HTTP_REQUEST_H

#include "base/base.h"
#include "base/url.h"

enum method {
	GET = 1,
	HEAD = 2,
	POST = 4,
	PUT = 8,
	PATCH = 16,
	DELETE = 32,
	OPTIONS = 64,
	OTHER = 128
};

/* A name and value of a query, a form, a cookie. */
struct field_value {
	struct str name, value;
	bool had_nul;      /* U+0000 was taken out of the value */
	bool had_bad_utf8; /* bytes were replaced by U+FFFD */
};

struct field_values {
	struct field_value *v;
	size_t n;
};

/* A header, as sent; the name is a token, in the letter case of the client. */
struct header {
	struct str name, value;
};

struct request {
	struct arena *a;
	enum method method;
	struct str method_name; /* as sent, for 405 texts */
	struct str target;      /* as sent: path and query, raw */
	struct str path;        /* raw, percent-encoded, from '/' */
	struct str query_text;  /* raw, without '?' */
	bool has_query;
	struct field_values query;
	struct str scheme;       /* "http" or "https" */
	struct str host;         /* Host header, with port */
	struct str remote;       /* address of the peer */
	struct str body;         /* bytes */
	struct str content_type; /* as sent; p NULL if absent */
	struct header *headers;  /* in order */
	size_t nheaders;
	struct str id; /* for the log: X-Request-Id as sent, else made */
};

enum method method_parse(struct str name);

/* Splits rq->target into path, query_text and query. A target in absolute
 * form (RFC 9112 3.2.2) gives host as well. ERR_INVALID for other forms,
 * ERR_TOO_BIG for more than LIMIT_QUERY_FIELDS pairs. */
enum err request_parse_target(struct request *rq) MUST;

/* First header of that name (ASCII case ignored), p NULL if absent. */
struct str request_header(const struct request *rq, const char *name);
/* A fit X-Request-Id of the client: 8 to 64 of [A-Za-z0-9-]; else p NULL. */
struct str request_given_id(const struct request *rq);
/* Value of a cookie, p NULL if absent; the first of several. */
struct str request_cookie(const struct request *rq, struct str name);

/* Last value of a query parameter, NULL if absent. */
const struct field_value *request_query(
    const struct request *rq, struct str name);
const struct field_value *field_values_last(
    const struct field_values *f, struct str name);

/* application/x-www-form-urlencoded text (also a query): pairs in order;
 * '+' is a space. More than LIMIT_FORM_FIELDS pairs is ERR_TOO_BIG. */
enum err form_parse_urlencoded(
    struct arena *a, struct str text, struct field_values *out) MUST;
/* multipart/form-data, by its Content-Type; files are values too. The
 * message of ERR_INVALID is that of spec/rest-api.md 6.1. */
enum err form_parse_multipart(struct arena *a, struct str content_type,
    struct str body, struct field_values *out) MUST;

#endif
