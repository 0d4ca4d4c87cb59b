/* Rows of authtoken_token (spec/schema.md 3.2). */
#include "model/token.h"

/* clang-format off */
static const struct column columns[] = {
	{ "t.key",     STR(token, key) },
	{ "t.user_id", INT(token, user) },
	{ "t.created", TIME(token, created) },
};
static const struct table tokens = TABLE(token, columns, "authtoken_token t");

static const struct column user_columns[] = {
	{ "u.id",           INT(user, id) },
	{ "u.username",     STR(user, username) },
	{ "u.first_name",   STR(user, first_name) },
	{ "u.last_name",    STR(user, last_name) },
	{ "u.email",        STR(user, email) },
	{ "u.is_active",    BOOL(user, is_active) },
	{ "u.is_staff",     BOOL(user, is_staff) },
	{ "u.is_superuser", BOOL(user, is_superuser) },
};
static const struct table users = TABLE(user, user_columns,
    "authtoken_token t JOIN auth_user u ON u.id = t.user_id");
/* clang-format on */

enum err
token_find_user(
    struct db *db, struct arena *a, struct str key, struct user *out)
{
	return db_get(db, a, &users, out, "WHERE t.key = ?", VALS(v_str(key)));
}

enum err
token_find(struct db *db, struct arena *a, int64_t user, struct token *out)
{
	return db_get(
	    db, a, &tokens, out, "WHERE t.user_id = ?", VALS(v_int(user)));
}

static enum err
replace(struct db *db, const struct token *t)
{
	int64_t user;
	enum err e;

	/* Whoever comes second waits, and takes the first one's away. */
	if ((e = db_int(db, &user,
		 "SELECT id FROM auth_user WHERE id = ?" SQL2(
		     "", " FOR NO KEY UPDATE"),
		 VALS(v_int(t->user)))) != OK)
		return e;
	if ((e = db_exec(db, NULL,
		 "DELETE FROM authtoken_token WHERE user_id = ?",
		 VALS(v_int(t->user)))) != OK)
		return e;
	return db_exec(db, NULL,
	    "INSERT INTO authtoken_token (key, created, user_id)"
	    " VALUES (?, ?, ?)",
	    VALS(v_str(t->key), v_time(t->created), v_int4(t->user)));
}

enum err
token_replace(struct db *db, const struct token *t)
{
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = replace(db, t)) != OK) {
		db_rollback(db);
		return e;
	}
	return db_commit(db);
}
