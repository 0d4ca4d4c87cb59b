/*
 * Rows refer to rows that refer to others: a page of patches to series, those
 * to their project. The families are ordered (enum slot) so that one pass
 * over them is enough: when one is loaded, everything that refers to it has
 * been seen.
 */
#include "api/gather.h"

#include <string.h>

#include "api/relation.h"

/* Of what is shown where a field refers to it. */
static const struct shape *const shapes[SLOT_COUNT] = {
	[SLOT_CHECK] = &check_shape,
	[SLOT_PATCH_COMMENT] = &patch_comment_shape,
	[SLOT_COVER_COMMENT] = &cover_comment_shape,
	[SLOT_PATCH] = &patch_shape,
	[SLOT_COVER] = &cover_shape,
	[SLOT_SERIES] = &series_shape,
	[SLOT_PROJECT] = &project_shape,
	[SLOT_PERSON] = &person_shape,
	[SLOT_USER] = &user_shape,
	[SLOT_STATE] = &state_shape,
};

/* Nothing that is shown of a series elsewhere is counted. */
static const struct entity *
entity_of(enum slot slot)
{
	if (slot == SLOT_SERIES)
		return &series_uncounted_entity;
	return shapes[slot]->entity;
}

void
gather_init(struct api *api)
{
	for (int slot = 0; slot < SLOT_COUNT; slot++)
		set_init(&api->sets[slot], api->a, entity_of((enum slot)slot));
	memset(api->has_pairs, 0, sizeof(api->has_pairs));
}

bool
gather_shows(const struct api *api, const struct field *f, unsigned where)
{
	return f->since <= api->version && (f->where & where) != 0;
}

static int64_t
number_at(const void *row, size_t at)
{
	int64_t v;

	memcpy(&v, (const char *)row + at, sizeof(v));
	return v;
}

/* Notes what rows refer to, and loads their relations. */
static enum err
note(struct api *api, const struct shape *s, struct fields fields,
    unsigned where, const char *rows, size_t n, size_t size)
{
	enum err e;

	for (size_t i = 0; i < fields.n; i++) {
		const struct field *f = &fields.v[i];

		if (!gather_shows(api, f, where))
			continue;
		if (f->kind == K_REF || f->kind == K_REFS)
			for (size_t k = 0; k < n; k++)
				api_want(api, f->to->slot,
				    number_at(rows + k * size, f->at));
		else if (f->relation != REL_NONE &&
		    (e = relation_load(api, f->relation, rows, n, size)) != OK)
			return e;
	}
	for (size_t k = 0; s->want != NULL && k < n; k++)
		s->want(api, rows + k * size);
	return OK;
}

/* One row at a time: those of a set do not stand together. */
static enum err
note_set(struct api *api, enum slot slot)
{
	const struct set *set = &api->sets[slot];
	const struct shape *s = shapes[slot];
	enum err e;

	for (size_t i = 0; i < set->n; i++)
		if ((e = note(api, s, s->brief, BOTH, set->rows[i], 1,
			 s->entity->size)) != OK)
			return e;
	return OK;
}

enum err
gather(struct api *api, const struct shape *s, unsigned where, const void *rows,
    size_t n, size_t size)
{
	enum err e;

	if (n == 0)
		return OK;
	if ((e = note(api, s, s->full, where, rows, n, size)) != OK)
		return e;
	for (int slot = 0; slot < SLOT_COUNT; slot++) {
		if ((e = set_load(&api->sets[slot], api->c->db)) != OK ||
		    (e = note_set(api, (enum slot)slot)) != OK)
			return e;
	}
	return OK;
}
