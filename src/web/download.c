/* Downloads: diffs and mbox files (spec/web.md 6). */
#include "mail/export.h"
#include "model/patch.h"
#include "model/series.h"
#include "web/find.h"
#include "web/handlers.h"
#include "web/mbox.h"

static struct str
fallback(struct arena *a, const char *noun, int64_t id)
{
	return str_f(a, "%s-%lld", noun, (long long)id);
}

enum err
web_patch_raw(struct ctx *c, struct response *rs)
{
	struct project project;
	struct patch patch;
	enum err e;

	if ((e = find_patch(c, &project, &patch)) != OK)
		return e;
	if (patch.diff.n == 0)
		return err_set(ERR_NOT_FOUND, "this patch has no diff");
	mbox_download(rs, S("text/x-patch"), patch.name,
	    fallback(c->a, "patch", patch.id), "diff");
	buf_add(&rs->body, patch.diff);
	return OK;
}

/* Whether ?series= names the series of the patch: its number, or '*'. */
static bool
is_series_of(const struct patch *p, struct str text)
{
	int64_t id;

	if (p->series == 0)
		return false;
	if (str_eq(text, S("*")))
		return true;
	return str_int64(text, 0, INT64_MAX, &id) && id == p->series;
}

/* The patches of its series that come before it, and the patch. */
static enum err
stream_with_series(
    struct ctx *c, struct response *rs, const struct patch *patch)
{
	struct patch *all = NULL;
	size_t n = 0, k = 0;
	enum err e;

	if ((e = patch_list_series(c->db, c->a,
		 (struct ids){ &patch->series, 1 }, &all, &n)) != OK)
		return e;
	for (size_t i = 0; i < n; i++)
		if (all[i].number > 0 && all[i].number < patch->number)
			all[k++] = all[i];
	/* At least itself was found there, unless it has just left. */
	if (k == n)
		return err_set(ERR_NOT_FOUND, "the patch has left the series");
	all[k++] = *patch;
	return mbox_stream(c, rs, all, k);
}

enum err
web_patch_mbox(struct ctx *c, struct response *rs)
{
	const struct field_value *f = request_query(c->rq, S("series"));
	struct str series = f != NULL ? str_trim(f->value) : S("");
	struct project project;
	struct patch patch;
	enum err e;

	if ((e = find_patch(c, &project, &patch)) != OK)
		return e;
	if (series.n > 0 && !is_series_of(&patch, series))
		return err_set(
		    ERR_NOT_FOUND, "the patch is not in that series");
	mbox_download(rs, S("text/plain; charset=utf-8"), patch.name,
	    fallback(c->a, "patch", patch.id), "patch");
	return series.n > 0 ? stream_with_series(c, rs, &patch)
			    : mbox_write_patch(c, rs, &project, &patch);
}

enum err
web_cover_mbox(struct ctx *c, struct response *rs)
{
	struct project project;
	struct cover cover;
	enum err e;

	if ((e = find_cover(c, &project, &cover)) != OK)
		return e;
	mbox_download(rs, S("text/plain"), cover.name,
	    fallback(c->a, "cover", cover.id), "mbox");
	return mbox_write_cover(c, rs, &project, &cover);
}

enum err
web_series_mbox(struct ctx *c, struct response *rs)
{
	int64_t id = ctx_arg_id(c, 0);
	struct patch *patches = NULL;
	struct series series;
	size_t n = 0;
	enum err e;

	if ((e = series_get(c->db, c->a, id, &series)) != OK)
		return e;
	if ((e = patch_list_series(
		 c->db, c->a, (struct ids){ &id, 1 }, &patches, &n)) != OK)
		return e;
	mbox_download(rs, S("text/plain"), series.name,
	    fallback(c->a, "series", series.id), "patch");
	return mbox_stream(c, rs, patches, n);
}
