/* Regular expressions of users: a pattern, and a text. */
#include "base/regex.h"

#include "base/utf8.h"
#include "fuzz/fuzz.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct str pattern = fuzz_text(a, fuzz_piece(&in));
	struct str text = fuzz_text(a, in);
	size_t offset = 0, start, end;
	struct regex *re = NULL;
	int64_t n;
	enum err e = regex_open(pattern, &re);

	if (utf8_count(pattern) > LIMIT_PATTERN)
		HOLDS(e == ERR_TOO_BIG);
	else
		HOLDS(e == OK || e == ERR_INVALID);
	if (e != OK) {
		HOLDS(re == NULL);
		return;
	}
	n = regex_count(re, text);
	HOLDS(n >= 0 && n <= LIMIT_MATCHES);
	HOLDS((n > 0) == regex_is_match(re, text));
	while (offset <= text.n && regex_find(re, text, offset, &start, &end)) {
		HOLDS(start <= end && end <= text.n);
		if (end <= offset)
			break;
		offset = end;
	}
	regex_close(re);
}
