/* The families that pages refer to, each loaded once a page. */
#ifndef WEB_SETS_H
#define WEB_SETS_H

#include "model/entity.h"
#include "model/types.h"
#include "site/ctx.h"

struct sets {
	struct set persons, users, states, series, projects, covers;
};

void sets_init(struct sets *s, struct arena *a);
/* One statement at most for each family of which something new is wanted. */
enum err sets_load(struct sets *s, struct db *db) MUST;

/* NULL if there is no such row. */
const struct person *sets_person(const struct sets *s, int64_t id);
const struct user *sets_user(const struct sets *s, int64_t id);
const struct state *sets_state(const struct sets *s, int64_t id);
const struct series *sets_series(const struct sets *s, int64_t id);
const struct project *sets_project(const struct sets *s, int64_t id);
const struct cover *sets_cover(const struct sets *s, int64_t id);

/* At most a page of them: what is counted beside long lists is counted for
 * their beginning. */
struct ids ids_cut(struct ids ids);

#endif
