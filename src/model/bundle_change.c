/*
 * Changes of bundles (spec/rest-api.md 14.8). A bundle and its patches are
 * written together or not at all. The row of the bundle is locked first, so
 * that of two editors one sees what the other wrote.
 */
#include "model/bundle_change.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/bundle.h"
#include "model/edit.h"
#include "model/types.h"

enum { MOST_NAME = 50, BUNDLE_PROJECT = 8 };

static const struct column columns[] = {
	{ "b.id", INT(bundle, id) },
	{ "b.name", STR(bundle, name) },
	{ "b.project_id", INT(bundle, project) },
	{ "b.public", BOOL(bundle, is_public) },
};
static const struct table edited = TABLE(bundle, columns, "patchwork_bundle b");

static enum err
check_name(struct str name)
{
	if (name.n == 0 || utf8_count(name) > MOST_NAME)
		return err_set(ERR_INVALID,
		    "the name of a bundle has 1 to %d characters", MOST_NAME);
	return OK;
}

static int
compare_ids(const void *p, const void *q)
{
	const int64_t *a = p, *b = q;

	return (*a > *b) - (*a < *b);
}

/* Each once, in the order of its first place. */
static struct ids
leave_out_repeats(struct arena *a, struct ids ids)
{
	struct ids all = ids_of(a, ids.v, ids.n, sizeof(int64_t), 0);
	bool *seen = arena_array(a, bool, all.n + 1);
	int64_t *v = arena_array(a, int64_t, ids.n + 1);
	const int64_t *at;
	size_t n = 0;

	memset(seen, 0, all.n * sizeof(*seen));
	for (size_t i = 0; i < ids.n; i++) {
		at = bsearch(&ids.v[i], all.v, all.n, sizeof(*at), compare_ids);
		if (at == NULL || seen[at - all.v])
			continue;
		seen[at - all.v] = true;
		v[n++] = ids.v[i];
	}
	return (struct ids){ v, n };
}

/* The one project of the patches. */
static enum err
find_project(struct db *db, struct arena *a, struct ids patches, int64_t *out)
{
	const struct patch *p;
	struct set set;
	enum err e;

	if (patches.n == 0)
		return err_set(ERR_INVALID, "Bundles cannot be empty");
	if (patches.n > LIMIT_BUNDLE)
		return err_set(
		    ERR_TOO_BIG, "over %d patches in a bundle", LIMIT_BUNDLE);
	set_init(&set, a, &patch_entity);
	for (size_t i = 0; i < patches.n; i++)
		set_want(&set, patches.v[i]);
	if ((e = set_load(&set, db)) != OK)
		return e;
	*out = 0;
	for (size_t i = 0; i < patches.n; i++) {
		if ((p = set_find(&set, patches.v[i])) == NULL)
			return err_set(ERR_NOT_FOUND, "no such patch");
		if (*out != 0 && p->project != *out)
			return err_set(ERR_INVALID,
			    "Bundle patches must belong to the same project");
		*out = p->project;
	}
	return OK;
}

/* The first has order 1, as those that Patchwork appends one by one. */
static enum err
insert_patches(struct db *db, int64_t bundle, struct ids patches)
{
	int64_t id;
	enum err e;

	for (size_t i = 0; i < patches.n; i++)
		if ((e = db_insert(db, &id,
			 "INSERT INTO patchwork_bundlepatch"
			 " (bundle_id, patch_id, \"order\") VALUES (?, ?, ?)",
			 VALS(v_int4(bundle), v_int4(patches.v[i]),
			     v_int4((int64_t)i + 1)))) != OK)
			return e;
	return OK;
}

static enum err
add(struct db *db, struct arena *a, const struct bundle_change *c,
    int64_t owner, int64_t *id)
{
	struct ids patches = leave_out_repeats(a, c->patches);
	int64_t project;
	enum err e;

	if ((e = check_name(c->name)) != OK ||
	    (e = find_project(db, a, patches, &project)) != OK)
		return e;
	if ((e = db_insert(db, id,
		 "INSERT INTO patchwork_bundle"
		 " (name, public, owner_id, project_id) VALUES (?, ?, ?, ?)"
		 " ON CONFLICT DO NOTHING",
		 VALS(v_str(c->name), v_bool(c->is_public), v_int4(owner),
		     v_int4(project)))) != OK)
		return e;
	return insert_patches(db, *id, patches);
}

enum err
bundle_add(struct db *db, struct arena *a, const struct bundle_change *c,
    int64_t owner, int64_t *id)
{
	int64_t added;
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = add(db, a, c, owner, &added)) != OK) {
		db_rollback(db);
		return e;
	}
	if ((e = db_commit(db)) == OK)
		*id = added;
	return e;
}

static enum err
delete_patches(struct db *db, int64_t bundle)
{
	return db_exec(db, NULL,
	    "DELETE FROM patchwork_bundlepatch WHERE bundle_id = ?",
	    VALS(v_int(bundle)));
}

/* Tells the project of the patches. */
static enum err
replace_patches(struct db *db, struct arena *a, int64_t id, struct ids patches,
    int64_t *project)
{
	struct pairs old;
	bool same;
	enum err e;

	patches = leave_out_repeats(a, patches);
	if ((e = find_project(db, a, patches, project)) != OK ||
	    (e = bundle_list_patches(db, a, (struct ids){ &id, 1 }, &old)) !=
		OK)
		return e;
	same = old.n == patches.n;
	for (size_t i = 0; same && i < old.n; i++)
		same = old.v[i].value == patches.v[i];
	if (same)
		return OK;
	if ((e = delete_patches(db, id)) != OK)
		return e;
	return insert_patches(db, id, patches);
}

static enum err
update(
    struct db *db, struct arena *a, int64_t id, const struct bundle_change *c)
{
	static const struct sql_text set = SQL("UPDATE patchwork_bundle SET "),
				     where = SQL(" WHERE id = ?");
	unsigned mask = c->mask;
	struct bundle old;
	int64_t project = 0;
	enum err e;

	if ((mask & BUNDLE_NAME) && (e = check_name(c->name)) != OK)
		return e;
	if ((e = db_get(db, a, &edited, &old,
		 "WHERE b.id = ?" SQL2("", " FOR UPDATE"), VALS(v_int(id)))) !=
	    OK)
		return e;
	if (mask & BUNDLE_PATCHES) {
		if ((e = replace_patches(db, a, id, c->patches, &project)) !=
		    OK)
			return e;
		mask |= BUNDLE_PROJECT;
	}
	const struct edit v[] = {
		{ BUNDLE_NAME, SQL("name = ?"), v_str(old.name),
		    v_str(c->name) },
		{ BUNDLE_PUBLIC, SQL("public = ?"), v_bool(old.is_public),
		    v_bool(c->is_public) },
		{ BUNDLE_PROJECT, SQL("project_id = ?"), v_int4(old.project),
		    v_int4(project) },
	};
	const struct edits edits = { v, COUNT(v) };

	return edits_write(
	    db, a, set, edits, edits_differ(edits, mask), where, id);
}

enum err
bundle_update(
    struct db *db, struct arena *a, int64_t id, const struct bundle_change *c)
{
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = update(db, a, id, c)) != OK)
		goto undo;
	return db_commit(db);
undo:
	db_rollback(db);
	return e;
}

enum err
bundle_remove(struct db *db, int64_t id)
{
	int64_t removed;
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = delete_patches(db, id)) != OK ||
	    (e = db_exec(db, &removed,
		 "DELETE FROM patchwork_bundle WHERE id = ?",
		 VALS(v_int(id)))) != OK)
		goto undo;
	if (removed == 0) {
		e = err_set(ERR_NOT_FOUND, "no such bundle");
		goto undo;
	}
	return db_commit(db);
undo:
	db_rollback(db);
	return e;
}
