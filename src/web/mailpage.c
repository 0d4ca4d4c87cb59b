/*
 * The page of one mail (spec/web.md 4 and 5): facts, checks, message, diff,
 * discussion. Patches and covers share it.
 */
#include "web/mailpage.h"

#include "base/utf8.h"
#include "model/check.h"
#include "model/patch.h"
#include "model/project.h"
#include "web/frame.h"
#include "web/show.h"

static enum err
load_patch_parts(struct mailpage *m)
{
	struct ctx *c = m->c;
	enum err e;

	if (!m->is_patch)
		return OK;
	if (m->mail.related != 0 &&
	    (e = patch_list_related(c->db, c->a,
		 (struct ids){ &m->mail.related, 1 }, &m->related,
		 &m->nrelated)) != OK)
		return e;
	set_want(&m->sets.users, m->mail.delegate);
	set_want(&m->sets.states, m->mail.state);
	for (size_t i = 0; i < m->nrelated; i++)
		if (m->related[i].project != m->project.id)
			set_want(&m->sets.projects, m->related[i].project);
	if ((e = check_list_current(c->db, c->a, (struct ids){ &m->mail.id, 1 },
		 &m->checks, &m->nchecks)) != OK)
		return e;
	for (size_t i = 0; i < m->nchecks; i++)
		set_want(&m->sets.users, m->checks[i].user);
	return OK;
}

static enum err
load(struct mailpage *m)
{
	struct ctx *c = m->c;
	enum err e;

	sets_init(&m->sets, c->a);
	set_want(&m->sets.persons, m->mail.submitter);
	if ((e = members_load(c, &m->sets, m->mail.series,
		 m->is_patch ? m->mail.id : 0, &m->members)) != OK)
		return e;
	if ((e = load_patch_parts(m)) != OK)
		return e;
	if ((e = talk_load(c, m->is_patch ? COMMENT_PATCH : COMMENT_COVER,
		 m->mail.id, &m->sets, &m->talk)) != OK)
		return e;
	return sets_load(&m->sets, c->db);
}

static void
set_facts(struct mailpage *m)
{
	struct arena *a = m->c->a;
	struct mail_page *p = &m->page;
	const struct patch *mail = &m->mail;

	p->is_patch = m->is_patch;
	p->id = mail->id;
	p->heading =
	    utf8_trim(mail->name).n == 0 ? S("(no subject)") : mail->name;
	p->msgid = show_msgid(mail->msgid);
	p->archive = show_archive_url(a, &m->project, mail->msgid);
	p->list = link_list(a, &m->project);
	p->project = show_name(a, m->project.name, m->project.linkname);
	p->submitter = show_person(sets_person(&m->sets, mail->submitter));
	p->submitter_url =
	    link_list_by(a, &m->project, "submitter", mail->submitter);
	p->date = mail->date;
	p->headers = text_cut(mail->headers, LIMIT_TEXT_SHOWN);
	p->nheaders = show_count_headers(mail->headers);
	p->text = text_parse(a, mail->content, LIMIT_TEXT_SHOWN);
	p->mbox = link_patch(a, m->is_patch ? P_PATCH_MBOX : P_COVER_MBOX,
	    m->project.linkname, mail->msgid);
}

static void
set_patch_facts(struct mailpage *m)
{
	struct arena *a = m->c->a;
	struct mail_page *p = &m->page;
	const struct patch *mail = &m->mail;

	if (!m->is_patch)
		return;
	p->state = show_state(sets_state(&m->sets, mail->state));
	p->archived = mail->archived;
	p->delegate = show_user(a, sets_user(&m->sets, mail->delegate));
	p->commit = mail->commit_ref;
	p->commit_url =
	    show_web_url(project_commit_url(a, &m->project, mail->commit_ref));
	p->pull_url = mail->pull_url;
	p->pull_link = show_web_url(mail->pull_url);
	p->has_diff = mail->diff.n > 0;
	if (!p->has_diff)
		return;
	p->diff = diff_parse(a, mail->diff);
	p->raw = link_patch(a, P_PATCH_RAW, m->project.linkname, mail->msgid);
}

/* The mails before and after this one: the cover is before the first. */
static void
set_neighbours(struct mailpage *m, size_t current)
{
	struct mail_page *p = &m->page;
	size_t next = m->is_patch ? current + 1 : 0;

	if (m->is_patch && current > 0)
		p->prev = (struct link){ .text = p->members[current - 1].name,
			.url = p->members[current - 1].url };
	else if (m->is_patch && p->cover.name.p != NULL)
		p->prev =
		    (struct link){ .text = p->cover.name, .url = p->cover.url };
	if (next < p->nmembers)
		p->next = (struct link){ .text = p->members[next].name,
			.url = p->members[next].url };
}

static void
set_series(struct mailpage *m)
{
	struct arena *a = m->c->a;
	struct mail_page *p = &m->page;
	const struct series *s = m->members.series;
	int64_t current = m->is_patch ? m->mail.id : 0;
	size_t at = 0;

	if (s == NULL)
		return;
	p->series = show_series_link(a, s);
	p->series_list = link_list_series(a, &m->project, s->id);
	p->series_mbox = link_id(a, P_SERIES_MBOX, s->id);
	p->cover = members_show_cover(
	    a, &m->project, s, &m->sets, m->is_patch ? 0 : m->mail.id);
	p->members = arena_array(a, struct member, m->members.n);
	p->nmembers = m->members.n;
	p->more = m->members.more;
	p->npatches = (int64_t)p->nmembers + p->more;
	for (size_t i = 0; i < m->members.n; i++) {
		p->members[i] = members_show(
		    a, &m->project, &m->members.patches[i], &m->sets, current);
		if (p->members[i].current)
			at = i;
	}
	set_neighbours(m, at);
	if (m->is_patch && m->mail.number > 0)
		p->position = str_f(a, "%lld of %lld",
		    (long long)m->mail.number, (long long)s->total);
	if (m->is_patch && at > 0)
		p->with_mbox = str_f(a, "%.*s?series=*", STR_ARG(p->mbox));
}

/* A related patch may be one of another project, and then says so. */
static void
set_related(struct mailpage *m)
{
	struct arena *a = m->c->a;
	struct mail_page *p = &m->page;

	p->related = arena_array(a, struct link, m->nrelated);
	for (size_t i = 0; i < m->nrelated; i++) {
		const struct patch *r = &m->related[i];
		bool here = r->project == m->project.id;
		const struct project *j =
		    here ? &m->project : sets_project(&m->sets, r->project);

		if (r->id == m->mail.id || j == NULL)
			continue;
		p->related[p->nrelated++] = (struct link){
			.text = show_name(a, r->name, S("(no subject)")),
			.url = link_patch(a, P_PATCH, j->linkname, r->msgid),
			.note = here ? (struct str){ NULL, 0 }
				     : show_name(a, j->name, j->linkname),
		};
	}
}

/* Worst first, then by context as they came. */
static void
set_checks(struct mailpage *m)
{
	static const enum check_state order[CHECK_STATES] = { CHECK_FAIL,
		CHECK_WARNING, CHECK_PENDING, CHECK_SUCCESS };
	struct mail_page *p = &m->page;

	p->check_rows = arena_array(m->c->a, struct check_row, m->nchecks);
	for (size_t k = 0; k < CHECK_STATES; k++)
		for (size_t i = 0; i < m->nchecks; i++)
			if (m->checks[i].state == (int64_t)order[k])
				p->check_rows[p->nchecks++] =
				    show_check(m->c->a, &m->checks[i],
					sets_user(&m->sets, m->checks[i].user));
	p->checks = show_count_checks(m->checks, m->nchecks);
}

enum err
mailpage_answer(struct mailpage *m, struct response *rs)
{
	enum err e;

	if ((e = load(m)) != OK)
		return e;
	set_facts(m);
	set_patch_facts(m);
	set_series(m);
	set_related(m);
	set_checks(m);
	m->page.talk = talk_make(&m->talk, &m->project, &m->sets);
	m->page.frame = frame_make(m->c,
	    show_name(m->c->a, m->mail.name, S("(no subject)")), &m->project);
	html_answer(rs, 200);
	return template_mail(&rs->body, &m->page);
}
