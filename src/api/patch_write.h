/* How the fields of patches are written (spec/rest-api.md 14.6). */
#ifndef API_PATCH_WRITE_H
#define API_PATCH_WRITE_H

#include "api/api.h"
#include "model/patch_change.h"

/* What an edit may set: members of the patch, and its relation. */
struct patch_edit {
	struct patch_change set; /* its mask is that of all */
	struct ids related;
};

extern const struct write patch_write_commit_ref, patch_write_pull_url,
    patch_write_state, patch_write_archived, patch_write_delegate,
    patch_write_related;

enum err patch_write(struct api *api, const void *row, const void *edit) MUST;

#endif
