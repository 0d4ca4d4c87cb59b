/*
 * How a field is written: what may be sent for it, and where it goes. The
 * same rows read bodies (input.h), are told by OPTIONS and make the forms of
 * the browsable API.
 */
#ifndef API_WRITE_ROW_H
#define API_WRITE_ROW_H

#include "api/shape.h"

/* How a value is written, which OPTIONS tells, and what it becomes. */
enum write_type {
	W_FIELD,  /* a form of its own: .read */
	W_STRING, /* struct str, trimmed */
	W_URL,
	W_SLUG,
	W_BOOLEAN, /* bool; NULLABLE: int64_t, -1 for null */
	W_INTEGER, /* int64_t, from 0 on */
	W_CHOICE,  /* int64_t: a number of .names, or its name */
	W_ID,      /* int64_t: a row of what the field refers to; 0 for null */
	W_IDS,     /* struct ids: such rows, as they were sent */
	W_OBJECT   /* its fields */
};

enum {
	REQUIRED = 1, /* in POST and PUT */
	NULLABLE = 2,
	BLANK = 4,      /* may be "" */
	FORM_FALSE = 8, /* a PUT of a form that leaves it out says false */
	GATED = 16      /* not looked at below the version of the field */
};

struct input;
struct parties;

/* Each may add faults (input.h), and else fails for the database alone. */

/* Of a form of its own: what was sent into the member at. */
typedef enum err read_fn(struct input *in, void *at);
/* Looks at what was read. */
typedef enum err check_fn(struct input *in, const void *at);
/* Whom else .may is asked about than the row of the path. */
typedef enum err others_fn(struct api *api, const void *row, const void *at,
    struct parties **out, size_t *n);

/*
 * What may be sent for a field. A resource has a struct for a change of it
 * (endpoint.h), which begins with an unsigned mask; a value that was sent goes
 * into its member, and its bit into the mask.
 */
struct write {
	enum write_type type;
	uint16_t at;  /* offset of the member: INTO */
	unsigned bit; /* of the mask */
	unsigned flags;
	int max; /* characters; of W_IDS: rows; 0: any */
	const char *help;
	const char *initial; /* what a form begins with; NULL: "" */
	bool states;         /* of W_FIELD: the slug of a state */
	enum perm may;       /* more than the object asks for; 0: no more */
	others_fn *others;   /* of .may; NULL: nobody */
	read_fn *read;       /* NULL: by the type */
	check_fn *check;     /* NULL: nothing more */
	const char *missing; /* REQUIRED, told alone, and not by OPTIONS */
	const struct names *names;  /* W_CHOICE */
	const struct field *fields; /* W_OBJECT, with K_OBJECT */
	size_t nfields;
};

/* The member's type is checked. */
#define INTO(type, member, expected) AT_(type, member, expected)

#endif
