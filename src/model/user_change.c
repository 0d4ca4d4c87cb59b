/*
 * Adding accounts. A user row never stands without its profile, since Patchwork
 * reads the one through the other, so both are one transaction.
 */
#include "model/user_change.h"

#include "base/utf8.h"

enum { MOST_USERNAME = 150, MOST_EMAIL = 254, MOST_PASSWORD = 128 };

/* Letters, digits and @ . + - _ of any script, as Django's accounts. */
enum err
user_check_name(struct str name)
{
	const char *p = name.p, *end = name.p + name.n;
	uint32_t r;

	if (name.n == 0 || utf8_count(name) > MOST_USERNAME)
		return err_set(ERR_INVALID,
		    "a user name has 1 to %d characters", MOST_USERNAME);
	while (p < end) {
		r = utf8_next(&p, end);
		if (!rune_is_word(r) && r != '@' && r != '.' && r != '+' &&
		    r != '-')
			return err_set(ERR_INVALID,
			    "a user name has letters, "
			    "digits and @ . + - _ only");
	}
	return OK;
}

static enum err
insert(struct db *db, const struct user *u, int64_t now, int64_t *id)
{
	int64_t profile;
	enum err e;

	if ((e = db_insert(db, id,
		 "INSERT INTO auth_user (password, last_login, is_superuser,"
		 " username, first_name, last_name, email, is_staff, is_active,"
		 " date_joined) VALUES (?, NULL, ?, ?, ?, ?, ?, ?, ?, ?)"
		 " ON CONFLICT (username) DO NOTHING",
		 VALS(v_str(u->password), v_bool(u->is_superuser),
		     v_str(u->username), v_str(u->first_name),
		     v_str(u->last_name), v_str(u->email), v_bool(u->is_staff),
		     v_bool(u->is_active), v_time(now)))) != OK)
		return e;
	return db_insert(db, &profile,
	    "INSERT INTO patchwork_userprofile (send_email, items_per_page,"
	    " show_ids, user_id) VALUES (?, 100, ?, ?)",
	    VALS(v_bool(false), v_bool(false), v_int4(*id)));
}

enum err
user_add(struct db *db, const struct user *u, int64_t now, int64_t *id)
{
	int64_t added;
	enum err e;

	if ((e = user_check_name(u->username)) != OK)
		return e;
	if (utf8_count(u->email) > MOST_EMAIL ||
	    utf8_count(u->first_name) > MOST_USERNAME ||
	    utf8_count(u->last_name) > MOST_USERNAME ||
	    u->password.n > MOST_PASSWORD)
		return err_set(ERR_INVALID, "a name or address is too long");
	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = insert(db, u, now, &added)) != OK) {
		db_rollback(db);
		return e;
	}
	if ((e = db_commit(db)) == OK)
		*id = added;
	return e;
}

enum err
user_add_project(struct db *db, int64_t user, int64_t project)
{
	return db_exec(db, NULL,
	    "INSERT INTO patchwork_userprofile_maintainer_projects"
	    " (userprofile_id, project_id)"
	    " SELECT id, ? FROM patchwork_userprofile WHERE user_id = ?"
	    " ON CONFLICT (userprofile_id, project_id) DO NOTHING",
	    VALS(v_int4(project), v_int(user)));
}
