/*
 * Relations: which patches are versions of one another. A relation is a row
 * that is nothing but an id, and its members point at it, so joining and
 * leaving are changes of the patches (spec/rest-api.md 14.6, rules 2 to 4).
 * Unlike Patchwork, the events say which relation was left and joined, and
 * the patch that is freed when a relation of two ends has one too (spec/
 * ingest.md 27.37, spec/rest-weaknesses.md 2.11).
 */
#include "model/event.h"
#include "model/patch_change.h"

static const struct column columns[] = {
	{ "p.id", INT(patch, id) },
	{ "p.project_id", INT(patch, project) },
	{ "p.related_id", INT(patch, related) },
};
static const struct table table = TABLE(patch, columns, "patchwork_patch p");

static enum err
set_relation(struct db *db, const struct patch *p, int64_t relation,
    int64_t actor, int64_t now)
{
	enum err e;

	if ((e = event_add(db, EVENT_PATCH_RELATION_CHANGED,
		 &(struct event){ .project = p->project,
		     .patch = p->id,
		     .actor = actor,
		     .previous_relation = p->related,
		     .current_relation = relation },
		 now)) != OK)
		return e;
	return db_exec(db, NULL,
	    "UPDATE patchwork_patch SET related_id = ? WHERE id = ?",
	    VALS(v_ref(relation), v_int(p->id)));
}

/* All rows that a change of relations may touch are locked, against changes of
 * another kind. */
static enum err
lock_members(struct db *db, struct arena *a, int64_t id, const int64_t *ids,
    size_t n, struct patch **out, size_t *nout)
{
	struct sql q;

	sql_init(&q, a);
	sql_add(&q, "WHERE p.id = ?", VALS(v_int(id)));
	if (n > 0) {
		sql_add(&q, " OR p.id", NO_VALS);
		sql_add_ids(&q, ids, n);
	} else {
		sql_add(&q,
		    " OR p.related_id = (SELECT m.related_id FROM"
		    " patchwork_patch m WHERE m.id = ?)",
		    VALS(v_int(id)));
	}
	sql_add(&q, " ORDER BY p.id" SQL2("", " FOR UPDATE"), NO_VALS);
	return db_list_sql(db, a, &table, (void **)out, nout, &q);
}

static enum err
delete_relation(struct db *db, int64_t relation)
{
	enum err e;

	if ((e = db_exec(db, NULL,
		 "UPDATE patchwork_event SET previous_relation_id = NULL"
		 " WHERE previous_relation_id = ?",
		 VALS(v_int(relation)))) != OK)
		return e;
	if ((e = db_exec(db, NULL,
		 "UPDATE patchwork_event SET current_relation_id = NULL"
		 " WHERE current_relation_id = ?",
		 VALS(v_int(relation)))) != OK)
		return e;
	return db_exec(db, NULL,
	    "DELETE FROM patchwork_patchrelation WHERE id = ?",
	    VALS(v_int(relation)));
}

/* members: this patch and its companions. A relation of one is none. Its
 * events stay, without the relation: the id they held is gone. */
static enum err
leave(struct db *db, const struct patch *p, const struct patch *members,
    size_t n, int64_t actor, int64_t now)
{
	enum err e;

	if (p->related == 0)
		return OK;
	if ((e = set_relation(db, p, 0, actor, now)) != OK)
		return e;
	if (n > 2)
		return OK;
	for (size_t i = 0; i < n; i++)
		if (members[i].id != p->id &&
		    (e = set_relation(db, &members[i], 0, 0, now)) != OK)
			return e;
	return delete_relation(db, p->related);
}

/* The one relation that some of them are in; 0: none. */
static enum err
common_relation(const struct patch *members, size_t n, int64_t *out)
{
	int64_t relation = 0;

	for (size_t i = 0; i < n; i++) {
		if (members[i].related == 0 || members[i].related == relation)
			continue;
		if (relation != 0)
			return err_set(ERR_CONFLICT,
			    "At least one patch is already part of another "
			    "relation. You have to explicitly remove a patch "
			    "from its existing relation before moving it to "
			    "this one.");
		relation = members[i].related;
	}
	*out = relation;
	return OK;
}

/* members: this patch and those it is to be related to. */
static enum err
join(struct db *db, const struct patch *p, const struct patch *members,
    size_t n, int64_t actor, int64_t now)
{
	int64_t relation;
	enum err e;

	if ((e = common_relation(members, n, &relation)) != OK)
		return e;
	if (relation == 0 &&
	    (e = db_insert(db, &relation,
		 "INSERT INTO patchwork_patchrelation" SQL2(
		     " (id) VALUES (NULL)", " DEFAULT VALUES"),
		 NO_VALS)) != OK)
		return e;
	if (p->related != relation &&
	    (e = set_relation(db, p, relation, actor, now)) != OK)
		return e;
	for (size_t i = 0; i < n; i++)
		if (members[i].id != p->id && members[i].related != relation &&
		    (e = set_relation(db, &members[i], relation, 0, now)) != OK)
			return e;
	return OK;
}

static const struct patch *
find_member(const struct patch *members, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (members[i].id == id)
			return &members[i];
	return NULL;
}

static enum err
relate(struct db *db, struct arena *a, int64_t id, const int64_t *ids, size_t n,
    int64_t actor, int64_t now)
{
	const struct patch *p;
	struct patch *members;
	size_t nmembers;
	enum err e;

	/* One at a time: who joins a relation while PostgreSQL waits for
	 * members of it would not be among those that it finds. */
	if ((e = db_lock(db, LOCK_RELATION, 0)) != OK ||
	    (e = lock_members(db, a, id, ids, n, &members, &nmembers)) != OK)
		return e;
	if ((p = find_member(members, nmembers, id)) == NULL)
		return err_set(ERR_NOT_FOUND, "no such patch");
	if (n == 0)
		return leave(db, p, members, nmembers, actor, now);
	for (size_t i = 0; i < n; i++)
		if (find_member(members, nmembers, ids[i]) == NULL)
			return err_set(ERR_NOT_FOUND, "no such patch");
	return join(db, p, members, nmembers, actor, now);
}

enum err
patch_relate(struct db *db, struct arena *a, int64_t id, const int64_t *ids,
    size_t n, int64_t actor, int64_t now)
{
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = relate(db, a, id, ids, n, actor, now)) != OK)
		goto undo;
	return db_commit(db);
undo:
	db_rollback(db);
	return e;
}
