/* Which clients have an answer already (RFC 9110 13.1.2). */
#include "http/etag.h"

#include "test.h"

TEST(a_list_names_tags)
{
	static const struct {
		const char *list;
		bool want;
	} t[] = {
		{ "\"a\"", true },
		{ "W/\"a\"", true },
		{ "*", true },
		{ " * ", true },
		{ "\"b\", \"a\"", true },
		{ "\"b\",W/\"a\" ,", true },
		{ ",, \"a\"", true },
		{ "\"b,\", \"a\"", true },
		{ "\"b, \"a\"", false },
		{ "a", false },
		{ "\"a", false },
		{ "\"A\"", false },
		{ "w/\"a\"", false },
		{ "b \"a\"", false },
		{ "\"b\" \"a\"", true },
		{ "*, \"b\"", false },
		{ "\"\"", false },
		{ "W/", false },
		{ "", false },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(etag_is_among(S("\"a\""), str_c(t[i].list)),
		    t[i].want, t[i].list);
}
