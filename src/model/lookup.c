/*
 * Look-ups of a mail: the project of its list, the person of its address,
 * the rows its references name. Every query is answered by one index, so the
 * cost of a mail does not grow with the archive (decisions.md 11). Folding
 * is done by the database first, which differs by engine, and again in C,
 * which decides (decisions.md 17).
 */
#include "model/lookup.h"

#include "base/time.h"
#include "base/utf8.h"

static const struct column project_columns[] = {
	{ "p.id", INT(project, id) },
	{ "p.linkname", STR(project, linkname) },
	{ "p.name", STR(project, name) },
	{ "p.listid", STR(project, listid) },
	{ "p.listemail", STR(project, listemail) },
	{ "p.subject_match", STR(project, subject_match) },
	{ "p.use_tags", BOOL(project, use_tags) },
};
static const struct table projects =
    TABLE(project, project_columns, "patchwork_project p");

enum err
lookup_projects(struct db *db, struct arena *a, struct str listid,
    struct project **out, size_t *n)
{
	return db_list(db, a, &projects, out, n,
	    "WHERE p.listid = ?"
	    " ORDER BY p.linkname" SQL2("", " COLLATE \"C\"") ", p.id",
	    VALS(v_str(listid)));
}

static const struct column person_columns[] = {
	{ "p.id", INT(person, id) },
	{ "p.email", STR(person, email) },
	{ "p.name", STR(person, name) },
	{ "p.user_id", INT(person, user) },
};
static const struct table persons =
    TABLE(person, person_columns, "patchwork_person p");

enum err
lookup_person(
    struct db *db, struct arena *a, struct str email, struct person *out)
{
	const struct person *best = NULL;
	struct person *rows;
	size_t n;
	enum err e;

	if ((e = db_list(db, a, &persons, &rows, &n,
		 "WHERE " SQL2("p.email = ? COLLATE NOCASE",
		     "UPPER(p.email::text) = UPPER(?)") " ORDER BY p.id",
		 VALS(v_str(email)))) != OK)
		return e;
	for (size_t i = n; i-- > 0;) {
		if (!str_eq_nocase(rows[i].email, email))
			continue;
		if (best == NULL || !str_eq(best->email, email))
			best = &rows[i];
	}
	if (best == NULL)
		return err_set(ERR_NOT_FOUND, "no person has this address");
	*out = *best;
	return OK;
}

/* A row by its name: the exact one, else the lowest id. */
struct named {
	int64_t id;
	struct str name;
};

static enum err
pick(const struct named *rows, size_t n, struct str name, int64_t *out)
{
	const struct named *best = NULL;

	for (size_t i = n; i-- > 0;) {
		if (!utf8_eq_fold(rows[i].name, name))
			continue;
		if (best == NULL || !str_eq(best->name, name))
			best = &rows[i];
	}
	if (best == NULL)
		return err_set(ERR_NOT_FOUND, "no such name");
	*out = best->id;
	return OK;
}

static const struct column user_columns[] = {
	{ "u.id", INT(named, id) },
	{ "u.email", STR(named, name) },
};
static const struct table users = TABLE(named, user_columns, "auth_user u");

enum err
lookup_user(struct db *db, struct arena *a, struct str email, int64_t *out)
{
	struct named *rows;
	size_t n;
	enum err e;

	/* Accounts without an address are many. */
	if (email.n == 0)
		return err_set(ERR_NOT_FOUND, "no address");
	if ((e = db_list(db, a, &users, &rows, &n,
		 "WHERE " SQL2("u.email = ? COLLATE NOCASE",
		     "UPPER(u.email::text) = UPPER(?)") " ORDER BY u.id",
		 VALS(v_str(email)))) != OK)
		return e;
	return pick(rows, n, email, out);
}

static const struct column state_columns[] = {
	{ "s.id", INT(named, id) },
	{ "s.name", STR(named, name) },
};
static const struct table states =
    TABLE(named, state_columns, "patchwork_state s");

enum err
lookup_state(struct db *db, struct arena *a, struct str name, int64_t *out)
{
	struct named *rows;
	size_t n;
	enum err e;

	/* A handful of rows, and folding in C needs no second rule. */
	if ((e = db_list(
		 db, a, &states, &rows, &n, "ORDER BY s.id", NO_VALS)) != OK)
		return e;
	return pick(rows, n, name, out);
}

enum err
lookup_default_state(struct db *db, int64_t *out)
{
	return db_int(db, out,
	    "SELECT id FROM patchwork_state WHERE ordering = 0", NO_VALS);
}

enum err
lookup_patch(struct db *db, int64_t project, struct str msgid, int64_t *out)
{
	return db_int(db, out,
	    "SELECT id FROM patchwork_patch WHERE msgid = ?"
	    " AND project_id = ?",
	    VALS(v_str(msgid), v_int(project)));
}

enum err
lookup_cover(struct db *db, int64_t project, struct str msgid, int64_t *out)
{
	return db_int(db, out,
	    "SELECT id FROM patchwork_cover WHERE msgid = ?"
	    " AND project_id = ?",
	    VALS(v_str(msgid), v_int(project)));
}

enum err
lookup_stored(struct db *db, int64_t project, bool is_patch, struct str msgid,
    int64_t date, int64_t *out)
{
	const struct value id = v_str(msgid), in = v_int(project),
			   at = v_mail_time(date);

	return db_int(db, out,
	    "SELECT p.id FROM patchwork_patch p"
	    " WHERE p.msgid = ? AND p.project_id = ? AND (? OR p.date = ?)"
	    " UNION ALL SELECT p.id FROM patchwork_cover p"
	    " WHERE p.msgid = ? AND p.project_id = ? AND (? OR p.date = ?)"
	    " UNION ALL SELECT c.id FROM patchwork_patchcomment c"
	    " JOIN patchwork_patch p ON p.id = c.patch_id"
	    " WHERE c.msgid = ? AND p.project_id = ? AND c.date = ?"
	    " UNION ALL SELECT c.id FROM patchwork_covercomment c"
	    " JOIN patchwork_cover p ON p.id = c.cover_id"
	    " WHERE c.msgid = ? AND p.project_id = ? AND c.date = ?",
	    VALS(id, in, v_bool(is_patch), at, id, in, v_bool(!is_patch), at,
		id, in, at, id, in, at));
}

enum err
lookup_commented(struct db *db, enum comment_kind kind, int64_t project,
    struct str msgid, int64_t *out)
{
	if (kind == COMMENT_COVER)
		return db_int(db, out,
		    "SELECT c.cover_id FROM patchwork_covercomment c"
		    " JOIN patchwork_cover p ON p.id = c.cover_id"
		    " WHERE c.msgid = ? AND p.project_id = ?"
		    " ORDER BY c.date DESC, c.id DESC LIMIT 1",
		    VALS(v_str(msgid), v_int(project)));
	return db_int(db, out,
	    "SELECT c.patch_id FROM patchwork_patchcomment c"
	    " JOIN patchwork_patch p ON p.id = c.patch_id"
	    " WHERE c.msgid = ? AND p.project_id = ?"
	    " ORDER BY c.date DESC, c.id DESC LIMIT 1",
	    VALS(v_str(msgid), v_int(project)));
}

/* Where a mail hangs, in the order that is tried: patch, patch comment,
 * cover, cover comment (spec/ingest.md 27.15). */
struct place {
	int64_t rank, parent;
};

static const struct column place_columns[] = {
	{ "x.rank", INT(place, rank) },
	{ "x.parent", INT(place, parent) },
};
static const struct table places = TABLE(place, place_columns,
    "(SELECT 0 AS rank, p.id AS parent, p.date AS date"
    " FROM patchwork_patch p WHERE p.msgid = ? AND p.project_id = ?"
    " UNION ALL SELECT 1, c.patch_id, c.date"
    " FROM patchwork_patchcomment c"
    " JOIN patchwork_patch p ON p.id = c.patch_id"
    " WHERE c.msgid = ? AND p.project_id = ?"
    " UNION ALL SELECT 2, p.id, p.date"
    " FROM patchwork_cover p WHERE p.msgid = ? AND p.project_id = ?"
    " UNION ALL SELECT 3, c.cover_id, c.date"
    " FROM patchwork_covercomment c"
    " JOIN patchwork_cover p ON p.id = c.cover_id"
    " WHERE c.msgid = ? AND p.project_id = ?) x");

enum err
lookup_parent(struct db *db, struct arena *a, int64_t project, struct str msgid,
    enum comment_kind *kind, int64_t *out)
{
	const struct value id = v_str(msgid), in = v_int(project);
	struct place place;
	enum err e;

	/* One statement: a thread without a parent asks for each reference. */
	if ((e = db_get(db, a, &places, &place,
		 "ORDER BY x.rank, x.date DESC, x.parent DESC LIMIT 1",
		 VALS(id, in, id, in, id, in, id, in))) != OK)
		return e;
	*kind = place.rank < 2 ? COMMENT_PATCH : COMMENT_COVER;
	*out = place.parent;
	return OK;
}

#define SAME_COMMENT(same)                                           \
	"SELECT c.patch_id FROM patchwork_patchcomment c"            \
	" JOIN patchwork_patch p ON p.id = c.patch_id"               \
	" WHERE c.msgid = ? AND p.project_id = ?"                    \
	" AND (c.patch_id = ? OR (" same "))"                        \
	" UNION ALL SELECT c.cover_id FROM patchwork_covercomment c" \
	" JOIN patchwork_cover p ON p.id = c.cover_id"               \
	" WHERE c.msgid = ? AND p.project_id = ?"                    \
	" AND (c.cover_id = ? OR (" same "))"

enum err
lookup_comment(struct db *db, int64_t project, enum comment_kind kind,
    const struct comment *like, int64_t *out)
{
	bool of_patch = kind == COMMENT_PATCH;
	const struct value id = v_str(like->msgid), in = v_int(project),
			   date = v_mail_time(like->date),
			   text = v_str(like->content),
			   patch = v_int(of_patch ? like->parent : 0),
			   cover = v_int(of_patch ? 0 : like->parent);

	/* Without a date it was given that of its arrival. */
	if (like->date == TIME_NONE)
		return db_int(db, out, SAME_COMMENT("c.content = ?"),
		    VALS(id, in, patch, text, id, in, cover, text));
	return db_int(db, out, SAME_COMMENT("c.date = ? AND c.content = ?"),
	    VALS(id, in, patch, date, text, id, in, cover, date, text));
}

static const struct column series_columns[] = {
	{ "s.id", INT(series, id) },
	{ "s.name", STR(series, name) },
	{ "s.date", MAIL_TIME(series, date) },
	{ "s.version", INT(series, version) },
	{ "s.total", INT(series, total) },
	{ "s.project_id", INT(series, project) },
	{ "s.submitter_id", INT(series, submitter) },
	{ "s.cover_letter_id", INT(series, cover) },
};
static const struct table series =
    TABLE(series, series_columns, "patchwork_series s");
static const struct table referred = TABLE(series, series_columns,
    "patchwork_seriesreference r"
    " JOIN patchwork_series s ON s.id = r.series_id");

enum err
lookup_series(struct db *db, struct arena *a, int64_t project, struct str msgid,
    struct series *out)
{
	return db_get(db, a, &referred, out,
	    "WHERE r.project_id = ? AND r.msgid = ?",
	    VALS(v_int(project), v_str(msgid)));
}

enum err
lookup_series_like(struct db *db, struct arena *a, const struct series *like,
    int64_t since, int64_t until, struct series **out, size_t *n)
{
	return db_list(db, a, &series, out, n,
	    "WHERE s.submitter_id = ? AND s.project_id = ? AND s.version = ?"
	    " AND s.total = ? AND s.date >= ? AND s.date <= ?"
	    " ORDER BY s.date DESC, s.id DESC LIMIT 100",
	    VALS(v_int(like->submitter), v_int(like->project),
		v_int(like->version), v_int(like->total), v_mail_time(since),
		v_mail_time(until)));
}

/* A mail, its project and its series. */
static const struct column dependency_columns[] = {
	{ "m.series_id", INT(dependency, series) },
	{ "m.project_id", INT(dependency, project) },
};
static const struct table of_patches =
    TABLE(dependency, dependency_columns, "patchwork_patch m");

static const struct column cover_columns[] = {
	{ "s.id", INT(dependency, series) },
	{ "m.project_id", INT(dependency, project) },
};
static const struct table of_covers = TABLE(dependency, cover_columns,
    "patchwork_cover m"
    " LEFT JOIN patchwork_series s ON s.cover_letter_id = m.id");

enum err
lookup_dependency_mail(struct db *db, struct arena *a, int64_t project,
    struct str msgid, struct dependency *out)
{
	enum err e;

	e = db_get(db, a, &of_patches, out,
	    "WHERE m.msgid = ?"
	    " ORDER BY CASE WHEN m.project_id = ? THEN 0 ELSE 1 END,"
	    " m.date, m.id LIMIT 1",
	    VALS(v_str(msgid), v_int(project)));
	if (e != ERR_NOT_FOUND)
		return e;
	return db_get(db, a, &of_covers, out,
	    "WHERE m.msgid = ?"
	    " ORDER BY CASE WHEN m.project_id = ? THEN 0 ELSE 1 END,"
	    " m.date, m.id LIMIT 1",
	    VALS(v_str(msgid), v_int(project)));
}

enum err
lookup_dependency_patch(
    struct db *db, struct arena *a, int64_t id, struct dependency *out)
{
	return db_get(
	    db, a, &of_patches, out, "WHERE m.id = ?", VALS(v_int(id)));
}

enum err
lookup_dependency_cover(
    struct db *db, struct arena *a, int64_t id, struct dependency *out)
{
	return db_get(
	    db, a, &of_covers, out, "WHERE m.id = ?", VALS(v_int(id)));
}

static const struct column itself_columns[] = {
	{ "m.id", INT(dependency, series) },
	{ "m.project_id", INT(dependency, project) },
};
static const struct table of_series =
    TABLE(dependency, itself_columns, "patchwork_series m");

enum err
lookup_dependency_series(
    struct db *db, struct arena *a, int64_t id, struct dependency *out)
{
	return db_get(
	    db, a, &of_series, out, "WHERE m.id = ?", VALS(v_int(id)));
}

static const struct column naming_columns[] = {
	{ "s.name", STR(naming, name) },
	{ "s.cover_letter_id", INT(naming, cover) },
	{ "p.name", STR(naming, first) },
};
static const struct table namings = TABLE(naming, naming_columns,
    "patchwork_series s LEFT JOIN patchwork_patch p"
    " ON p.series_id = s.id AND p.number = 1");

enum err
lookup_naming(
    struct db *db, struct arena *a, int64_t series_id, struct naming *out)
{
	return db_get(
	    db, a, &namings, out, "WHERE s.id = ?", VALS(v_int(series_id)));
}

enum err
lookup_number(struct db *db, int64_t series_id, int64_t number, bool *out)
{
	int64_t id;
	enum err e;

	e = db_int(db, &id,
	    "SELECT id FROM patchwork_patch WHERE series_id = ?"
	    " AND number = ?",
	    VALS(v_int(series_id), v_int(number)));
	if (e != OK && e != ERR_NOT_FOUND)
		return e;
	*out = e == OK;
	return OK;
}
