/*
 * The list of patches of a project (spec/web.md 3). What a page shows beside
 * its rows is loaded once a family, so the number of statements is the same
 * for one row and for all that a page may have.
 */
#include "web/list.h"

#include "model/project.h"
#include "model/user.h"
#include "site/site.h"
#include "web/frame.h"
#include "web/handlers.h"
#include "web/pager.h"
#include "web/show.h"

static enum err
read_settings(struct list *l)
{
	struct profile p;
	enum err e;

	l->per_page = l->c->conf->web_page;
	if (l->c->user == NULL)
		return OK;
	e = user_get_profile(l->c->db, l->c->a, l->c->user->id, &p);
	if (e != OK)
		return e == ERR_NOT_FOUND ? OK : e;
	l->show_ids = p.show_ids;
	/* The reference lets 0 in, and fails. */
	if (p.items_per_page > 0)
		l->per_page = p.items_per_page < LIMIT_ROWS_PAGE
		    ? p.items_per_page
		    : LIMIT_ROWS_PAGE;
	return OK;
}

static void
set_pager(struct list *l, int64_t page, int64_t pages)
{
	struct page_number numbers[PAGER_MAX];
	struct pager *p = &l->page.pager;
	struct arena *a = l->c->a;
	size_t n;

	p->first = (page - 1) * l->per_page + 1;
	p->last = p->first + (int64_t)l->n - 1;
	if (pages == 1)
		return;
	n = pager_numbers(page, pages, numbers);
	p->links = arena_array(a, struct page_link, n);
	p->nlinks = n;
	for (size_t i = 0; i < n; i++)
		p->links[i] = (struct page_link){
			.n = numbers[i].n,
			.curr = numbers[i].curr,
			.gap = numbers[i].gap,
			.url = query_link(a, &l->query, QUERY_PAGE,
			    str_f(a, "%lld", (long long)numbers[i].n)),
		};
	if (page > 1)
		p->prev = query_link(a, &l->query, QUERY_PAGE,
		    str_f(a, "%lld", (long long)page - 1));
	if (page < pages)
		p->next = query_link(a, &l->query, QUERY_PAGE,
		    str_f(a, "%lld", (long long)page + 1));
}

static enum err
load_patches(struct list *l)
{
	const struct field_value *asked = request_query(l->c->rq, S("page"));
	int64_t total, pages, page;
	enum err e;

	if ((e = patch_view_count(l->c->db, l->c->a, &l->view, &total)) != OK)
		return e;
	pages = paging_make(total, l->per_page, 1).pages;
	page = asked != NULL ? pager_read(asked->value, pages) : 1;
	l->page.pager.total = total;
	if (total > 0 &&
	    (e = patch_view_page(l->c->db, l->c->a, &l->view,
		 (page - 1) * l->per_page, l->per_page, &l->patches, &l->n)) !=
		OK)
		return e;
	set_pager(l, page, pages);
	return OK;
}

static enum err
load_tags(struct list *l, struct ids ids)
{
	struct tag *all;
	size_t n = 0;
	enum err e;

	if (!l->project.use_tags)
		return OK;
	if ((e = tag_list(l->c->db, l->c->a, &all, &n)) != OK)
		return e;
	l->tags = all;
	for (size_t i = 0; i < n; i++)
		if (all[i].show_column)
			l->tags[l->ntags++] = all[i];
	if (l->ntags == 0)
		return OK;
	return patch_count_tags(
	    l->c->db, l->c->a, ids, &l->tag_counts, &l->ntag_counts);
}

static enum err
load_beside(struct list *l)
{
	struct db *db = l->c->db;
	struct ids ids = IDS_OF(l->c->a, l->patches, l->n, patch, id);
	enum err e;

	sets_init(&l->sets, l->c->a);
	set_add(&l->sets.states, l->view.all_states, l->view.nall_states);
	for (size_t i = 0; i < l->n; i++) {
		set_want(&l->sets.persons, l->patches[i].submitter);
		set_want(&l->sets.users, l->patches[i].delegate);
		set_want(&l->sets.series, l->patches[i].series);
	}
	if ((e = sets_load(&l->sets, db)) != OK)
		return e;
	if ((e = check_count(db, l->c->a, ids, &l->checks, &l->nchecks)) != OK)
		return e;
	return load_tags(l, ids);
}

/* Where the counts of the patch begin; they are by patch. */
static size_t
find_counts(const struct list *l, int64_t patch)
{
	size_t low = 0, high = l->ntag_counts;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (l->tag_counts[middle].patch < patch)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static int64_t
count_tag(const struct list *l, size_t from, int64_t patch, int64_t tag)
{
	for (size_t i = from; i < l->ntag_counts; i++) {
		if (l->tag_counts[i].patch != patch)
			break;
		if (l->tag_counts[i].tag == tag)
			return l->tag_counts[i].n;
	}
	return 0;
}

/* "1 - 2", and "1 Acked-by / 0 Reviewed-by / 2 Tested-by"; patch 0 has
 * none. */
static void
write_tags(const struct list *l, int64_t patch, size_t from, struct str *text,
    struct str *title)
{
	struct buf b, t;

	buf_init(&b, l->c->a, LIMIT_SQL);
	buf_init(&t, l->c->a, LIMIT_SQL);
	for (size_t i = 0; i < l->ntags; i++) {
		int64_t n = count_tag(l, from, patch, l->tags[i].id);

		if (i > 0) {
			buf_char(&b, ' ');
			buf_lit(&t, " / ");
		}
		if (n > 0)
			buf_int(&b, n);
		else
			buf_char(&b, '-');
		buf_int(&t, n);
		buf_char(&t, ' ');
		buf_add(&t, l->tags[i].name);
	}
	*text = buf_str(&b);
	*title = buf_str(&t);
}

static void
set_tags(const struct list *l, struct patch_row *row)
{
	size_t from = find_counts(l, row->id);

	row->tags = l->no_tags;
	row->tags_title = l->no_tags_title;
	if (from < l->ntag_counts && l->tag_counts[from].patch == row->id)
		write_tags(l, row->id, from, &row->tags, &row->tags_title);
}

static void
set_row(const struct list *l, const struct patch *p, struct patch_row *row)
{
	struct arena *a = l->c->a;
	const struct project *j = &l->project;
	const struct series *s = sets_series(&l->sets, p->series);
	struct check_counts counts =
	    check_counts_of(l->checks, l->nchecks, p->id);
	const struct user *delegate = sets_user(&l->sets, p->delegate);

	*row = (struct patch_row){
		.id = p->id,
		.name = show_name(a, p->name, S("(no subject)")),
		.url = link_patch(a, P_PATCH, j->linkname, p->msgid),
		.checks = show_counts(&counts),
		.date = p->date,
		.submitter = show_person(sets_person(&l->sets, p->submitter)),
		.submitter_url = link_list_by(a, j, "submitter", p->submitter),
		.state = show_state(sets_state(&l->sets, p->state)),
	};
	if (delegate != NULL)
		row->delegate = delegate->username;
	if (s != NULL) {
		row->series = show_series(a, s);
		row->series_url = link_id(a, P_SERIES, s->id);
	}
	set_tags(l, row);
}

static void
set_rows(struct list *l)
{
	struct buf abbr, title;

	write_tags(l, 0, l->ntag_counts, &l->no_tags, &l->no_tags_title);
	l->page.rows = arena_array(l->c->a, struct patch_row, l->n);
	l->page.nrows = l->n;
	for (size_t i = 0; i < l->n; i++)
		set_row(l, &l->patches[i], &l->page.rows[i]);
	buf_init(&abbr, l->c->a, LIMIT_SQL);
	buf_init(&title, l->c->a, LIMIT_SQL);
	for (size_t i = 0; i < l->ntags; i++) {
		buf_printf(&abbr, "%s%.*s", i > 0 ? "/" : "",
		    STR_ARG(l->tags[i].abbrev));
		buf_printf(&title, "%s%.*s", i > 0 ? " / " : "",
		    STR_ARG(l->tags[i].name));
	}
	l->page.tags_abbr = buf_str(&abbr);
	l->page.tags_title = buf_str(&title);
	l->page.show_tags = l->ntags > 0;
	l->page.show_ids = l->show_ids;
	l->page.columns = 7 + l->show_ids + l->page.show_tags;
}

enum err
web_list_show(struct ctx *c, struct response *rs)
{
	struct list *l = arena_new(c->a, struct list);
	enum err e;

	l->c = c;
	if ((e = project_find(c->db, c->a, ctx_arg(c, 0), &l->project)) != OK)
		return e;
	if ((e = read_settings(l)) != OK)
		return e;
	l->view.project = l->project.id;
	l->view.stranger = c->user == NULL;
	query_read(c->rq, &l->view);
	if ((e = patch_view_read(c->db, c->a, &l->view)) != OK)
		return e;
	l->query =
	    query_make(link_list(c->a, &l->project), &l->view, &c->rq->query);
	if ((e = load_patches(l)) != OK || (e = load_beside(l)) != OK)
		return e;
	set_rows(l);
	if ((e = list_set_form(l)) != OK)
		return e;
	html_answer(rs, 200);
	return template_list(&rs->body, &l->page);
}
