/*
 * "Depends-on:" lines to series (spec/ingest.md 18). Every form of URL that
 * this site has for something of a series is understood, on any host; rows
 * of the mail's own project come before those of others, and what is not
 * known is nothing (27.35).
 */
#include "ingest/steps.h"

#include "base/url.h"
#include "model/series_change.h"
#include "paths/paths.h"

/* First value of series= in a query. */
static bool
series_of_query(struct arena *a, struct str query, int64_t *out)
{
	while (query.n > 0) {
		struct str field, name, value;

		if (!str_cut(query, '&', &field, &query)) {
			field = query;
			query = str_n(NULL, 0);
		}
		if (!str_cut(field, '=', &name, &value) ||
		    !str_eq(url_decode(a, name, true), S("series")))
			continue;
		return str_int64(url_decode(a, value, true), 1, INT32_MAX, out);
	}
	return false;
}

/* How a path of ours leads to a series. */
enum way { BY_QUERY = 1, BY_SERIES, BY_PATCH, BY_COVER, BY_MSGID };

static const uint8_t ways[PATH_COUNT] = {
	[P_PATCH_LIST] = BY_QUERY,
	[P_SERIES] = BY_SERIES,
	[P_SERIES_MBOX] = BY_SERIES,
	[P_API_SERIES] = BY_SERIES,
	[P_PATCH_ID] = BY_PATCH,
	[P_PATCH_ID_MBOX] = BY_PATCH,
	[P_PATCH_ID_RAW] = BY_PATCH,
	[P_API_PATCH] = BY_PATCH,
	[P_COVER_ID] = BY_COVER,
	[P_COVER_ID_MBOX] = BY_COVER,
	[P_API_COVER] = BY_COVER,
	[P_PATCH] = BY_MSGID,
	[P_PATCH_MBOX] = BY_MSGID,
	[P_PATCH_RAW] = BY_MSGID,
	[P_COVER] = BY_MSGID,
	[P_COVER_MBOX] = BY_MSGID,
};

static enum err
resolve_url(struct db *db, struct arena *a, int64_t project, struct str url,
    struct dependency *out)
{
	struct path_match m;
	int64_t id = 0;
	enum err e;

	if ((e = path_match(a, url, &m)) != OK)
		return err_set(ERR_NOT_FOUND, "not a URL of this site");
	switch (ways[m.path]) {
	case BY_QUERY:
		if (series_of_query(a, m.query, &id))
			return lookup_dependency_series(db, a, id, out);
		break;
	case BY_SERIES:
		if (str_int64(m.args[0], 1, INT32_MAX, &id))
			return lookup_dependency_series(db, a, id, out);
		break;
	case BY_PATCH:
		if (str_int64(m.args[0], 1, INT32_MAX, &id))
			return lookup_dependency_patch(db, a, id, out);
		break;
	case BY_COVER:
		if (str_int64(m.args[0], 1, INT32_MAX, &id))
			return lookup_dependency_cover(db, a, id, out);
		break;
	case BY_MSGID:
		return lookup_dependency_mail(
		    db, a, project, path_msgid(a, m.args[1]), out);
	}
	return err_set(ERR_NOT_FOUND, "the URL names no series");
}

enum err
depends_resolve(struct db *db, struct arena *a, int64_t project,
    const struct depends *d, int64_t **out, size_t *n)
{
	int64_t *found = arena_array(a, int64_t, d->n);
	size_t nfound = 0;

	for (size_t i = 0; i < d->n; i++) {
		struct dependency to;
		enum err e;

		if (i < d->nurls)
			e = resolve_url(db, a, project, d->tokens[i], &to);
		else
			e = lookup_dependency_mail(
			    db, a, project, d->tokens[i], &to);
		if (e == OK && to.series != 0)
			found[nfound++] = to.series;
		else if (e != OK && e != ERR_NOT_FOUND)
			return e;
	}
	*out = found;
	*n = nfound;
	return OK;
}

enum err
depends_record(
    struct db *db, struct arena *a, const struct plan *p, int64_t series)
{
	for (size_t i = 0; i < p->ndepends_on; i++) {
		struct dependency to;
		enum err e;

		if ((e = lookup_dependency_series(
			 db, a, p->depends_on[i], &to)) != OK)
			return e;
		if (to.project != p->project.id)
			continue;
		if ((e = series_depend(db, series, to.series)) != OK)
			return e;
	}
	return OK;
}
