/* Dates; what is written is read as the same. */
#include "mail/date.h"

#include "base/time.h"
#include "fuzz/fuzz.h"
#include "mail/header.h"

void
fuzz_one(struct arena *a, struct str in)
{
	int64_t t, again;
	struct civil c;

	if (date_parse(header_clean(a, in), &t) != OK)
		return;
	time_to_civil(t, &c);
	HOLDS(c.year >= 1 && c.year <= 9999);
	HOLDS(t % TIME_SECOND == 0);
	/* A year of two digits means another one. */
	if (c.year < 100)
		return;
	HOLDS(date_parse(date_write(a, t), &again) == OK);
	HOLDS(t == again);
}
