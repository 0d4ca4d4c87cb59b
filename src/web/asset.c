/*
 * Assets. Their address holds the hash of their bytes, so an answer is right
 * for ever; another hash is another file, perhaps of another version of the
 * program behind the same proxy, and is not found here.
 */
#include "web/asset.h"

#include "base/embed.h"
#include "paths/paths.h"

extern const struct embedded web_assets[];
extern const size_t web_assets_count;

struct str
asset_url(struct arena *a, struct str name)
{
	const struct embedded *f =
	    embedded_find(web_assets, web_assets_count, name);

	assert(f != NULL);
	return PATH(a, P_ASSET, f->hash, f->name);
}

bool
web_asset_answer(const struct request *rq, struct response *rs)
{
	struct str pattern = str_c(path_pattern(P_ASSET)), args[2];
	const struct embedded *f;
	size_t n = COUNT(args);

	if ((rq->method != GET && rq->method != HEAD) ||
	    !path_fits(rq->a, pattern, rq->path, args, &n) || n != 2)
		return false;
	f = embedded_find(web_assets, web_assets_count, args[1]);
	if (f == NULL || !str_eq(args[0], f->hash))
		return false;
	rs->status = 200;
	rs->type = f->type;
	response_header(
	    rs, "Cache-Control", S("public, max-age=31536000, immutable"));
	response_header(rs, "X-Content-Type-Options", S("nosniff"));
	buf_add(&rs->body, f->bytes);
	return true;
}
