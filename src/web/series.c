/*
 * The page of a series: its patches with state and checks, its cover letter
 * and what was said to that, the series it needs and is needed by.
 */
#include "model/series.h"

#include "model/check.h"
#include "model/cover.h"
#include "model/patch.h"
#include "model/project.h"
#include "web/frame.h"
#include "web/handlers.h"
#include "web/members.h"
#include "web/show.h"
#include "web/talk.h"

struct view {
	struct ctx *c;
	struct project project;
	struct sets sets;
	struct members members;
	struct cover cover; /* id 0: none */
	struct talk talk;   /* about it */
	struct pairs needs, needed_by;
	struct check_counts *checks;
	size_t nchecks;
	struct series_page page;
};

static enum err
load_cover(struct view *v)
{
	struct ctx *c = v->c;
	int64_t id = v->members.series->cover;
	enum err e;

	if (id == 0)
		return OK;
	if ((e = cover_get(c->db, c->a, id, &v->cover)) != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	set_add(&v->sets.covers, &v->cover, 1);
	set_want(&v->sets.persons, v->cover.submitter);
	return talk_load(c, COMMENT_COVER, id, &v->sets, &v->talk);
}

static enum err
load_neighbours(struct view *v)
{
	struct ids one = { &v->members.series->id, 1 };
	struct ctx *c = v->c;
	enum err e;

	if ((e = series_list_dependencies(c->db, c->a, one, &v->needs)) != OK ||
	    (e = series_list_dependents(c->db, c->a, one, &v->needed_by)) != OK)
		return e;
	for (size_t i = 0; i < v->needs.n; i++)
		set_want(&v->sets.series, v->needs.v[i].value);
	for (size_t i = 0; i < v->needed_by.n; i++)
		set_want(&v->sets.series, v->needed_by.v[i].value);
	return OK;
}

static enum err
load(struct view *v, int64_t id)
{
	struct ctx *c = v->c;
	enum err e;

	sets_init(&v->sets, c->a);
	if ((e = members_load(c, &v->sets, id, 0, &v->members)) != OK)
		return e;
	if (v->members.series == NULL)
		return err_set(ERR_NOT_FOUND, "there is no such series");
	if ((e = project_get(
		 c->db, c->a, v->members.series->project, &v->project)) != OK ||
	    (e = load_cover(v)) != OK || (e = load_neighbours(v)) != OK ||
	    (e = sets_load(&v->sets, c->db)) != OK)
		return e;
	return check_count(c->db, c->a,
	    IDS_OF(c->a, v->members.patches, v->members.n, patch, id),
	    &v->checks, &v->nchecks);
}

static struct link *
make_links(const struct view *v, struct pairs pairs, size_t *n)
{
	struct link *links = arena_array(v->c->a, struct link, pairs.n);

	for (size_t i = 0; i < pairs.n; i++) {
		const struct series *s =
		    sets_series(&v->sets, pairs.v[i].value);

		if (s != NULL)
			links[(*n)++] = show_series_link(v->c->a, s);
	}
	return links;
}

static void
set_members(struct view *v)
{
	struct series_page *p = &v->page;
	struct arena *a = v->c->a;

	p->cover =
	    members_show_cover(a, &v->project, v->members.series, &v->sets, 0);
	p->members = arena_array(a, struct member, v->members.n);
	p->nmembers = v->members.n;
	p->more = v->members.more;
	for (size_t i = 0; i < v->members.n; i++) {
		struct check_counts counts = check_counts_of(
		    v->checks, v->nchecks, v->members.patches[i].id);

		p->members[i] = members_show(
		    a, &v->project, &v->members.patches[i], &v->sets, 0);
		p->members[i].checks = show_counts(&counts);
	}
}

static void
set_facts(struct view *v)
{
	const struct series *s = v->members.series;
	struct series_page *p = &v->page;
	struct arena *a = v->c->a;

	p->id = s->id;
	p->heading = show_series(a, s);
	p->version = show_series_link(a, s).note;
	p->project = show_name(a, v->project.name, v->project.linkname);
	p->list = link_list(a, &v->project);
	p->series_list = link_list_series(a, &v->project, s->id);
	p->submitter = show_person(sets_person(&v->sets, s->submitter));
	p->submitter_url =
	    link_list_by(a, &v->project, "submitter", s->submitter);
	p->date = s->date;
	p->complete = s->received >= s->total;
	p->received = str_f(a, "%lld of %lld, %s", (long long)s->received,
	    (long long)s->total, p->complete ? "complete" : "incomplete");
	p->needs = make_links(v, v->needs, &p->nneeds);
	p->needed_by = make_links(v, v->needed_by, &p->nneeded_by);
	p->mbox = link_id(a, P_SERIES_MBOX, s->id);
}

enum err
web_series_show(struct ctx *c, struct response *rs)
{
	struct view *v = arena_new(c->a, struct view);
	enum err e;

	v->c = c;
	if ((e = load(v, ctx_arg_id(c, 0))) != OK)
		return e;
	set_facts(v);
	set_members(v);
	if (v->cover.id != 0) {
		v->page.text =
		    text_parse(c->a, v->cover.content, LIMIT_TEXT_SHOWN);
		v->page.talk = talk_make(&v->talk, &v->project, &v->sets);
	}
	v->page.frame = frame_make(c,
	    str_f(c->a, "Series %.*s", STR_ARG(v->page.heading)), &v->project);
	html_answer(rs, 200);
	return template_series(&rs->body, &v->page);
}
