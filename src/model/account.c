/*
 * The columns of auth_user that only authentication reads: the password (see
 * auth/password.h), the last login.
 */
#include "model/account.h"

/* clang-format off */
static const struct column columns[] = {
	{ "u.id",           INT(user, id) },
	{ "u.username",     STR(user, username) },
	{ "u.first_name",   STR(user, first_name) },
	{ "u.last_name",    STR(user, last_name) },
	{ "u.email",        STR(user, email) },
	{ "u.password",     STR(user, password) },
	{ "u.is_active",    BOOL(user, is_active) },
	{ "u.is_staff",     BOOL(user, is_staff) },
	{ "u.is_superuser", BOOL(user, is_superuser) },
};
static const struct table table = TABLE(user, columns, "auth_user u");
/* clang-format on */

enum err
account_find(
    struct db *db, struct arena *a, struct str username, struct user *out)
{
	return db_get(
	    db, a, &table, out, "WHERE u.username = ?", VALS(v_str(username)));
}

enum err
account_get(struct db *db, struct arena *a, int64_t id, struct user *out)
{
	return db_get(db, a, &table, out, "WHERE u.id = ?", VALS(v_int(id)));
}

enum err
account_set_password(struct db *db, int64_t id, struct str encoded)
{
	int64_t changed;
	enum err e;

	if ((e = db_exec(db, &changed,
		 "UPDATE auth_user SET password = ? WHERE id = ?",
		 VALS(v_str(encoded), v_int(id)))) != OK)
		return e;
	return changed == 1 ? OK : err_set(ERR_NOT_FOUND, "no such user");
}

enum err
account_renew_password(
    struct db *db, int64_t id, struct str was, struct str encoded)
{
	int64_t changed;
	enum err e;

	if ((e = db_exec(db, &changed,
		 "UPDATE auth_user SET password = ?"
		 " WHERE id = ? AND password = ?",
		 VALS(v_str(encoded), v_int(id), v_str(was)))) != OK)
		return e;
	return changed == 1
	    ? OK
	    : err_set(ERR_NOT_FOUND, "the password was changed meanwhile");
}

enum err
account_note_login(struct db *db, int64_t id, int64_t now)
{
	return db_exec(db, NULL,
	    "UPDATE auth_user SET last_login = ? WHERE id = ?",
	    VALS(v_time(now), v_int(id)));
}
