/* Bundles: patches that a user has put together, in an order. */
#ifndef MODEL_BUNDLE_H
#define MODEL_BUNDLE_H

#include "model/entity.h"
#include "model/filter.h"
#include "model/types.h"

struct bundle {
	int64_t id;
	struct str name;
	int64_t project, owner;
	bool is_public;
};

extern const struct entity bundle_entity;

enum err bundle_get(
    struct db *db, struct arena *a, int64_t id, struct bundle *out) MUST;
/* By the name of its owner and its own. */
enum err bundle_find(struct db *db, struct arena *a, struct str username,
    struct str name, struct bundle *out) MUST;

/* Who sees which: all public ones, and those of a user (0: of nobody). */
void bundle_select_visible(struct selection *s, struct arena *a, int64_t user);

/* Patches of these bundles, in the order of the bundle. */
enum err bundle_list_patches(
    struct db *db, struct arena *a, struct ids bundles, struct pairs *out) MUST;

extern const struct listing bundle_listing;
extern const struct filters bundle_filters;
extern const struct order bundle_orders[];
extern const size_t bundle_norders;
extern const struct sql_text bundle_search[1];

#endif
