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

#endif
