/*
 * Relations as pairs, each loaded for a whole page at once. Where a model
 * function brings the rows themselves, they go into the set of their family
 * and are not asked for again.
 */
#include "api/relation.h"

#include <string.h>

#include "model/bundle.h"
#include "model/check.h"
#include "model/cover.h"
#include "model/patch.h"
#include "model/project.h"
#include "model/series.h"

/* The pairs of these owners, at most LIMIT_ROWS_PAGE. */
typedef enum err load_fn(struct api *api, struct ids owners, struct pairs *out);

static struct pairs
append(struct arena *a, struct pairs to, struct pairs more)
{
	struct pair *v;

	if (to.n == 0 || more.n == 0)
		return to.n == 0 ? more : to;
	v = arena_array(a, struct pair, to.n + more.n);
	memcpy(v, to.v, to.n * sizeof(*v));
	memcpy(v + to.n, more.v, more.n * sizeof(*v));
	return (struct pairs){ v, to.n + more.n };
}

static enum err
load_check(struct api *api, struct ids owners, struct pairs *out)
{
	struct check_counts *counts;
	struct pair *v;
	size_t n;
	enum err e;

	if ((e = check_count(api->c->db, api->a, owners, &counts, &n)) != OK)
		return e;
	v = arena_array(api->a, struct pair, n + 1);
	for (size_t i = 0; i < n; i++)
		v[i] =
		    (struct pair){ counts[i].patch, check_combine(&counts[i]) };
	*out = (struct pairs){ v, n };
	return OK;
}

/* By relation, not by patch: a relation of many is kept once. */
static enum err
load_related(struct api *api, struct ids owners, struct pairs *out)
{
	size_t n;
	struct patch *all;
	struct pair *v;
	enum err e;

	if ((e = patch_list_related(api->c->db, api->a, owners, &all, &n)) !=
	    OK)
		return e;
	set_add(&api->sets[SLOT_PATCH], all, n);
	v = arena_array(api->a, struct pair, n + 1);
	for (size_t i = 0; i < n; i++)
		v[i] = (struct pair){ all[i].related, all[i].id };
	*out = (struct pairs){ v, n };
	return OK;
}

static enum err
load_cover_series(struct api *api, struct ids owners, struct pairs *out)
{
	struct series *all;
	struct pair *v;
	size_t n;
	enum err e;

	if ((e = cover_list_series(api->c->db, api->a, owners, &all, &n)) != OK)
		return e;
	set_add(&api->sets[SLOT_SERIES], all, n);
	v = arena_array(api->a, struct pair, n + 1);
	for (size_t i = 0; i < n; i++)
		v[i] = (struct pair){ all[i].cover, all[i].id };
	*out = (struct pairs){ v, n };
	return OK;
}

static enum err
load_series_patches(struct api *api, struct ids owners, struct pairs *out)
{
	struct patch *all;
	struct pair *v;
	size_t n;
	enum err e;

	if ((e = patch_list_series(api->c->db, api->a, owners, &all, &n)) != OK)
		return e;
	set_add(&api->sets[SLOT_PATCH], all, n);
	v = arena_array(api->a, struct pair, n + 1);
	for (size_t i = 0; i < n; i++)
		v[i] = (struct pair){ all[i].series, all[i].id };
	*out = (struct pairs){ v, n };
	return OK;
}

/* Asked for together: the other relation is there when this one is. */
static enum err
load_dependencies(struct api *api, struct ids owners, struct pairs *out)
{
	struct pairs *back = &api->pairs[REL_SERIES_DEPENDENTS], more;
	enum err e;

	if ((e = series_list_links(api->c->db, api->a, owners, out, &more)) !=
	    OK)
		return e;
	*back = append(api->a, *back, more);
	api->has_pairs[REL_SERIES_DEPENDENTS] = true;
	return OK;
}

static enum err
load_bundle_patches(struct api *api, struct ids owners, struct pairs *out)
{
	enum err e;

	if ((e = bundle_list_patches(api->c->db, api->a, owners, out)) != OK)
		return e;
	for (size_t i = 0; i < out->n; i++)
		api_want(api, SLOT_PATCH, out->v[i].value);
	return OK;
}

static enum err
load_maintainers(struct api *api, struct ids owners, struct pairs *out)
{
	struct maintainer *all;
	struct user *users;
	struct pair *v;
	size_t n;
	enum err e;

	if ((e = project_list_maintainers(
		 api->c->db, api->a, owners, &all, &n)) != OK)
		return e;
	users = arena_array(api->a, struct user, n + 1);
	v = arena_array(api->a, struct pair, n + 1);
	for (size_t i = 0; i < n; i++) {
		users[i] = all[i].user;
		v[i] = (struct pair){ all[i].project, all[i].user.id };
	}
	set_add(&api->sets[SLOT_USER], users, n);
	*out = (struct pairs){ v, n };
	return OK;
}

static const struct {
	load_fn *load;
	size_t owner; /* member of the rows; 0 is the id */
} relations[REL_COUNT] = {
	/* clang-format off */
	[REL_PATCH_CHECK]         = { load_check },
	[REL_PATCH_RELATED]       = { load_related, offsetof(struct patch, related) },
	[REL_COVER_SERIES]        = { load_cover_series },
	[REL_SERIES_PATCHES]      = { load_series_patches },
	[REL_SERIES_DEPENDENCIES] = { load_dependencies },
	[REL_SERIES_DEPENDENTS]   = { load_dependencies },
	[REL_BUNDLE_PATCHES]      = { load_bundle_patches },
	[REL_PROJECT_MAINTAINERS] = { load_maintainers },
	/* clang-format on */
};

enum err
relation_load(
    struct api *api, enum relation r, const void *rows, size_t n, size_t size)
{
	struct ids all = ids_of(api->a, rows, n, size, relations[r].owner);
	struct pairs pairs = { NULL, 0 }, some;
	enum err e;

	if (api->has_pairs[r])
		return OK;
	for (size_t i = 0; i < all.n; i += LIMIT_ROWS_PAGE) {
		struct ids owners = { all.v + i, all.n - i };

		if (owners.n > LIMIT_ROWS_PAGE)
			owners.n = LIMIT_ROWS_PAGE;
		some = (struct pairs){ NULL, 0 };
		if ((e = relations[r].load(api, owners, &some)) != OK)
			return e;
		pairs = append(api->a, pairs, some);
	}
	relation_put(api, r, pairs);
	return OK;
}

void
relation_put(struct api *api, enum relation r, struct pairs pairs)
{
	api->pairs[r] = pairs;
	api->has_pairs[r] = true;
}

struct pairs
relation_of(const struct api *api, enum relation r, int64_t owner)
{
	return pairs_of(api->pairs[r], owner);
}
