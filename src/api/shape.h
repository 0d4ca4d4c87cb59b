/*
 * What the API shows of a family of rows, as tables: which fields, since
 * which version, from which member, and how they are written. The
 * engine gathers what the fields of a page refer to (gather.h), shows it
 * (show.h) and describes it (options.h); a resource adds functions only for
 * what no kind of field does.
 */
#ifndef API_SHAPE_H
#define API_SHAPE_H

#include "auth/perm.h"
#include "model/entity.h"
#include "model/filter.h"
#include "paths/paths.h"

struct api;
struct shape;
struct write; /* write_row.h */

/* Families that fields refer to, in the order they are loaded: a row refers
 * to families that come later. */
enum slot {
	SLOT_CHECK,
	SLOT_PATCH_COMMENT,
	SLOT_COVER_COMMENT,
	SLOT_PATCH,
	SLOT_COVER,
	SLOT_SERIES,
	SLOT_PROJECT,
	SLOT_PERSON,
	SLOT_USER,
	SLOT_STATE,
	SLOT_COUNT
};

/* What belongs to a row and is no column of it: pairs of an owner, which is a
 * member of the row (its id, if no other), and a value (relation.c). */
enum relation {
	REL_NONE,
	REL_PATCH_CHECK, /* the combined state */
	REL_PATCH_RELATED,
	REL_COVER_SERIES,
	REL_SERIES_PATCHES,
	REL_SERIES_DEPENDENCIES,
	REL_SERIES_DEPENDENTS,
	REL_BUNDLE_PATCHES,
	REL_PROJECT_MAINTAINERS,
	REL_COUNT
};

/* Where a field is shown; NIL: it may be null. So may what can be written as
 * null, but for references. */
enum { LIST = 1, ITEM = 2, BOTH = 3, NIL = 4 };

/* The JSON that a function writes (K_SHOW), for who describes it. */
enum show_form {
	SHOWS_LINK = 1,
	SHOWS_TEXT,
	SHOWS_NUMBER,
	SHOWS_TRUTH,
	SHOWS_WORDS,   /* an array of texts */
	SHOWS_HEADERS, /* an object of texts, and of arrays of them */
	SHOWS_NOTHING, /* an object without members */
	SHOWS_PAYLOAD  /* of an event */
};

/* Beside those of columns (enum value_kind). */
enum field_kind {
	K_REF = 32, /* an id: the row it names, or null */
	K_REFS,     /* an id: an array of that row, or of none */
	K_MANY,     /* a relation: the rows, but for the row itself */
	K_LINKS,    /* a relation: their URLs */
	K_CODE,     /* a relation: a name for the value */
	K_NAMED,    /* a number: its name */
	K_MAYBE,    /* enum addressed: null, false or true */
	K_OBJECT,   /* the fields of its write, of the same row */
	K_URL,      /* of the row itself */
	K_SHOW      /* a function writes it */
};

/* clang-format off */
#define REF(type, member)  K_REF, AT_(type, member, int64_t)
#define REFS(type, member) K_REFS, AT_(type, member, int64_t)
#define MANY(type, member) K_MANY, AT_(type, member, int64_t)
#define LINKS              K_LINKS, 0
#define CODE               K_CODE, 0
#define NAMED(type, member) K_NAMED, AT_(type, member, int64_t)
#define MAYBE(type, member) K_MAYBE, AT_(type, member, int64_t)
#define OBJECT             K_OBJECT, 0
#define URL                K_URL, 0
#define SHOWN(what, by)    K_SHOW, 0, .form = SHOWS_##what, .show = by
/* clang-format on */

/* Of 0, 1, .. */
struct names {
	const char *const *v;
	int64_t n;
};

typedef void show_fn(struct api *api, const void *row);
typedef bool when_fn(struct api *api, const void *row);

struct field {
	const char *name;
	uint8_t since; /* version of the API */
	uint8_t where; /* LIST, ITEM, BOTH; NIL */
	uint8_t kind;
	uint16_t at;
	const struct shape *to;
	enum relation relation;
	const struct names *names; /* K_CODE, K_NAMED */
	enum show_form form;       /* K_SHOW */
	show_fn *show;             /* K_SHOW */
	when_fn *when;             /* NULL: always there */
	const struct write *write;
};

struct fields {
	const struct field *v;
	size_t n;
};
/* clang-format off */
#define FIELDS(array) { (array), COUNT(array) }
/* clang-format on */

struct shape {
	const struct entity *entity;
	enum slot slot;      /* SLOT_COUNT: nothing refers to it */
	struct fields full;  /* as itself */
	struct fields brief; /* where another row refers to it */
	enum path path;      /* of URL */
	uint16_t parent;     /* member with the id that stands first in
				   * the path; 0: none */
	/* Notes rows that computed fields read: want_row. NULL: none. */
	void (*want)(struct api *api, const void *row);
};

extern const struct shape project_shape, person_shape, user_shape, cover_shape,
    patch_shape, series_shape, bundle_shape, check_shape, patch_comment_shape,
    cover_comment_shape, event_shape, state_shape;

#endif
