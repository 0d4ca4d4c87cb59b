/* Addresses seen in mail, and the accounts they are linked to. */
#include "model/person.h"

#include "model/columns.h"

/* clang-format off */
static const struct column columns[] = {
	PERSON_COLUMNS(person, )
};
static const struct table table =
    TABLE(person, columns, "patchwork_person n");

const struct listing person_listing = {
	&table, SQL("patchwork_person n"), BY("n.id")
};

const struct order person_orders[] = {
	{ "id",    BY("n.id") },
	{ "name",  BY_NAME("n.name") },
	{ "email", BY_NAME("n.email") },
};
const size_t person_norders = COUNT(person_orders);
/* clang-format on */

const struct sql_text person_search[2] = { SQL("n.name"), SQL("n.email") };

static enum err
load(struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	static const struct sql_text by_id = SQL("n.id"), rest = SQL("");

	return list_by_ids(db, a, &table, by_id, ids, rest, rows, n);
}

const struct entity person_entity = { "Person", sizeof(struct person), load };

enum err
person_get(struct db *db, struct arena *a, int64_t id, struct person *out)
{
	return db_get(db, a, &table, out, "WHERE n.id = ?", VALS(v_int(id)));
}

enum err
person_get_within(struct db *db, struct arena *a, int64_t project, int64_t id,
    struct person *out)
{
	/* Comments last: they have no project of their own. */
	return db_get(db, a, &table, out,
	    "WHERE n.id = ? AND EXISTS (SELECT 1 FROM patchwork_project j"
	    " WHERE j.id = ? AND (EXISTS (SELECT 1 FROM patchwork_patch p"
	    " WHERE p.submitter_id = n.id AND p.project_id = j.id)"
	    " OR EXISTS (SELECT 1 FROM patchwork_cover c"
	    " WHERE c.submitter_id = n.id AND c.project_id = j.id)"
	    " OR EXISTS (SELECT 1 FROM patchwork_patchcomment k"
	    " JOIN patchwork_patch p ON p.id = k.patch_id"
	    " WHERE k.submitter_id = n.id AND p.project_id = j.id)"
	    " OR EXISTS (SELECT 1 FROM patchwork_covercomment k"
	    " JOIN patchwork_cover c ON c.id = k.cover_id"
	    " WHERE k.submitter_id = n.id AND c.project_id = j.id)))",
	    VALS(v_int(id), v_int(project)));
}

enum err
person_ids_of_user(struct db *db, struct arena *a, int64_t id, struct ids *out)
{
	struct person *v;
	size_t n;
	enum err e;

	if ((e = db_list(db, a, &table, &v, &n,
		 "WHERE n.id = ? OR n.user_id = (SELECT m.user_id FROM"
		 " patchwork_person m WHERE m.id = ?) ORDER BY n.id",
		 VALS(v_int(id), v_int(id)))) != OK)
		return e;
	*out = IDS_OF(a, v, n, person, id);
	return OK;
}

enum err
person_ids_named(
    struct db *db, struct arena *a, struct str text, struct ids *out)
{
	struct selection where = { .n = 0 };
	struct ordering by =
	    order_parse(person_orders, person_norders, S("id"), false);
	struct person *v;
	size_t n;
	enum err e;

	select_contains(&where, &person_search[0], 1, text);
	if ((e = list_page(db, a, &person_listing, &where, &by, 0,
		 LIMIT_NAME_MATCHES + 1, (void **)&v, &n)) != OK)
		return e;
	*out = IDS_OF(a, v, n, person, id);
	return OK;
}
