/* Scripts of other sites (setting rest.origins): they may read what is below
 * /api/ as anybody could, without cookie and token. */
#ifndef SITE_CORS_H
#define SITE_CORS_H

#include "site/ctx.h"

/* True if the request is what a browser asks before such a read, and rs is
 * the answer, but for cors_add_headers. */
bool cors_answer(struct ctx *c, struct response *rs);

/* What lets the script have an answer, if it may. */
void cors_add_headers(struct ctx *c, struct response *rs);

#endif
