/*
 * SQL text, made of literals only: values never enter it. sql_add joins
 * literal pieces for lists whose conditions are known at run time only.
 */
#ifndef DB_SQL_H
#define DB_SQL_H

#include "base/base.h"
#include "db/value.h"

/* Text that differs by engine, inside a literal: SQL2("a", "b") is a on
 * SQLite and b on PostgreSQL, chosen when the statement is prepared. */
#define SQL2(sqlite, pg) "\x01" sqlite "\x02" pg "\x03"

/* A piece kept in a table row: struct filter { struct sql_text column; }.
 * Only a literal compiles. */
struct sql_text {
	const char *p;
};
/* clang-format off */
#define SQL(literal) { "" literal }
/* clang-format on */

struct sql {
	struct buf text;
	struct value vals[LIMIT_VALUES];
	size_t n;
	/* Plan for these very values: lists whose projects differ widely in
	 * size. */
	bool skewed;
	enum err err; /* kept; told by the statement */
};

void sql_init(struct sql *q, struct arena *a);

#define sql_add(q, literal, vals) sql_add_((q), "" literal, (vals))
void sql_add_(struct sql *q, const char *literal, struct values vals);
void sql_add_text(struct sql *q, struct sql_text t, struct values vals);

/* " IN (?, ..)" with 1, 2, 4, .. 64 places, padded by repeating the last, so
 * that texts stay few; n up to LIMIT_ROWS_PAGE (wider lists double on). No
 * ids: " IN (NULL)", which is never true. */
void sql_add_ids(struct sql *q, const int64_t *ids, size_t n);

#endif
