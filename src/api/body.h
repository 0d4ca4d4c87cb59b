/*
 * The body of a request that changes something, as the fields of JSON or of
 * a form: whoever reads a field need not know which it was. Nothing in it is
 * trusted but what is said here.
 */
#ifndef API_BODY_H
#define API_BODY_H

#include "http/request.h"

enum given_type {
	GIVEN_NONE, /* null */
	GIVEN_BOOL,
	GIVEN_INT,
	GIVEN_FLOAT,
	GIVEN_TEXT,
	GIVEN_LIST,
	GIVEN_DICT
};

/* A value that was sent. */
struct given {
	enum given_type type;
	struct str text; /* GIVEN_TEXT: valid UTF-8 */
	bool had_nul;    /* which text may still hold */
	int64_t number;  /* GIVEN_INT, GIVEN_BOOL */
	double real;     /* GIVEN_FLOAT: finite */

	/* Of a list or dict, one of: */
	const void *json;
	const struct field_values *form;
	struct str prefix; /* of the names of the form's fields */
};

struct body {
	struct given root; /* a dict, unless JSON was something else */
	bool is_form;
	struct field_values form;
	void *json; /* owned */
};

/*
 * 0, or the status to refuse with and why (spec/rest-api.md 6.1): 415 for
 * another type, 400 for what cannot be parsed. An empty body is an empty dict
 * of whatever type. What a body gave out lives until body_close, which takes
 * one that was refused too; it stays where it was opened.
 */
int body_open(const struct request *rq, struct body *out, struct str *detail);
void body_close(struct body *b);

/* A member of a dict; false if it was not sent. A form has but text: as says
 * whether the last value is meant, or all of that name as a list, or those
 * named "name.member" as a dict. */
bool given_find(const struct given *dict, const char *name, enum given_type as,
    struct given *out);

/* Of a list. */
size_t given_count(const struct given *list);
struct given given_at(const struct given *list, size_t i);

/* As Python names it in messages: "str". */
const char *given_type_name(const struct given *g);
/* A text, or a number as text, as messages repeat it: cut at 255 characters;
 * else the name of the type. */
struct str given_text(struct arena *a, const struct given *g);

#endif
