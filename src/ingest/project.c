/*
 * Which project a mail is for (spec/ingest.md 5): the list id given, else
 * those of its headers in order; of several projects of one list the first
 * whose subject pattern matches, else the one without a pattern.
 */
#include "ingest/ingest.h"

#include "base/utf8.h"

/* Known rows are forgotten before the mail is. */
static void
take(struct arena *a, const struct project *row, struct project *out)
{
	*out = *row;
	out->linkname = str_dup(a, row->linkname);
	out->name = str_dup(a, row->name);
	out->listid = str_dup(a, row->listid);
	out->listemail = str_dup(a, row->listemail);
	out->subject_match = str_dup(a, row->subject_match);
}

static enum err
find_project(struct ingest *in, struct db *db, struct arena *a,
    struct str listid, struct plan *p)
{
	const struct project *fallback = NULL, *rows;
	size_t n;
	enum err e;

	if ((e = known_projects(&in->known, db, listid, &rows, &n)) != OK)
		return e;
	for (size_t i = 0; i < n; i++) {
		const struct regex *re;

		if (rows[i].subject_match.n == 0) {
			if (fallback == NULL)
				fallback = &rows[i];
			continue;
		}
		re = patterns_find(&in->patterns, rows[i].subject_match);
		if (re != NULL && p->raw_subject.p != NULL &&
		    regex_is_match(re, p->raw_subject)) {
			take(a, &rows[i], &p->project);
			return OK;
		}
	}
	if (fallback != NULL)
		take(a, fallback, &p->project);
	return OK;
}

enum err
plan_project(struct ingest *in, struct db *db, struct arena *a, struct plan *p)
{
	enum err e;

	if (in->list_id.n > 0)
		return find_project(in, db, a, utf8_clean(a, in->list_id), p);
	for (size_t i = 0; i < p->nlist_ids && p->project.id == 0; i++)
		if ((e = find_project(in, db, a, p->list_ids[i], p)) != OK)
			return e;
	return OK;
}
