/*
 * Sessions in the format of Django (spec/schema.md 6.2): a random key in the
 * cookie, a row with signed data, which names the user and a hash of the
 * stored password, so that a new password ends them. secret is the setting
 * secret_key; a site that runs beside Patchwork shares it.
 */
#ifndef AUTH_SESSION_H
#define AUTH_SESSION_H

#include "base/base.h"
#include "model/types.h"

struct db;

#define SESSION_COOKIE  "sessionid"
#define SESSION_SECONDS (14 * 24 * 60 * 60)

/* The user that the session of this key has signed in, with the stored
 * password. ERR_NOT_FOUND for nobody: no key, an unknown or expired one, data
 * that is not signed by us, a user who is gone or inactive, a password that
 * was changed. */
enum err session_find_user(struct db *db, struct arena *a, struct str secret,
    struct str key, int64_t now, struct user *out) MUST;

/* Signs a user (with the stored password) in: a new row under a new key, so
 * that a key that somebody planted before is worth nothing; the row of the
 * old key (may be NULL) is removed. Also after a change of the password, for
 * the session that made it. */
enum err session_begin(struct db *db, struct arena *a, struct str secret,
    const struct user *u, struct str old_key, int64_t now,
    struct str *key) MUST;

enum err session_end(struct db *db, struct str key) MUST;

/* The format itself. json is a JSON object, ASCII; time in microseconds.
 * ERR_INVALID for what is not signed with this secret, or is no such text. */
enum err session_decode(
    struct arena *a, struct str secret, struct str data, struct str *json) MUST;
struct str session_encode(
    struct arena *a, struct str secret, struct str json, int64_t time);
/* _auth_user_hash */
struct str session_hash(
    struct arena *a, struct str secret, struct str password);

#endif
