/* What is measured. */
#ifndef TESTS_WORK_PARSERS_H
#define TESTS_WORK_PARSERS_H

#include "base/base.h"

/* Reads the input and forgets it. */
typedef void parser(struct arena *a, struct str in);

/* Of base and mail (parsers.c). */
parser parse_mail, parse_header, parse_words, parse_addresses, parse_date,
    parse_text, parse_diff, parse_subject, parse_mbox, match_glob, match_regex,
    write_html, write_json, write_mbox, make_text;
/* Of http (http.c), whose headers and mail's exclude each other. */
parser parse_target, parse_form, parse_multipart, parse_cookies;

/* A parser, and a shape (shapes.c): what comes first, and what is repeated
 * behind it. */
struct row {
	const char *name;
	parser *run;
	const char *first, *piece;
};
extern const struct row rows[];
extern const size_t nrows;

#endif
