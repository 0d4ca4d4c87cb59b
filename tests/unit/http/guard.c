/* What is refused before anything looks at it. */
#include "http/guard.h"

#include <string.h>

#include "test.h"

/* Headers as "Name: value", up to NULL. */
static int
check(const char *method, const char *target, const char *version,
    const char *const *lines)
{
	struct header h[16];
	struct request rq = { .method_name = str_c(method),
		.target = str_c(target),
		.headers = h };

	for (; lines[rq.nheaders] != NULL; rq.nheaders++) {
		struct header *header = &h[rq.nheaders];
		struct str line = str_c(lines[rq.nheaders]);

		if (!str_cut(line, ':', &header->name, &header->value))
			header->name = line, header->value = S("");
		if (str_starts(header->value, S(" ")))
			header->value = str_from(header->value, 1);
	}
	return guard_check(&rq, str_c(version));
}

#define H "Host: h"

TEST(framing_that_could_be_read_in_two_ways_is_refused)
{
	static const struct {
		const char *version;
		const char *lines[5];
		int want;
	} t[] = {
		{ "HTTP/1.1", { H }, 0 },
		{ "HTTP/1.1", { "host: h:80" }, 0 },
		{ "HTTP/1.1", { "HOST: [::1]:8000" }, 0 },
		{ "HTTP/1.1", { NULL }, 400 },
		{ "HTTP/1.0", { NULL }, 0 },
		{ "HTTP/1.1", { H, H }, 400 },
		{ "HTTP/1.0", { H, "Host: i" }, 400 },
		{ "HTTP/1.1", { "Host: " }, 400 },
		{ "HTTP/1.1", { "Host: a b" }, 400 },
		{ "HTTP/1.1", { "Host: h/x" }, 400 },
		{ "HTTP/1.1", { "Host: h@i" }, 400 },
		{ "HTTP/1.1", { "Host: h\"><script>" }, 400 },
		{ "HTTP/1.1", { H, "Content-Length: 0" }, 0 },
		{ "HTTP/1.1", { H, "Content-Length: 10" }, 0 },
		{ "HTTP/1.1", { H, "Content-Length: " }, 400 },
		{ "HTTP/1.1", { H, "Content-Length: +1" }, 400 },
		{ "HTTP/1.1", { H, "Content-Length: -1" }, 400 },
		{ "HTTP/1.1", { H, "Content-Length: 1,1" }, 400 },
		{ "HTTP/1.1", { H, "Content-Length: 0x10" }, 400 },
		{ "HTTP/1.1", { H, "Content-Length: 1 " }, 400 },
		{ "HTTP/1.1", { H, "Content-Length: 9223372036854775808" },
		    400 },
		{ "HTTP/1.1", { H, "Content-Length: 1", "content-length: 1" },
		    400 },
		{ "HTTP/1.1", { H, "Content-Length: 1", "Content-Length: 2" },
		    400 },
		{ "HTTP/1.1", { H, "Transfer-Encoding: chunked" }, 0 },
		{ "HTTP/1.1", { H, "Transfer-Encoding: Chunked" }, 0 },
		{ "HTTP/1.1", { H, "Transfer-Encoding: gzip, chunked" }, 400 },
		{ "HTTP/1.1", { H, "Transfer-Encoding: identity" }, 400 },
		{ "HTTP/1.1",
		    { H,
			"Transfer-Encoding: \x0b"
			"chunked" },
		    400 },
		{ "HTTP/1.1",
		    { H, "Transfer-Encoding: chunked",
			"Transfer-Encoding: chunked" },
		    400 },
		{ "HTTP/1.1",
		    { H, "Transfer-Encoding: chunked", "Content-Length: 1" },
		    400 },
		{ "HTTP/1.0", { H, "Transfer-Encoding: chunked" }, 400 },
		{ "HTTP/1.1", { H, "Transfer-Encoding : chunked" }, 400 },
		{ "HTTP/1.1", { H, "Foo : x" }, 400 },
		{ "HTTP/1.1", { H, ": x" }, 400 },
		{ "HTTP/1.1", { H, "F\x80o: x" }, 400 },
		{ "HTTP/1.1", { H, "(foo): x" }, 400 },
		{ "HTTP/1.1", { H, "X!#$%&'*+-.^_`|~9: \x80" }, 0 },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		const char *label =
		    t[i].lines[1] ? t[i].lines[1] : t[i].lines[0];

		CHECK_INT(check("GET", "/", t[i].version, t[i].lines),
		    t[i].want, label ? label : "no headers");
	}
}

TEST(methods_are_tokens)
{
	static const char *const h[] = { H, NULL };

	CHECK_INT(check("FOO", "/", "HTTP/1.1", h), 0, "FOO");
	CHECK_INT(check("M-SEARCH", "/", "HTTP/1.1", h), 0, "M-SEARCH");
	CHECK_INT(check("", "/", "HTTP/1.1", h), 400, "none");
	CHECK_INT(check("G(T", "/", "HTTP/1.1", h), 400, "G(T");
	CHECK_INT(check("G\x80T", "/", "HTTP/1.1", h), 400, "8 bit");
}

TEST(what_is_too_long_has_a_status_of_its_own)
{
	char target[LIMIT_REQUEST_LINE + 2], value[LIMIT_REQUEST_HEADERS + 1];
	const char *lines[] = { H, value, NULL };

	memset(target, 'a', sizeof(target));
	target[LIMIT_REQUEST_LINE + 1] = '\0';
	CHECK_INT(check("GET", target, "HTTP/1.1", (const char *[]){ H, NULL }),
	    414, "target");
	target[LIMIT_REQUEST_LINE] = '\0';
	CHECK_INT(check("GET", target, "HTTP/1.1", (const char *[]){ H, NULL }),
	    0, "target");
	memset(value, 'a', sizeof(value));
	memcpy(value, "X: ", 3);
	value[LIMIT_REQUEST_HEADERS] = '\0';
	CHECK_INT(check("GET", "/", "HTTP/1.1", lines), 431, "headers");
	value[LIMIT_REQUEST_HEADERS - 20] = '\0';
	CHECK_INT(check("GET", "/", "HTTP/1.1", lines), 0, "headers");
}

TEST(the_length_of_sound_headers)
{
	struct header h = { S("content-length"), S("12") };
	struct request rq = { .headers = &h, .nheaders = 1 };

	CHECK_INT(guard_length(&rq), 12, "12");
	rq.nheaders = 0;
	CHECK_INT(guard_length(&rq), -1, "none");
}
