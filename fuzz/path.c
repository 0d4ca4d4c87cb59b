/* A path against every pattern, and back: what was found is found again at
 * the address that is made of it. */
#include "paths/paths.h"

#include "fuzz/fuzz.h"

static bool
is_msgid(struct str pattern, size_t i)
{
	/* Of all patterns only those of mails have one, as the last. */
	return i == 1 && str_find(pattern, S("<msgid>")) < pattern.n;
}

static void
check_again(struct arena *a, enum path p, const struct str *args, size_t n)
{
	struct str pattern = str_c(path_pattern(p)), again[LIMIT_PATH_PARTS];
	struct str filled = path_fill(a, p, args, n);
	size_t m;

	HOLDS(fuzz_is_ascii(filled));
	for (size_t i = 0; i < n; i++) {
		if (is_msgid(pattern, i) && str_eq(args[i], S("<>")))
			return;
	}
	HOLDS(path_fits(a, pattern, filled, again, &m) && m == n);
	for (size_t i = 0; i < n; i++) {
		if (is_msgid(pattern, i))
			HOLDS(str_eq(
			    path_msgid(a, args[i]), path_msgid(a, again[i])));
		else
			HOLDS(str_eq(args[i], again[i]));
	}
}

void
fuzz_one(struct arena *a, struct str in)
{
	struct str rest = in, args[LIMIT_PATH_PARTS];
	int version = 0;
	bool api = path_cut_api(in, &rest, &version);
	struct path_match match;
	size_t n;

	HOLDS(version == 0 || (version >= 10 && version <= 14));
	for (enum path p = 0; p < PATH_COUNT; p++) {
		struct str pattern = str_c(path_pattern(p));
		bool of_api = !str_starts(pattern, S("/"));

		if (of_api != api || !path_fits(a, pattern, rest, args, &n))
			continue;
		for (size_t i = 0; i < n; i++)
			HOLDS(fuzz_is_text(args[i]) && args[i].n > 0);
		check_again(a, p, args, n);
	}
	if (path_match(a, in, &match) == OK)
		HOLDS(match.path < PATH_COUNT);
}
