/* Totals of lists that triggers keep (db/kept.h): what they are kept by, and
 * what a selection comes to among their rows. */
#ifndef MODEL_TOTAL_H
#define MODEL_TOTAL_H

#include "db/kept.h"
#include "model/list.h"

struct total_key {
	struct sql_text column; /* of the listing */
	struct sql_text key;    /* of the total; 0 is NULL */
};

struct list_total {
	enum kept kept;
	const struct table *table; /* struct total_sum */
	const struct total_key *keys;
	size_t nkeys;
	struct sql_text any; /* key that is -1 where it is not asked */
};

extern const struct list_total patch_total, cover_total, series_total,
    event_total;

/* The selection among the rows of the total; false: it asks for what totals
 * are not kept by. */
bool total_select(const struct list_total *t, struct arena *a,
    const struct selection *s, struct selection *out);

/* Its sum, and how many changes were not summed up yet. */
struct total_sum {
	bool is_true; /* else nothing is known */
	int64_t n, unfolded;
};

#endif
