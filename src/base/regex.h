/*
 * Regular expressions that users wrote (subject patterns of projects, tags):
 * Python's syntax as far as PCRE2 shares it, Unicode classes, ignoring case,
 * ^ and $ at every line, a dot that stops at LF only. Differences that stay:
 * \s lacks U+001C..U+001F, and x{,3} is literal.
 */
#ifndef BASE_REGEX_H
#define BASE_REGEX_H

#include "base/base.h"

struct regex;

/* ERR_INVALID with PCRE2's words if it does not compile, ERR_TOO_BIG past
 * LIMIT_PATTERN characters. regex_close takes NULL. */
enum err regex_open(struct str pattern, struct regex **out) MUST;
void regex_close(struct regex *re);

/* One regex may be used by many threads at once. Text that is not UTF-8 does
 * not match; nor does what costs more than LIMIT_MATCH (LIMIT_MATCH_SLOW
 * where the system forbids JIT). */
bool regex_is_match(const struct regex *re, struct str text);

/* First match at or after offset: [*start, *end); false, nothing set, if
 * there is none. */
bool regex_find(const struct regex *re, struct str text, size_t offset,
    size_t *start, size_t *end);

/* Matches that do not overlap, as Python counts them; at most
 * LIMIT_MATCHES. */
int64_t regex_count(const struct regex *re, struct str text);

#endif
