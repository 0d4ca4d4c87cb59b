/* Bundles: so far the download, which the API links to. */
#include "model/bundle.h"

#include "mail/export.h"
#include "site/access.h"
#include "web/handlers.h"
#include "web/mbox.h"

/*
 * Programs fetch a private bundle of their user, so this page takes the
 * credentials of the API too (spec/web.md 6.4). Wrong ones are none, and what
 * is public needs none.
 */
static enum err
identify(struct ctx *c, struct response *rs)
{
	enum err e = c->conf->rest ? access_identify(c, rs) : OK;

	return e == ERR_DENIED ? OK : e;
}

/* Nobody learns of a private bundle of others, by the answer or by the time
 * that it takes: who asks is looked for first, and a bundle that is not there
 * is refused as one that nobody owns. */
static enum err
find(struct ctx *c, struct response *rs, struct bundle *out)
{
	struct parties parties = { 0 };
	enum err found, e;

	if ((e = identify(c, rs)) != OK)
		return e;
	found = bundle_find(c->db, c->a, ctx_arg(c, 0), ctx_arg(c, 1), out);
	if (found != OK && found != ERR_NOT_FOUND)
		return found;
	if (found == OK)
		parties = (struct parties){ .owner = out->owner,
			.is_public = out->is_public };
	e = access_require(c, CAN_READ_BUNDLE, &parties);
	return e != OK ? e : found;
}

/* Its patches, in its order. */
static enum err
list_patches(struct ctx *c, int64_t bundle, struct patch **patches, size_t *n)
{
	struct pairs ids;
	struct set set;
	enum err e;

	if ((e = bundle_list_patches(
		 c->db, c->a, (struct ids){ &bundle, 1 }, &ids)) != OK)
		return e;
	set_init(&set, c->a, &patch_entity);
	for (size_t i = 0; i < ids.n; i++)
		set_want(&set, ids.v[i].value);
	if ((e = set_load(&set, c->db)) != OK)
		return e;
	*patches = arena_array(c->a, struct patch, ids.n + 1);
	*n = 0;
	for (size_t i = 0; i < ids.n; i++) {
		const struct patch *p = set_find(&set, ids.v[i].value);

		if (p != NULL)
			(*patches)[(*n)++] = *p;
	}
	return OK;
}

enum err
web_bundle_mbox(struct ctx *c, struct response *rs)
{
	struct patch *patches;
	struct bundle bundle;
	size_t n;
	enum err e;

	if ((e = find(c, rs, &bundle)) != OK ||
	    (e = list_patches(c, bundle.id, &patches, &n)) != OK)
		return e;
	mbox_download(rs, S("text/plain"),
	    str_f(c->a, "bundle-%lld-%.*s", (long long)bundle.id,
		STR_ARG(bundle.name)),
	    S("bundle"), "mbox");
	return mbox_stream(c, rs, patches, n);
}
