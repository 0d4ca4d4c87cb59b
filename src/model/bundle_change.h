/* Changes of bundles. All join the caller's transaction, or make one of
 * their own. */
#ifndef MODEL_BUNDLE_CHANGE_H
#define MODEL_BUNDLE_CHANGE_H

#include "model/entity.h"

enum bundle_member { BUNDLE_NAME = 1, BUNDLE_PUBLIC = 2, BUNDLE_PATCHES = 4 };

struct bundle_change {
	unsigned mask;   /* enum bundle_member; not looked at by adding */
	struct str name; /* may stand in a path: the caller refuses '/' */
	bool is_public;
	struct ids patches; /* in this order; of repeats the first stays */
};

/* A bundle is of the project of its patches. ERR_INVALID, with a message for
 * the client, without patches and if they are of several projects;
 * ERR_NOT_FOUND for a patch that is not there, ERR_DUPLICATE if the owner has
 * one of this name, ERR_TOO_BIG past LIMIT_BUNDLE. */
enum err bundle_add(struct db *db, struct arena *a,
    const struct bundle_change *c, int64_t owner, int64_t *id) MUST;

/* Writes what differs from the row. The patches are all that it has after:
 * the bundle moves to their project. As bundle_add, and ERR_NOT_FOUND for the
 * bundle. */
enum err bundle_update(struct db *db, struct arena *a, int64_t id,
    const struct bundle_change *c) MUST;

/* ERR_NOT_FOUND. */
enum err bundle_remove(struct db *db, int64_t id) MUST;

#endif
