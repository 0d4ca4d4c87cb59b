/*
 * Links are written straight into the answer: of a page of patches they are
 * a good half of its bytes. What goes into one needs no escaping in JSON: a
 * percent-encoded path, digits, and a base that was escaped once.
 */
#include "api/link.h"

#include <string.h>

#include "model/project.h"

/* A pattern, with its <int> taken by the numbers in turn. */
static void
fill(struct buf *b, enum path path, int64_t first, int64_t second)
{
	const char *p = path_pattern(path), *open;

	while ((open = strchr(p, '<')) != NULL) {
		buf_add(b, str_n(p, (size_t)(open - p)));
		buf_int(b, first);
		first = second;
		p = strchr(open, '>') + 1;
	}
	buf_add(b, str_c(p));
}

void
link_write_api(struct api *api, struct buf *b, enum path path, int64_t first,
    int64_t second)
{
	buf_add(b, api->root);
	fill(b, path, first, second);
	buf_add(b, api->suffix);
}

static struct buf *
begin(struct api *api)
{
	json_raw(&api->j, S("\""));
	return api->j.out;
}

static void
end(struct api *api)
{
	buf_char(api->j.out, '"');
}

void
link_show_api(struct api *api, enum path path, int64_t first)
{
	link_write_api(api, begin(api), path, first, 0);
	end(api);
}

static int64_t
number_at(const void *row, size_t at)
{
	int64_t v;

	memcpy(&v, (const char *)row + at, sizeof(v));
	return v;
}

void
link_write_row(
    struct api *api, struct buf *b, const struct shape *s, const void *row)
{
	int64_t id = number_at(row, 0);

	if (s->parent == 0)
		link_write_api(api, b, s->path, id, 0);
	else
		link_write_api(api, b, s->path, number_at(row, s->parent), id);
}

void
link_show_row(struct api *api, const struct shape *s, const void *row)
{
	link_write_row(api, begin(api), s, row);
	end(api);
}

void
link_show_plain(struct api *api, enum path path, int64_t id)
{
	struct buf *b = begin(api);

	buf_add(b, api->base);
	buf_lit(b, "/api/");
	fill(b, path, id, 0);
	end(api);
}

void
link_show_site(struct api *api, struct str path)
{
	struct buf *b = begin(api);

	buf_add(b, api->base);
	buf_add(b, path);
	end(api);
}

void
link_show_site_id(struct api *api, enum path path, int64_t id)
{
	struct buf *b = begin(api);

	buf_add(b, api->base);
	fill(b, path, id, 0);
	end(api);
}

void
link_show_mail(
    struct api *api, enum path path, int64_t project, struct str msgid)
{
	const struct project *p = api_row(api, SLOT_PROJECT, project);

	if (p == NULL)
		json_none(&api->j);
	else
		link_show_site(api, PATH(api->a, path, p->linkname, msgid));
}

void
link_show_archive(struct api *api, int64_t project, struct str msgid)
{
	const struct project *p = api_row(api, SLOT_PROJECT, project);

	json_str(&api->j,
	    p != NULL ? project_archive_url(api->a, p, msgid)
		      : (struct str){ NULL, 0 });
}
