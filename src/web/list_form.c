/*
 * What is around the rows of the patch list: the filters that are applied,
 * the form that changes them, the heads that order. Every link is the same
 * search with one thing changed (web/query.h).
 */
#include "web/list.h"

#include "model/project.h"
#include "model/state.h"
#include "model/user.h"
#include "web/frame.h"
#include "web/show.h"

static struct head
make_head(const struct list *l, const char *name, const char *text)
{
	bool active = str_eq(str_c(l->view.by.v[0].by->name), str_c(name));
	bool down = l->view.by.v[0].down;
	struct arena *a = l->c->a;

	return (struct head){
		.text = str_c(text),
		.url = query_link(a, &l->query, QUERY_ORDER,
		    active && !down ? str_f(a, "-%s", name) : str_c(name)),
		.sort = !active ? (struct str){ NULL, 0 }
		    : down      ? S("descending")
				: S("ascending"),
		.arrow = !active ? (struct str){ NULL, 0 }
		    : down       ? S("\xe2\x86\x93")
				 : S("\xe2\x86\x91"),
	};
}

/* The states that are looked for, by name. */
static struct str
name_states(const struct list *l)
{
	struct buf b;

	buf_init(&b, l->c->a, LIMIT_SQL);
	for (size_t i = 0; i < l->view.nall_states; i++) {
		const struct state *s = &l->view.all_states[i];

		for (size_t k = 0; k < l->view.states.n; k++)
			if (l->view.states.v[k] == s->id)
				buf_printf(&b, "%s%.*s", b.n > 0 ? ", " : "",
				    STR_ARG(s->name));
	}
	return b.n > 0 ? buf_str(&b) : S("action required");
}

static void
add_chip(
    struct list *l, enum patch_view_key key, const char *name, struct str value)
{
	l->page.chips[l->page.nchips++] = (struct chip){
		.name = str_c(name),
		.value = show_name(l->c->a, value, S("")),
		.remove = query_link(
		    l->c->a, &l->query, (int)key, (struct str){ NULL, 0 }),
	};
}

/* What hides rows, beside the text that the search box has itself. */
static void
set_chips(struct list *l)
{
	const struct patch_view *v = &l->view;

	l->page.chips = arena_array(l->c->a, struct chip, VIEW_KEYS);
	if (v->given[VIEW_SERIES])
		add_chip(l, VIEW_SERIES, "series", v->label[VIEW_SERIES]);
	if (v->given[VIEW_SUBMITTER])
		add_chip(
		    l, VIEW_SUBMITTER, "submitter", v->label[VIEW_SUBMITTER]);
	if (!str_eq(v->label[VIEW_STATE], S("*")))
		add_chip(l, VIEW_STATE, "state", name_states(l));
	if (!str_eq(v->label[VIEW_ARCHIVE], S("both")))
		add_chip(l, VIEW_ARCHIVE, "archived",
		    v->given[VIEW_ARCHIVE] ? S("yes") : S("no"));
	if (v->given[VIEW_DELEGATE])
		add_chip(l, VIEW_DELEGATE, "delegate", v->label[VIEW_DELEGATE]);
}

/* What is not there is told, never passed over. */
static void
set_warnings(struct list *l)
{
	static const struct {
		enum patch_view_key key;
		const char *text;
	} rows[] = {
		{ VIEW_SERIES, "There is no series" },
		{ VIEW_SUBMITTER, "There is no submitter" },
		{ VIEW_DELEGATE, "There is no user" },
	};
	const struct patch_view *v = &l->view;

	l->page.warnings = arena_array(l->c->a, struct str, COUNT(rows));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str text = str_trim(v->text[rows[i].key]);

		if (!v->unknown[rows[i].key])
			continue;
		text = show_name(l->c->a, text, S(""));
		l->page.warnings[l->page.nwarnings++] =
		    str_f(l->c->a, "%s \xe2\x80\x9c%.*s\xe2\x80\x9d.",
			rows[i].text, STR_ARG(text));
	}
}

static struct option
make_option(struct str value, struct str text, bool selected)
{
	return (struct option){ value, text, selected };
}

static void
set_state_options(struct list *l)
{
	const struct patch_view *v = &l->view;
	struct options *o = &l->page.states;
	bool any = str_eq(v->label[VIEW_STATE], S("*"));

	o->v = arena_array(l->c->a, struct option, v->nall_states + 2);
	o->v[o->n++] =
	    make_option(S(""), S("Action required"), !v->given[VIEW_STATE]);
	o->v[o->n++] = make_option(S("*"), S("Any"), any);
	for (size_t i = 0; i < v->nall_states; i++) {
		const struct state *s = &v->all_states[i];

		o->v[o->n++] = make_option(
		    str_f(l->c->a, "%lld", (long long)s->id), s->name,
		    v->given[VIEW_STATE] && !any && v->states.v[0] == s->id);
	}
}

static void
set_archive_options(struct list *l)
{
	struct str now = l->view.label[VIEW_ARCHIVE];
	struct options *o = &l->page.archives;

	o->v = arena_array(l->c->a, struct option, 3);
	o->v[o->n++] = make_option(S(""), S("No"), now.p == NULL);
	o->v[o->n++] = make_option(S("true"), S("Yes"), str_eq(now, S("true")));
	o->v[o->n++] =
	    make_option(S("both"), S("Both"), str_eq(now, S("both")));
}

/* Who maintains the project, and whoever is asked for already. */
static enum err
set_delegate_options(struct list *l)
{
	struct str now = str_trim(l->view.text[VIEW_DELEGATE]);
	struct ids one = { &l->project.id, 1 };
	struct options *o = &l->page.delegates;
	struct maintainer *m = NULL;
	size_t n = 0;
	bool found = now.n == 0 || str_eq(now, S("Nobody"));
	enum err e;

	if ((e = project_list_maintainers(l->c->db, l->c->a, one, &m, &n)) !=
	    OK)
		return e;
	o->v = arena_array(l->c->a, struct option, n + 3);
	o->v[o->n++] = make_option(S(""), S("Anybody"), now.n == 0);
	o->v[o->n++] =
	    make_option(S("Nobody"), S("Nobody"), str_eq(now, S("Nobody")));
	for (size_t i = 0; i < n; i++) {
		struct str id = str_f(l->c->a, "%lld", (long long)m[i].user.id);

		found = found || str_eq(id, now);
		o->v[o->n++] =
		    make_option(id, m[i].user.username, str_eq(id, now));
	}
	if (!found)
		o->v[o->n++] =
		    make_option(now, l->view.label[VIEW_DELEGATE], true);
	return OK;
}

static void
set_fields(struct list *l)
{
	const struct patch_view *v = &l->view;
	struct list_page *p = &l->page;

	p->q = str_trim(v->text[VIEW_Q]);
	p->series = str_trim(v->text[VIEW_SERIES]);
	p->submitter = str_trim(v->text[VIEW_SUBMITTER]);
	set_state_options(l);
	set_archive_options(l);
	p->hidden = query_hidden(l->c->a, &l->query, &p->nhidden);
	p->heads = (struct heads){
		.name = make_head(l, "name", "Patch"),
		.date = make_head(l, "date", "Date"),
		.submitter = make_head(l, "submitter", "Submitter"),
		.delegate = make_head(l, "delegate", "Delegate"),
		.state = make_head(l, "state", "State"),
	};
	if (p->nrows == 0)
		p->every = query_every(l->c->a, &l->query);
}

/* Which entry of the navigation this is: searches are none. */
static void
mark_entry(struct list *l)
{
	const struct patch_view *v = &l->view;
	bool any = str_eq(v->label[VIEW_STATE], S("*"));
	bool archived = str_eq(v->label[VIEW_ARCHIVE], S("true"));

	for (int i = 0; i < VIEW_KEYS; i++)
		if (v->given[i] && i != VIEW_STATE && i != VIEW_ARCHIVE)
			return;
	l->page.frame.in_list =
	    !v->given[VIEW_STATE] && !v->given[VIEW_ARCHIVE];
	l->page.frame.in_all = any && !v->given[VIEW_ARCHIVE];
	l->page.frame.in_archive = any && archived;
}

static void
set_head(struct list *l)
{
	struct str name =
	    show_name(l->c->a, l->project.name, l->project.linkname);

	l->page.heading = S("Patches");
	l->page.url = link_list(l->c->a, &l->project);
	l->page.summary =
	    show_number(l->c->a, l->page.pager.total, "patch", "patches");
	l->page.frame = frame_make(
	    l->c, str_f(l->c->a, "Patches, %.*s", STR_ARG(name)), &l->project);
	mark_entry(l);
}

enum err
list_set_form(struct list *l)
{
	set_head(l);
	set_chips(l);
	set_warnings(l);
	set_fields(l);
	return set_delegate_options(l);
}
