/* Accounts as those who check passwords see them. */
#ifndef MODEL_ACCOUNT_H
#define MODEL_ACCOUNT_H

#include "db/db.h"
#include "model/types.h"

/* With the stored password, active or not; the name is exact. ERR_NOT_FOUND. */
enum err account_find(
    struct db *db, struct arena *a, struct str username, struct user *out) MUST;
enum err account_get(
    struct db *db, struct arena *a, int64_t id, struct user *out) MUST;

/* Both take encoded passwords. The second changes it only if it still is
 * what it was: a hash made anew at login must not undo a change of the
 * password that came between. ERR_NOT_FOUND if nothing fits. */
enum err account_set_password(
    struct db *db, int64_t id, struct str encoded) MUST;
enum err account_renew_password(
    struct db *db, int64_t id, struct str was, struct str encoded) MUST;

enum err account_note_login(struct db *db, int64_t id, int64_t now) MUST;

#endif
