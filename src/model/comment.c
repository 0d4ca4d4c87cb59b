/*
 * Comments: two tables of one shape, so that each query is there twice, once
 * a kind. The subject is not kept as a column; searching and ordering by it
 * take the first line of the stored Subject header.
 */
#include "model/comment.h"

/* clang-format off */
#define LIST_COLUMNS(of) \
	{ "c.id",           INT(comment, id) }, \
	{ "c." of,          INT(comment, parent) }, \
	{ "c.msgid",        STR(comment, msgid) }, \
	{ "c.date",         MAIL_TIME(comment, date) }, \
	{ "c.submitter_id", INT(comment, submitter) }, \
	/* an enum: NULL is -1 */ \
	{ "CASE WHEN c.addressed IS NULL THEN -1 WHEN c.addressed THEN 1" \
	  " ELSE 0 END",    INT(comment, addressed) }

#define FULL_COLUMNS(of) \
	LIST_COLUMNS(of), \
	{ "c.headers",      STR(comment, headers) }, \
	{ "c.content",      STR(comment, content) }

static const struct column patch_list_columns[] = {
	LIST_COLUMNS("patch_id")
};
static const struct column cover_list_columns[] = {
	LIST_COLUMNS("cover_id")
};
static const struct column patch_full_columns[] = {
	FULL_COLUMNS("patch_id")
};
static const struct column cover_full_columns[] = {
	FULL_COLUMNS("cover_id")
};

static const struct table list_tables[] = {
	[COMMENT_PATCH] = TABLE(comment, patch_list_columns,
	    "patchwork_patchcomment c"),
	[COMMENT_COVER] = TABLE(comment, cover_list_columns,
	    "patchwork_covercomment c"),
};
static const struct table full_tables[] = {
	[COMMENT_PATCH] = TABLE(comment, patch_full_columns,
	    "patchwork_patchcomment c"),
	[COMMENT_COVER] = TABLE(comment, cover_full_columns,
	    "patchwork_covercomment c"),
};

#define OCTETS(column) \
	"COALESCE(" SQL2("length(CAST(", "octet_length(") column \
	SQL2(" AS BLOB))", ")") ", 0)"
#define SIZE OCTETS("c.headers") " + " OCTETS("c.content")

const struct listing patch_comment_listing = {
	&full_tables[COMMENT_PATCH], SQL("patchwork_patchcomment c"), BY("c.id"),
	.size = SQL(SIZE)
};
const struct listing cover_comment_listing = {
	&full_tables[COMMENT_COVER], SQL("patchwork_covercomment c"), BY("c.id"),
	.size = SQL(SIZE)
};

/* The text after "Subject:" at the beginning of a line, up to its end. */
#define AT_SUBJECT \
	SQL2("instr(char(10) || lower(c.headers), char(10) || 'subject:')", \
	    "strpos(chr(10) || lower(c.headers), chr(10) || 'subject:')")
#define FROM_SUBJECT "substr(c.headers, " AT_SUBJECT " + 8)"
#define SUBJECT \
	"(CASE " AT_SUBJECT " WHEN 0 THEN '' ELSE trim(substr(" \
	FROM_SUBJECT ", 1, " \
	SQL2("instr(", "strpos(") FROM_SUBJECT \
	SQL2(" || char(10), char(10))", " || chr(10), chr(10))") \
	" - 1)) END)"

const struct order comment_orders[] = {
	{ "id",        BY("c.id") },
	{ "subject",   BY_NAME(SUBJECT) },
	{ "date",      BY("c.date") },
	{ "submitter", BY("c.submitter_id") },
};
/* clang-format on */
const size_t comment_norders = COUNT(comment_orders);

const struct sql_text comment_search[1] = { SQL(SUBJECT) };

static enum err
load_kind(struct db *db, struct arena *a, enum comment_kind kind,
    struct ids ids, void **rows, size_t *n)
{
	static const struct sql_text by_id = SQL("c.id"), rest = SQL("");

	return list_by_ids(
	    db, a, &list_tables[kind], by_id, ids, rest, rows, n);
}

static enum err
load_patch_comments(
    struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	return load_kind(db, a, COMMENT_PATCH, ids, rows, n);
}

static enum err
load_cover_comments(
    struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	return load_kind(db, a, COMMENT_COVER, ids, rows, n);
}

const struct entity patch_comment_entity = { "PatchComment",
	sizeof(struct comment), load_patch_comments };
const struct entity cover_comment_entity = { "CoverComment",
	sizeof(struct comment), load_cover_comments };

enum err
comment_get(struct db *db, struct arena *a, enum comment_kind kind,
    int64_t parent, int64_t id, struct comment *out)
{
	if (kind == COMMENT_PATCH)
		return db_get(db, a, &full_tables[kind], out,
		    "WHERE c.id = ? AND c.patch_id = ?",
		    VALS(v_int(id), v_int(parent)));
	return db_get(db, a, &full_tables[kind], out,
	    "WHERE c.id = ? AND c.cover_id = ?",
	    VALS(v_int(id), v_int(parent)));
}

enum err
comment_parent(
    struct db *db, enum comment_kind kind, int64_t id, int64_t *parent)
{
	if (kind == COMMENT_PATCH)
		return db_int(db, parent,
		    "SELECT c.patch_id FROM patchwork_patchcomment c"
		    " WHERE c.id = ?",
		    VALS(v_int(id)));
	return db_int(db, parent,
	    "SELECT c.cover_id FROM patchwork_covercomment c WHERE c.id = ?",
	    VALS(v_int(id)));
}

/* clang-format off */
#define SIZED_COLUMNS(of) \
	LIST_COLUMNS(of), \
	{ SIZE, INT(comment, size) }

static const struct column patch_sized_columns[] = {
	SIZED_COLUMNS("patch_id")
};
static const struct column cover_sized_columns[] = {
	SIZED_COLUMNS("cover_id")
};
static const struct column trailer_columns[] = {
	{ "c.id",                INT(comment, id) },
	{ OCTETS("c.content"),   INT(comment, size) },
};
static const struct column text_columns[] = {
	{ "c.id",                INT(comment, id) },
	{ "c.headers",           STR(comment, headers) },
	{ "c.content",           STR(comment, content) },
};
static const struct column content_columns[] = {
	{ "c.id",                INT(comment, id) },
	{ "c.content",           STR(comment, content) },
};
/* clang-format on */

static const struct table sized_tables[] = {
	[COMMENT_PATCH] =
	    TABLE(comment, patch_sized_columns, "patchwork_patchcomment c"),
	[COMMENT_COVER] =
	    TABLE(comment, cover_sized_columns, "patchwork_covercomment c"),
};
static const struct table trailer_tables[] = {
	[COMMENT_PATCH] =
	    TABLE(comment, trailer_columns, "patchwork_patchcomment c"),
	[COMMENT_COVER] =
	    TABLE(comment, trailer_columns, "patchwork_covercomment c"),
};
static const struct table text_tables[] = {
	[COMMENT_PATCH] =
	    TABLE(comment, text_columns, "patchwork_patchcomment c"),
	[COMMENT_COVER] =
	    TABLE(comment, text_columns, "patchwork_covercomment c"),
};
static const struct table content_tables[] = {
	[COMMENT_PATCH] =
	    TABLE(comment, content_columns, "patchwork_patchcomment c"),
	[COMMENT_COVER] =
	    TABLE(comment, content_columns, "patchwork_covercomment c"),
};

enum err
comment_list(struct db *db, struct arena *a, enum comment_kind kind,
    int64_t parent, struct comments *out)
{
	const struct table *t = &sized_tables[kind];
	struct values vals = VALS(v_int(parent), v_int(LIMIT_REPLIES + 1));
	enum err e;

	*out = (struct comments){ .kind = kind };
	if (kind == COMMENT_PATCH)
		e = db_list(db, a, t, &out->v, &out->n,
		    "WHERE c.patch_id = ? ORDER BY c.date, c.id LIMIT ?", vals);
	else
		e = db_list(db, a, t, &out->v, &out->n,
		    "WHERE c.cover_id = ? ORDER BY c.date, c.id LIMIT ?", vals);
	out->more = e == OK && out->n > LIMIT_REPLIES;
	out->n -= out->more;
	return e;
}

#define MAY_HOLD_TRAILER " AND c.content " SQL2("LIKE", "ILIKE") " '%-by:%'"

enum err
comment_list_trailers(struct db *db, struct arena *a, enum comment_kind kind,
    int64_t parent, struct comments *out)
{
	*out = (struct comments){ .kind = kind, .trailers = true };
	if (kind == COMMENT_PATCH)
		return db_list(db, a, &trailer_tables[kind], &out->v, &out->n,
		    "WHERE c.patch_id = ?" MAY_HOLD_TRAILER
		    " ORDER BY c.date, c.id",
		    VALS(v_int(parent)));
	return db_list(db, a, &trailer_tables[kind], &out->v, &out->n,
	    "WHERE c.cover_id = ?" MAY_HOLD_TRAILER " ORDER BY c.date, c.id",
	    VALS(v_int(parent)));
}

/* How many rows are the next piece. */
static size_t
measure_piece(const struct comments *c)
{
	int64_t left = LIMIT_PIECE;
	size_t n;

	for (n = 0; c->read + n < c->n && n < LIMIT_ROWS_PAGE; n++) {
		left -= c->v[c->read + n].size;
		if (left < 0 && n > 0)
			break;
	}
	return n;
}

static void
put_texts(struct comment *piece, size_t n, const struct comment *texts)
{
	for (size_t i = 0; i < n; i++)
		if (piece[i].id == texts->id) {
			piece[i].headers = texts->headers;
			piece[i].content = texts->content;
			return;
		}
}

enum err
comment_next(struct db *db, struct arena *a, struct comments *c,
    struct comment **out, size_t *n)
{
	static const struct sql_text by_id = SQL("c.id"), rest = SQL("");
	const struct table *t =
	    c->trailers ? &content_tables[c->kind] : &text_tables[c->kind];
	struct comment *piece = c->v + c->read, *rows = NULL;
	size_t k = measure_piece(c), nrows = 0;
	enum err e;

	assert(k > 0);
	if ((e = list_by_ids(db, a, t, by_id, IDS_OF(a, piece, k, comment, id),
		 rest, (void **)&rows, &nrows)) != OK)
		return e;
	for (size_t i = 0; i < nrows; i++)
		put_texts(piece, k, &rows[i]);
	c->read += k;
	*out = piece;
	*n = k;
	return OK;
}

enum err
comment_each(struct db *db, struct comments *c,
    void (*take)(void *to, const struct comment *c), void *to)
{
	struct arena *a;
	struct comment *v;
	enum err e = OK;
	size_t n;

	if (c->read == c->n)
		return OK;
	a = arena_open();
	while (c->read < c->n) {
		if ((e = comment_next(db, a, c, &v, &n)) != OK)
			break;
		for (size_t i = 0; i < n; i++)
			take(to, &v[i]);
		arena_reset(a, (struct arena_mark){ NULL, 0 });
	}
	arena_close(a);
	return e;
}
