/*
 * Lists: which rows (a selection), in which order, which page. Filters of
 * REST, the web and XML-RPC end as a selection; a listing is a family as
 * lists see it. The page takes ids from an index first and then their rows,
 * so that a deep page does not read what it skips; the total is counted
 * exactly, from an index where one fits.
 *
 * Order: every order ends in the id, in the direction of its last part, so
 * that none leaves two rows to chance. Names are ordered with ASCII letters
 * folded, then by bytes, on both engines alike and never by the collation of
 * the database (other letters stand in the order of their code points). NULL
 * is before everything else, as on SQLite.
 */
#ifndef MODEL_LIST_H
#define MODEL_LIST_H

#include "db/db.h"
#include "model/entity.h"

enum condition_kind {
	WHERE_IDS,      /* column IN (ids); no ids: nothing fits */
	WHERE_NULL,     /* column IS NULL */
	WHERE_IS,       /* column = value */
	WHERE_IS_NOT,   /* column <> value */
	WHERE_FROM,     /* column >= value */
	WHERE_UNTIL,    /* column < value */
	WHERE_CONTAINS, /* one of columns has the text, case ignored */
	WHERE_ALSO      /* the literal text itself */
};

struct condition {
	enum condition_kind kind;
	struct sql_text column;
	struct sql_text close; /* what column left open; p NULL: nothing */
	struct ids ids;
	struct value value;
	const struct sql_text *columns; /* WHERE_CONTAINS */
	size_t ncolumns;
};

/* All of them must hold. */
struct selection {
	struct condition v[LIMIT_CONDITIONS];
	size_t n;
	bool never;  /* no row fits: no statement is sent */
	bool full;   /* more than LIMIT_CONDITIONS: ERR_TOO_BIG */
	bool narrow; /* few rows fit: see select_narrow */
};

/* Each adds a condition. column is like SQL("p.state_id"), with the alias of
 * the listing. */
void select_ids(struct selection *s, struct sql_text column, struct ids ids);
void select_id(
    struct selection *s, struct arena *a, struct sql_text column, int64_t id);
void select_null(struct selection *s, struct sql_text column);
void select_value(struct selection *s, enum condition_kind kind,
    struct sql_text column, struct value value);
/* Substring, with ASCII case ignored (PostgreSQL: all case). LIMIT_SEARCH. */
void select_contains(struct selection *s, const struct sql_text *columns,
    size_t ncolumns, struct str text);
void select_also(struct selection *s, struct sql_text condition);
/* Few rows fit by a condition that an index has (a person, a state). SQLite,
 * which keeps no statistics, then finds and sorts them, instead of walking
 * the list in its order until a page of them was met. */
void select_narrow(struct selection *s);

/* Up and down: both texts of an ORDER BY part. */
struct order {
	const char *name;
	struct sql_text up, down;
};
/* clang-format off */
#define BY(column) { "" column }, { column " DESC" }
#define BY_NULL(column) { "" column " NULLS FIRST" }, \
	{ column " DESC NULLS LAST" }
#define FOLDED_(column) "lower(" column SQL2("", " COLLATE \"C\"") ")"
#define BYTES_(column) column SQL2("", " COLLATE \"C\"")
#define BY_NAME(column) \
	{ FOLDED_(column) " NULLS FIRST, " BYTES_(column) " NULLS FIRST" }, \
	{ FOLDED_(column) " DESC NULLS LAST, " \
	    BYTES_(column) " DESC NULLS LAST" }
/* clang-format on */

struct order_part {
	const struct order *by;
	bool down;
};

/* Parts in turn; the id is added. */
struct ordering {
	struct order_part v[LIMIT_ORDER_PARTS];
	size_t n;
};

/* "-date,name": known names in their order, unknown ones and repeats left
 * out. Nothing known: by orders[0], down if said. */
struct ordering order_parse(
    const struct order *orders, size_t n, struct str text, bool default_down);

/* A family as lists see it. */
struct list_total;
struct listing {
	const struct table *table;      /* rows as lists show them */
	struct sql_text from;           /* "patchwork_patch p": to count */
	struct sql_text id, id_down;    /* BY("p.id") */
	const struct list_total *total; /* kept by triggers; NULL: counted */
	/* Octets of a row, where that may be a whole mail. p NULL: little. */
	struct sql_text size;
};

extern const struct listing project_listing, person_listing, user_listing,
    patch_listing, cover_listing, series_listing, check_listing,
    patch_comment_listing, cover_comment_listing, event_listing, state_listing;

/* " WHERE .. AND ..", or nothing. */
void list_add_where(struct sql *q, struct arena *a, const struct selection *s);

/* How many rows fit. */
enum err list_count(struct db *db, struct arena *a, const struct listing *l,
    const struct selection *s, int64_t *total) MUST;
/* Rows [offset, offset + limit) as an array of the table's struct. */
enum err list_page(struct db *db, struct arena *a, const struct listing *l,
    const struct selection *s, const struct ordering *o, int64_t offset,
    int64_t limit, void **rows, size_t *n) MUST;

/* The rows of such a page by id and size alone, and rows by at most
 * LIMIT_ROWS_PAGE ids in the order that they were listed in, but for those that
 * have gone: a page too large to be held at once is read by pieces. */
struct outline {
	struct ids ids;
	const int64_t *sizes; /* of each; 0 where the listing has none */
};
enum err list_page_outline(struct db *db, struct arena *a,
    const struct listing *l, const struct selection *s,
    const struct ordering *o, int64_t offset, int64_t limit,
    struct outline *out) MUST;
enum err list_rows(struct db *db, struct arena *a, const struct listing *l,
    const struct ordering *o, struct ids ids, void **rows, size_t *n) MUST;

/* Rows of a table whose column is one of ids, ordered as rest says; nothing
 * asked is no statement. What entities and lists of children are made of.
 * ERR_TOO_BIG if several ids have more than LIMIT_PAIRS; one may have any
 * number. */
enum err list_by_ids(struct db *db, struct arena *a, const struct table *t,
    struct sql_text column, struct ids ids, struct sql_text rest, void **rows,
    size_t *n) MUST;

#endif
