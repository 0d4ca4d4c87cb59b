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
/* To its page, with "v2" if it is a later version. */
struct link show_series_link(struct arena *a, const struct series *s);
/* Name, else address; of nobody "unknown". */
struct str show_person(const struct person *p);
/* First and last name, else user name; "" of nobody. */
struct str show_user(struct arena *a, const struct user *u);
struct state_chip show_state(const struct state *s);
struct counts show_counts(const struct check_counts *c);
/* Of checks that are all current. */
struct counts show_count_checks(const struct check *checks, size_t n);
/* user may be NULL. */
struct check_row show_check(
    struct arena *a, const struct check *c, const struct user *user);
/* "1 patch", "2 patches": with the plural's ending. */
struct str show_number(
    struct arena *a, int64_t n, const char *one, const char *many);
/* text if it is a link that a browser may follow to another site. */
struct str show_web_url(struct str text);
/* Where the archive of the list has a message; p NULL if the project does not
 * say, or not as a link to another site. */
struct str show_archive_url(
    struct arena *a, const struct project *project, struct str msgid);
/* Without the angle brackets. */
struct str show_msgid(struct str msgid);
/* Fields of a stored header block. */
int64_t show_count_headers(struct str headers);

#endif
