/*
 * Adding and changing accounts. A user row never stands without its profile, since Patchwork
 * reads the one through the other, so both are one transaction.
 */
#include "model/user_change.h"

#include "base/utf8.h"
#include "model/edit.h"

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

/* ERR_NOT_FOUND if there is no such user. */
static enum err
add_profile(struct db *db, int64_t user)
{
	int64_t profile;

	return db_insert(db, &profile,
	    "INSERT INTO patchwork_userprofile (send_email, items_per_page,"
	    " show_ids, user_id) VALUES (?, 100, ?, ?)",
	    VALS(v_bool(false), v_bool(false), v_int4(user)));
}

static enum err
insert(struct db *db, const struct user *u, int64_t now, int64_t *id)
{
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
	return add_profile(db, *id);
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

/* An account and its profile. */
struct edited {
	int64_t id;
	struct str first_name, last_name;
	int64_t items_per_page;
	bool send_email, show_ids;
};

static const struct column columns[] = {
	{ "u.id", INT(edited, id) },
	{ "u.first_name", STR(edited, first_name) },
	{ "u.last_name", STR(edited, last_name) },
	{ "f.items_per_page", INT(edited, items_per_page) },
	{ "f.send_email", BOOL(edited, send_email) },
	{ "f.show_ids", BOOL(edited, show_ids) },
};
static const struct table edited = TABLE(edited, columns,
    "auth_user u JOIN patchwork_userprofile f ON f.user_id = u.id");

static enum err
check_change(const struct user_change *c)
{
	if (((c->mask & USER_FIRST_NAME) &&
		utf8_count(c->first_name) > MOST_USERNAME) ||
	    ((c->mask & USER_LAST_NAME) &&
		utf8_count(c->last_name) > MOST_USERNAME))
		return err_set(ERR_INVALID, "a name is too long");
	if ((c->mask & USER_ITEMS_PER_PAGE) &&
	    (c->items_per_page < 0 || c->items_per_page > INT32_MAX))
		return err_set(
		    ERR_INVALID, "the number of items is out of range");
	return OK;
}

static enum err
write_changed(struct db *db, struct arena *a, const struct edited *old,
    const struct user_change *c)
{
	static const struct sql_text set_user = SQL("UPDATE auth_user SET "),
				     set_profile = SQL(
					 "UPDATE patchwork_userprofile SET "),
				     by_id = SQL(" WHERE id = ?"),
				     by_user = SQL(" WHERE user_id = ?");
	const struct edit user[] = {
		{ USER_FIRST_NAME, SQL("first_name = ?"),
		    v_str(old->first_name), v_str(c->first_name) },
		{ USER_LAST_NAME, SQL("last_name = ?"), v_str(old->last_name),
		    v_str(c->last_name) },
	};
	const struct edit profile[] = {
		{ USER_SEND_EMAIL, SQL("send_email = ?"),
		    v_bool(old->send_email), v_bool(c->send_email) },
		{ USER_ITEMS_PER_PAGE, SQL("items_per_page = ?"),
		    v_int4(old->items_per_page), v_int4(c->items_per_page) },
		{ USER_SHOW_IDS, SQL("show_ids = ?"), v_bool(old->show_ids),
		    v_bool(c->show_ids) },
	};
	const struct edits of_user = { user, COUNT(user) };
	const struct edits of_profile = { profile, COUNT(profile) };
	enum err e;

	if ((e = edits_write(db, a, set_user, of_user,
		 edits_differ(of_user, c->mask), by_id, old->id)) != OK)
		return e;
	return edits_write(db, a, set_profile, of_profile,
	    edits_differ(of_profile, c->mask), by_user, old->id);
}

/* Locked: another editor must not come between the look and the write. */
static enum err
find_edited(struct db *db, struct arena *a, int64_t id, struct edited *out)
{
	return db_get(db, a, &edited, out,
	    "WHERE u.id = ?" SQL2("", " FOR UPDATE"), VALS(v_int(id)));
}

/* An account that others made without a profile gets the one of a new one. */
static enum err
find_or_complete(struct db *db, struct arena *a, int64_t id, struct edited *out)
{
	enum err e = find_edited(db, a, id, out);
	int64_t user;

	if (e != ERR_NOT_FOUND)
		return e;
	if ((e = db_int(db, &user, "SELECT id FROM auth_user WHERE id = ?",
		 VALS(v_int(id)))) != OK ||
	    (e = add_profile(db, user)) != OK)
		return e;
	return find_edited(db, a, id, out);
}

enum err
user_update(
    struct db *db, struct arena *a, int64_t id, const struct user_change *c)
{
	struct edited old;
	enum err e;

	if ((e = check_change(c)) != OK)
		return e;
	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = find_or_complete(db, a, id, &old)) != OK ||
	    (e = write_changed(db, a, &old, c)) != OK)
		goto undo;
	return db_commit(db);
undo:
	db_rollback(db);
	return e;
}
