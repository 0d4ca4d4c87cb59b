/* Results of CI, and the one state that a patch's results come to. */
#ifndef MODEL_CHECK_H
#define MODEL_CHECK_H

#include "model/filter.h"
#include "model/types.h"

/* By enum check_state. */
extern const char *const check_state_names[CHECK_STATES];

enum err check_get(struct db *db, struct arena *a, int64_t patch, int64_t id,
    struct check *out) MUST;

/* Of each (user, context) the newest alone, the later row of equal dates: by
 * patch, then context and id. */
enum err check_list_current(struct db *db, struct arena *a, struct ids patches,
    struct check **out, size_t *n) MUST;

/* How many of the newest are in each state, by patch; patches without checks
 * are left out. One statement; two while what triggers keep is not true. */
struct check_counts {
	int64_t patch;
	int64_t pending, success, warning, fail;
};
enum err check_count(struct db *db, struct arena *a, struct ids patches,
    struct check_counts **out, size_t *n) MUST;
/* The counts of one patch of a list; zeroes if it is not there. */
struct check_counts check_counts_of(
    const struct check_counts *counts, size_t n, int64_t patch);
/* fail, else warning, else pending, else success; pending without any. */
enum check_state check_combine(const struct check_counts *c);

/* The combined state of patch p as a column, to order by. */
extern const struct order check_orders[];
extern const size_t check_norders;

#endif
