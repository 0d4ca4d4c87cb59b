/* The log line of a request. */
#ifndef CMD_REQUEST_LOG_H
#define CMD_REQUEST_LOG_H

#include "base/log.h"
#include "http/request.h"
#include "http/response.h"

/* One line of name=value pairs; values that a client chose are quoted, and
 * paths that hold a secret end where it begins. */
void request_log(enum log_level level, const struct request *rq,
    const struct response *rs, size_t bytes, int64_t micros);

/* The target as it is logged, without its quotes: for tests. */
void request_log_target(struct buf *b, struct str target);

#endif
