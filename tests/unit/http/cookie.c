/* The Cookie header. */
#include "http/request.h"

#include <string.h>

#include "test.h"

static struct str
find(const char *cookies, const char *name)
{
	struct header h = { S("cookie"), str_c(cookies) };
	struct request rq = { .a = test_arena(), .headers = &h, .nheaders = 1 };

	return request_cookie(&rq, str_c(name));
}

TEST(cookies_are_found_by_their_exact_name)
{
	static const struct {
		const char *cookies, *name, *want;
	} t[] = {
		{ "sessionid=abc", "sessionid", "abc" },
		{ "a=1; sessionid=abc; b=2", "sessionid", "abc" },
		{ "a=1;sessionid=abc", "sessionid", "abc" },
		{ " sessionid = abc ;", "sessionid", "abc" },
		{ "sessionid=first; sessionid=second", "sessionid", "first" },
		{ "xsessionid=1; sessionidx=2", "sessionid", NULL },
		{ "Sessionid=1", "sessionid", NULL },
		{ "sessionid", "sessionid", NULL },
		{ "sessionid=", "sessionid", "" },
		{ "sessionid=a=b", "sessionid", "a=b" },
		{ "sessionid=\"a b\"", "sessionid", "a b" },
		{ "sessionid=\"", "sessionid", "\"" },
		{ "sessionid=\xff", "sessionid", "\xef\xbf\xbd" },
		{ "a=\"x;sessionid=1\"", "sessionid", "1\"" },
		{ ";;;", "sessionid", NULL },
		{ "", "sessionid", NULL },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(
		    find(t[i].cookies, t[i].name), t[i].want, t[i].cookies);
}

TEST(only_so_many_cookies_are_looked_at)
{
	char text[4 * LIMIT_COOKIES + 20] = "";

	for (int i = 0; i < LIMIT_COOKIES - 1; i++)
		strcat(text, "a=;");
	strcat(text, "b=1;c=2");
	CHECK_STR(find(text, "b"), "1", "the last one");
	CHECK_STR(find(text, "c"), NULL, "one more");
}

TEST(without_cookies_there_is_none)
{
	struct request rq = { .a = test_arena() };

	CHECK_STR(request_cookie(&rq, S("a")), NULL, "none");
}
