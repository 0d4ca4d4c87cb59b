/*
 * Inside of src/db alone: what a connection is, and what an engine (sqlite.c,
 * pg.c) must do. Everything else about statements, transactions and rows is
 * common to both.
 */
#ifndef DB_ENGINE_H
#define DB_ENGINE_H

#include "db/db.h"

/* One column of one row, as the engine hands it over: borrowed until the next
 * row. i for V_INT and V_BOOL, s for everything else. */
struct cell {
	bool null;
	int64_t i;
	struct str s;
};

/* Where the rows of a statement go: an array of the table's struct. */
struct sink {
	struct db *db;
	struct arena *a; /* for text */
	const struct table *table;
	char *rows; /* in the scratch arena */
	size_t n, room;
	size_t most; /* later rows are dropped */
};

/* May be called for each row; cells are as many as the table's columns. */
enum err sink_row(struct sink *s, const struct cell *cells) MUST;

/* A prepared text. The cache owns it; key is what it is found by. */
struct statement {
	struct str key;
	const char *text; /* in the engine's own SQL */
	uint64_t hash;
	struct statement *chain;         /* same slot */
	struct statement *newer, *older; /* by last use */
	bool once;      /* not kept: planned for these very values */
	void *handle;   /* sqlite3_stmt */
	int64_t number; /* PostgreSQL: of its name */
};

enum { CACHE_SLOTS = 512 }; /* power of two, above LIMIT_STATEMENTS */

struct cache {
	struct statement *slots[CACHE_SLOTS];
	struct statement *newest, *oldest;
	size_t n;
};

/* What a savepoint goes back to. */
struct mark {
	int depth;
	bool aborted;
};

struct db {
	const struct engine *engine;
	struct arena *scratch; /* emptied after each statement */
	struct cache cache;
	int busy_ms;
	int depth;     /* of db_begin */
	bool snapshot; /* the outermost is db_begin_read */
	bool aborted;  /* rolled back inside: no commit */
	bool failed;   /* a statement failed: none until the rollback */
	bool again;    /* set by the engine with an error: nothing
				 * was done, send it once more */
	bool gone;     /* what was prepared is: nothing to discard */
	bool unkept;   /* nothing may be prepared, nor be outside of a
			* transaction: see struct pg */
	struct mark marks[LIMIT_SAVEPOINTS];
	size_t nmarks;
	int64_t statements;
};

enum control {
	CONTROL_BEGIN,
	CONTROL_BEGIN_READ,
	CONTROL_COMMIT,
	CONTROL_ROLLBACK,
};

struct engine {
	const char *name;
	char section;  /* of SQL2: \x01 or \x02 */
	bool numbered; /* places are $1, $2; kinds are part of the key */
	void (*close)(struct db *db);
	/* Before a statement outside of a transaction: a connection that is
	 * known to be lost is made anew. May be NULL. */
	enum err (*revive)(struct db *db);
	enum err (*prepare)(
	    struct db *db, struct statement *st, struct values vals);
	void (*discard)(struct db *db, struct statement *st);
	/* changed and sink may be NULL. A statement that only reads may be
	 * sent twice when the connection is lost. */
	enum err (*run)(struct db *db, struct statement *st, struct values vals,
	    bool reads, struct sink *sink, int64_t *changed);
	/* A failed COMMIT leaves no transaction open. */
	enum err (*control)(struct db *db, enum control what);
	/* One or more statements without values or rows. */
	enum err (*script)(struct db *db, const char *text);
	enum err (*lock)(struct db *db, enum db_lock class, int64_t id);
};

enum err sqlite_open(const struct db_options *o, struct db **out) MUST;
enum err pg_open(const struct db_options *o, struct db **out) MUST;

/* Statements (cache.c). Finds or prepares the text; *out belongs to the
 * cache until the next call. */
enum err cache_get(struct db *db, const char *text, struct values vals,
    struct statement **out) MUST;
void cache_drop(struct db *db, struct statement *st);
void cache_clear(struct db *db);

/* Texts (text.c). Of each SQL2 one side, into the scratch arena. */
enum err text_choose(struct db *db, const char *text, const char **out) MUST;
/* ? outside of literals, names and comments becomes $1, $2; ERR_INTERNAL if
 * they are not nvals. */
enum err text_number(
    struct db *db, const char *text, size_t nvals, const char **out) MUST;

/* Values (value.c). Range, NUL, size: before anything is sent. */
enum err value_check(struct values vals) MUST;
/* The clock face that a V_TIME or V_MAIL_TIME keeps: 26 bytes and a NUL. */
enum { VALUE_TIME = 32 };
void value_time(const struct value *v, char out[VALUE_TIME], size_t *n);

/* Schema scripts (migrate): literals of the project only, never input. */
enum err db_script(struct db *db, const char *text) MUST;

#endif
