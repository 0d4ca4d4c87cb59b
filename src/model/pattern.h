/* Patterns of users, compiled once: text -> code, so a row that another
 * writer changes is simply another entry (decisions.md 17). */
#ifndef MODEL_PATTERN_H
#define MODEL_PATTERN_H

#include "base/map.h"
#include "base/regex.h"

/* Belongs to one thread. */
struct patterns {
	struct arena *a;
	struct map map;
};

/* Its own arena; patterns_close frees the code too. */
void patterns_open(struct patterns *p);
void patterns_close(struct patterns *p);

/* NULL if it does not compile: such a pattern matches nothing. Valid until
 * patterns_trim. */
const struct regex *patterns_find(struct patterns *p, struct str pattern);

/* Between units of work: forgets all when there are more than
 * LIMIT_PATTERNS. */
void patterns_trim(struct patterns *p);

#endif
