/* Diff and message of the parts of a mail. */
#include "mail/content.h"

#include "fuzz/fuzz.h"
#include "mail/depends.h"
#include "mail/hash.h"
#include "mail/mail.h"
#include "mail/pull.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct text_part *parts;
	struct content patch, comment;
	struct depends depends;
	struct str hash, pull;
	struct mail m;

	mail_parse(a, in, &m);
	parts = arena_array(a, struct text_part, m.nparts);
	for (size_t i = 0; i < m.nparts; i++)
		parts[i] = (struct text_part){ m.parts[i].subtype,
			part_text(a, &m.parts[i]) };
	HOLDS(content_of_patch(a, parts, m.nparts, &patch) == OK);
	HOLDS(content_of_comment(a, parts, m.nparts, &comment) == OK);
	HOLDS(patch.diff.p == NULL || patch.diff.n > 0);
	HOLDS(fuzz_is_text(patch.diff) && fuzz_is_text(patch.message));
	HOLDS(comment.diff.p == NULL && fuzz_is_text(comment.message));
	/* Cleaning leaves nothing to clean. */
	HOLDS(str_eq(content_clean(patch.message), patch.message));
	HOLDS(str_eq(content_clean(comment.message), comment.message));
	HOLDS(content_to_lf(a, patch.message).n <= patch.message.n);
	HOLDS(hash_diff(a, patch.diff, &hash) == OK && hash.n == HASH_SIZE);
	pull = pull_find(a, patch.message);
	HOLDS(pull.p == NULL || pull.n > 0);
	depends_find(a, patch.message, &depends);
	HOLDS(depends.n <= LIMIT_DEPENDENCIES);
}
