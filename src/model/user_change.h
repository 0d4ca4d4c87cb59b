/* Changes of accounts. */
#ifndef MODEL_USER_CHANGE_H
#define MODEL_USER_CHANGE_H

#include "db/db.h"
#include "model/types.h"

/* ERR_INVALID for what is no name of an account. */
enum err user_check_name(struct str name) MUST;

/* Inserts the account with its profile (spec/schema.md 3.1: every user has
 * one). u->password is encoded already. ERR_DUPLICATE if the name is taken,
 * ERR_INVALID for a name or address that the columns do not hold. */
enum err user_add(
    struct db *db, const struct user *u, int64_t now, int64_t *id) MUST;

/* Makes a user a maintainer of a project; no change if it is one. */
enum err user_add_project(struct db *db, int64_t user, int64_t project) MUST;

/* What an edit may set, of the account and of its profile. */
enum user_member {
	USER_FIRST_NAME = 1,
	USER_LAST_NAME = 2,
	USER_SEND_EMAIL = 4,
	USER_ITEMS_PER_PAGE = 8,
	USER_SHOW_IDS = 16,
};

struct user_change {
	unsigned mask; /* enum user_member */
	struct str first_name, last_name;
	int64_t items_per_page; /* 0 is allowed: all */
	bool send_email, show_ids;
};

/* Writes the members that differ from the rows; makes the profile, if there
 * is none. Joins the caller's transaction, or makes one. ERR_NOT_FOUND;
 * ERR_INVALID for what its column does not hold. */
enum err user_update(struct db *db, struct arena *a, int64_t id,
    const struct user_change *c) MUST;

#endif
