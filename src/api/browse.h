/* The browsable form of an answer: a page for people (spec/rest-api.md 17). */
#ifndef API_BROWSE_H
#define API_BROWSE_H

#include "api/api.h"
#include "base/html.h"

struct api_link {
	struct str text, url;
	bool curr;
};

struct api_header {
	struct str name;
	struct html value;
};

struct api_option {
	struct str value, text;
	bool selected;
};

/* A control of the filter form: a text, or a choice if there are options. */
struct api_control {
	struct str name, label, value;
	struct api_option *options;
	size_t noptions;
	bool multiple;
};

struct api_hidden {
	struct str name, value;
};

/* Of a list. */
struct api_filters {
	struct api_control *controls;
	size_t ncontrols;
	struct api_hidden *hidden;
	size_t nhidden;
	bool any; /* one of them is in use */
	bool searches;
	struct str q;
	struct api_link *orders;
	size_t norders;
};

struct api_page {
	struct str name;
	struct html description; /* lines */
	struct str css, icon, home, about, index, version;
	struct api_link account;
	struct api_link *crumbs; /* the last is the page itself */
	size_t ncrumbs;
	struct str json_url, api_url;
	struct str path; /* the form's target */

	bool is_list;
	struct api_filters filters;
	struct api_link *pages; /* text "" is a gap */
	size_t npages;
	struct str prev, next; /* p NULL: none */

	struct str method, target;
	struct str status; /* "HTTP 200 OK" */
	struct api_header *headers;
	size_t nheaders;
	struct html body;
};

enum err template_api(struct buf *b, const struct api_page *page);

/* Into rs, whose status is set; json is the answer, readably indented. */
enum err browse_write(
    struct api *api, struct response *rs, const struct buf *json) MUST;

/* browse_filters.c */
enum err browse_read_filters(struct api *api, struct api_filters *out) MUST;

#endif
