/* base/json: separators, escapes, indentation. */
#include "base/json.h"

#include "test.h"

static struct str
write_sample(int indent)
{
	struct buf b;
	struct json j;

	buf_init(&b, test_arena(), 1000);
	json_init(&j, &b, indent);
	json_begin_object(&j);
	json_key(&j, S("a"));
	json_int(&j, -12);
	json_key(&j, S("list"));
	json_begin_array(&j);
	json_bool(&j, true);
	json_none(&j);
	json_begin_object(&j);
	json_end_object(&j);
	json_end_array(&j);
	json_key(&j, S("none"));
	json_begin_array(&j);
	json_end_array(&j);
	json_end_object(&j);
	return buf_str(&b);
}

TEST(compact_and_indented)
{
	CHECK_STR(write_sample(0),
	    "{\"a\":-12,\"list\":[true,null,{}],\"none\":[]}", "compact");
	CHECK_STR(write_sample(4),
	    "{\n    \"a\": -12,\n    \"list\": [\n"
	    "        true,\n        null,\n        {}\n    ],\n"
	    "    \"none\": []\n}",
	    "indent 4");
}

TEST(strings_are_escaped)
{
	static const struct {
		struct str in;
		const char *want;
	} t[] = {
		{ { "\"\\/", 3 }, "\"\\\"\\\\/\"" },
		{ { "\n\r\t\b\f", 5 }, "\"\\n\\r\\t\\b\\f\"" },
		{ { "\0\x1b\x7f", 3 }, "\"\\u0000\\u001b\x7f\"" },
		{ { "\xE2\x80\xA8\xE2\x80\xA9\xE2\x82\xAC", 9 },
		    "\"\\u2028\\u2029\xE2\x82\xAC\"" },
		{ { "\xE2\x80", 2 }, "\"\xE2\x80\"" },
		{ { NULL, 0 }, "null" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct buf b;
		struct json j;

		buf_init(&b, test_arena(), 1000);
		json_init(&j, &b, 0);
		json_str(&j, t[i].in);
		CHECK_STR(buf_str(&b), t[i].want, t[i].want);
	}
}
