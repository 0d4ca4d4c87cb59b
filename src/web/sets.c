/* The sets of a page: see model/entity.h. */
#include "web/sets.h"

void
sets_init(struct sets *s, struct arena *a)
{
	set_init(&s->persons, a, &person_entity);
	set_init(&s->users, a, &user_entity);
	set_init(&s->states, a, &state_entity);
	set_init(&s->series, a, &series_entity);
	set_init(&s->projects, a, &project_entity);
	set_init(&s->covers, a, &cover_entity);
}

enum err
sets_load(struct sets *s, struct db *db)
{
	struct set *all[] = { &s->persons, &s->users, &s->states, &s->series,
		&s->projects, &s->covers };
	enum err e;

	for (size_t i = 0; i < COUNT(all); i++)
		if ((e = set_load(all[i], db)) != OK)
			return e;
	return OK;
}

const struct person *
sets_person(const struct sets *s, int64_t id)
{
	return set_find(&s->persons, id);
}

const struct user *
sets_user(const struct sets *s, int64_t id)
{
	return set_find(&s->users, id);
}

const struct state *
sets_state(const struct sets *s, int64_t id)
{
	return set_find(&s->states, id);
}

const struct series *
sets_series(const struct sets *s, int64_t id)
{
	return set_find(&s->series, id);
}

const struct project *
sets_project(const struct sets *s, int64_t id)
{
	return set_find(&s->projects, id);
}

const struct cover *
sets_cover(const struct sets *s, int64_t id)
{
	return set_find(&s->covers, id);
}

struct ids
ids_cut(struct ids ids)
{
	if (ids.n > LIMIT_ROWS_PAGE)
		ids.n = LIMIT_ROWS_PAGE;
	return ids;
}
