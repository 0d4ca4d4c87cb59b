/* The request target, methods, headers, the id. */
#include "http/request.h"

#include <string.h>

#include "test.h"

static struct request
with_target(const char *target)
{
	return (struct request){ .a = test_arena(),
		.target = str_c(target),
		.host = S("sent.example") };
}

TEST(a_target_is_split_before_it_is_decoded)
{
	static const struct {
		const char *target, *path, *query, *host;
	} t[] = {
		{ "/", "/", NULL, "sent.example" },
		{ "/a?b", "/a", "b", "sent.example" },
		{ "/a?", "/a", "", "sent.example" },
		{ "/a?b?c#d", "/a", "b?c#d", "sent.example" },
		{ "/a%3Fb%2F%00/../", "/a%3Fb%2F%00/../", NULL,
		    "sent.example" },
		{ "//x/", "//x/", NULL, "sent.example" },
		{ "http://h/x?y", "/x", "y", "h" },
		{ "HTTPS://h:8000/x", "/x", NULL, "h:8000" },
		{ "http://h", "/", NULL, "h" },
		{ "http://h?q", "/", "q", "h" },
		{ "http://h//x", "//x", NULL, "h" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct request rq = with_target(t[i].target);

		CHECK_OK(request_parse_target(&rq));
		CHECK_STR(rq.path, t[i].path, t[i].target);
		CHECK_STR(
		    rq.query_text, t[i].query ? t[i].query : "", t[i].target);
		CHECK_INT(rq.has_query, t[i].query != NULL, t[i].target);
		CHECK_STR(rq.host, t[i].host, t[i].target);
	}
}

TEST(targets_of_other_forms_are_refused)
{
	static const char *const t[] = { "", "*", "x", "?a", "h:80",
		"ftp://h/x", "http:///x", "https://?x", "http:/x" };

	for (size_t i = 0; i < COUNT(t); i++) {
		struct request rq = with_target(t[i]);

		CHECK_INT(request_parse_target(&rq), ERR_INVALID, t[i]);
		CHECK_STR(rq.host, "sent.example", "untouched");
	}
}

TEST(a_target_or_query_that_is_too_long_is_refused)
{
	char text[LIMIT_REQUEST_LINE + 2];
	struct request rq;
	size_t n;

	memset(text, 'a', sizeof(text));
	text[0] = '/';
	rq = with_target("");
	rq.target = str_n(text, LIMIT_REQUEST_LINE);
	CHECK_OK(request_parse_target(&rq));
	rq.target = str_n(text, LIMIT_REQUEST_LINE + 1);
	CHECK_INT(request_parse_target(&rq), ERR_TOO_BIG, "long");
	text[1] = '?';
	for (n = 2; n < 2 + 2 * LIMIT_QUERY_FIELDS; n += 2)
		memcpy(text + n, "a&", 2);
	rq.target = str_n(text, n);
	CHECK_OK(request_parse_target(&rq));
	CHECK_INT(rq.query.n, LIMIT_QUERY_FIELDS, "fields");
	text[n++] = 'a';
	rq.target = str_n(text, n);
	CHECK_INT(request_parse_target(&rq), ERR_TOO_BIG, "fields");
}

TEST(the_last_value_of_a_parameter_counts)
{
	struct request rq = with_target("/?a=1&b=2&a=3&c&=d&a%62=x");

	CHECK_OK(request_parse_target(&rq));
	CHECK_STR(request_query(&rq, S("a"))->value, "3", "a");
	CHECK_STR(request_query(&rq, S("c"))->value, "", "c");
	CHECK_STR(request_query(&rq, S(""))->value, "d", "no name");
	CHECK_STR(request_query(&rq, S("ab"))->value, "x", "ab");
	CHECK(request_query(&rq, S("A")) == NULL, "exact");
}

TEST(methods_are_known_exactly)
{
	static const struct {
		const char *name;
		enum method want;
	} t[] = {
		{ "GET", GET },
		{ "HEAD", HEAD },
		{ "POST", POST },
		{ "PUT", PUT },
		{ "PATCH", PATCH },
		{ "DELETE", DELETE },
		{ "OPTIONS", OPTIONS },
		{ "get", OTHER },
		{ "GETT", OTHER },
		{ "TRACE", OTHER },
		{ "", OTHER },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(method_parse(str_c(t[i].name)), t[i].want, t[i].name);
}

TEST(ids_of_requests_are_taken_if_they_are_plain)
{
	static const struct {
		const char *sent;
		bool taken;
	} t[] = {
		{ "abcDEF-012", true },
		{ "1234567", false },
		{ "12345678", true },
		{ "1234567890123456789012345678901234567890123456789012345678"
		  "901234",
		    true },
		{ "1234567890123456789012345678901234567890123456789012345678"
		  "9012345",
		    false },
		{ "1234 5678", false },
		{ "1234\x80"
		  "5678",
		    false },
		{ "", false },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct header h = { S("x-request-ID"), str_c(t[i].sent) };
		struct request rq = { .headers = &h, .nheaders = 1 };

		CHECK_STR(request_given_id(&rq), t[i].taken ? t[i].sent : NULL,
		    t[i].sent);
	}
	CHECK_STR(request_given_id(&(struct request){ 0 }), NULL, "none");
}
