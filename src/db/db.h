/*
 * One interface over SQLite and PostgreSQL (libpq). A struct db is one
 * connection; it belongs to one thread at a time. The same SQL text serves
 * both engines, with values always bound; where it cannot, SQL2 holds both.
 *
 * Errors: ERR_BUSY for what is worth a retry (locked, unreachable, full,
 * serialisation), ERR_DUPLICATE for a unique rule, ERR_NOT_FOUND for a
 * missing row or parent (foreign key), ERR_INVALID for a value that does not
 * fit its column, ERR_CONFIG for a database of the wrong shape or a role
 * without rights, ERR_IO, ERR_INTERNAL for a statement that is wrong.
 */
#ifndef DB_DB_H
#define DB_DB_H

#include "base/base.h"
#include "db/sql.h"
#include "db/value.h"

struct db;

struct db_options {
	/* sqlite:PATH, sqlite:////PATH (absolute), sqlite:///PATH,
	 * sqlite::memory:, or any libpq URI or keywords */
	const char *url;
	bool create; /* SQLite: make the file if there is none */
	bool read_only;
	/* Archives: SQLite with WAL has synchronous=NORMAL, and a log of
	 * 32 MB before its pages go back to the file; PostgreSQL reads no
	 * table whole, however small it was when that was planned */
	bool relaxed;
	int busy_ms; /* wait for a lock; 0 is LIMIT_BUSY_MS */
	/* SQLite: a registered VFS; NULL is the common one (tests put one
	 * that fails here) */
	const char *vfs;
};

/* time_set_zone must have been called: it is the session's zone. */
enum err db_open(const struct db_options *o, struct db **out) MUST;
void db_close(struct db *db);

/* A struct and the columns it is read from, side by side. */
struct column {
	const char *name; /* SQL expression, as in "p.msgid" */
	uint8_t kind;     /* enum value_kind */
	uint16_t at;      /* offset of the member */
};

struct table {
	const char *from; /* "patchwork_patch p JOIN .." */
	const struct column *columns;
	size_t ncolumns;
	size_t size; /* of the struct */
};

/* The member's type is checked: int64_t, bool, struct str, int64_t. */
#define AT_(type, member, expected)                \
	(uint16_t)(offsetof(struct type, member) + \
	    0 * sizeof(&((struct type *)0)->member == (expected *)0))
#define INT(type, member)       V_INT, AT_(type, member, int64_t)
#define BOOL(type, member)      V_BOOL, AT_(type, member, bool)
#define STR(type, member)       V_STR, AT_(type, member, struct str)
#define BYTES(type, member)     V_BYTES, AT_(type, member, struct str)
#define TIME(type, member)      V_TIME, AT_(type, member, int64_t)
#define MAIL_TIME(type, member) V_MAIL_TIME, AT_(type, member, int64_t)
/* clang-format off */
#define TABLE(type, columns, from) \
	{ "" from, columns, COUNT(columns), sizeof(struct type) }
/* clang-format on */

/* NULL reads as 0, false, {NULL, 0} or TIME_NONE. Text is in the arena. */

/* One row: "SELECT columns FROM from " rest. ERR_NOT_FOUND if none; of
 * several the first. */
#define db_get(db, a, table, out, rest, vals) \
	db_get_((db), (a), (table), (out), "" rest, (vals))
/* All rows, as an array of the table's struct. */
#define db_list(db, a, table, out, n, rest, vals) \
	db_list_((db), (a), (table), (void **)(out), (n), "" rest, (vals))
/* The same with a text put together by sql_add. */
enum err db_list_sql(struct db *db, struct arena *a, const struct table *t,
    void **out, size_t *n, const struct sql *rest) MUST;

/* A whole SELECT of one integer (bool, count); ERR_NOT_FOUND without a row,
 * 0 for NULL. */
#define db_int(db, out, text, vals) db_int_((db), (out), "" text, (vals))
enum err db_int_sql(struct db *db, int64_t *out, const struct sql *q) MUST;

/* A change; *changed (may be NULL) gets the number of rows. */
#define db_exec(db, changed, text, vals) \
	db_exec_((db), (changed), "" text, (vals))
enum err db_exec_sql(struct db *db, int64_t *changed, const struct sql *q) MUST;
/* INSERT of one row; "RETURNING id" is added. With ON CONFLICT DO NOTHING a
 * row that was there already is ERR_DUPLICATE, with no statement failed. */
#define db_insert(db, id, text, vals) db_insert_((db), (id), "" text, (vals))

enum err db_get_(struct db *db, struct arena *a, const struct table *t,
    void *out, const char *rest, struct values vals) MUST;
enum err db_list_(struct db *db, struct arena *a, const struct table *t,
    void **out, size_t *n, const char *rest, struct values vals) MUST;
enum err db_int_(
    struct db *db, int64_t *out, const char *text, struct values vals) MUST;
enum err db_exec_(
    struct db *db, int64_t *changed, const char *text, struct values vals) MUST;
enum err db_insert_(
    struct db *db, int64_t *id, const char *text, struct values vals) MUST;

/*
 * Transactions nest: an inner begin counts, an inner rollback makes the outer
 * commit fail with ERR_ABORTED. A failed db_commit has rolled back. After a
 * statement that failed (what is refused before it is sent, and a row that is
 * not found, does not count) further ones are ERR_ABORTED until the rollback,
 * or that to a savepoint, on both engines. Writes
 * begin IMMEDIATE on SQLite and READ COMMITTED on PostgreSQL; db_begin_read
 * is one snapshot of several reads.
 */
enum err db_begin(struct db *db) MUST;
enum err db_begin_read(struct db *db) MUST;
enum err db_commit(struct db *db) MUST;
void db_rollback(struct db *db);
bool db_in_transaction(const struct db *db);

/* For what must go on after a failure inside a transaction. Savepoints nest
 * as calls do. */
enum err db_savepoint(struct db *db) MUST;
enum err db_release(struct db *db) MUST;     /* ERR_ABORTED: went back to it */
enum err db_rollback_to(struct db *db) MUST; /* and releases it */

/* Lock classes; held to the end of the transaction, waited for up to busy_ms.
 * On SQLite the one writer is serialised already, and this does nothing. */
enum db_lock {
	LOCK_MIGRATE = 1,
	LOCK_INGEST,
	LOCK_FOLD,
	LOCK_CRON,
	LOCK_RELATION
};
enum err db_lock(struct db *db, enum db_lock class, int64_t id) MUST;

/* Lets PostgreSQL count the rows of the tables that mails fill, if it never
 * did: of an empty table any index seems as good as the right one. */
enum err db_analyze(struct db *db) MUST;

/* Statements sent since the connection was opened, for budgets: begin, commit
 * and savepoints with them, preparing and locks without, so that the engines
 * count alike. */
int64_t db_statements(const struct db *db);

#endif
