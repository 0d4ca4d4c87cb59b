/*
 * Objects as the table of permissions sees them: the persons they name become
 * the users those are linked to, all in one look-up.
 */
#include "auth/perm.h"

#include "model/person.h"

static int64_t
user_of(const struct set *persons, int64_t id)
{
	const struct person *p = set_find(persons, id);

	return p != NULL ? p->user : 0;
}

enum err
parties_of_patches(struct db *db, struct arena *a, const struct patch *patches,
    size_t n, const struct comment *comment, struct parties *out)
{
	struct set persons;
	enum err e;

	set_init(&persons, a, &person_entity);
	for (size_t i = 0; i < n; i++)
		set_want(&persons, patches[i].submitter);
	set_want(&persons, comment != NULL ? comment->submitter : 0);
	if ((e = set_load(&persons, db)) != OK)
		return e;
	for (size_t i = 0; i < n; i++)
		out[i] = (struct parties){
			.project = patches[i].project,
			.submitter = user_of(&persons, patches[i].submitter),
			.delegate = patches[i].delegate,
		};
	if (comment != NULL && n > 0)
		out[0].commenter = user_of(&persons, comment->submitter);
	return OK;
}

enum err
parties_of_cover(struct db *db, struct arena *a, const struct cover *cover,
    const struct comment *comment, struct parties *out)
{
	struct set persons;
	enum err e;

	set_init(&persons, a, &person_entity);
	set_want(&persons, cover->submitter);
	set_want(&persons, comment != NULL ? comment->submitter : 0);
	if ((e = set_load(&persons, db)) != OK)
		return e;
	*out = (struct parties){
		.project = cover->project,
		.submitter = user_of(&persons, cover->submitter),
	};
	if (comment != NULL)
		out->commenter = user_of(&persons, comment->submitter);
	return OK;
}
