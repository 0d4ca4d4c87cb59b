/*
 * What a comment comments on (spec/ingest.md 17). The references are walked
 * once, nearest first, and each is tested for everything it may be: a reply
 * to a cover that itself answers a patch belongs to the cover (27.15).
 */
#include "ingest/steps.h"

enum err
parent_find(struct db *db, struct arena *a, int64_t project,
    const struct references *refs, enum comment_kind *kind, int64_t *out)
{
	enum err e;

	*out = 0;
	for (size_t i = 0; i < refs->n; i++) {
		e = lookup_parent(db, a, project, refs->ids[i], kind, out);
		if (e != ERR_NOT_FOUND)
			return e;
	}
	return OK;
}

enum err
parent_find_kind(struct db *db, int64_t project, const struct references *refs,
    enum comment_kind kind, int64_t *out)
{
	enum err e;

	*out = 0;
	for (size_t i = 0; i < refs->n; i++) {
		if (kind == COMMENT_PATCH)
			e = lookup_patch(db, project, refs->ids[i], out);
		else
			e = lookup_cover(db, project, refs->ids[i], out);
		if (e == ERR_NOT_FOUND)
			e = lookup_commented(
			    db, kind, project, refs->ids[i], out);
		if (e != ERR_NOT_FOUND)
			return e;
	}
	return OK;
}
