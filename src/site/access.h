/*
 * Who is asking, and may they: what stands between the route and its
 * handler. Handlers never look at cookies, tokens or CSRF values.
 */
#ifndef SITE_ACCESS_H
#define SITE_ACCESS_H

#include "site/ctx.h"

/* For a page: true if the handler may be called; else rs is the answer (to
 * the login page, or a refusal). The engine of the API asks in its own
 * order. */
bool access_admit(struct ctx *c, struct response *rs);

#endif
