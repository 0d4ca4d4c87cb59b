/*
 * Assets. Their address holds the hash of their bytes, so an answer is right
 * for ever; another hash is another file, perhaps of another version of the
 * program behind the same proxy, and is not found here.
 */
#include "web/asset.h"

#include <stdlib.h>

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

struct packed_assets {
	struct str (*v)[CODING_COUNT]; /* in the order of web_assets */
};

static struct str
pack(struct arena *a, struct str bytes, enum coding c)
{
	struct coder *coder = coder_open(c, bytes.n);
	struct buf b;

	buf_init(&b, a, 2 * bytes.n + 1000);
	if (coder_write(coder, bytes, true, &b) != OK)
		abort();
	coder_close(coder);
	return buf_str(&b);
}

const struct packed_assets *
assets_pack(struct arena *a)
{
	struct packed_assets *all = arena_new(a, struct packed_assets);

	all->v = arena_zalloc(a, web_assets_count, sizeof(*all->v));
	for (size_t i = 0; i < web_assets_count; i++)
		for (int c = CODING_NONE + 1; c < CODING_COUNT; c++)
			all->v[i][c] =
			    pack(a, web_assets[i].bytes, (enum coding)c);
	return all;
}

/* As it is, or packed, for who asks for that. */
static void
write_bytes(const struct packed_assets *packed, const struct embedded *f,
    const struct request *rq, struct response *rs)
{
	rs->coding = packed == NULL
	    ? CODING_NONE
	    : coding_choose(request_header(rq, "Accept-Encoding"), true);
	if (rs->coding == CODING_NONE) {
		buf_add(&rs->body, f->bytes);
		return;
	}
	buf_add(&rs->body, packed->v[f - web_assets][rs->coding]);
	rs->packed = true;
	response_vary(rs, S("Accept-Encoding"));
}

bool
web_asset_answer(const struct packed_assets *packed, const struct request *rq,
    struct response *rs)
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
	write_bytes(packed, f, rq, rs);
	return true;
}
