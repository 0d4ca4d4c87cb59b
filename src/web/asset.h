/* Style sheet, script and mark: part of the program, served under a hash. */
#ifndef WEB_ASSET_H
#define WEB_ASSET_H

#include "http/request.h"
#include "http/response.h"

/* /static/<hash>/<name> of an asset; the name must be one of them. */
struct str asset_url(struct arena *a, struct str name);

/* True if the request was for an asset and is answered: needs no database,
 * so event threads may call it. What is no present asset is left to the
 * routes, which say 404. */
bool web_asset_answer(const struct request *rq, struct response *rs);

#endif
