/* What stands behind one path of the API. */
#ifndef API_ENDPOINT_H
#define API_ENDPOINT_H

#include "api/api.h"
#include "api/lister.h"

/* A permission that some methods ask for. */
struct right {
	unsigned methods;
	enum perm perm;
};

struct endpoint {
	const char *name;          /* of the page: "Patch List" */
	const char *description;   /* lines by \n */
	const struct shape *shape; /* NULL: no rows, but a document */
	void (*document)(struct api *api);
	bool bare;     /* always JSON, whatever the request would like */
	uint8_t where; /* LIST or ITEM: what GET shows */
	const struct lister *list; /* of LIST */

	/* The row of the path into row (as large as size), and into the sets
	 * what came with it. For LIST: sees that its parent is there. NULL:
	 * a list without parent. What is not there is engine_missing. */
	enum err (*find)(struct api *api, void *row);
	size_t size; /* of row; 0: the entity's */

	/* Asked of every method, before anything is looked up. */
	enum perm enter;
	/* Asked of some methods: at once, or of the row. */
	struct right early, right;
	int writes_since; /* methods that change something: 405 below */
	/* Whom the row (or the list's parent) knows, for right. */
	enum err (*parties)(
	    struct api *api, const void *row, struct parties *out);

	/* What the methods do that change something, in a transaction and with
	 * a change that was read and checked (write.h): of POST, PUT and PATCH,
	 * and DELETE. What only the rows tell is wrong with a field is a fault
	 * (input.h), and ERR_INVALID. */
	size_t change; /* size of it */
	enum err (*add)(struct api *api, const void *change, int64_t *id);
	enum err (*update)(
	    struct api *api, const void *row, const void *change);
	enum err (*remove)(struct api *api, const void *row);
};

extern const struct endpoint api_index, api_openapi, api_projects, api_project,
    api_people, api_person, api_users, api_user, api_covers, api_cover,
    api_cover_comments, api_cover_comment, api_patches, api_patch,
    api_patch_comments, api_patch_comment, api_checks, api_check,
    api_series_list, api_series, api_bundles, api_bundle, api_events,
    api_states, api_state;

/* The row of the path; of a list, its parent is looked up, and *row NULL. */
enum err engine_find(struct api *api, void **row) MUST;

/* Whether the caller may do what the method does to the path. */
enum err engine_may(struct api *api, unsigned method, bool *out) MUST;

/* ERR_NOT_FOUND, as clients know it: "No Patch matches the given query." */
enum err engine_missing(const struct entity *e) MUST;

#endif
