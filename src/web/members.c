/* The mails of a series: loaded once a page, one row a mail. */
#include "web/members.h"

#include "model/patch.h"
#include "model/series.h"
#include "web/frame.h"
#include "web/show.h"

enum err
members_load(struct ctx *c, struct sets *sets, int64_t series, int64_t current,
    struct members *out)
{
	enum err e;

	*out = (struct members){ .series = NULL };
	set_want(&sets->series, series);
	if ((e = set_load(&sets->series, c->db)) != OK)
		return e;
	if ((out->series = sets_series(sets, series)) == NULL)
		return OK;
	if ((e = patch_list_around(
		 c->db, c->a, series, current, &out->patches, &out->n)) != OK)
		return e;
	if (out->series->received > (int64_t)out->n)
		out->more = out->series->received - (int64_t)out->n;
	set_want(&sets->covers, out->series->cover);
	set_want(&sets->persons, out->series->submitter);
	for (size_t i = 0; i < out->n; i++) {
		set_want(&sets->persons, out->patches[i].submitter);
		set_want(&sets->states, out->patches[i].state);
	}
	return OK;
}

struct member
members_show(struct arena *a, const struct project *project,
    const struct patch *p, const struct sets *sets, int64_t current)
{
	return (struct member){
		.id = p->id,
		.number = p->number,
		.name = show_name(a, p->name, S("(no subject)")),
		.url = link_patch(a, P_PATCH, project->linkname, p->msgid),
		.state = show_state(sets_state(sets, p->state)),
		.submitter = show_person(sets_person(sets, p->submitter)),
		.date = p->date,
		.current = p->id == current,
	};
}

struct member
members_show_cover(struct arena *a, const struct project *project,
    const struct series *s, const struct sets *sets, int64_t current)
{
	const struct cover *cover =
	    s != NULL ? sets_cover(sets, s->cover) : NULL;

	if (cover == NULL)
		return (struct member){ .name = { NULL, 0 } };
	return (struct member){
		.id = cover->id,
		.name = show_name(a, cover->name, S("(no subject)")),
		.url = link_patch(a, P_COVER, project->linkname, cover->msgid),
		.submitter = show_person(sets_person(sets, cover->submitter)),
		.date = cover->date,
		.current = cover->id == current,
	};
}
