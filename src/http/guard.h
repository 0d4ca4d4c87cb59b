/* What the library lets through and must not reach us: request smuggling. */
#ifndef HTTP_GUARD_H
#define HTTP_GUARD_H

#include "http/request.h"

/* 0 if the headers are sound, else the status to refuse with: 400 unless
 * there is exactly one Host (HTTP/1.0: at most one), at most one
 * Content-Length (digits), Transfer-Encoding absent or exactly "chunked",
 * never both, every name is a token, and the target has no blank;
 * 414 and 431 for what is too long. */
int guard_check(const struct request *rq, struct str version);

/* Host and port, fit to be written into links. */
bool guard_is_host(struct str host);

/* The Content-Length, -1 if there is none; for sound headers. */
int64_t guard_length(const struct request *rq);

#endif
