/* Forms, of both kinds, and what hostile ones may do. */
#include "http/request.h"

#include <string.h>

#include "test.h"

static struct field_values
urlencoded(const char *text)
{
	struct field_values f;

	CHECK_OK(form_parse_urlencoded(test_arena(), str_c(text), &f));
	return f;
}

/* "name=value|name=value" */
static struct str
show(struct field_values f)
{
	struct buf b;

	buf_init(&b, test_arena(), 1 << 20);
	for (size_t i = 0; i < f.n; i++)
		buf_printf(&b, "%s%.*s=%.*s", i > 0 ? "|" : "",
		    STR_ARG(f.v[i].name), STR_ARG(f.v[i].value));
	return buf_str(&b);
}

TEST(pairs_of_a_urlencoded_form_stay_in_order)
{
	static const struct {
		const char *text, *want;
	} t[] = {
		{ "", "" },
		{ "a=1", "a=1" },
		{ "a=1&b=2&a=3", "a=1|b=2|a=3" },
		{ "a", "a=" },
		{ "=", "=" },
		{ "&&a=1&&", "a=1" },
		{ "a=b=c", "a=b=c" },
		{ "a=%26%3D+%2B", "a=&= +" },
		{ "a%3Db=c", "a=b=c" },
		{ "a;b=c", "a;b=c" },
		{ "a=%zz", "a=%zz" },
		{ "a=\xc3\xa9", "a=\xc3\xa9" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(show(urlencoded(t[i].text)), t[i].want, t[i].text);
}

TEST(what_was_mended_is_noted)
{
	struct field_values f = urlencoded("a=x%00y&b=%FF&c=ok&d=%ED%A0%80");

	CHECK_STR(f.v[0].value, "xy", "NUL");
	CHECK(f.v[0].had_nul && !f.v[0].had_bad_utf8, "NUL");
	CHECK_STR(f.v[1].value, "\xef\xbf\xbd", "UTF-8");
	CHECK(!f.v[1].had_nul && f.v[1].had_bad_utf8, "UTF-8");
	CHECK(!f.v[2].had_nul && !f.v[2].had_bad_utf8, "sound");
	CHECK(f.v[3].had_bad_utf8, "surrogate");
}

TEST(fields_have_a_bound)
{
	char text[2 * LIMIT_FORM_FIELDS + 4];
	struct field_values f = { NULL, 0 };

	for (size_t i = 0; i < LIMIT_FORM_FIELDS + 1; i++)
		memcpy(text + 2 * i, "a&", 2);
	CHECK_OK(form_parse_urlencoded(
	    test_arena(), str_n(text, 2 * LIMIT_FORM_FIELDS), &f));
	CHECK_INT(f.n, LIMIT_FORM_FIELDS, "most");
	CHECK_INT(form_parse_urlencoded(
		      test_arena(), str_n(text, 2 * LIMIT_FORM_FIELDS + 1), &f),
	    ERR_TOO_BIG, "one more");
	CHECK_INT(f.n, LIMIT_FORM_FIELDS, "untouched");
}

static enum err
multipart(const char *type, struct str body, struct field_values *out)
{
	return form_parse_multipart(test_arena(), str_c(type), body, out);
}

#define NAMED(n) "Content-Disposition: form-data; name=" n "\r\n"

TEST(parts_of_a_multipart_form)
{
	static const struct {
		const char *type, *body, *want;
	} t[] = {
		{ "multipart/form-data; boundary=b",
		    "--b\r\n" NAMED("\"a\"") "\r\n1\r\n--b\r\n" NAMED(
			"c") "\r\n2\r\n3\r\n--b--\r\n",
		    "a=1|c=2\r\n3" },
		{ "Multipart/Form-Data; charset=utf-8; boundary=\"b c\"",
		    "--b c\r\n" NAMED("\"a\"") "\r\n\r\n--b c--", "a=" },
		{ "multipart/form-data; boundary=b; x",
		    "preamble\r\n--b\r\n" NAMED("a") "\r\n1\r\n--b--", "a=1" },
		{ "multipart/form-data; boundary=b",
		    "--b \t\r\nX: y\r\n" NAMED("\"a\\\"b\"") "\r\n1\r\n--b--",
		    "a\"b=1" },
		{ "multipart/form-data; boundary=b",
		    "--b\r\nContent-Disposition: form-data; filename=\"x;y\"; "
		    "name=\"f\"\r\nContent-Type: text/plain\r\n\r\nfile\r\n"
		    "--b--",
		    "f=file" },
		{ "multipart/form-data; boundary=b",
		    "--b\r\nX: y\r\n\r\nno name\r\n--b\r\n" NAMED(
			"a") "\r\n1\r\n--b--",
		    "a=1" },
		{ "multipart/form-data; boundary=b",
		    "--b\r\n\r\nno headers\r\n--b\r\n" NAMED(
			"a") "\r\n1\r\n--b--",
		    "a=1" },
		{ "multipart/form-data; boundary=b",
		    "--b\r\n" NAMED("a") "\r\n--b\r\n\r\n--bb\r\n\r\n--b--",
		    NULL },
		{ "multipart/form-data; boundary=b", "--b--", "" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct field_values f = { NULL, 0 };
		enum err e = multipart(t[i].type, str_c(t[i].body), &f);

		CHECK_INT(e, t[i].want ? OK : ERR_INVALID, t[i].body);
		if (e == OK)
			CHECK_STR(show(f), t[i].want, t[i].body);
	}
}

TEST(malformed_multipart_forms_say_what_is_wrong)
{
	static const struct {
		const char *type, *body, *want;
	} t[] = {
		{ "multipart/form-data", "x",
		    "Invalid boundary in multipart: None" },
		{ "multipart/form-data; boundary=", "x",
		    "Invalid boundary in multipart" },
		{ "multipart/form-data; boundary=\xff", "x",
		    "Invalid boundary in multipart" },
		{ "multipart/form-data; boundary=b", "",
		    "No part in multipart" },
		{ "multipart/form-data; boundary=b", "--c\r\n",
		    "No part in multipart" },
		{ "multipart/form-data; boundary=b", "--b",
		    "Bad line in multipart" },
		{ "multipart/form-data; boundary=b", "--bc\r\n",
		    "Bad line in multipart" },
		{ "multipart/form-data; boundary=b",
		    "--b\r\n" NAMED("a") "\r\n1\r\n", "Multipart ends early" },
		{ "multipart/form-data; boundary=b",
		    "--b\r\n" NAMED("a") "1\r\n--b--",
		    "Part without end of headers" },
		{ "multipart/form-data; boundary=b",
		    "--b\n" NAMED("a") "\n1\n--b--\n",
		    "Bad line in multipart" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct field_values f;

		CHECK_INT(multipart(t[i].type, str_c(t[i].body), &f),
		    ERR_INVALID, t[i].body);
		CHECK_STR(str_c(err_message()), t[i].want, t[i].body);
	}
}

/* A part with headers that never end, and more parts than fields. */
TEST(hostile_multipart_forms_are_bounded)
{
	struct field_values f;
	struct buf b;

	buf_init(&b, test_arena(), 1 << 20);
	buf_lit(&b, "--b\r\n");
	for (int i = 0; i < LIMIT_PART_HEADERS; i++)
		buf_lit(&b, "X: y\r\n");
	buf_lit(&b, "\r\nvalue\r\n--b--");
	CHECK_INT(multipart("multipart/form-data; boundary=b", buf_str(&b), &f),
	    ERR_INVALID, "headers");
	buf_init(&b, test_arena(), 1 << 20);
	for (int i = 0; i < LIMIT_FORM_FIELDS + 1; i++)
		buf_lit(&b, "--b\r\n" NAMED("a") "\r\n\r\n");
	buf_lit(&b, "--b--");
	CHECK_INT(multipart("multipart/form-data; boundary=b", buf_str(&b), &f),
	    ERR_TOO_BIG, "parts");
}

TEST(values_are_bytes_made_text)
{
	struct field_values f;

	CHECK_OK(multipart("multipart/form-data; boundary=b",
	    S("--b\r\n" NAMED("\"a\"") "\r\nx\0y\xff\r\n--b--"), &f));
	CHECK_STR(f.v[0].value, "xy\xef\xbf\xbd", "value");
	CHECK(f.v[0].had_nul && f.v[0].had_bad_utf8, "noted");
}
