/*
 * The rows that mails share. A failed look-up is not kept: it is the
 * database's, or the lack of a state, which is asked for again.
 */
#include "ingest/known.h"

#include "model/delegation.h"
#include "model/lookup.h"
#include "model/tag.h"

struct projects {
	struct project *rows;
	size_t n;
};

void
known_open(struct known *k)
{
	*k = (struct known){ .a = arena_open() };
	map_init(&k->projects, k->a);
}

void
known_close(struct known *k)
{
	arena_close(k->a);
}

void
known_forget(struct known *k)
{
	struct arena *a = k->a;

	arena_reset(a, (struct arena_mark){ 0 });
	*k = (struct known){ .a = a };
	map_init(&k->projects, a);
}

enum err
known_projects(struct known *k, struct db *db, struct str listid,
    const struct project **out, size_t *n)
{
	struct projects *found = map_find(&k->projects, listid);
	enum err e;

	if (found == NULL) {
		found = arena_new(k->a, struct projects);
		if ((e = lookup_projects(
			 db, k->a, listid, &found->rows, &found->n)) != OK)
			return e;
		map_put(&k->projects, str_dup(k->a, listid), found);
	}
	*out = found->rows;
	*n = found->n;
	return OK;
}

enum err
known_state(struct known *k, struct db *db, int64_t *out)
{
	enum err e;

	if (k->state == 0 && (e = lookup_default_state(db, &k->state)) != OK)
		return e;
	*out = k->state;
	return OK;
}

enum err
known_tags(struct known *k, struct db *db, const struct tag **out, size_t *n)
{
	enum err e;

	if (!k->has_tags && (e = tag_list(db, k->a, &k->tags, &k->ntags)) != OK)
		return e;
	k->has_tags = true;
	*out = k->tags;
	*n = k->ntags;
	return OK;
}

enum err
known_rules(struct known *k, struct db *db, int64_t project,
    const struct delegation_rule **out, size_t *n)
{
	enum err e;

	if ((!k->has_rules || k->rules_of != project) &&
	    (e = delegation_list(db, k->a, project, &k->rules, &k->nrules)) !=
		OK)
		return e;
	k->has_rules = true;
	k->rules_of = project;
	*out = k->rules;
	*n = k->nrules;
	return OK;
}
