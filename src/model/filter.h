/*
 * Filters of lists as rows: name, version, how a value is read, column. The
 * text of a request becomes ids and conditions of a selection here, in the
 * dialect of REST (spec/rest-api.md 8) or of the web's patch list
 * (spec/web.md 3.4); a row serves both.
 */
#ifndef MODEL_FILTER_H
#define MODEL_FILTER_H

#include "model/list.h"

/* Versions of the API, as in rows of tables. */
enum { V1_0 = 10, V1_1, V1_2, V1_3, V1_4, V_NEWEST = V1_4 };

enum filter_kind {
	BY_PROJECT,     /* id or link name */
	BY_PERSON,      /* id or address */
	BY_USER,        /* id or user name */
	BY_STATE,       /* id, name ('-' is ' ') or slug */
	BY_ID,          /* ids alone */
	BY_ACTOR,       /* one user id; empty is no filter */
	BY_BOOL,        /* true false 1 0; all else is no filter */
	BY_TEXT,        /* exactly */
	BY_HASH,        /* the same in lower case */
	BY_MSGID,       /* without its angle brackets, or with */
	BY_CHECK_STATE, /* name or code */
	BY_CATEGORY,    /* of events */
	BY_SINCE,       /* the site's clock */
	BY_BEFORE,
	BY_MAIL_SINCE, /* the mail's clock */
	BY_MAIL_BEFORE
};

struct filter {
	const char *name;
	uint8_t since; /* version of the API; ignored below */
	uint8_t kind;
	struct sql_text column;
	struct sql_text close; /* of a reference: what column left open */
};

struct filters {
	const struct filter *v;
	size_t n;
};

extern const struct filters patch_filters, cover_filters, series_filters,
    check_filters, event_filters, no_filters;

/* A parameter of a request, decoded; in the order it came. */
struct parameter {
	struct str name, value;
	bool had_nul; /* no row fits, where text is compared */
};

/*
 * Adds what REST makes of the parameters: repeated references are OR, other
 * repeats count once (the last), a value that names no row empties the list
 * unless another one of the same filter does (rest-weaknesses.md 2.4), an
 * empty reference is no filter, unknown names and filters newer than version
 * are ignored. More than LIMIT_FILTER_VALUES repeats: ERR_TOO_BIG.
 */
enum err filter_parse(struct db *db, struct arena *a, struct filters filters,
    int version, const struct parameter *parameters, size_t n,
    struct selection *out) MUST;

/* The terms of q, at blanks and commas, quoted ones whole; each must be in
 * one of the columns. LIMIT_SEARCH_TERMS, the rest is ignored. */
void filter_search(const struct sql_text *columns, size_t ncolumns,
    struct str q, struct selection *out);

/* A date-time of spec/rest-api.md 8.3, with or without a zone. */
bool filter_parse_time(struct str text, int64_t *out);

/* A whole text as a number, blanks and sign allowed; -1, which no row has,
 * if it is out of range. */
bool filter_parse_id(struct str text, int64_t *out);

/* Ids that a text names; none is no error. Addresses, user and link names are
 * compared with case ignored. */
enum err filter_project_ids(
    struct db *db, struct arena *a, struct str text, struct ids *out) MUST;
enum err filter_person_ids(
    struct db *db, struct arena *a, struct str text, struct ids *out) MUST;
enum err filter_user_ids(
    struct db *db, struct arena *a, struct str text, struct ids *out) MUST;
enum err filter_state_ids(
    struct db *db, struct arena *a, struct str text, struct ids *out) MUST;

#endif
