/*
 * Tag totals of patches. A recount reads all texts of the patch and writes
 * only the rows that are wrong: most patches have no tags, and their recount
 * writes nothing (spec/ingest.md 27.45).
 */
#include "model/tag.h"

static const struct column tag_columns[] = {
	{ "t.id", INT(tag, id) },
	{ "t.name", STR(tag, name) },
	{ "t.pattern", STR(tag, pattern) },
	{ "t.abbrev", STR(tag, abbrev) },
	{ "t.show_column", BOOL(tag, show_column) },
};
static const struct table tags = TABLE(tag, tag_columns, "patchwork_tag t");

enum err
tag_list(struct db *db, struct arena *a, struct tag **out, size_t *n)
{
	return db_list(db, a, &tags, out, n,
	    "ORDER BY t.abbrev" SQL2("", " COLLATE \"C\"") ", t.id", NO_VALS);
}

void
tag_count(struct patterns *patterns, const struct tag *rows, size_t n,
    struct str text, int64_t *counts)
{
	for (size_t i = 0; i < n; i++) {
		const struct regex *re =
		    patterns_find(patterns, rows[i].pattern);

		counts[i] =
		    re != NULL && text.n > 0 ? regex_count(re, text) : 0;
	}
}

bool
tag_is_in(struct patterns *patterns, const struct tag *rows, size_t n,
    struct str text)
{
	for (size_t i = 0; i < n; i++) {
		int64_t count;

		tag_count(patterns, &rows[i], 1, text, &count);
		if (count > 0)
			return true;
	}
	return false;
}

/* A text of a patch, its own or a comment's. */
struct text {
	struct str content;
};

static const struct column text_columns[] = {
	{ "x.content", STR(text, content) },
};
static const struct table own_texts =
    TABLE(text, text_columns, "patchwork_patch x");
static const struct table comment_texts =
    TABLE(text, text_columns, "patchwork_patchcomment x");

static enum err
count_texts(struct db *db, struct arena *a, struct patterns *patterns,
    int64_t patch, const struct tag *rows, size_t n, int64_t *totals)
{
	int64_t *counts = arena_array(a, int64_t, n);
	struct text own, *texts;
	size_t ntexts;
	enum err e;

	if ((e = db_get(db, a, &own_texts, &own, "WHERE x.id = ?",
		 VALS(v_int(patch)))) != OK)
		return e;
	tag_count(patterns, rows, n, own.content, totals);
	if ((e = db_list(db, a, &comment_texts, &texts, &ntexts,
		 "WHERE x.patch_id = ?", VALS(v_int(patch)))) != OK)
		return e;
	for (size_t i = 0; i < ntexts; i++) {
		tag_count(patterns, rows, n, texts[i].content, counts);
		for (size_t k = 0; k < n; k++)
			totals[k] += counts[k];
	}
	return OK;
}

struct total {
	int64_t tag, count;
};

static const struct column total_columns[] = {
	{ "t.tag_id", INT(total, tag) },
	{ "t.count", INT(total, count) },
};
static const struct table stored_totals =
    TABLE(total, total_columns, "patchwork_patchtag t");

static enum err
write_total(struct db *db, int64_t patch, int64_t tag, int64_t was, int64_t is)
{
	if (was == is)
		return OK;
	if (is == 0)
		return db_exec(db, NULL,
		    "DELETE FROM patchwork_patchtag"
		    " WHERE patch_id = ? AND tag_id = ?",
		    VALS(v_int(patch), v_int(tag)));
	return db_exec(db, NULL,
	    "INSERT INTO patchwork_patchtag (patch_id, tag_id, count)"
	    " VALUES (?, ?, ?) ON CONFLICT (patch_id, tag_id)"
	    " DO UPDATE SET count = excluded.count",
	    VALS(v_int4(patch), v_int4(tag), v_int4(is)));
}

enum err
tag_add(struct db *db, struct arena *a, struct patterns *patterns,
    const struct tag *rows, size_t n, int64_t patch, struct str text)
{
	int64_t *counts = arena_array(a, int64_t, n);

	tag_count(patterns, rows, n, text, counts);
	for (size_t i = 0; i < n; i++) {
		enum err e = write_total(db, patch, rows[i].id, 0, counts[i]);

		if (e != OK)
			return e;
	}
	return OK;
}

enum err
tag_recount_all(struct db *db, struct arena *a, struct patterns *patterns,
    const struct tag *rows, size_t n, int64_t patch)
{
	int64_t *totals = arena_array(a, int64_t, n);
	struct total *stored;
	size_t nstored;
	enum err e;

	if ((e = count_texts(db, a, patterns, patch, rows, n, totals)) != OK)
		return e;
	if ((e = db_list(db, a, &stored_totals, &stored, &nstored,
		 "WHERE t.patch_id = ?", VALS(v_int(patch)))) != OK)
		return e;
	for (size_t i = 0; i < n; i++) {
		int64_t was = 0;

		for (size_t k = 0; k < nstored; k++)
			if (stored[k].tag == rows[i].id)
				was = stored[k].count;
		if ((e = write_total(db, patch, rows[i].id, was, totals[i])) !=
		    OK)
			return e;
	}
	return OK;
}

enum err
tag_recount(
    struct db *db, struct arena *a, struct patterns *patterns, int64_t patch)
{
	struct tag *rows;
	int64_t wanted;
	size_t n;
	enum err e;

	if ((e = db_int(db, &wanted,
		 "SELECT CASE WHEN j.use_tags THEN 1 ELSE 0 END"
		 " FROM patchwork_patch p"
		 " JOIN patchwork_project j ON j.id = p.project_id"
		 " WHERE p.id = ?",
		 VALS(v_int(patch)))) != OK ||
	    !wanted)
		return e;
	if ((e = tag_list(db, a, &rows, &n)) != OK || n == 0)
		return e;
	return tag_recount_all(db, a, patterns, rows, n, patch);
}
