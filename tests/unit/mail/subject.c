/* mail/subject: the tables of spec/ingest.md 7, with rows 11, 17 and 18. */
#include "mail/subject.h"

#include <string.h>

#include "test.h"

static struct subject
parse(const char *text, bool has_references)
{
	const struct subject_rules rules = { .linkname = S("proj"),
		.has_references = has_references };
	struct subject s;

	subject_parse(test_arena(), str_c(text), &rules, &s);
	return s;
}

TEST(names_markers_and_versions)
{
	static const struct {
		const char *in, *name;
		int number, total; /* -1: no marker */
		int version;
	} t[] = {
		{ "[PATCH] meep \n meep", "meep meep", -1, -1, 1 },
		{ "[PATCH RFC 1/2] meep", "[RFC,1/2] meep", 1, 2, 1 },
		{ "[PATCH] [RFC] [1/2] meep", "[RFC,1/2] meep", 1, 2, 1 },
		{ "[PATCH] rewrite [a-z] regexes", "rewrite [a-z] regexes", -1,
		    -1, 1 },
		{ "[PATCH proj 1/2] x", "[1/2] x", 1, 2, 1 },
		{ "[PATCH PROJ 1/2] x", "[1/2] x", 1, 2, 1 },
		{ "[PATCH net-next,v2,1/3] x", "[net-next,v2,1/3] x", 1, 3, 2 },
		{ "[PATCH 1/2 v2] x (v3)", "[1/2,v2] x (v3)", 1, 2, 2 },
		{ "x (V6)", "x (V6)", -1, -1, 6 },
		{ "x (v6", "x (v6", -1, -1, 1 },
		{ "x (v) (v7)", "x (v) (v7)", -1, -1, 7 },
		{ "[v2.3PATCH100/123] x", "[v2.3PATCH100/123] x", 100, 123, 1 },
		{ "[PATCH 1 of 2 V3] x", "[1 of 2,V3] x", 1, 2, 3 },
		{ "[patch 1 of 2] x", "[1,of,2] x", -1, -1, 1 },
		{ "[PATCH v2 3/n] foo", "[v2,3/n] foo", -1, -1, 2 },
		{ "[PATCH 01/02/03] x", "[01/02/03] x", 2, 3, 1 },
		{ "[PATCH 1 / 2] x", "[1,/,2] x", -1, -1, 1 },
		{ "[PATCH 1/2]: x", "[1/2] : x", 1, 2, 1 },
		{ "[PATCH [RFC] 1/2] x", "[[RFC] 1/2] x", -1, -1, 1 },
		{ "[PATCH (v4)] x", "[(v4)] x", -1, -1, 4 },
		{ "[PATCH 1/2]", "[1/2] ", 1, 2, 1 },
		{ "[PATCH]", "", -1, -1, 1 },
		{ "x [PATCH 1/2] y", "x [PATCH 1/2] y", -1, -1, 1 },
		{ "", "", -1, -1, 1 },
		{ "[", "[", -1, -1, 1 },
		{ "[] x", "x", -1, -1, 1 },
		{ "[PATCH 0/3] x", "[0/3] x", 0, 3, 1 },
		{ "[PATCH 001/010] x", "[001/010] x", 1, 10, 1 },
		{ "[PATCH /2] x", "[/2] x", -1, -1, 1 },
		{ "[PATCH 1/] x", "[1/] x", -1, -1, 1 },
		{ "[PATCH v2] [v3] x", "[v2,v3] x", -1, -1, 2 },
		/* Row 17. */
		{ "[PATCHv2 1/4] x", "[PATCHv2,1/4] x", 1, 4, 2 },
		{ "[RFCv3] x", "[RFCv3] x", -1, -1, 3 },
		{ "[PATCHv2 v5] x", "[PATCHv2,v5] x", -1, -1, 5 },
		{ "[PATCH v5.1] x", "[v5.1] x", -1, -1, 1 },
		/* Row 18. */
		{ "[PATCH for-5/6 1/2] x", "[for-5/6,1/2] x", 1, 2, 1 },
		{ "[PATCH 3/4 1/2] x", "[3/4,1/2] x", 1, 2, 1 },
		{ "[PATCH for-5/6] x", "[for-5/6] x", 5, 6, 1 },
		/* What no column holds. */
		{ "[PATCH 32767/2147483647] x", "[32767/2147483647] x", 32767,
		    2147483647, 1 },
		{ "[PATCH 32768/40000] x", "[32768/40000] x", -1, -1, 1 },
		{ "[PATCH 1/2147483648] x", "[1/2147483648] x", -1, -1, 1 },
		{ "[PATCH v2147483648] x", "[v2147483648] x", -1, -1, 1 },
		{ "[PATCH 99999999999999999999/1] x",
		    "[99999999999999999999/1] x", -1, -1, 1 },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct subject s = parse(t[i].in, false);

		CHECK_STR(s.name, t[i].name, t[i].in);
		CHECK_INT(s.has_marker, t[i].number >= 0, t[i].in);
		if (t[i].number >= 0) {
			CHECK_INT(s.number, t[i].number, t[i].in);
			CHECK_INT(s.total, t[i].total, t[i].in);
		}
		CHECK_INT(s.version, t[i].version, t[i].in);
		CHECK_STR(s.raw, t[i].in, t[i].in);
	}
}

TEST(reply_words)
{
	static const struct {
		const char *in, *name;
		bool references, reply;
	} t[] = {
		{ "Re: foo", "foo", false, true },
		{ "RE:foo", "foo", false, true },
		{ "Re: [PATCH 1/2] foo", "[1/2] foo", false, true },
		{ "Fwd: foo", "foo", false, false },
		{ "fw foo", "foo", false, false },
		{ "foo Re: bar", "foo Re: bar", false, false },
		{ "reply to", "reply to", true, false },
		{ "Re", "Re", true, false },
		{ "Re:", "", false, true },
		/* Row 11. */
		{ "re factoring", "re factoring", false, false },
		{ "re factoring", "factoring", true, true },
		{ "Re: Re: foo", "foo", false, true },
		{ "Fwd: Re: foo", "foo", false, false },
		{ "Re: Fwd: [PATCH] foo", "foo", false, true },
		{ "AW: foo", "foo", false, true },
		{ "Sv: foo", "foo", false, true },
		{ "aw foo", "aw foo", true, false },
		{ "Re[2]: foo", "foo", false, true },
		{ "Re[x]: foo", "Re[x]: foo", false, false },
		{ "Re: re do it", "re do it", true, true },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct subject s = parse(t[i].in, t[i].references);

		CHECK_STR(s.name, t[i].name, t[i].in);
		CHECK_INT(s.is_reply, t[i].reply, t[i].in);
	}
}

static struct str
join(const struct str *words, size_t n)
{
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_char(&b, '|');
		buf_add(&b, words[i]);
	}
	return buf_str(&b);
}

TEST(tokens_and_prefixes)
{
	static const struct {
		const char *in, *tokens, *prefixes;
	} t[] = {
		{ "[PATCH 1/2] x", "PATCH|1/2", "1/2" },
		{ "[PATCH 1 of 2] x", "PATCH|1 of 2", "1 of 2" },
		{ "[PATCH,proj][foo, BAR] x", "PATCH|proj|foo|BAR", "foo" },
		{ "x", "", "" },
	};
	static const struct str drop[] = { S("bar"), S("baz") };
	const struct subject_rules rules = {
		.linkname = S("proj"), .drop = drop, .ndrop = COUNT(drop)
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct subject s;

		subject_parse(test_arena(), str_c(t[i].in), &rules, &s);
		CHECK_STRS(
		    join(s.tokens, s.ntokens), str_c(t[i].tokens), t[i].in);
		CHECK_STRS(join(s.prefixes, s.nprefixes), str_c(t[i].prefixes),
		    t[i].in);
	}
}

TEST(tokens_have_a_limit)
{
	struct subject s;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	for (int i = 0; i < LIMIT_PREFIXES + 20; i++)
		buf_printf(&b, "[a%d] ", i);
	buf_lit(&b, "x");
	s = parse(str_z(test_arena(), buf_str(&b)), false);
	CHECK_INT(s.ntokens, LIMIT_PREFIXES, "limit");
	CHECK(str_ends(s.name, S("[a119] x")), "rest");
}
