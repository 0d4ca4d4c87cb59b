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

/* A control of a form that writes: a choice if there are options, else a text
 * area, else an input of the type. */
struct api_input {
	struct str name, label, help;
	struct str value; /* of a box: "" is not ticked */
	struct str type;
	int max; /* characters; 0: any */
	bool area, box, required;
	struct api_option *options;
	size_t noptions;
	struct str *errors;
	size_t nerrors;
};

/* The fields of a row, or those of an object in it. */
struct api_group {
	struct str legend; /* of an object; p NULL: none */
	struct api_input *inputs;
	size_t ninputs;
};

struct api_form {
	struct str method; /* POST or PUT */
	struct api_group *groups;
	size_t ngroups;
	struct str content;       /* of the raw form */
	struct api_option *types; /* its media types */
	size_t ntypes;
	bool raw;           /* it was sent and refused, not the other */
	struct str *errors; /* of that form as a whole */
	size_t nerrors;
};

struct api_page {
	struct str name;
	struct html description; /* lines */
	struct str css, icon, home, about, index, version;
	struct api_link account;
	struct str logout;
	struct str csrf;         /* p NULL: no form needs it */
	struct api_link *crumbs; /* the last is the page itself */
	size_t ncrumbs;
	struct str json_url, api_url;
	struct str path; /* the form's target */

	bool is_list, is_item;
	bool offers; /* OPTIONS */
	struct api_filters filters;
	struct api_link *pages; /* text "" is a gap */
	size_t npages;
	struct str prev, next; /* p NULL: none */

	struct str method, target;
	struct str status; /* "HTTP 200 OK" */
	struct api_header *headers;
	size_t nheaders;
	struct html body;

	bool writes, deletes; /* the caller may, by a form */
	struct api_form form;
};

enum err template_api(struct buf *b, const struct api_page *page);

/* Into rs, whose status is set; json is the answer, readably indented. */
enum err browse_write(
    struct api *api, struct response *rs, const struct buf *json) MUST;

/* browse_filters.c */
enum err browse_read_filters(struct api *api, struct api_filters *out) MUST;

/* browse_forms.c: the form of this answer, if the caller may write. */
enum err browse_read_form(struct api *api, int status, struct api_page *p) MUST;

/* browse_controls.c. A field may be in an object, within (else NULL). */

/* Whether the forms of this version have a control of the field. */
bool browse_has_control(struct api *api, const struct field *f);
/* Its name. */
struct str browse_field_name(
    struct arena *a, const struct field *within, const struct field *f);
/* What a form sent under a name, or in a control; p NULL if nothing. */
struct str browse_sent_as(struct api *api, struct str name);
struct str browse_sent(
    struct api *api, const struct field *within, const struct field *f);
/* Adds the control; again: with what was sent and refused. */
enum err browse_add_control(struct api *api, const struct field *within,
    const struct field *f, bool again, struct api_group *g) MUST;

/* Hidden fields of all forms but those of filters (browse_body.c). */
#define METHOD_FIELD       "_method"
#define CONTENT_FIELD      "_content"
#define CONTENT_TYPE_FIELD "_content_type"
enum { CONTENT_TYPES = 3 };
extern const char *const browse_content_types[CONTENT_TYPES];

/* Makes the request that the form of a page stands for of api->c->rq. */
void browse_take_form(struct api *api);

#endif
