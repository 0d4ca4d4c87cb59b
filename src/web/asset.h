/* Style sheet, script and mark: part of the program, served under a hash. */
#ifndef WEB_ASSET_H
#define WEB_ASSET_H

#include "http/request.h"
#include "http/response.h"

/* /static/<hash>/<name> of an asset; the name must be one of them. */
struct str asset_url(struct arena *a, struct str name);

/* All of them packed, once, for who takes them so. */
struct packed_assets;
const struct packed_assets *assets_pack(struct arena *a);

/* True if the request was for an asset and is answered: needs no database,
 * so event threads may call it. packed may be NULL: none is sent packed. What is no present asset is left to the
 * routes, which say 404. */
bool web_asset_answer(const struct packed_assets *packed,
    const struct request *rq, struct response *rs);

#endif
