/*
 * Adding projects. What a form of Patchwork would refuse is refused here, for
 * every caller: lengths, the slug, the pattern.
 */
#include "model/project_change.h"

#include "base/regex.h"
#include "base/utf8.h"

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
		{ "web URL", p->web_url, 2000 },
		{ "SCM URL", p->scm_url, 2000 },
		{ "web SCM URL", p->webscm_url, 2000 },
		{ "archive URL", p->list_archive_url, 2000 },
		{ "archive URL format", p->list_archive_url_format, 2000 },
		{ "commit URL format", p->commit_url_format, 2000 },
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
