/*
 * Transactions and savepoints, the same on both engines. The outermost begin
 * and its end are sent; those inside count. A savepoint remembers how deep it
 * was and whether anything inside had been rolled back, so that going back to
 * it makes the transaction whole again.
 */
#include "db/engine.h"

static enum err
control(struct db *db, enum control what)
{
	db->statements++;
	return db->engine->control(db, what);
}

static void
forget(struct db *db)
{
	db->depth = 0;
	db->nmarks = 0;
	db->snapshot = db->aborted = db->failed = false;
}

static enum err
begin(struct db *db, bool snapshot)
{
	enum err e;

	if (db->depth > 0) {
		if (db->snapshot && !snapshot)
			return err_set(ERR_INTERNAL,
			    "a change inside of a transaction that only reads");
		db->depth++;
		return OK;
	}
	if (db->engine->revive != NULL && (e = db->engine->revive(db)) != OK)
		return e;
	db->again = false;
	e = control(db, snapshot ? CONTROL_BEGIN_READ : CONTROL_BEGIN);
	if (e != OK && db->again)
		e = control(db, snapshot ? CONTROL_BEGIN_READ : CONTROL_BEGIN);
	if (e != OK)
		return e;
	forget(db);
	db->depth = 1;
	db->snapshot = snapshot;
	return OK;
}

enum err
db_begin(struct db *db)
{
	return begin(db, false);
}

enum err
db_begin_read(struct db *db)
{
	return begin(db, true);
}

static void
rollback_all(struct db *db)
{
	enum err e = control(db, CONTROL_ROLLBACK);

	/* The connection may be gone, and the transaction with it. */
	(void)e;
	forget(db);
}

enum err
db_commit(struct db *db)
{
	enum err e;

	assert(db->depth > 0);
	if (db->depth > 1) {
		db->depth--;
		return OK;
	}
	if (db->aborted || db->failed) {
		rollback_all(db);
		return err_set(
		    ERR_ABORTED, "the transaction was rolled back inside");
	}
	e = control(db, CONTROL_COMMIT);
	forget(db);
	return e;
}

void
db_rollback(struct db *db)
{
	assert(db->depth > 0);
	if (db->depth > 1) {
		db->depth--;
		db->aborted = true;
		return;
	}
	rollback_all(db);
}

bool
db_in_transaction(const struct db *db)
{
	return db->depth > 0;
}

/* By depth; a name may be used again once it is released. */
/* clang-format off */
static const struct {
	const char *set, *release, *back;
} savepoints[] = {
#define SAVEPOINT(n)                                               \
	{                                                          \
		"SAVEPOINT t" #n, "RELEASE SAVEPOINT t" #n,        \
		    "ROLLBACK TO SAVEPOINT t" #n ";"               \
		    "RELEASE SAVEPOINT t" #n                       \
	}
	SAVEPOINT(0), SAVEPOINT(1), SAVEPOINT(2), SAVEPOINT(3), SAVEPOINT(4),
	SAVEPOINT(5), SAVEPOINT(6), SAVEPOINT(7), SAVEPOINT(8), SAVEPOINT(9),
	SAVEPOINT(10), SAVEPOINT(11), SAVEPOINT(12), SAVEPOINT(13),
	SAVEPOINT(14), SAVEPOINT(15),
#undef SAVEPOINT
};
/* clang-format on */
_Static_assert(COUNT(savepoints) == LIMIT_SAVEPOINTS, "one row a savepoint");

static enum err
savepoint_control(struct db *db, const char *text)
{
	enum err e;

	db->statements++;
	if ((e = db->engine->script(db, text)) != OK)
		db->failed = true;
	return e;
}

enum err
db_savepoint(struct db *db)
{
	enum err e;

	assert(db->depth > 0);
	if (db->failed)
		return err_set(ERR_ABORTED, "the transaction has failed");
	if (db->nmarks == LIMIT_SAVEPOINTS)
		return err_set(ERR_TOO_BIG, "savepoints are nested too deep");
	if ((e = savepoint_control(db, savepoints[db->nmarks].set)) != OK)
		return e;
	db->marks[db->nmarks++] = (struct mark){ db->depth, db->aborted };
	return OK;
}

enum err
db_rollback_to(struct db *db)
{
	enum err e;

	assert(db->nmarks > 0);
	db->nmarks--;
	e = savepoint_control(db, savepoints[db->nmarks].back);
	db->depth = db->marks[db->nmarks].depth;
	if (e != OK)
		return e;
	db->failed = false;
	db->aborted = db->marks[db->nmarks].aborted;
	return OK;
}

enum err
db_release(struct db *db)
{
	const struct mark *mark;
	enum err e;

	assert(db->nmarks > 0);
	mark = &db->marks[db->nmarks - 1];
	if (db->failed || (db->aborted && !mark->aborted)) {
		if ((e = db_rollback_to(db)) != OK)
			return e;
		return err_set(
		    ERR_ABORTED, "the savepoint was rolled back inside");
	}
	db->nmarks--;
	return savepoint_control(db, savepoints[db->nmarks].release);
}

enum err
db_lock(struct db *db, enum db_lock class, int64_t id)
{
	enum err e;

	assert(db->depth > 0);
	if (db->failed)
		return err_set(ERR_ABORTED, "the transaction has failed");
	if ((e = db->engine->lock(db, class, id)) != OK)
		db->failed = true;
	return e;
}
