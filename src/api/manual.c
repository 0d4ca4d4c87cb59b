/*
 * docs/api.md: paths, fields, filters, orders and permissions of the API in
 * Markdown, family by family, as their tables have them.
 */
#include "api/describe.h"

#include <string.h>

#include "api/routes.h"
#include "api/write_row.h"

static void
write_version(struct buf *b, int version)
{
	buf_printf(b, "%d.%d", version / 10, version % 10);
}

static void
write_names(struct buf *b, const struct names *names)
{
	for (int64_t i = 0; i < names->n; i++)
		buf_printf(b, "%s`%s`", i > 0 ? ", " : "", names->v[i]);
}

static void
write_shown(struct buf *b, const struct field *f)
{
	static const char *const forms[] = {
		[SHOWS_LINK] = "URL",
		[SHOWS_TEXT] = "text",
		[SHOWS_NUMBER] = "number",
		[SHOWS_TRUTH] = "true or false",
		[SHOWS_WORDS] = "list of texts",
		[SHOWS_HEADERS] = "text by name, or list of texts",
		[SHOWS_NOTHING] = "`{}`",
		[SHOWS_PAYLOAD] = "by the category",
	};

	buf_add(b, str_c(forms[f->form]));
}

static void
write_type(struct buf *b, const struct field *f)
{
	static const char *const plain[] = {
		[V_INT] = "number",
		[V_BOOL] = "true or false",
		[V_STR] = "text",
		[V_TIME] = "time",
		[K_LINKS] = "list of URLs",
		[K_MAYBE] = "true or false",
		[K_OBJECT] = "object",
		[K_URL] = "URL",
	};

	switch (f->kind) {
	case K_REF:
		buf_add(b, str_c(f->to->entity->noun));
		break;
	case K_REFS:
	case K_MANY:
		buf_printf(b, "list of %s", f->to->entity->noun);
		break;
	case K_CODE:
	case K_NAMED:
		write_names(b, f->names);
		break;
	case K_SHOW:
		write_shown(b, f);
		break;
	default:
		buf_add(b, str_c(plain[f->kind]));
	}
	if (schema_is_nullable(f))
		buf_lit(b, ", or null");
}

static void
write_where(struct buf *b, const struct field *f)
{
	switch (f->where & BOTH) {
	case LIST:
		buf_lit(b, "lists");
		break;
	case ITEM:
		buf_lit(b, "items");
		break;
	default:
		buf_lit(b, "both");
	}
	if (f->when != NULL)
		buf_lit(b, ", at times");
}

/* Whether it can be sent, and what for. */
static void
write_sent(struct buf *b, const struct write *w)
{
	if (w == NULL)
		return;
	buf_add(b, describe_is_required(w) ? S("required") : S("yes"));
	if (w->max > 0)
		buf_printf(b, ", at most %d", w->max);
	if (w->flags & NULLABLE)
		buf_lit(b, ", or null");
	if (w->may != 0)
		buf_printf(
		    b, ", by %.*s", STR_ARG(describe_roles(b->a, w->may)));
	if (w->help != NULL)
		buf_printf(b, ". %s", w->help);
}

static void
write_field(struct buf *b, const char *inside, const struct field *f)
{
	buf_printf(b, "| `%s%s` | ", inside, f->name);
	write_type(b, f);
	buf_lit(b, " | ");
	write_version(b, f->since);
	buf_lit(b, " | ");
	write_where(b, f);
	buf_lit(b, " | ");
	write_sent(b, f->write);
	buf_lit(b, " |\n");
}

static void
write_fields(struct buf *b, const struct shape *s)
{
	buf_lit(b,
	    "| field | type | since | shown in | can be written |\n"
	    "|---|---|---|---|---|\n");
	for (size_t i = 0; i < s->full.n; i++) {
		const struct field *f = &s->full.v[i];
		const struct write *w = f->write;

		write_field(b, "", f);
		for (size_t k = 0; w != NULL && k < w->nfields; k++)
			write_field(
			    b, str_f(b->a, "%s.", f->name).p, &w->fields[k]);
	}
	if (s->brief.n == 0)
		return;
	buf_lit(b, "\nWhere others refer to it:");
	for (size_t i = 0; i < s->brief.n; i++)
		buf_printf(b, "%s `%s`", i > 0 ? "," : "", s->brief.v[i].name);
	buf_lit(b, ".\n");
}

static void
write_filters(struct buf *b, const struct filters *filters)
{
	if (filters->n == 0)
		return;
	buf_lit(b, "\n| filter | since | value |\n|---|---|---|\n");
	for (size_t i = 0; i < filters->n; i++) {
		const char *help = describe_filter(&filters->v[i]);

		buf_printf(b, "| `%s` | ", filters->v[i].name);
		write_version(b, filters->v[i].since);
		buf_printf(
		    b, " | %s |\n", help != NULL ? help : "True or false.");
	}
}

static void
write_list(struct buf *b, const struct lister *l)
{
	write_filters(b, l->filters);
	buf_lit(b, "\n`order`:");
	for (size_t i = 0; i < *l->norders; i++)
		buf_printf(b, "%s `%s`", i > 0 ? "," : "", l->orders[i].name);
	buf_printf(b, "; `%s%s` unless said.%s\n", l->down ? "-" : "",
	    l->orders[0].name, l->nsearch > 0 ? " `q` searches." : "");
}

static void
write_methods(struct buf *b, const struct route *r)
{
	const struct endpoint *ep = r->arg;

	for (size_t i = 0; i < METHOD_ROWS; i++) {
		unsigned m = describe_methods[i].method;
		int since = r->since;

		if (!(r->methods & m))
			continue;
		if (m != GET && ep->writes_since > since)
			since = ep->writes_since;
		buf_printf(b, "| `%s` | %s | ", path_pattern(r->path),
		    describe_methods[i].name);
		write_version(b, since);
		buf_printf(b, " | %.*s |\n",
		    STR_ARG(describe_roles(b->a, describe_perm(ep, m))));
	}
}

static void
write_family(struct buf *b, const struct shape *s)
{
	buf_printf(b, "\n## %s\n\n", s->entity->noun);
	buf_lit(b, "| path | method | since | for |\n|---|---|---|---|\n");
	for (size_t i = 0; i < api_routes.n; i++) {
		const struct endpoint *ep = api_routes.rows[i].arg;

		if (ep->shape == s)
			write_methods(b, &api_routes.rows[i]);
	}
	buf_char(b, '\n');
	write_fields(b, s);
	for (size_t i = 0; i < api_routes.n; i++) {
		const struct endpoint *ep = api_routes.rows[i].arg;

		if (ep->shape == s && ep->list != NULL)
			write_list(b, ep->list);
	}
}

void
api_write_manual(struct buf *b)
{
	for (size_t i = 0; i < api_routes.n; i++) {
		const struct endpoint *ep = api_routes.rows[i].arg;

		if (ep->shape != NULL && describe_is_first(i))
			write_family(b, ep->shape);
	}
}
