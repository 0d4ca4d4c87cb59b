/* Bodies of writes: what they are, and what is no body. */
#include "api/body.h"

#include <string.h>

#include "test.h"

static struct request
sent(const char *type, struct str body)
{
	return (struct request){
		.a = test_arena(), .content_type = str_c(type), .body = body
	};
}

/* "415 text" of a refusal, else "form" or "json" and the type of the root. */
static struct str
opened(const char *type, struct str bytes)
{
	struct request rq = sent(type, bytes);
	struct body b;
	struct str detail = S(""), out;
	int status = body_open(&rq, &b, &detail);

	if (status != 0)
		out = str_f(test_arena(), "%d %.*s", status, STR_ARG(detail));
	else
		out = str_f(test_arena(), "%s %s", b.is_form ? "form" : "json",
		    given_type_name(&b.root));
	body_close(&b);
	return out;
}

#define JSON "application/json"
#define FORM "application/x-www-form-urlencoded"

TEST(bodies_by_their_type)
{
	static const struct {
		const char *type, *body, *want;
	} t[] = {
		{ JSON, "{}", "json dict" },
		{ "Application/JSON; charset=latin1", "{}", "json dict" },
		{ JSON, "null", "json NoneType" },
		{ JSON, "[1]", "json list" },
		{ JSON, " 5 ", "json int" },
		{ JSON, "\"x\"", "json str" },
		{ JSON, "1.5", "json float" },
		{ JSON, "true", "json bool" },
		{ JSON, "{\"a\": 1, \"a\": 2}", "json dict" },
		{ FORM, "a=1", "form dict" },
		{ FORM "; charset=utf-8", "a=1", "form dict" },
		{ "multipart/form-data; boundary=x",
		    "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
		    "1\r\n--x--",
		    "form dict" },
		/* An empty body is an empty dict, whatever it calls itself. */
		{ JSON, "", "json dict" },
		{ FORM, "", "form dict" },
		{ "multipart/form-data", "", "form dict" },
		{ NULL, "", "json dict" },
		{ "image/png", "", "json dict" },
		{ NULL, "x", "415 Unsupported media type \"\" in request." },
		{ "text/plain", "x",
		    "415 Unsupported media type \"text/plain\" in request." },
		{ "text/plain; charset=utf-8", "{}",
		    "415 Unsupported media type \"text/plain; charset=utf-8\" "
		    "in request." },
		{ "application/jsonx", "{}",
		    "415 Unsupported media type \"application/jsonx\" in "
		    "request." },
		{ "multipart/form-data", "x",
		    "400 Multipart form parse error - Invalid boundary in "
		    "multipart: None" },
		{ "multipart/form-data; boundary=x", "y",
		    "400 Multipart form parse error - No part in multipart" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(
		    opened(t[i].type, str_c(t[i].body)), t[i].want, t[i].body);
}

TEST(what_is_no_json_is_refused)
{
	static const struct str t[] = { S("{"), S("{\"a\": }"), S("{'a': 1}"),
		S("[1,]"), S("{\"a\": NaN}"), S("{\"a\": Infinity}"),
		S("{\"a\": -Infinity}"), S("{\"a\": 1e999}"),
		S("{\"a\": 99999999999999999999}"), S("{} {}"), S("\0"),
		S("{\"a\": \"\0\"}"), S("{\"a\": \"\xff\"}"),
		S("\xef\xbb\xbf{}"), S("{\"a\": \"\xed\xa0\x80\"}"),
		S("{\"a\": \"\\ud800\"}"), S("{\"a\\u0000b\": 1}"),
		S("{\"a\": \"\n\"}"), S("   "),
		S("{\"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9"
		  "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\" x") };

	for (size_t i = 0; i < COUNT(t); i++) {
		struct str got = opened(JSON, t[i]);

		CHECK(str_starts(got, S("400 JSON parse error - ")), t[i].p);
		CHECK(str_find(got, S(": line ")) < got.n, t[i].p);
	}
}

static struct str
nested(char c, size_t n)
{
	char *p = arena_alloc(test_arena(), n + 1);

	memset(p, c, n);
	return str_n(p, n);
}

TEST(json_goes_as_deep_as_the_limit_says)
{
	struct str open = nested('[', LIMIT_JSON_DEPTH),
		   close = nested(']', LIMIT_JSON_DEPTH), s;

	s = str_f(test_arena(), "%.*s%.*s", STR_ARG(open), STR_ARG(close));
	CHECK_STR(opened(JSON, s), "json list", "at the limit");
	s = str_f(test_arena(), "[%.*s]", STR_ARG(s));
	CHECK_STR(opened(JSON, s),
	    "400 JSON parse error - Nested too deeply: line 1 column 0 "
	    "(char 0)",
	    "past the limit");
	s = nested('[', 1 << 20);
	CHECK(str_starts(opened(JSON, s), S("400 ")), "a million");
	s = str_f(
	    test_arena(), "\"\\\"%.*s%.*s\"", STR_ARG(open), STR_ARG(open));
	CHECK_STR(opened(JSON, s), "json str", "brackets in a text");
}

/* What is said of a member seen as a text. */
static struct str
member(const char *type, const char *text, const char *name)
{
	struct request rq = sent(type, str_c(text));
	struct str detail, out = S("(none)");
	struct given g;
	struct body b;

	CHECK_INT(body_open(&rq, &b, &detail), 0, text);
	if (given_find(&b.root, name, GIVEN_TEXT, &g)) {
		out = given_text(test_arena(), &g);
		out = str_f(test_arena(), "%s %.*s%s", given_type_name(&g),
		    STR_ARG(out), g.had_nul ? " nul" : "");
	}
	body_close(&b);
	return out;
}

TEST(members_of_both_forms)
{
	static const struct {
		const char *type, *body, *want;
	} t[] = {
		{ JSON, "{}", "(none)" },
		{ JSON, "{\"a\": null}", "NoneType NoneType" },
		{ JSON, "{\"a\": 1, \"a\": 2}", "int 2" },
		{ JSON, "{\"a\": \"x\\u0000y\"}", "str xy nul" },
		{ JSON, "{\"a\": -7}", "int -7" },
		{ JSON, "{\"a\": 5.0}", "float 5.0" },
		{ JSON, "{\"a\": 0.1}", "float 0.1" },
		{ JSON, "{\"a\": 1e300}", "float 1e+300" },
		{ JSON, "{\"a\": false}", "bool False" },
		{ JSON, "{\"a\": []}", "list list" },
		{ JSON, "{\"a.b\": 1}", "(none)" },
		{ FORM, "b=1", "(none)" },
		{ FORM, "a=1&a=&a=2", "str 2" },
		{ FORM, "a=x%00y", "str xy nul" },
		{ FORM, "a.b=1", "(none)" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(
		    member(t[i].type, t[i].body, "a"), t[i].want, t[i].body);
}

TEST(lists_and_dicts_of_a_form)
{
	struct request rq = sent(FORM, S("a=1&b=x&a=2&s.u=3&s.v=4&a=&ss.u=9"));
	struct given list, dict, g;
	struct str detail;
	struct body b;

	CHECK_INT(body_open(&rq, &b, &detail), 0, "form");
	CHECK(given_find(&b.root, "a", GIVEN_LIST, &list), "a");
	CHECK_INT(given_count(&list), 3, "a");
	g = given_at(&list, 1);
	CHECK_STR(g.text, "2", "a[1]");
	CHECK(given_find(&b.root, "s", GIVEN_DICT, &dict), "s");
	CHECK(given_find(&dict, "v", GIVEN_TEXT, &g), "s.v");
	CHECK_STR(g.text, "4", "s.v");
	CHECK(!given_find(&dict, "w", GIVEN_TEXT, &g), "s.w");
	CHECK(!given_find(&b.root, "u", GIVEN_DICT, &g), "u");
	CHECK(!given_find(&b.root, "c", GIVEN_LIST, &g), "c");
	body_close(&b);
}
