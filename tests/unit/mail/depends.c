/* mail/depends: spec/ingest.md 18. */
#include "mail/depends.h"

#include "test.h"

static struct str
find(const char *text)
{
	struct depends d;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	depends_find(test_arena(), str_c(text), &d);
	for (size_t i = 0; i < d.n; i++) {
		buf_add(&b, i == d.nurls ? S("|") : i > 0 ? S(" ") : S(""));
		buf_add(&b, d.tokens[i]);
	}
	return buf_str(&b);
}

TEST(lines_that_depend)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "", "" },
		{ "Depends-on: <a@b>", "|<a@b>" },
		{ "x\ndepends-ON: <a@b> \t\ny", "|<a@b>" },
		{ "Depends-on: https://h/project/x/list/?series=7",
		    "https://h/project/x/list/?series=7" },
		{ "Depends-on: <a@b>\nDepends-on: HTTP://h/(x)_%2F\n"
		  "Depends-on: <c@d>\nDepends-on: <a@b>\n",
		    "HTTP://h/(x)_%2F|<a@b> <c@d> <a@b>" },
		{ "Depends-on:  <a@b>", "" },
		{ "Depends-on:<a@b>", "" },
		{ " Depends-on: <a@b>", "" },
		{ "> Depends-on: <a@b>", "" },
		{ "Depends-on: <a@b> and", "" },
		{ "Depends-on: <a>b>", "" },
		{ "Depends-on: <>", "" },
		{ "Depends-on: https://", "" },
		{ "Depends-on: https://h/#x", "" },
		{ "Depends-on: ftp://h/", "" },
		{ "Depends-on: https://h/x y", "" },
		{ "Depends-on: ", "" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(find(t[i].in), t[i].want, t[i].in);
}

TEST(there_are_at_most_so_many)
{
	struct depends d;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	for (int i = 0; i < LIMIT_DEPENDENCIES + 5; i++)
		buf_printf(&b, "Depends-on: %s%d%s\n", i % 2 ? "<" : "http://",
		    i, i % 2 ? ">" : "/");
	depends_find(test_arena(), buf_str(&b), &d);
	CHECK_INT(d.n, LIMIT_DEPENDENCIES, "limit");
	CHECK_INT(d.nurls, LIMIT_DEPENDENCIES / 2, "urls");
	CHECK_STR(d.tokens[0], "http://0/", "first url");
	CHECK_STR(d.tokens[d.nurls], "<1>", "first id");
}
