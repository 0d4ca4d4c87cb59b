/* Subjects; the link name comes first. */
#include "mail/subject.h"

#include "base/utf8.h"
#include "fuzz/fuzz.h"
#include "mail/header.h"

void
fuzz_one(struct arena *a, struct str in)
{
	struct subject_rules rules = { 0 };
	struct subject s, with;

	rules.linkname = fuzz_text(a, fuzz_piece(&in));
	in = header_clean(a, in);
	subject_parse(a, in, &rules, &s);
	HOLDS(str_eq(s.raw, in));
	HOLDS(fuzz_is_text(s.name));
	HOLDS(s.nprefixes <= s.ntokens && s.ntokens <= LIMIT_PREFIXES);
	for (size_t i = 0; i < s.ntokens; i++)
		HOLDS(s.tokens[i].n > 0);
	HOLDS(s.version >= 0 && s.version <= INT32_MAX);
	if (s.has_marker) {
		HOLDS(s.number >= 0 && s.number <= LIMIT_SERIES);
		HOLDS(s.total >= 0 && s.total <= INT32_MAX);
	}
	/* References make more a reply, never less. */
	rules.has_references = true;
	subject_parse(a, in, &rules, &with);
	HOLDS(with.is_reply || !s.is_reply);
}
