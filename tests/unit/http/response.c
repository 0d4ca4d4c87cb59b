/* Answers being put together. */
#include "http/response.h"

#include "test.h"

TEST(a_header_cannot_hold_another)
{
	struct response rs;

	response_init(&rs, test_arena());
	response_header(&rs, "X-A", S("one\r\nSet-Cookie: x"));
	response_header(&rs, "X-B", S("two\nthree"));
	response_header(&rs, "X-C", S("three\0four"));
	response_header(&rs, "X-D", S(""));
	CHECK_STR(rs.headers[0].value, "one", "CR");
	CHECK_STR(rs.headers[1].value, "two", "LF");
	CHECK_STR(rs.headers[2].value, "three", "NUL");
	CHECK_STR(rs.headers[3].value, "", "empty");
	CHECK_INT(rs.nheaders, 4, "count");
	CHECK(response_has_header(&rs, "x-b"), "letter case");
	CHECK(!response_has_header(&rs, "X"), "whole names");
}

TEST(a_reset_forgets_all_but_the_count_of_statements)
{
	struct response rs;

	response_init(&rs, test_arena());
	rs.status = 201;
	rs.statements = 3;
	rs.type = S("text/plain");
	response_header(&rs, "X-A", S("one"));
	buf_lit(&rs.body, "text");
	response_reset(&rs);
	CHECK_INT(rs.status, 200, "status");
	CHECK_INT(rs.statements, 3, "statements");
	CHECK_INT(rs.nheaders, 0, "headers");
	CHECK_INT(rs.body.n, 0, "body");
	CHECK_STR(rs.type, NULL, "type");
}

TEST(a_redirect_has_no_body)
{
	struct response rs;

	response_init(&rs, test_arena());
	buf_lit(&rs.body, "text");
	response_redirect(&rs, 302, S("/x/"));
	CHECK_INT(rs.status, 302, "status");
	CHECK_INT(rs.body.n, 0, "body");
	CHECK_STR(rs.headers[0].value, "/x/", "Location");
}

TEST(reasons)
{
	CHECK_STR(http_reason(200), "OK", "200");
	CHECK_STR(http_reason(503), "Service Unavailable", "503");
	CHECK_STR(http_reason(299), "Unknown", "299");
}
