/*
 * Python's fnmatch without its regular expression. A star is matched as
 * short as possible, and only the last one is ever tried again, which is
 * enough because all others are followed by it.
 */
#include "mail/glob.h"

#include "base/utf8.h"

static uint32_t
next_rune(struct str *s)
{
	const char *p = s->p;
	uint32_t r = utf8_next(&p, s->p + s->n);

	*s = str_from(*s, (size_t)(p - s->p));
	return r;
}

/* The inside of a set whose '[' was taken off pattern, and what is behind its
 * ']'; false if there is none. */
static bool
find_set(struct str pattern, struct str *inside, struct str *behind)
{
	size_t i = 0;

	if (i < pattern.n && pattern.p[i] == '!')
		i++;
	if (i < pattern.n && pattern.p[i] == ']')
		i++;
	while (i < pattern.n && pattern.p[i] != ']')
		i++;
	if (i >= pattern.n)
		return false;
	*inside = str_sub(pattern, 0, i);
	*behind = str_from(pattern, i + 1);
	return true;
}

/* "a-z" is a range unless the '-' is last; "z-a" has nothing in it. */
static bool
is_in_set(struct str set, uint32_t r)
{
	bool negated = set.p[0] == '!', found = false;
	uint32_t low, high;

	if (negated)
		set = str_from(set, 1);
	while (set.n > 0) {
		low = high = next_rune(&set);
		if (set.n > 1 && set.p[0] == '-') {
			set = str_from(set, 1);
			high = next_rune(&set);
		}
		found = found || (low <= r && r <= high);
	}
	return found != negated;
}

/* Takes one element that is no star off the pattern. */
static bool
takes(struct str *pattern, uint32_t r)
{
	struct str inside, behind;
	uint32_t want = next_rune(pattern);

	if (want == '?')
		return true;
	if (want == '[' && find_set(*pattern, &inside, &behind)) {
		*pattern = behind;
		return is_in_set(inside, r);
	}
	return want == r;
}

bool
glob_is_match(struct str pattern, struct str name)
{
	struct str star = { NULL, 0 }, from = { NULL, 0 };
	bool has_star = false, ok;

	while (name.n > 0) {
		if (pattern.n > 0 && pattern.p[0] == '*') {
			star = pattern = str_from(pattern, 1);
			from = name;
			has_star = true;
			continue;
		}
		ok = pattern.n > 0 && takes(&pattern, next_rune(&name));
		if (ok)
			continue;
		if (!has_star)
			return false;
		(void)next_rune(&from);
		name = from;
		pattern = star;
	}
	while (pattern.n > 0 && pattern.p[0] == '*')
		pattern = str_from(pattern, 1);
	return pattern.n == 0;
}
