/* What surrounds every page, and the ways pages link to each other. */
#ifndef WEB_FRAME_H
#define WEB_FRAME_H

#include "site/ctx.h"
#include "web/pages.h"

/* title: the part before " - Thimble". project may be NULL. */
struct frame frame_make(
    struct ctx *c, struct str title, const struct project *project);

/* For a page with a form of its own: sets f->csrf. */
void frame_add_form(struct ctx *c, struct frame *f);

/* Of a project's list, with a query of one pair: ?submitter=11. */
struct str link_list(struct arena *a, const struct project *p);
struct str link_list_by(
    struct arena *a, const struct project *p, const char *name, int64_t id);
/* All patches of a series: query_read shows them in every state. */
struct str link_list_series(
    struct arena *a, const struct project *p, int64_t series);

struct str link_patch(
    struct arena *a, enum path kind, struct str linkname, struct str msgid);
struct str link_id(struct arena *a, enum path kind, int64_t id);

/* An HTML answer: body has been written by a template. */
void html_answer(struct response *rs, int status);

#endif
