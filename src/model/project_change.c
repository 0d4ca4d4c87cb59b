/*
 * Adding and changing projects. What a form of Patchwork would refuse is
 * refused here, for every caller: lengths, the slug, the pattern.
 */
#include "model/project_change.h"

#include "base/regex.h"
#include "base/utf8.h"
#include "model/edit.h"

enum { MOST_URL = 2000 };

/* Unicode letters and digits, _ and -, as in the paths of URLs. */
static bool
is_slug(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;
	uint32_t r;

	while (p < end) {
		r = utf8_next(&p, end);
		if (!rune_is_word(r) && r != '-')
			return false;
	}
	return s.n > 0;
}

static enum err
check_project(const struct project *p)
{
	const struct {
		const char *what;
		struct str text;
		size_t max;
	} rows[] = {
		{ "link name", p->linkname, LIMIT_NAME },
		{ "name", p->name, LIMIT_NAME },
		{ "list id", p->listid, LIMIT_NAME },
		{ "list address", p->listemail, 200 },
		{ "subject pattern", p->subject_match, 64 },
		{ "web URL", p->web_url, MOST_URL },
		{ "SCM URL", p->scm_url, MOST_URL },
		{ "web SCM URL", p->webscm_url, MOST_URL },
		{ "archive URL", p->list_archive_url, MOST_URL },
		{ "archive URL format", p->list_archive_url_format, MOST_URL },
		{ "commit URL format", p->commit_url_format, MOST_URL },
	};
	struct regex *compiled;
	enum err e;

	for (size_t i = 0; i < COUNT(rows); i++)
		if (utf8_count(rows[i].text) > rows[i].max)
			return err_set(ERR_INVALID,
			    "the project's %s is over %zu characters",
			    rows[i].what, rows[i].max);
	if (!is_slug(p->linkname))
		return err_set(ERR_INVALID,
		    "a link name has letters, digits, "
		    "_ and - only");
	if (p->subject_match.n == 0)
		return OK;
	if ((e = regex_open(p->subject_match, &compiled)) == OK)
		regex_close(compiled);
	return e;
}

enum err
project_add(struct db *db, const struct project *p, int64_t *id)
{
	enum err e;

	if ((e = check_project(p)) != OK)
		return e;
	return db_insert(db, id,
	    "INSERT INTO patchwork_project (linkname, name, listid, listemail,"
	    " subject_match, web_url, scm_url, webscm_url, list_archive_url,"
	    " list_archive_url_format, commit_url_format, send_notifications,"
	    " use_tags, show_dependencies)"
	    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
	    " ON CONFLICT DO NOTHING",
	    VALS(v_str(p->linkname), v_str(p->name), v_str(p->listid),
		v_str(p->listemail), v_str(p->subject_match), v_str(p->web_url),
		v_str(p->scm_url), v_str(p->webscm_url),
		v_str(p->list_archive_url), v_str(p->list_archive_url_format),
		v_str(p->commit_url_format), v_bool(p->send_notifications),
		v_bool(p->use_tags), v_bool(p->show_dependencies)));
}

static const struct column columns[] = {
	{ "j.id", INT(project, id) },
	{ "j.web_url", STR(project, web_url) },
	{ "j.scm_url", STR(project, scm_url) },
	{ "j.webscm_url", STR(project, webscm_url) },
	{ "j.list_archive_url", STR(project, list_archive_url) },
	{ "j.list_archive_url_format", STR(project, list_archive_url_format) },
	{ "j.commit_url_format", STR(project, commit_url_format) },
	{ "j.show_dependencies", BOOL(project, show_dependencies) },
};
static const struct table edited =
    TABLE(project, columns, "patchwork_project j");

static enum err
update(struct db *db, struct arena *a, int64_t id, unsigned mask,
    const struct project *p)
{
	static const struct sql_text set = SQL("UPDATE patchwork_project SET "),
				     where = SQL(" WHERE id = ?");
	struct project old;
	enum err e;

	/* Another editor must not come between the look and the write. */
	if ((e = db_get(db, a, &edited, &old,
		 "WHERE j.id = ?" SQL2("", " FOR UPDATE"), VALS(v_int(id)))) !=
	    OK)
		return e;
	const struct edit v[] = {
		{ PROJECT_WEB_URL, SQL("web_url = ?"), v_str(old.web_url),
		    v_str(p->web_url) },
		{ PROJECT_SCM_URL, SQL("scm_url = ?"), v_str(old.scm_url),
		    v_str(p->scm_url) },
		{ PROJECT_WEBSCM_URL, SQL("webscm_url = ?"),
		    v_str(old.webscm_url), v_str(p->webscm_url) },
		{ PROJECT_ARCHIVE_URL, SQL("list_archive_url = ?"),
		    v_str(old.list_archive_url), v_str(p->list_archive_url) },
		{ PROJECT_ARCHIVE_URL_FORMAT,
		    SQL("list_archive_url_format = ?"),
		    v_str(old.list_archive_url_format),
		    v_str(p->list_archive_url_format) },
		{ PROJECT_COMMIT_URL_FORMAT, SQL("commit_url_format = ?"),
		    v_str(old.commit_url_format), v_str(p->commit_url_format) },
		{ PROJECT_SHOW_DEPENDENCIES, SQL("show_dependencies = ?"),
		    v_bool(old.show_dependencies),
		    v_bool(p->show_dependencies) },
	};
	const struct edits edits = { v, COUNT(v) };
	const unsigned bits = edits_differ(edits, mask);

	for (size_t i = 0; i < COUNT(v); i++)
		if ((v[i].member & bits) && utf8_count(v[i].new.s) > MOST_URL)
			return err_set(ERR_INVALID,
			    "the project's URL is over %d characters",
			    MOST_URL);
	return edits_write(db, a, set, edits, bits, where, id);
}

enum err
project_update(struct db *db, struct arena *a, int64_t id, unsigned mask,
    const struct project *p)
{
	enum err e;

	if ((e = db_begin(db)) != OK)
		return e;
	if ((e = update(db, a, id, mask, p)) != OK)
		goto undo;
	return db_commit(db);
undo:
	db_rollback(db);
	return e;
}
