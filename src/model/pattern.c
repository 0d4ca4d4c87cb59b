/*
 * A cache of compiled patterns. An entry that does not compile is kept too,
 * so that a broken row of a table costs one attempt and not one a mail.
 */
#include "model/pattern.h"

struct entry {
	struct regex *re; /* NULL: does not compile */
};

void
patterns_open(struct patterns *p)
{
	p->a = arena_open();
	map_init(&p->map, p->a);
}

void
patterns_close(struct patterns *p)
{
	for (size_t i = 0; i < p->map.n; i++)
		regex_close(((struct entry *)p->map.rows[i].value)->re);
	arena_close(p->a);
}

void
patterns_trim(struct patterns *p)
{
	if (p->map.n <= LIMIT_PATTERNS)
		return;
	patterns_close(p);
	patterns_open(p);
}

const struct regex *
patterns_find(struct patterns *p, struct str pattern)
{
	struct entry *entry = map_find(&p->map, pattern);

	if (entry != NULL)
		return entry->re;
	entry = arena_new(p->a, struct entry);
	if (regex_open(pattern, &entry->re) != OK)
		entry->re = NULL;
	map_put(&p->map, str_dup(p->a, pattern), entry);
	return entry->re;
}
