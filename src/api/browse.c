/*
 * The page around an answer. It shows the same rows as the JSON, so it asks
 * the database for nothing but names of states; there is no list of people
 * in it, whose addresses visitors are not meant to gather.
 */
#include "api/browse.h"

#include "api/endpoint.h"
#include "api/pages.h"
#include "api/markup.h"
#include "api/routes.h"
#include "base/url.h"
#include "site/access.h"

enum { CRUMBS = LIMIT_PATH_PARTS };

static const struct str none = { NULL, 0 };

/* The name of the page at a path below the API; NULL if there is none. */
static const char *
name_at(struct api *api, struct str path)
{
	struct str args[LIMIT_PATH_PARTS];
	size_t n;

	for (size_t i = 0; i < api_routes.n; i++) {
		const struct route *r = &api_routes.rows[i];
		const struct endpoint *ep = r->arg;

		if (r->since <= api->version &&
		    path_fits(
			api->a, str_c(path_pattern(r->path)), path, args, &n))
			return ep->name;
	}
	return NULL;
}

/* From the index down to the page itself, by the slashes of its path. */
static void
add_crumbs(struct api *api, struct api_page *p)
{
	struct str path = api->c->rq->path, rest, url;
	int version;
	size_t start;
	const char *name;

	p->crumbs = arena_array(api->a, struct api_link, CRUMBS);
	if (!path_cut_api(path, &rest, &version))
		return;
	start = path.n - rest.n;
	for (size_t i = start; i <= path.n && p->ncrumbs < CRUMBS; i++) {
		if (path.p[i - 1] != '/' ||
		    (name = name_at(api, str_sub(path, start, i - start))) ==
			NULL)
			continue;
		url = str_sub(path, 0, i);
		p->crumbs[p->ncrumbs++] = (struct api_link){
			.text = str_c(name),
			.url = str_f(api->a, "%.*s%.*s", STR_ARG(url),
			    STR_ARG(api->suffix)),
			.curr = i == path.n,
		};
	}
}

static struct str
here(struct api *api, struct str query)
{
	return str_f(
	    api->a, "%.*s%.*s", STR_ARG(api->c->rq->path), STR_ARG(query));
}

static struct str
page_url(struct api *api, int64_t page)
{
	return here(api,
	    pages_query_page(api->a, &api->c->rq->query, page > 1 ? page : 0));
}

/* The first, those beside the current one, the last. */
static void
add_pages(struct api *api, struct api_page *p)
{
	const struct paging *at = &api->paging;
	int64_t from = at->page - 1, to = at->page + 1, before = 0;

	if (at->pages <= 1)
		return;
	if (at->page <= 2)
		to = 3;
	if (at->page >= at->pages - 1)
		from = at->pages - 2;
	p->pages = arena_array(api->a, struct api_link, 12);
	for (int64_t n = 1; n <= at->pages; n++) {
		if (at->pages > 5 && n > 1 && n < from)
			n = from;
		if (at->pages > 5 && n > to && n < at->pages)
			n = at->pages;
		if (before + 1 < n)
			p->pages[p->npages++].text = S("");
		before = n;
		p->pages[p->npages++] = (struct api_link){
			.text = str_f(api->a, "%lld", (long long)n),
			.url = page_url(api, n),
			.curr = n == at->page,
		};
	}
	if (at->page > 1)
		p->prev = page_url(api, at->page - 1);
	if (at->page < at->pages)
		p->next = page_url(api, at->page + 1);
}

static struct html
marked(struct api *api, struct str text)
{
	struct html h = HTML("");
	struct buf b;

	buf_init(&b, api->a, LIMIT_RESPONSE);
	markup_text(&b, text);
	return html_done(&b, &h) == OK ? h : HTML("");
}

static void
add_header(
    struct api *api, struct api_page *p, struct str name, struct str value)
{
	if (value.n > 0)
		p->headers[p->nheaders++] =
		    (struct api_header){ name, marked(api, value) };
}

/* Those of the answer as JSON, in the order of their names. */
static void
add_headers(struct api *api, struct api_page *p)
{
	p->headers = arena_array(api->a, struct api_header, 5);
	add_header(
	    api, p, S("Allow"), site_allow(api->a, api->c->route->methods));
	add_header(api, p, S("Content-Type"), S("application/json"));
	add_header(api, p, S("Link"), api->link);
	add_header(api, p, S("Location"), api->location);
	add_header(api, p, S("Vary"), S("Accept"));
}

/* Line by line; nobody who may not see the page learns what it is for. */
static enum err
add_description(struct api *api, struct api_page *p, int status)
{
	struct str rest = str_c(api->endpoint->description), line;
	struct buf b;

	buf_init(&b, api->a, LIMIT_RESPONSE);
	while (status != 403 && str_line(&rest, &line)) {
		if (b.n > 0)
			buf_lit(&b, "<br>\n");
		html_text_str(&b, line);
	}
	return html_done(&b, &p->description);
}

static enum err
add_body(struct api *api, struct api_page *p, const struct buf *json)
{
	struct str text;
	struct buf b;
	enum err e;

	if ((e = buf_done(json, &text)) != OK)
		return e;
	buf_init(&b, api->a, LIMIT_RESPONSE);
	markup_json(&b, text);
	return html_done(&b, &p->body);
}

static struct str
as_format(struct api *api, struct str format)
{
	return here(api,
	    pages_query(api->a, &api->c->rq->query, S("format"), format, none));
}

/* To the caller's own page, or to the login page and back here. */
static void
add_account(struct api *api, struct api_page *p)
{
	const struct user *u = api->c->user;
	struct buf b;

	if (u != NULL) {
		p->account = (struct api_link){ .text = u->username,
			.url = str_c(path_pattern(P_USER)) };
		if (api->c->access.session.n > 0) {
			p->logout = str_c(path_pattern(P_LOGOUT));
			p->csrf = access_csrf_token(api->c);
		}
		return;
	}
	buf_init(&b, api->a, LIMIT_RESPONSE);
	buf_printf(&b, "%s?next=", path_pattern(P_LOGIN));
	url_encode_form(&b, p->target);
	p->account =
	    (struct api_link){ .text = S("Sign in"), .url = buf_str(&b) };
}

static void
add_frame(struct api *api, struct api_page *p, int status)
{
	const struct request *rq = api->c->rq;
	struct str query = rq->has_query
	    ? str_f(api->a, "?%.*s", STR_ARG(rq->query_text))
	    : S("");

	p->name = str_c(api->endpoint->name);
	p->css = site_asset_url(api->c, S("style.css"));
	p->icon = site_asset_url(api->c, S("thimble.svg"));
	p->home = str_c(path_pattern(P_INDEX));
	p->about = str_c(path_pattern(P_ABOUT));
	p->index = S("/api/");
	p->version = S(THIMBLE_VERSION);
	p->path = rq->path;
	p->json_url = as_format(api, S("json"));
	p->api_url = as_format(api, S("api"));
	p->method = rq->method_name;
	p->target = here(api, query);
	p->status =
	    str_f(api->a, "HTTP %d %.*s", status, STR_ARG(http_reason(status)));
}

enum err
browse_write(struct api *api, struct response *rs, const struct buf *json)
{
	struct api_page *p = arena_new(api->a, struct api_page);
	enum err e;

	add_frame(api, p, rs->status);
	add_account(api, p);
	add_crumbs(api, p);
	add_headers(api, p);
	p->offers = rs->status != 403;
	p->is_item = api->endpoint->where == ITEM;
	if (api->endpoint->where == LIST && rs->status == 200 &&
	    api->c->rq->method != OPTIONS) {
		p->is_list = true;
		add_pages(api, p);
		if ((e = browse_read_filters(api, &p->filters)) != OK)
			return e;
	}
	if ((e = browse_read_form(api, rs->status, p)) != OK ||
	    (e = add_description(api, p, rs->status)) != OK ||
	    (e = add_body(api, p, json)) != OK)
		return e;
	rs->type = S("text/html; charset=utf-8");
	return template_api(&rs->body, p);
}
