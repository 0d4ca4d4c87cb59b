/* Telling diff from text. */
#include "mail/diff.h"

#include <string.h>

#include "fuzz/fuzz.h"
#include "mail/hash.h"

enum { LINES = 400 };

/*
 * Whether the lines of diff and rest are those of the text, each once and in
 * order: at every line, the set of numbers of lines that the diff may have
 * had so far.
 */
static bool
is_woven(struct str text, struct str diff, struct str rest)
{
	size_t d[LINES + 2], r[LINES + 2], nd = 0, nr = 0, at, next, k = 0;
	bool may[LINES + 2] = { true };

	for (at = 0; at < diff.n && nd <= LINES; at = next, nd++) {
		d[nd] = at;
		(void)diff_line(diff, at, &next);
	}
	for (at = 0; at < rest.n && nr <= LINES; at = next, nr++) {
		r[nr] = at;
		(void)diff_line(rest, at, &next);
	}
	if (nd + nr > LINES)
		return true; /* too much to look at */
	for (at = 0; at <= text.n; at = next, k++) {
		struct str line = diff_line(text, at, &next);
		bool from_diff, from_rest, any = false, now[LINES + 2];

		memset(now, 0, sizeof(now));
		for (size_t i = 0; i <= nd && i <= k; i++) {
			if (!may[i])
				continue;
			from_diff = i < nd &&
			    str_eq(diff_line(diff, d[i], &(size_t){ 0 }), line);
			from_rest = k - i < nr &&
			    str_eq(diff_line(rest, r[k - i], &(size_t){ 0 }),
				line);
			now[i + 1] = now[i + 1] || from_diff;
			now[i] = now[i] || from_rest;
			any = any || from_diff || from_rest;
		}
		if (!any)
			return false;
		memcpy(may, now, sizeof(may));
	}
	return may[nd] && k == nd + nr;
}

static void
check_sections(struct str text)
{
	struct diff_section s;
	size_t at = 0, last = 0;

	while (diff_next(text, &at, &s)) {
		HOLDS(last <= s.start && s.start <= s.body);
		HOLDS(s.body <= s.end && s.start < s.end);
		HOLDS(s.end == at && s.end <= text.n + 1);
		last = s.end;
	}
}

static struct str
with_cr(struct arena *a, struct str s)
{
	struct buf b;

	buf_init(&b, a, SIZE_MAX);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\n')
			buf_char(&b, '\r');
		buf_char(&b, s.p[i]);
	}
	return buf_str(&b);
}

void
fuzz_one(struct arena *a, struct str in)
{
	struct str text = fuzz_text(a, in), diff, rest, hash, same;
	struct diff_stat stat;

	HOLDS(diff_split(a, text, &diff, &rest) == OK);
	HOLDS(diff.n + rest.n == text.n + 1);
	HOLDS((diff.n > 0) == (diff.p != NULL));
	HOLDS((rest.n > 0) == (rest.p != NULL));
	HOLDS(is_woven(text, diff, rest));
	check_sections(text);
	stat = diff_count(diff);
	HOLDS(stat.files >= 0 && stat.added >= 0 && stat.removed >= 0);
	HOLDS((size_t)(stat.added + stat.removed) <= diff.n);
	HOLDS(hash_diff(a, diff, &hash) == OK && hash.n == HASH_SIZE);
	HOLDS(hash_diff(a, with_cr(a, diff), &same) == OK);
	HOLDS(str_eq(hash, same));
}
