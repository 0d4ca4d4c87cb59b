/* Rows of the model as pages show them: small conversions that all pages
 * share. None of them escapes anything. */
#ifndef WEB_SHOW_H
#define WEB_SHOW_H

#include "model/check.h"
#include "web/pages.h"

/* Cut at 100 characters, with an ellipsis; fallback for an empty one. */
struct str show_name(struct arena *a, struct str name, struct str fallback);
/* "Series 12" for one without a name. */
struct str show_series(struct arena *a, const struct series *s);
/* Name, else address; of nobody "unknown". */
struct str show_person(const struct person *p);
/* First and last name, else user name; "" of nobody. */
struct str show_user(struct arena *a, const struct user *u);
struct state_chip show_state(const struct state *s);
struct counts show_counts(const struct check_counts *c);
/* "1 patch", "2 patches": with the plural's ending. */
struct str show_number(
    struct arena *a, int64_t n, const char *one, const char *many);
/* text if it is a link that a browser may follow to another site. */
struct str show_web_url(struct str text);
/* Without the angle brackets. */
struct str show_msgid(struct str msgid);
/* Fields of a stored header block. */
int64_t show_count_headers(struct str headers);

#endif
