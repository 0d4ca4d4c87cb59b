/* mail/pull: spec/ingest.md 10 and row 24. */
#include "mail/pull.h"

#include <string.h>

#include "base/utf8.h"

#include "test.h"

#define SINCE "The following changes since commit 1234:\n\n  Title\n\n"
#define AT    "are available in the Git repository at:\n\n"

static void
check(const char *in, const char *want)
{
	struct str text = str_f(test_arena(), "%s", in);

	CHECK_STR(pull_find(test_arena(), text), want, in);
}

TEST(urls_and_refs)
{
	static const struct {
		const char *target, *want;
	} t[] = {
		{ "  git@h:p.git branch\n", "git@h:p.git branch" },
		{ "  git+ssh://h/p.git tags/x\n", "git+ssh://h/p.git tags/x" },
		{ "ssh://git@h:22/~u/p.git refs/tags/t",
		    "ssh://git@h:22/~u/p.git refs/tags/t" },
		{ "  git://h/p.git\n", "git://h/p.git" },
		{ "  git://h/p.git   \n\nfoo bar\n", "git://h/p.git" },
		{ "  git://h/p.git\n  branch\n", "git://h/p.git branch" },
		{ "  git://h/p.git\nfoo bar\n", "git://h/p.git" },
		{ "\n\n\n  git://h/p.git b\n", "git://h/p.git b" },
		{ "  git://h/p.git  \t b\n", "git://h/p.git b" },
		{ "/local/path\n", NULL },
		{ "git://h/p.git b c\n", NULL },
		{ "git://h/p.git b:c\n", NULL },
		{ "> git://h/p.git b\n", NULL },
		{ "git://\n", NULL },
		{ "", NULL },
		{ "://h/p\n", NULL },
		/* Row 24. */
		{ "git://h/p.git \\\n  tags/x\n", "git://h/p.git tags/x" },
		{ "git://h/p.git \\ tags/x\n", "git://h/p.git tags/x" },
		{ "https://h/p.git?a=b\n", NULL },
		{ "https://h/p%20q.git?a#b tags/v1+2\n",
		    "https://h/p%20q.git?a#b tags/v1+2" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		check(str_f(test_arena(), SINCE AT "%s", t[i].target).p,
		    t[i].want);
}

TEST(blocks)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "the following changes since commit x\n"
		  "ARE available in the git repository AT: \ngit://h/p b\n",
		    "git://h/p b" },
		{ AT "git://h/p b\n", NULL },
		{ SINCE "  " AT "git://h/p b\n", NULL },
		{ " " SINCE AT "git://h/p b\n", NULL },
		{ SINCE "are available in the Git repository at: x\n"
			"git://h/p b\n",
		    NULL },
		{ "> " SINCE "> " AT "> git://h/p b\n", NULL },
		{ SINCE AT "git://h/1 b\n\n" SINCE AT "git://h/2 b\n",
		    "git://h/2 b" },
		{ SINCE AT "git://h/1 b\n\n" SINCE AT "no url\n",
		    "git://h/1 b" },
		{ SINCE AT "git://h/1 b\n" AT "git://h/2 b\n", "git://h/2 b" },
		{ "", NULL },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		check(t[i].in, t[i].want);
}

TEST(what_is_too_long_is_cut)
{
	struct str got;
	struct buf b;

	for (int length = LIMIT_PULL_URL - 2; length < LIMIT_PULL_URL + 2;
	     length++) {
		buf_init(&b, test_arena(), SIZE_MAX);
		buf_lit(&b, SINCE AT "h@");
		for (int i = 2; i < length; i++)
			buf_lit(&b, "\xC3\xA9");
		buf_lit(&b, " b");
		got = pull_find(test_arena(), buf_str(&b));
		/* No blank stays at the end. */
		CHECK_INT(utf8_count(got),
		    length < LIMIT_PULL_URL - 1 || length > LIMIT_PULL_URL
			? LIMIT_PULL_URL
			: length,
		    "characters");
	}
}
