/* Fields as OPTIONS describes them. */
#include "test.h"
#include "api/options.h"

static struct str
described(const struct endpoint *ep, unsigned method)
{
	struct json j;
	struct buf b;

	buf_init(&b, test_arena(), 1 << 16);
	json_init(&j, &b, 0);
	options_show(&j, ep, method);
	return buf_str(&b);
}

static void
check_has(struct str text, const char *piece)
{
	CHECK(str_find(text, str_c(piece)) < text.n, piece);
}

static void
check_hasnt(struct str text, const char *piece)
{
	CHECK(str_find(text, str_c(piece)) == text.n, piece);
}

TEST(what_nobody_may_change_has_no_actions)
{
	CHECK_STR(described(&api_cover, 0),
	    "{\"name\":\"Cover Detail\",\"description\":\"Show a cover "
	    "letter.\",\"renders\":[\"application/json\",\"text/html\"],"
	    "\"parses\":[\"application/json\","
	    "\"application/x-www-form-urlencoded\","
	    "\"multipart/form-data\"]}",
	    "cover");
}

TEST(a_check_is_described_for_post)
{
	struct str s = described(&api_checks, POST);

	check_has(s,
	    "\"name\":\"Check List Create\",\"description\":"
	    "\"get:\\nList checks.\\n\\npost:\\nCreate a check.\"");
	check_has(s,
	    "\"actions\":{\"POST\":{\"id\":{\"type\":\"integer\","
	    "\"required\":false,\"read_only\":true,"
	    "\"label\":\"ID\"}");
	check_has(s,
	    "\"state\":{\"type\":\"choice\",\"required\":false,"
	    "\"read_only\":false,\"label\":\"State\","
	    "\"help_text\":\"The state of the check.\","
	    "\"choices\":[{\"value\":0,\"display_name\":\"pending\"},"
	    "{\"value\":1,\"display_name\":\"success\"},"
	    "{\"value\":2,\"display_name\":\"warning\"},"
	    "{\"value\":3,\"display_name\":\"fail\"}]}");
	check_has(s,
	    "\"target_url\":{\"type\":\"url\",\"required\":false,"
	    "\"read_only\":false,\"label\":\"Target url\",");
	check_has(s, "\"context\":{\"type\":\"slug\"");
	check_has(s,
	    "\"date\":{\"type\":\"datetime\",\"required\":false,"
	    "\"read_only\":true,\"label\":\"Date\"}");
	check_has(s, "\"url\":{\"type\":\"field\"");
	check_hasnt(s, "\"patch\"");
}

TEST(required_fields_of_put)
{
	struct str s = described(&api_patch, PUT);

	check_has(s, "\"actions\":{\"PUT\":{\"id\":");
	check_has(s, "\"state\":{\"type\":\"field\",\"required\":true,");
	check_has(s, "\"delegate\":{\"type\":\"field\",\"required\":true,");
	check_has(s, "\"archived\":{\"type\":\"boolean\",\"required\":false,");
	check_has(s,
	    "\"commit_ref\":{\"type\":\"string\",\"required\":false,"
	    "\"read_only\":false,\"label\":\"Commit ref\","
	    "\"max_length\":255}");
	check_has(s,
	    "\"hash\":{\"type\":\"string\",\"required\":false,"
	    "\"read_only\":true");
	s = described(&api_bundle, PUT);
	check_has(s,
	    "\"name\":{\"type\":\"string\",\"required\":true,"
	    "\"read_only\":false,\"label\":\"Name\","
	    "\"max_length\":50}");
	check_has(s, "\"patches\":{\"type\":\"field\",\"required\":true,");
}

TEST(settings_are_a_nested_object)
{
	struct str s = described(&api_user, PUT);

	check_has(s,
	    "\"email\":{\"type\":\"email\",\"required\":false,"
	    "\"read_only\":true,\"label\":\"Email address\"}");
	check_has(s,
	    "\"settings\":{\"type\":\"nested object\","
	    "\"required\":true,\"read_only\":false,"
	    "\"label\":\"Settings\",\"children\":{\"send_email\":{"
	    "\"type\":\"boolean\"");
	check_has(s, "\"items_per_page\":{\"type\":\"integer\"");
	check_has(s, "\"min_value\":0,\"max_value\":2147483647");
}
