/* An answer that is being put together, and the names of statuses. */
#include "http/response.h"

/* clang-format off */

/* RFC 9110 15, in order; those that the program or the library uses. */
static const struct { int status; const char *reason; } reasons[] = {
	{ 200, "OK" },
	{ 201, "Created" },
	{ 204, "No Content" },
	{ 301, "Moved Permanently" },
	{ 302, "Found" },
	{ 303, "See Other" },
	{ 304, "Not Modified" },
	{ 307, "Temporary Redirect" },
	{ 308, "Permanent Redirect" },
	{ 400, "Bad Request" },
	{ 401, "Unauthorized" },
	{ 403, "Forbidden" },
	{ 404, "Not Found" },
	{ 405, "Method Not Allowed" },
	{ 406, "Not Acceptable" },
	{ 408, "Request Timeout" },
	{ 409, "Conflict" },
	{ 413, "Content Too Large" },
	{ 414, "URI Too Long" },
	{ 415, "Unsupported Media Type" },
	{ 422, "Unprocessable Content" },
	{ 429, "Too Many Requests" },
	{ 431, "Request Header Fields Too Large" },
	{ 500, "Internal Server Error" },
	{ 501, "Not Implemented" },
	{ 503, "Service Unavailable" },
	{ 504, "Gateway Timeout" },
};

/* clang-format on */

void
response_init(struct response *rs, struct arena *a)
{
	*rs = (struct response){ .a = a, .status = 200 };
	buf_init(&rs->body, a, LIMIT_RESPONSE);
}

void
response_header(struct response *rs, const char *name, struct str value)
{
	size_t n;

	assert(rs->nheaders < COUNT(rs->headers));
	for (n = 0; n < value.n; n++) {
		char c = value.p[n];

		if (c == '\r' || c == '\n' || c == '\0')
			break;
	}
	rs->headers[rs->nheaders++] = (struct header_line){
		str_dup(rs->a, str_c(name)),
		str_dup(rs->a, str_sub(value, 0, n)),
	};
}

/* Its place; nheaders if it is not there. */
static size_t
find_header(const struct response *rs, const char *name)
{
	size_t i = 0;

	while (i < rs->nheaders &&
	    !str_eq_nocase(rs->headers[i].name, str_c(name)))
		i++;
	return i;
}

bool
response_has_header(const struct response *rs, const char *name)
{
	return find_header(rs, name) < rs->nheaders;
}

struct str
response_find_header(const struct response *rs, const char *name)
{
	size_t i = find_header(rs, name);

	return i < rs->nheaders ? rs->headers[i].value
				: (struct str){ NULL, 0 };
}

void
response_vary(struct response *rs, struct str name)
{
	size_t i = find_header(rs, "Vary");

	if (i == rs->nheaders)
		response_header(rs, "Vary", name);
	else
		rs->headers[i].value = str_f(rs->a, "%.*s, %.*s",
		    STR_ARG(rs->headers[i].value), STR_ARG(name));
}

void
response_reset(struct response *rs)
{
	int64_t statements = rs->statements;

	response_init(rs, rs->a);
	rs->statements = statements;
}

void
response_redirect(struct response *rs, int status, struct str location)
{
	response_reset(rs);
	rs->status = status;
	rs->type = S("text/html; charset=utf-8");
	response_header(rs, "Location", location);
}

struct str
http_reason(int status)
{
	for (size_t i = 0; i < COUNT(reasons); i++) {
		if (reasons[i].status == status)
			return str_c(reasons[i].reason);
	}
	return S("Unknown");
}
