/* The URLs of the site: what fits, what is filled in, and back again. */
#include "test.h"

#include "base/utf8.h"
#include "paths/paths.h"

TEST(a_path_fits_its_pattern_or_not)
{
	static const struct {
		const char *pattern, *path;
		bool fits;
		const char *first, *second;
	} t[] = {
		{ "/", "/", true, NULL, NULL },
		{ "/", "", false, NULL, NULL },
		{ "/", "//", false, NULL, NULL },
		{ "", "", true, NULL, NULL },
		{ "", "x/", false, NULL, NULL },
		{ "/about/", "/about/", true, NULL, NULL },
		{ "/about/", "/%61bout/", true, NULL, NULL },
		{ "/about/", "/about", false, NULL, NULL },
		{ "/about/", "/About/", false, NULL, NULL },
		{ "/about/", "/about//", false, NULL, NULL },
		{ "/about/", "//about/", false, NULL, NULL },
		{ "/about/", "/about%00/", false, NULL, NULL },
		{ "/patch/<int>/", "/patch/012/", true, "012", NULL },
		{ "/patch/<int>/", "/patch/%31/", true, "1", NULL },
		{ "/patch/<int>/", "/patch//", false, NULL, NULL },
		{ "/patch/<int>/", "/patch/+1/", false, NULL, NULL },
		{ "/patch/<int>/", "/patch/-1/", false, NULL, NULL },
		{ "/patch/<int>/", "/patch/1x/", false, NULL, NULL },
		{ "/patch/<int>/", "/patch/\xd9\xa1/", false, NULL, NULL },
		{ "/c/<hex>/", "/c/09af/", true, "09af", NULL },
		{ "/c/<hex>/", "/c/09AF/", false, NULL, NULL },
		{ "/b/<str>/<str>/", "/b/a%2Fb/c+d%20e/", true, "a/b",
		    "c+d e" },
		{ "/b/<str>/<str>/", "/b/a/%E9/", true, "a", "\xef\xbf\xbd" },
		{ "/b/<str>/<str>/", "/b/a/b%00/", false, NULL, NULL },
		{ "/b/<str>/<str>/", "/b//b/", false, NULL, NULL },
		{ "/p/<str>/m/<msgid>/", "/p/x/m/a@b/", true, "x", "a@b" },
		{ "/p/<str>/m/<msgid>/", "/p/x/m/a/b/c@d/", true, "x",
		    "a/b/c@d" },
		{ "/p/<str>/m/<msgid>/", "/p/x/m/a%2Fb@d/", true, "x",
		    "a/b@d" },
		{ "/p/<str>/m/<msgid>/", "/p/x/m/a%252Fb@d/", true, "x",
		    "a%2Fb@d" },
		{ "/p/<str>/m/<msgid>/", "/p/x/m/a//b@d/", true, "x",
		    "a//b@d" },
		{ "/p/<str>/m/<msgid>/", "/p/x/m//", false, NULL, NULL },
		{ "/p/<str>/m/<msgid>/", "/p/x/m/", false, NULL, NULL },
		{ "/p/<str>/m/<msgid>/", "/p/x/m/a@b", false, NULL, NULL },
		{ "/p/<str>/m/<msgid>/", "/p/x/m/a%00@b/", false, NULL, NULL },
		{ "/p/<str>/m/<msgid>/mbox/", "/p/x/m/a/b/mbox/", true, "x",
		    "a/b" },
		{ "/p/<str>/m/<msgid>/mbox/", "/p/x/m/mbox/mbox/", true, "x",
		    "mbox" },
		{ "/p/<str>/m/<msgid>/mbox/", "/p/x/m/mbox/", false, NULL,
		    NULL },
		{ "/p/<str>/m/<msgid>/mbox/", "/p/x/m/a%2Fmbox/", false, NULL,
		    NULL },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct str args[LIMIT_PATH_PARTS] = { { NULL, 0 } };
		size_t n;
		bool fits = path_fits(test_arena(), str_c(t[i].pattern),
		    str_c(t[i].path), args, &n);

		CHECK_INT(fits, t[i].fits, t[i].path);
		if (!fits)
			continue;
		CHECK_INT(
		    n, (t[i].first != NULL) + (t[i].second != NULL), t[i].path);
		if (n > 0)
			CHECK_STR(args[0], t[i].first, t[i].path);
		if (n > 1)
			CHECK_STR(args[1], t[i].second, t[i].path);
	}
}

TEST(values_are_encoded_as_the_rest_interface_writes_them)
{
	struct arena *a = test_arena();

	CHECK_STR(PATH(a, P_PATCH, S("linux"), S("<a/b/c@example.com>")),
	    "/project/linux/patch/a%252Fb%252Fc@example.com/", "slash");
	CHECK_STR(PATH(a, P_COVER_MBOX, S("x"), S("<a%?#+:=,!$&'()*~ b@c>")),
	    "/project/x/cover/a%25%3F%23+:=,!$&'()*~%20b@c/mbox/", "special");
	CHECK_STR(PATH(a, P_BUNDLE, S("ann"), S("pub bundle \xc3\xa9")),
	    "/bundle/ann/pub%20bundle%20%C3%A9/", "bundle");
	CHECK_STR(PATH(a, P_BUNDLE, S("ann"), S("a/b")), "/bundle/ann/a%2Fb/",
	    "slash in a name");
	CHECK_STR(
	    PATH(a, P_API_CHECK, S("7"), S("9")), "patches/7/checks/9/", "API");
	CHECK_STR(path_fill(a, P_INDEX, NULL, 0), "/", "nothing to fill");
}

/* Every byte that may stand in a message id comes back from its own link. */
TEST(a_message_id_of_every_byte_comes_back)
{
	static const struct {
		enum path path;
	} t[] = { { P_PATCH }, { P_PATCH_MBOX }, { P_PATCH_RAW }, { P_COVER },
		{ P_COVER_MBOX } };
	struct arena *a = test_arena();

	for (int c = 1; c < 256; c++) {
		char text[] = "<a.b@c>";
		struct str id = str_n(text, sizeof(text) - 1);
		struct path_match m;

		if (c >= 0x80)
			continue;
		text[2] = (char)c;
		for (size_t i = 0; i < COUNT(t); i++) {
			struct str url = PATH(a, t[i].path, S("x"), id);

			CHECK_OK(path_match(a, url, &m));
			CHECK_INT(m.path, t[i].path, url.p);
			CHECK_STRS(path_msgid(a, m.args[1]), id, url.p);
		}
	}
}

TEST(a_message_id_is_read_from_all_forms)
{
	static const struct {
		const char *segment, *want;
	} t[] = {
		{ "a@b", "<a@b>" },
		{ "a/b@c", "<a/b@c>" },
		{ "a%2Fb@c", "<a/b@c>" },
		{ "a%2fb@c", "<a%2fb@c>" },
		{ "a%252Fb@c", "<a%252Fb@c>" },
		{ "<a@b>", "<a@b>" },
		{ "%2F", "</>" },
		{ "%2", "<%2>" },
		{ "<", "<<>" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(path_msgid(test_arena(), str_c(t[i].segment)),
		    t[i].want, t[i].segment);
}

TEST(urls_of_any_host_are_told_apart)
{
	static const struct {
		const char *url;
		int path; /* -1: none of ours */
		const char *arg, *query;
	} t[] = {
		{ "https://pw.example.org/project/x/list/?series=7",
		    P_PATCH_LIST, "x", "series=7" },
		{ "http://h:80/project/x/list/#frag", P_PATCH_LIST, "x", NULL },
		{ "/project/x/list/?", P_PATCH_LIST, "x", "" },
		{ "http://h/project/x/patch/a@b/", P_PATCH, "x", NULL },
		{ "http://h/project/x/patch/a@b/mbox/", P_PATCH_MBOX, "x",
		    NULL },
		{ "http://h/patch/5/", P_PATCH_ID, "5", NULL },
		{ "http://h/api/patches/5/", P_API_PATCH, "5", NULL },
		{ "http://h/api/1.3/patches/5/", P_API_PATCH, "5", NULL },
		{ "http://h/api/1.2/", P_API_INDEX, NULL, NULL },
		{ "http://h/api/1.5/patches/5/", -1, NULL, NULL },
		{ "http://h/api/1x0/", -1, NULL, NULL },
		{ "http://h/patches/5/", -1, NULL, NULL },
		{ "http://h", -1, NULL, NULL },
		{ "http://h/project/x/list", -1, NULL, NULL },
		{ "ftp://h/project/x/list/", -1, NULL, NULL },
		{ "", -1, NULL, NULL },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct path_match m;
		enum err e = path_match(test_arena(), str_c(t[i].url), &m);

		CHECK_INT(e, t[i].path < 0 ? ERR_NOT_FOUND : OK, t[i].url);
		if (e != OK)
			continue;
		CHECK_INT(m.path, t[i].path, t[i].url);
		CHECK_STR(m.args[0], t[i].arg, t[i].url);
		CHECK_STR(m.query, t[i].query, t[i].url);
	}
}

/* A pattern that an earlier one hides would never be reached. */
TEST(no_pattern_hides_a_later_one)
{
	struct arena *a = test_arena();

	for (enum path p = 0; p < PATH_COUNT; p++) {
		struct str pattern = str_c(path_pattern(p)), url;
		struct str args[3] = { S("1"), S("2"), S("3") };
		struct path_match m;
		size_t n = 0;

		for (size_t i = 0; i < pattern.n; i++)
			n += pattern.p[i] == '<';
		url = path_fill(a, p, args, n);
		if (!str_starts(url, S("/")))
			url = str_f(a, "/api/%.*s", STR_ARG(url));
		CHECK_OK(path_match(a, url, &m));
		CHECK_INT(m.path, p, path_pattern(p));
	}
}
