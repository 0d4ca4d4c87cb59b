/* Projects, their maintainers and counts. */
#include "model/project.h"

#include "model/columns.h"

/* clang-format off */
static const struct column columns[] = {
	PROJECT_COLUMNS(project, )
};
static const struct table table =
    TABLE(project, columns, "patchwork_project j");

const struct listing project_listing = {
	&table, SQL("patchwork_project j"), BY("j.id")
};

const struct order project_orders[] = {
	{ "id",        BY("j.id") },
	{ "name",      BY_NAME("j.name") },
	{ "link_name", BY_NAME("j.linkname") },
	{ "list_id",   BY_NAME("j.listid") },
};
const size_t project_norders = COUNT(project_orders);

const struct sql_text project_search[9] = {
	SQL("j.linkname"), SQL("j.listid"), SQL("j.listemail"),
	SQL("j.web_url"), SQL("j.scm_url"), SQL("j.webscm_url"),
	SQL("j.list_archive_url"), SQL("j.list_archive_url_format"),
	SQL("j.commit_url_format"),
};

static const struct column maintainer_columns[] = {
	{ "m.project_id",   INT(maintainer, project) },
	{ "u.id",           INT(maintainer, user.id) },
	{ "u.username",     STR(maintainer, user.username) },
	{ "u.first_name",   STR(maintainer, user.first_name) },
	{ "u.last_name",    STR(maintainer, user.last_name) },
	{ "u.email",        STR(maintainer, user.email) },
	{ "u.is_active",    BOOL(maintainer, user.is_active) },
};
static const struct table maintainers = TABLE(maintainer, maintainer_columns,
    "patchwork_userprofile_maintainer_projects m"
    " JOIN patchwork_userprofile f ON f.id = m.userprofile_id"
    " JOIN auth_user u ON u.id = f.user_id");

static const struct column count_columns[] = {
	{ "p.project_id", INT(project_counts, project) },
	{ "SUM(CASE WHEN p.archived THEN 0 ELSE 1 END)",
	                  INT(project_counts, active) },
	{ "SUM(CASE WHEN p.archived THEN 1 ELSE 0 END)",
	                  INT(project_counts, archived) },
};
static const struct table counts =
    TABLE(project_counts, count_columns, "patchwork_patch p");

/* A row even without patches, once the totals are true. */
static const struct column sum_columns[] = {
	{ "t.project_id", INT(project_counts, project) },
	{ "CAST(COALESCE(SUM(CASE WHEN t.archived THEN 0 ELSE t.n END), 0) AS bigint)",
	                  INT(project_counts, active) },
	{ "CAST(COALESCE(SUM(CASE WHEN t.archived THEN t.n ELSE 0 END), 0) AS bigint)",
	                  INT(project_counts, archived) },
};
static const struct table sums = TABLE(project_counts, sum_columns,
    "thimble_verified v LEFT JOIN thimble_patch_total t"
    " ON t.delegate_id = -1");
/* clang-format on */

static enum err
load(struct db *db, struct arena *a, struct ids ids, void **rows, size_t *n)
{
	static const struct sql_text by_id = SQL("j.id"), rest = SQL("");

	return list_by_ids(db, a, &table, by_id, ids, rest, rows, n);
}

const struct entity project_entity = { "Project", sizeof(struct project),
	load };

enum err
project_get(struct db *db, struct arena *a, int64_t id, struct project *out)
{
	return db_get(db, a, &table, out, "WHERE j.id = ?", VALS(v_int(id)));
}

enum err
project_find(
    struct db *db, struct arena *a, struct str linkname, struct project *out)
{
	return db_get(
	    db, a, &table, out, "WHERE j.linkname = ?", VALS(v_str(linkname)));
}

enum err
project_list(struct db *db, struct arena *a, struct project **out, size_t *n)
{
	static const struct selection all;
	struct ordering by =
	    order_parse(project_orders, project_norders, S("link_name"), false);

	return list_page(
	    db, a, &project_listing, &all, &by, 0, INT32_MAX, (void **)out, n);
}

enum err
project_list_maintainers(struct db *db, struct arena *a, struct ids projects,
    struct maintainer **out, size_t *n)
{
	static const struct sql_text by_project = SQL("m.project_id");
	static const struct sql_text rest = SQL(" ORDER BY m.project_id, u.id");

	return list_by_ids(
	    db, a, &maintainers, by_project, projects, rest, (void **)out, n);
}

static enum err
sum_patches(struct db *db, struct arena *a, struct ids projects,
    struct project_counts **out, size_t *n)
{
	struct sql *q = arena_new(a, struct sql);

	sql_init(q, a);
	sql_add(q, "AND t.project_id", NO_VALS);
	sql_add_ids(q, projects.v, projects.n);
	sql_add(q, " GROUP BY t.project_id ORDER BY t.project_id", NO_VALS);
	return db_list_sql(db, a, &sums, (void **)out, n, q);
}

enum err
project_count_patches(struct db *db, struct arena *a, struct ids projects,
    struct project_counts **out, size_t *n)
{
	static const struct sql_text by_project = SQL("p.project_id");
	static const struct sql_text rest =
	    SQL(" GROUP BY p.project_id ORDER BY p.project_id");
	size_t rows = 0;
	enum err e;

	if (projects.n > 0 &&
	    (e = sum_patches(db, a, projects, out, &rows)) != OK)
		return e;
	if (rows == 0)
		return list_by_ids(db, a, &counts, by_project, projects, rest,
		    (void **)out, n);
	*n = 0;
	for (size_t i = 0; i < rows; i++)
		if ((*out)[i].active + (*out)[i].archived > 0)
			(*out)[(*n)++] = (*out)[i];
	return OK;
}

/*
 * Each {} or {0} becomes the text; {{ and }} are single braces, any other
 * brace is itself. Without a place for the text there is no URL. The
 * reference fails on stray braces, or shows attributes of the value
 * (rest-weaknesses.md 1.13, 3.5).
 */
static struct str
fill_format(struct arena *a, struct str format, struct str text)
{
	struct buf b;
	bool filled = false;

	buf_init(&b, a, format.n * (text.n + 1));
	for (size_t i = 0; i < format.n; i++) {
		struct str rest = str_from(format, i);
		size_t plain = 0;
		bool zero;

		/* Lists fill hundreds: most bytes are looked at once. */
		while (plain < rest.n && rest.p[plain] != '{' &&
		    rest.p[plain] != '}')
			plain++;
		if (plain > 0) {
			buf_add(&b, str_sub(rest, 0, plain));
			i += plain - 1;
			continue;
		}
		zero = str_starts(rest, S("{0}"));
		if (str_starts(rest, S("{{")) || str_starts(rest, S("}}"))) {
			buf_char(&b, format.p[i++]);
		} else if (zero || str_starts(rest, S("{}"))) {
			buf_add(&b, text);
			filled = true;
			i += zero ? 2 : 1;
		} else {
			buf_char(&b, format.p[i]);
		}
	}
	return filled ? buf_str(&b) : (struct str){ NULL, 0 };
}

struct str
project_archive_url(struct arena *a, const struct project *p, struct str msgid)
{
	if (str_starts(msgid, S("<")))
		msgid = str_from(msgid, 1);
	if (str_ends(msgid, S(">")))
		msgid.n--;
	if (p->list_archive_url_format.n == 0 || msgid.n == 0)
		return (struct str){ NULL, 0 };
	return fill_format(a, p->list_archive_url_format, msgid);
}

struct str
project_commit_url(struct arena *a, const struct project *p, struct str commit)
{
	if (p->commit_url_format.n == 0 || commit.n == 0)
		return (struct str){ NULL, 0 };
	return fill_format(a, p->commit_url_format, commit);
}
