/* The mails of a series as pages list them. */
#ifndef WEB_MEMBERS_H
#define WEB_MEMBERS_H

#include "web/pages.h"
#include "web/sets.h"

struct members {
	const struct series *series; /* NULL: in none */
	struct patch *patches;       /* by number */
	size_t n;
	int64_t more; /* patches of it that are too many for a page */
};

/* The series of that id, its patches, as many as a page shows, around the
 * current one or from the first on (0), its cover, the people and states; all
 * in the sets. Id 0 is no statement; a series that is gone is none. */
enum err members_load(struct ctx *c, struct sets *sets, int64_t series,
    int64_t current, struct members *out) MUST;

/* current: the id of the patch that the page shows, 0 for none. */
struct member members_show(struct arena *a, const struct project *project,
    const struct patch *p, const struct sets *sets, int64_t current);
/* name.p NULL if the series has no cover. */
struct member members_show_cover(struct arena *a, const struct project *project,
    const struct series *s, const struct sets *sets, int64_t current);

#endif
