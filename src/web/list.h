/* The patch list while it is made; web/list.c has the handler. */
#ifndef WEB_LIST_H
#define WEB_LIST_H

#include "model/check.h"
#include "model/patch.h"
#include "model/tag.h"
#include "web/query.h"
#include "web/sets.h"

struct list {
	struct ctx *c;
	struct project project;
	struct patch_view view;
	struct query query;
	int64_t per_page;
	bool show_ids;
	struct patch *patches;
	size_t n;
	struct sets sets;
	struct check_counts *checks;
	size_t nchecks;
	struct tag *tags; /* that have a column */
	size_t ntags;
	struct patch_tag_count *tag_counts;
	size_t ntag_counts;
	struct str no_tags, no_tags_title; /* of a patch without any */
	struct list_page page;
};

/* Fills in what is around the rows: head, chips, warnings, filter form. The
 * view is read, rows and totals are there. One statement. */
enum err list_set_form(struct list *l) MUST;

#endif
