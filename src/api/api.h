/* A request to the API, while it is answered. */
#ifndef API_API_H
#define API_API_H

#include "api/negotiate.h"
#include "api/write_row.h"
#include "base/json.h"
#include "site/site.h"

struct endpoint;

/* An answer that is not what was asked for. */
struct refusal {
	int status; /* 0: none */
	struct str detail;
	bool bare; /* the body is an array of the detail, no object */
};

/* What is wrong with a field that was sent. */
struct fault {
	const char *within; /* the object that it is in; NULL: the body */
	const char *field;
	struct str text;
};

/* In the order of the fields; those past the last are not told. */
struct faults {
	struct fault v[32];
	size_t n;
};

struct api {
	struct ctx *c;
	struct arena *a;
	const struct endpoint *endpoint;
	struct accepted form;
	int version;
	struct str base;   /* "http://host", as JSON and links hold it */
	struct str root;   /* the same with "/api/", and the version if the
			    * URL had one */
	struct str suffix; /* "?format=json" of links, or "" */

	/* What the rows of this answer refer to (gather.h). */
	struct set sets[SLOT_COUNT];
	struct pairs pairs[REL_COUNT];
	bool has_pairs[REL_COUNT];

	void *row;  /* of the path of an item */
	bool found; /* it, or the parent of a list, is there */

	/* What a form of the page sent; NULL: none. */
	const struct field_values *sent;

	/* The patch or cover below which a list or row stands (below.h). */
	const void *parent;

	struct faults faults; /* of what was to be written: 400 */
	struct str refused;   /* else why not; p NULL: it was not */
	struct str location;  /* the header, of what was added */
	struct str link;      /* the header, of a list */
	struct paging paging; /* of a list */
	struct stream stream; /* of a long list, instead of j */
	struct json j;        /* what is being shown */
};

/* A row that set_load has brought, or NULL. */
static inline const void *
api_row(const struct api *api, enum slot slot, int64_t id)
{
	return set_find(&api->sets[slot], id);
}

static inline void
api_want(struct api *api, enum slot slot, int64_t id)
{
	set_want(&api->sets[slot], id);
}

/* A row that came with another: not asked for again. Its id may be 0. */
static inline void
api_put(struct api *api, enum slot slot, const void *row)
{
	if (*(const int64_t *)row != 0)
		set_add(&api->sets[slot], row, 1);
}

#endif
