/* Bundles as rows; their patches are pairs, loaded as patches elsewhere. */
#include "model/bundle.h"

/* clang-format off */
static const struct column columns[] = {
	{ "b.id",         INT(bundle, id) },
	{ "b.name",       STR(bundle, name) },
	{ "b.project_id", INT(bundle, project) },
	{ "b.owner_id",   INT(bundle, owner) },
	{ "b.public",     BOOL(bundle, is_public) },
};
static const struct table table = TABLE(bundle, columns, "patchwork_bundle b");

const struct listing bundle_listing = {
	&table, SQL("patchwork_bundle b"), BY("b.id")
};

const struct order bundle_orders[] = {
	{ "id",    BY("b.id") },
	{ "name",  BY_NAME("b.name") },
	{ "owner", BY("b.owner_id") },
};
const size_t bundle_norders = COUNT(bundle_orders);

const struct sql_text bundle_search[1] = { SQL("b.name") };

static const struct filter filters[] = {
	{ "project", V1_0, BY_PROJECT, SQL("b.project_id") },
	{ "owner",   V1_0, BY_USER,    SQL("b.owner_id") },
	{ "public",  V1_0, BY_BOOL,    SQL("b.public") },
};

static const struct column patch_columns[] = {
	{ "x.bundle_id", INT(pair, owner) },
	{ "x.patch_id",  INT(pair, value) },
};
/* clang-format on */
const struct filters bundle_filters = { filters, COUNT(filters) };

static const struct table bundle_patches =
    TABLE(pair, patch_columns, "patchwork_bundlepatch x");

static enum err
load(struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	static const struct sql_text by_id = SQL("b.id"), rest = SQL("");

	return list_by_ids(db, a, &table, by_id, ids, rest, rows, n);
}

const struct entity bundle_entity = { "Bundle", sizeof(struct bundle), load };

enum err
bundle_get(struct db *db, struct arena *a, int64_t id, struct bundle *out)
{
	return db_get(db, a, &table, out, "WHERE b.id = ?", VALS(v_int(id)));
}

enum err
bundle_find(struct db *db, struct arena *a, struct str username,
    struct str name, struct bundle *out)
{
	return db_get(db, a, &table, out,
	    "WHERE b.name = ? AND b.owner_id ="
	    " (SELECT id FROM auth_user WHERE username = ?)",
	    VALS(v_str(name), v_str(username)));
}

void
bundle_select_visible(struct selection *s, struct arena *a, int64_t user)
{
	static const struct sql_text is_public = SQL("b.public");
	static const struct sql_text owner_if_private =
	    SQL("CASE WHEN b.public THEN 0 ELSE b.owner_id END");
	int64_t *either = arena_array(a, int64_t, 2);

	if (user == 0) {
		select_value(s, WHERE_IS, is_public, v_bool(true));
		return;
	}
	either[1] = user;
	select_ids(s, owner_if_private, (struct ids){ either, 2 });
}

enum err
bundle_list_patches(
    struct db *db, struct arena *a, struct ids bundles, struct pairs *out)
{
	static const struct sql_text by_bundle = SQL("x.bundle_id");
	static const struct sql_text rest =
	    SQL(" ORDER BY x.bundle_id, x.\"order\", x.id");
	void *v;
	size_t n;
	enum err e;

	if ((e = list_by_ids(db, a, &bundle_patches, by_bundle, bundles, rest,
		 &v, &n)) != OK)
		return e;
	*out = (struct pairs){ v, n };
	return OK;
}
