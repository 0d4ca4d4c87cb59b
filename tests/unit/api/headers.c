/* Stored header blocks as JSON. */
#include "test.h"
#include "api/headers.h"

static struct str
shown(const char *block)
{
	struct json j;
	struct buf b;

	buf_init(&b, test_arena(), 1 << 20);
	json_init(&j, &b, 0);
	headers_show(&j, test_arena(), str_c(block));
	return buf_str(&b);
}

TEST(header_blocks)
{
	static const struct {
		const char *block, *want;
	} t[] = {
		{ NULL, "{}" },
		{ "", "{}" },
		{ "A: b", "{\"A\":\"b\"}" },
		{ "A: b\nC: d\n", "{\"A\":\"b\",\"C\":\"d\"}" },
		{ "A:b\nB:\nC: \t x  \n",
		    "{\"A\":\"b\",\"B\":\"\","
		    "\"C\":\"x  \"}" },
		{ "A: b\n\tc\n  d\nE: f",
		    "{\"A\":\"b\\n\\tc\\n  d\",\"E\":\"f\"}" },
		{ "A:\n b", "{\"A\":\"\\n b\"}" },
		{ "A: b, \n\tc", "{\"A\":\"b, \\n\\tc\"}" },
		{ "A: 1\na: 2\nA: 3",
		    "{\"A\":[\"1\",\"2\",\"3\"],"
		    "\"a\":[\"1\",\"2\",\"3\"]}" },
		{ "B: 1\nA: 2\nb: 3\nA: 4",
		    "{\"B\":[\"1\",\"3\"],\"A\":[\"2\",\"4\"],"
		    "\"b\":[\"1\",\"3\"]}" },
		{ "From x@y Mon\nA: b", "{\"A\":\"b\"}" },
		{ "A: b\n\nC: d", "{\"A\":\"b\"}" },
		{ "A: b\nno colon\nC: d", "{\"A\":\"b\"}" },
		{ "A: b\nx y: z\nC: d", "{\"A\":\"b\"}" },
		{ "A: b\n\xC3\xA9: z\nC: d", "{\"A\":\"b\"}" },
		{ "bad\nA: b", "{}" },
		{ " fold\nA: b", "{}" },
		{ ": b", "{}" },
		{ "A: b\r\n c\r\nD: e\r\n",
		    "{\"A\":\"b\\r\\n c\","
		    "\"D\":\"e\"}" },
		{ "A: \"x\" \\ \xE2\x80\xA8",
		    "{\"A\":\"\\\"x\\\" \\\\ \\u2028\"}" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(shown(t[i].block), t[i].want, t[i].block);
}

/* Else n spellings of one name would show n times n values. */
TEST(spellings_of_a_name_are_bounded)
{
	struct buf b;
	struct str text;
	size_t keys = 0;

	buf_init(&b, test_arena(), 1 << 20);
	for (int i = 0; i < 256; i++) {
		for (int bit = 0; bit < 8; bit++)
			buf_char(&b, (i >> bit & 1) ? 'A' : 'a');
		buf_lit(&b, ": x\n");
	}
	buf_char(&b, '\0');
	text = shown(buf_str(&b).p);
	for (size_t i = 0; i < text.n; i++)
		keys += text.p[i] == '[';
	CHECK_INT(keys, 8, "keys");
}

TEST(the_subject_as_it_is_stored)
{
	static const struct {
		const char *block, *want;
	} t[] = {
		{ NULL, "" },
		{ "A: b", "" },
		{ "Subject: x", "x" },
		{ "A: b\nsubject:  x\n y\nSubject: z", "x\n y" },
		{ "bad\nSubject: x", "" },
		{ "Subject:", "" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(headers_find(str_c(t[i].block), S("Subject")),
		    t[i].want, t[i].block);
}
