/* The list of projects, the page of one, its settings for clients. */
#include "model/project.h"

#include "base/url.h"
#include "web/frame.h"
#include "web/handlers.h"
#include "web/pages.h"
#include "web/show.h"

static struct project_counts
counts_of(const struct project_counts *counts, size_t n, int64_t project)
{
	for (size_t i = 0; i < n; i++)
		if (counts[i].project == project)
			return counts[i];
	return (struct project_counts){ .project = project };
}

static enum err
load_rows(struct ctx *c, const struct project *projects, size_t n,
    struct projects_page *page)
{
	struct project_counts *counts = NULL;
	size_t ncounts = 0;
	enum err e;

	if ((e = project_count_patches(c->db, c->a,
		 IDS_OF(c->a, projects, n, project, id), &counts, &ncounts)) !=
	    OK)
		return e;
	page->rows = arena_array(c->a, struct project_row, n);
	page->nrows = n;
	for (size_t i = 0; i < n; i++) {
		const struct project *p = &projects[i];
		struct project_counts k = counts_of(counts, ncounts, p->id);

		page->rows[i] = (struct project_row){
			.name = show_name(c->a, p->name, p->linkname),
			.listid = p->listid,
			.url = link_list(c->a, p),
			.about = PATH(c->a, P_PROJECT, p->linkname),
			.active = k.active,
			.archived = k.archived,
		};
	}
	return OK;
}

enum err
web_index_show(struct ctx *c, struct response *rs)
{
	struct projects_page page = { .nrows = 0 };
	struct project *projects = NULL;
	size_t n = 0;
	enum err e;

	if ((e = project_list(c->db, c->a, &projects, &n)) != OK)
		return e;
	if (n == 1) {
		response_redirect(rs, 302, link_list(c->a, &projects[0]));
		return OK;
	}
	if ((e = load_rows(c, projects, n, &page)) != OK)
		return e;
	page.frame = frame_make(c, S("Projects"), NULL);
	html_answer(rs, 200);
	return template_projects(&rs->body, &page);
}

static enum err
load_maintainers(struct ctx *c, struct project_page *page)
{
	struct ids one = { &page->project.id, 1 };
	struct maintainer *m = NULL;
	size_t n = 0;
	enum err e;

	if ((e = project_list_maintainers(c->db, c->a, one, &m, &n)) != OK)
		return e;
	page->maintainers = arena_array(c->a, struct maintainer_row, n);
	page->nmaintainers = n;
	for (size_t i = 0; i < n; i++) {
		struct buf b;

		buf_init(&b, c->a, LIMIT_REQUEST_HEADERS);
		url_encode_segment(&b, m[i].user.email);
		page->maintainers[i] = (struct maintainer_row){
			.name = show_user(c->a, &m[i].user),
			.email = m[i].user.email,
			.mailto = buf_str(&b),
		};
	}
	return OK;
}

enum err
web_project_show(struct ctx *c, struct response *rs)
{
	struct project_page page = { .active = 0 };
	struct project_counts *counts = NULL, k;
	struct ids one = { &page.project.id, 1 };
	size_t n = 0;
	enum err e;

	if ((e = project_find(c->db, c->a, ctx_arg(c, 0), &page.project)) != OK)
		return e;
	if ((e = load_maintainers(c, &page)) != OK ||
	    (e = project_count_patches(c->db, c->a, one, &counts, &n)) != OK)
		return e;
	k = counts_of(counts, n, page.project.id);
	page.active = k.active;
	page.archived = k.archived;
	page.archive_url = show_web_url(page.project.list_archive_url);
	page.web_url = show_web_url(page.project.web_url);
	page.webscm_url = show_web_url(page.project.webscm_url);
	page.scm_url = page.project.scm_url;
	if (c->conf->rest || c->conf->xmlrpc)
		page.pwclientrc =
		    PATH(c->a, P_PWCLIENTRC, page.project.linkname);
	page.frame = frame_make(c,
	    str_f(c->a, "About %.*s",
		STR_ARG(
		    show_name(c->a, page.project.name, page.project.linkname))),
	    &page.project);
	page.frame.in_about = true;
	html_answer(rs, 200);
	return template_project(&rs->body, &page);
}

/* Text that stays on its line, in an INI file. */
static struct str
one_line(struct arena *a, struct str text)
{
	char *p = str_z(a, text);

	for (size_t i = 0; i < text.n; i++)
		if (p[i] == '\n' || p[i] == '\r')
			p[i] = ' ';
	return str_n(p, text.n);
}

enum err
web_pwclientrc_show(struct ctx *c, struct response *rs)
{
	struct project project;
	struct str base = ctx_base_url(c), name;
	enum err e;

	if ((e = project_find(c->db, c->a, ctx_arg(c, 0), &project)) != OK)
		return e;
	if (!c->conf->rest && !c->conf->xmlrpc)
		return err_set(ERR_NOT_FOUND, "no interface for clients");
	if (c->conf->force_https_links && str_starts(base, S("http://")))
		base = str_f(c->a, "https://%.*s", STR_ARG(str_from(base, 7)));
	name = one_line(c->a, project.linkname);
	rs->type = S("text/plain; charset=utf-8");
	response_header(
	    rs, "Content-Disposition", S("attachment; filename=.pwclientrc"));
	buf_printf(&rs->body,
	    "# Settings of pwclient for the project %.*s\n"
	    "# of %.*s/\n\n"
	    "# To make it the default, take the signs off these lines.\n"
	    "#[options]\n#default=%.*s\n\n"
	    "[%.*s]\nbackend = %s\nurl = %.*s%s\n",
	    STR_ARG(one_line(c->a, project.name)), STR_ARG(base), STR_ARG(name),
	    STR_ARG(name), c->conf->rest ? "rest" : "xmlrpc", STR_ARG(base),
	    c->conf->rest ? "/api/" : "/xmlrpc/");
	if (c->user != NULL)
		buf_printf(&rs->body,
		    "username = %.*s\npassword = <your password>\n",
		    STR_ARG(one_line(c->a, c->user->username)));
	return rs->body.err;
}
