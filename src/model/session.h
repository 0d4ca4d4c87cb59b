/* Sessions of browsers. What their data means is auth's. */
#ifndef MODEL_SESSION_H
#define MODEL_SESSION_H

#include "db/db.h"

struct session_row {
	struct str key;  /* of the cookie: 1 to 40 characters */
	struct str data; /* signed text */
	int64_t expires; /* of the site's clock */
};

/* ERR_NOT_FOUND, also for one that has expired. */
enum err session_row_find(struct db *db, struct arena *a, struct str key,
    int64_t now, struct session_row *out) MUST;
/* ERR_DUPLICATE if the key is taken. */
enum err session_row_add(struct db *db, const struct session_row *s) MUST;
/* No change if there is none. */
enum err session_row_remove(struct db *db, struct str key) MUST;

#endif
