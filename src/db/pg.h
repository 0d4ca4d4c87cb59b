/* Inside of pg*.c alone: a connection to PostgreSQL. */
#ifndef DB_PG_H
#define DB_PG_H

#include "db/engine.h"

#include <libpq-fe.h>

struct pg {
	struct db db;
	PGconn *h;
	char *url;
	char *zone;
	bool read_only;
	bool relaxed;
	/* Behind a pooler, which may give each transaction another session:
	 * nothing is prepared, nothing is set for a session but all for each
	 * transaction, and each statement is in one. */
	bool pooled;
	int64_t names; /* statements named so far */
	int64_t xid;   /* of the open transaction; 0: not known */
};

static inline struct pg *
pg(struct db *db)
{
	return (struct pg *)db;
}

/* Connects (again): what was prepared is gone. Waits ten seconds, or the
 * connect_timeout of the URL, for each address of each host, and as long again
 * if it is refused. */
enum err pg_connect(struct pg *p) MUST;

/* At the begin of each transaction behind a pooler. Fails as pg_fail does. */
enum err pg_set_local(struct pg *p) MUST;

/* The code for a five-letter SQLSTATE. */
enum err pg_state_error(const char *state);

/* The error of a result that failed, which it clears; r may be NULL. Sees to
 * a lost connection and to lost statements; harmless: the statement may be
 * sent twice. */
enum err pg_fail(struct pg *p, PGresult *r, bool harmless);

/* One statement or several, without values, for its last result. */
enum err pg_simple(
    struct pg *p, const char *text, bool harmless, PGresult **out) MUST;

#endif
