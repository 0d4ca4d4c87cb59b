/* Tokens of the API: one a user. */
#ifndef MODEL_TOKEN_H
#define MODEL_TOKEN_H

#include "db/db.h"
#include "model/types.h"

struct token {
	struct str key; /* 40 lower-case hex digits */
	int64_t user, created;
};

/* Whose it is, active or not. ERR_NOT_FOUND. */
enum err token_find_user(
    struct db *db, struct arena *a, struct str key, struct user *out) MUST;
/* Of a user; ERR_NOT_FOUND if there is none. */
enum err token_find(
    struct db *db, struct arena *a, int64_t user, struct token *out) MUST;
/* Takes the place of the one the user has. ERR_NOT_FOUND for no such user. */
enum err token_replace(struct db *db, const struct token *t) MUST;

#endif
