/*
 * Automatic delegation (spec/ingest.md 13): every file of the diff must be
 * somebody's, and all the same one's.
 */
#include "ingest/steps.h"

#include "mail/glob.h"

/* The user of the first rule that fits; 0 for none. */
static int64_t
user_of_file(const struct delegation_rule *rules, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (glob_is_match(rules[i].path, name))
			return rules[i].user;
	return 0;
}

enum err
delegate_find(struct ingest *in, struct db *db, struct arena *a,
    int64_t project, struct str diff, int64_t *out)
{
	const struct delegation_rule *rules;
	struct filenames files;
	int64_t user = 0;
	size_t n;
	enum err e;

	*out = 0;
	if ((e = known_rules(&in->known, db, project, &rules, &n)) != OK ||
	    n == 0)
		return e;
	filenames_find(a, diff, &files);
	for (size_t i = 0; i < files.n; i++) {
		int64_t found = user_of_file(rules, n, files.names[i]);

		if (found == 0 || (i > 0 && found != user))
			return OK;
		user = found;
	}
	*out = user;
	return OK;
}
