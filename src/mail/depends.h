/* "Depends-on:" lines: spec/ingest.md 18, the part about text. Resolving the
 * tokens (row 35 of section 27) is ingest's. */
#ifndef MAIL_DEPENDS_H
#define MAIL_DEPENDS_H

#include "base/base.h"

struct depends {
	struct str *tokens; /* URLs, then message ids with their <> */
	size_t n;
	size_t nurls; /* tokens[0..nurls) are URLs */
};

/* In order of appearance, repeats kept, at most LIMIT_DEPENDENCIES lines. */
void depends_find(struct arena *a, struct str message, struct depends *out);

#endif
