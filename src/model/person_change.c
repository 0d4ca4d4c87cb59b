/*
 * Persons as mail makes them. Two deliveries may see a new address at once:
 * the insert that comes second does nothing and the row is looked up again
 * (decisions.md 18).
 */
#include "model/person_change.h"

#include "model/lookup.h"

static enum err
find_or_add(struct db *db, struct arena *a, struct str email, struct str name,
    struct person *out)
{
	int64_t id;
	enum err e;

	if ((e = lookup_person(db, a, email, out)) != ERR_NOT_FOUND)
		return e;
	e = db_insert(db, &id,
	    "INSERT INTO patchwork_person (email, name) VALUES (?, ?)"
	    " ON CONFLICT DO NOTHING",
	    VALS(v_str(email), v_str(name)));
	if (e == ERR_DUPLICATE)
		return lookup_person(db, a, email, out);
	if (e != OK)
		return e;
	*out = (struct person){ .id = id, .email = email, .name = name };
	return OK;
}

enum err
person_see(struct db *db, struct arena *a, struct str email, struct str name,
    struct person *out)
{
	struct person found;
	enum err e;

	if ((e = find_or_add(db, a, email, name, &found)) != OK)
		return e;
	if (name.n > 0 && found.user == 0 && !str_eq(found.name, name)) {
		if ((e = db_exec(db, NULL,
			 "UPDATE patchwork_person SET name = ? WHERE id = ?",
			 VALS(v_str(name), v_int(found.id)))) != OK)
			return e;
		found.name = name;
	}
	*out = found;
	return OK;
}
