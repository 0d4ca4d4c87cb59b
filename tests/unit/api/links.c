/* URLs as values of fields. */
#include "test.h"
#include "api/link.h"

static struct api
opened(struct buf *out)
{
	struct api api = {
		.a = test_arena(),
		.base = S("http://h"),
		.root = S("http://h/api/1.3/"),
		.suffix = S("?format=json"),
	};

	buf_init(out, test_arena(), 4096);
	json_init(&api.j, out, 0);
	return api;
}

/* What is filled in by hand here is what the router takes apart. */
TEST(paths_of_the_api_are_those_of_the_router)
{
	static const enum path with_one[] = { P_API_USER, P_API_PERSON,
		P_API_COVER, P_API_COVER_COMMENTS, P_API_PATCH, P_API_CHECKS,
		P_API_PATCH_COMMENTS, P_API_SERIES, P_API_BUNDLE };
	static const enum path with_two[] = { P_API_COVER_COMMENT, P_API_CHECK,
		P_API_PATCH_COMMENT };
	struct str want;
	struct api api;
	struct buf b;

	for (size_t i = 0; i < COUNT(with_one); i++) {
		api = opened(&b);
		link_write_api(&api, &b, with_one[i], 7, 8);
		want = PATH(test_arena(), with_one[i], S("7"));
		CHECK_STRS(buf_str(&b),
		    str_f(test_arena(), "http://h/api/1.3/%.*s?format=json",
			STR_ARG(want)),
		    path_pattern(with_one[i]));
	}
	for (size_t i = 0; i < COUNT(with_two); i++) {
		api = opened(&b);
		link_write_api(&api, &b, with_two[i], 7, INT64_MAX);
		want = PATH(test_arena(), with_two[i], S("7"),
		    S("9223372036854775807"));
		CHECK_STRS(buf_str(&b),
		    str_f(test_arena(), "http://h/api/1.3/%.*s?format=json",
			STR_ARG(want)),
		    path_pattern(with_two[i]));
	}
}

TEST(version_and_format_are_the_links_of_the_api_alone)
{
	struct api api;
	struct buf b;

	api = opened(&b);
	json_begin_array(&api.j);
	link_show_api(&api, P_API_PATCH, 1);
	link_show_plain(&api, P_API_CHECKS, 1);
	link_show_site(&api, S("/x"));
	link_show_site_id(&api, P_SERIES_MBOX, 2);
	json_end_array(&api.j);
	CHECK_STR(buf_str(&b),
	    "[\"http://h/api/1.3/patches/1/?format=json\","
	    "\"http://h/api/patches/1/checks/\",\"http://h/x\","
	    "\"http://h/series/2/mbox/\"]",
	    "links");
}
