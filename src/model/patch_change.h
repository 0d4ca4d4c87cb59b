/* Changes of patches, each with the events that it causes (spec/ingest.md
 * 20). All join the caller's transaction, or make one of their own. */
#ifndef MODEL_PATCH_CHANGE_H
#define MODEL_PATCH_CHANGE_H

#include "db/db.h"
#include "model/types.h"

/* Inserts a patch, at its number in its series (0: in none); related is not
 * looked at. Events: patch-created; series-created if the series was made
 * for it (made, else NULL; also where it does not join it); patch-completed
 * for it and for those it was missing to; series-completed. ERR_DUPLICATE,
 * and nothing failed, if the project has its message id or the series its
 * number. */
enum err patch_add(struct db *db, struct arena *a, const struct patch *p,
    const struct series *made, int64_t now, int64_t *id) MUST;

/* What an edit may set. */
enum patch_member {
	PATCH_STATE = 1,
	PATCH_DELEGATE = 2,
	PATCH_ARCHIVED = 4,
	PATCH_COMMIT_REF = 8,
	PATCH_PULL_URL = 16,
	PATCH_HASH = 32,
};

struct patch_change {
	unsigned mask; /* enum patch_member */
	int64_t state, delegate;
	bool archived;
	struct str commit_ref, pull_url, hash;
};

/* Writes the members that differ from the row, queues the notification and
 * adds the events; *changed (may be NULL) tells whether any did differ.
 * actor 0 for nobody. ERR_NOT_FOUND. */
enum err patch_update(struct db *db, struct arena *a, int64_t id,
    const struct patch_change *c, int64_t actor, int64_t now,
    bool *changed) MUST;

/* Puts the patches and this one in one relation (spec/rest-api.md 14.6,
 * rules 2 to 4); without ids this one leaves its relation, which goes with
 * it when only one would stay. The actor is on the event of this patch.
 * ERR_CONFLICT if they span several relations, ERR_NOT_FOUND. */
enum err patch_relate(struct db *db, struct arena *a, int64_t id,
    const int64_t *ids, size_t n, int64_t actor, int64_t now) MUST;

#endif
