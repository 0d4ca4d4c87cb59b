/*
 * Accounts as others see them: no password ever leaves through here, since
 * no column of these tables reads it.
 */
#include "model/user.h"

#include "model/columns.h"

/* clang-format off */
static const struct column columns[] = {
	USER_COLUMNS(user, )
};
static const struct table table = TABLE(user, columns, "auth_user u");

const struct listing user_listing = {
	&table, SQL("auth_user u"), BY("u.id")
};

const struct order user_orders[] = {
	{ "id",       BY("u.id") },
	{ "username", BY_NAME("u.username") },
	{ "email",    BY_NAME("u.email") },
};
const size_t user_norders = COUNT(user_orders);

const struct sql_text user_search[4] = {
	SQL("u.username"), SQL("u.first_name"), SQL("u.last_name"),
	SQL("u.email"),
};

static const struct column profile_columns[] = {
	{ "f.id",             INT(profile, id) },
	{ "f.user_id",        INT(profile, user) },
	{ "f.send_email",     BOOL(profile, send_email) },
	{ "f.show_ids",       BOOL(profile, show_ids) },
	{ "f.items_per_page", INT(profile, items_per_page) },
};
static const struct table profiles =
    TABLE(profile, profile_columns, "patchwork_userprofile f");

/* One id a row. */
struct number {
	int64_t id;
};
static const struct column person_columns[] = {
	{ "n.id", INT(number, id) },
};
static const struct table persons =
    TABLE(number, person_columns, "patchwork_person n");
static const struct column project_columns[] = {
	{ "m.project_id", INT(number, id) },
};
static const struct table projects = TABLE(number, project_columns,
    "patchwork_userprofile_maintainer_projects m"
    " JOIN patchwork_userprofile f ON f.id = m.userprofile_id");

/* Whether anybody may know that u has to do with a project: open for its id. */
#define WITHIN \
	"EXISTS (SELECT 1 FROM patchwork_project j WHERE (EXISTS (SELECT 1" \
	" FROM patchwork_userprofile_maintainer_projects m" \
	" JOIN patchwork_userprofile f ON f.id = m.userprofile_id" \
	" WHERE f.user_id = u.id AND m.project_id = j.id) OR EXISTS (SELECT 1" \
	" FROM patchwork_patch p WHERE p.delegate_id = u.id" \
	" AND p.project_id = j.id)) AND j.id"
/* clang-format on */

static enum err
load(struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	static const struct sql_text by_id = SQL("u.id"), rest = SQL("");

	return list_by_ids(db, a, &table, by_id, ids, rest, rows, n);
}

const struct entity user_entity = { "User", sizeof(struct user), load };

enum err
user_get(struct db *db, struct arena *a, int64_t id, struct user *out)
{
	return db_get(db, a, &table, out, "WHERE u.id = ?", VALS(v_int(id)));
}

enum err
user_get_within(struct db *db, struct arena *a, int64_t project, int64_t id,
    struct user *out)
{
	return db_get(db, a, &table, out, "WHERE u.id = ? AND " WITHIN " = ?)",
	    VALS(v_int(id), v_int(project)));
}

enum err
user_find(struct db *db, struct arena *a, struct str username, struct user *out)
{
	return db_get(
	    db, a, &table, out, "WHERE u.username = ?", VALS(v_str(username)));
}

static enum err
list_ids(struct db *db, struct arena *a, const struct selection *where,
    struct ids *out)
{
	struct ordering by =
	    order_parse(user_orders, user_norders, S("id"), false);
	struct user *v;
	size_t n;
	enum err e;

	if ((e = list_page(db, a, &user_listing, where, &by, 0,
		 LIMIT_NAME_MATCHES + 1, (void **)&v, &n)) != OK)
		return e;
	*out = IDS_OF(a, v, n, user, id);
	return OK;
}

enum err
user_ids_named(struct db *db, struct arena *a, struct str text, struct ids *out)
{
	struct selection where = { .n = 0 };

	select_contains(&where, &user_search[0], 1, text);
	return list_ids(db, a, &where, out);
}

enum err
user_ids_named_within(struct db *db, struct arena *a, int64_t project,
    struct str text, struct ids *out)
{
	static const struct sql_text within = SQL(WITHIN), close = SQL(")");
	struct selection where = { .n = 0 };

	select_contains(&where, &user_search[0], 1, text);
	select_value(&where, WHERE_IS, within, v_int(project));
	where.v[where.n - 1].close = close;
	return list_ids(db, a, &where, out);
}

enum err
user_list_persons(struct db *db, struct arena *a, int64_t user, struct ids *out)
{
	struct number *v;
	size_t n;
	enum err e;

	if ((e = db_list(db, a, &persons, &v, &n, "WHERE n.user_id = ?",
		 VALS(v_int(user)))) != OK)
		return e;
	*out = IDS_OF(a, v, n, number, id);
	return OK;
}

enum err
user_list_projects(
    struct db *db, struct arena *a, int64_t user, struct ids *out)
{
	struct number *v;
	size_t n;
	enum err e;

	if ((e = db_list(db, a, &projects, &v, &n, "WHERE f.user_id = ?",
		 VALS(v_int(user)))) != OK)
		return e;
	*out = IDS_OF(a, v, n, number, id);
	return OK;
}

enum err
user_get_profile(
    struct db *db, struct arena *a, int64_t user, struct profile *out)
{
	return db_get(
	    db, a, &profiles, out, "WHERE f.user_id = ?", VALS(v_int(user)));
}
