/* The patch or cover letter that a path names, by project and message id. */
#ifndef WEB_FIND_H
#define WEB_FIND_H

#include "model/types.h"
#include "site/ctx.h"

/* The first two arguments of the route are the project and the message id.
 * ERR_NOT_FOUND; then *project, if there is one such, is set all the same
 * (id 0 otherwise). */
enum err find_patch(
    struct ctx *c, struct project *project, struct patch *out) MUST;
enum err find_cover(
    struct ctx *c, struct project *project, struct cover *out) MUST;

/* The address that pages link to: where the request should have gone, with
 * its query, if a slash of the id came in another spelling; else p NULL. */
struct str find_canonical(
    struct ctx *c, enum path kind, struct str linkname, struct str msgid);

#endif
