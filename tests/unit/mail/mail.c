/* mail/mail: header block and MIME tree, spec/ingest.md 3.1, 3.2 and 3.4. */
#include "mail/mail.h"

#include <string.h>

#include "test.h"

static struct mail
parse(const char *text)
{
	struct mail m;

	mail_parse(test_arena(), str_c(text), &m);
	return m;
}

/* "name=value" of every field, '|' between. */
static struct str
fields(const struct mail *m)
{
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	for (size_t i = 0; i < m->nheaders; i++) {
		if (i > 0)
			buf_char(&b, '|');
		buf_add(&b, m->headers[i].name);
		buf_char(&b, '=');
		buf_add(&b, m->headers[i].value);
	}
	return buf_str(&b);
}

/* "subtype:body" of every part, '|' between; '>' for each level. */
static struct str
parts(const struct mail *m)
{
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	for (size_t i = 0; i < m->nparts; i++) {
		if (i > 0)
			buf_char(&b, '|');
		for (int k = 0; k < m->parts[i].nested; k++)
			buf_char(&b, '>');
		buf_add(&b, m->parts[i].subtype);
		buf_char(&b, ':');
		buf_add(&b, m->parts[i].body);
	}
	return buf_str(&b);
}

TEST(the_header_block)
{
	static const struct {
		const char *in, *fields, *parts;
	} t[] = {
		{ "", "", "plain:" },
		{ "\n", "", "plain:" },
		{ "\nbody", "", "plain:body" },
		{ "A: b\nC:d\n\nbody\n", "A=b|C=d", "plain:body\n" },
		{ "A: b", "A=b", "plain:" },
		{ "A:  \t b \n c\n\td\n\n", "A=b \n c\n\td", "plain:" },
		{ "A:\n b\n\n", "A=\n b", "plain:" },
		{ "A: b\n \n\nx", "A=b\n ", "plain:x" },
		{ "A: b\r\n c\r\n\r\nx\ry\r\n", "A=b\n c", "plain:x\ny\n" },
		/* A line that is no field begins the body. */
		{ "A: b\nno field\n\nx", "A=b", "plain:no field\n\nx" },
		{ "A: b\nC c: d\n\nx", "A=b", "plain:C c: d\n\nx" },
		{ "A: b\nC\xC3\xA9: d\n", "A=b", "plain:C\xC3\xA9: d\n" },
		/* Ignored: folds of nothing, lines that start with a colon. */
		{ " x\nA: b\n\n", "A=b", "plain:" },
		{ ": x\n y\nA: b\n\n", "A=b", "plain:" },
		/* An mbox line: first, between, last. */
		{ "From a@b Thu Jan  1 00:00:00 1970\nA: b\n\nx", "A=b",
		    "plain:x" },
		{ "A: b\nFrom x\n y\nC: d\n\nx", "A=b|C=d", "plain:x" },
		{ "A: b\nFrom x\n\ny", "A=b", "plain:From x\n\ny" },
		{ "A: b\nFrom x", "A=b", "plain:From x" },
		{ "From x", "", "plain:" },
		{ "A: 1\na: 2\nA: 3\n", "A=1|a=2|A=3", "plain:" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct mail m = parse(t[i].in);

		CHECK_STR(fields(&m), t[i].fields, t[i].in);
		CHECK_STR(parts(&m), t[i].parts, t[i].in);
		CHECK(!m.truncated, t[i].in);
	}
}

#define TYPE(type) "Content-Type: " type "\n\n"
#define MIXED      TYPE("multipart/mixed; boundary=b")
#define PLAIN      TYPE("text/plain")

TEST(content_types)
{
	static const struct {
		const char *in, *parts;
	} t[] = {
		{ TYPE("text/html") "x", "html:x" },
		{ TYPE(" Text/X-Patch; name=f") "x", "x-patch:x" },
		{ TYPE("text") "x", "plain:x" },
		{ TYPE("a/b/c") "x", "plain:x" },
		{ TYPE("") "x", "plain:x" },
		{ TYPE("application/x-patch") "x", "" },
		{ TYPE("text/") "x", ":x" },
		/* A forwarded message is read as part of the mail. */
		{ TYPE("message/rfc822") "A: b\n\nx", ">plain:x" },
		{ TYPE("message/rfc822") TYPE("message/x") TYPE("text/a") "x",
		    ">>a:x" },
		{ TYPE("message/delivery-status") "A: b\n\nC: d\n", "" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct mail m = parse(t[i].in);

		CHECK_STR(parts(&m), t[i].parts, t[i].in);
	}
}

TEST(multiparts)
{
	static const struct {
		const char *in, *parts;
	} t[] = {
		{ MIXED "pre\n--b\n" TYPE("text/x") "one\n--b\n\ntwo\n--b--\n"
						    "post",
		    "x:one|plain:two" },
		/* The line break before a delimiter belongs to it. */
		{ MIXED "--b\n\none\n\n--b \t\n\n--b--  \n",
		    "plain:one\n|"
		    "plain:" },
		/* No closing delimiter, none at all, no boundary. */
		{ MIXED "--b\n\none\n", "plain:one" },
		{ MIXED "--b\n\none", "plain:one" },
		{ MIXED "--b", "plain:" },
		{ MIXED "x\n", "" },
		{ MIXED "--b--\n--b\n\nx\n", "" },
		{ TYPE("multipart/mixed") "--\n\nx\n----\n", "" },
		{ TYPE("multipart/mixed; boundary=\"\"") "--\n\nx\n----\n",
		    "plain:x" },
		/* What is not quite a delimiter. */
		{ MIXED "--b\n\n--bx\n --b\n--b-\n--b--x\n--b--\n",
		    "plain:--bx\n --b\n--b-\n--b--x" },
		{ TYPE("multipart/mixed; boundary=\"b \"") "--b\n\nx\n--b--\n",
		    "plain:x" },
		{ TYPE("multipart/mixed; \x1C"
		       "boundary=\"  \"") "--\n\nx\n",
		    "plain:x" },
		/* One after the other hold nothing between them. */
		{ MIXED "--b\n--b\n\nx\n--b\n--b--\ny\n--b--\n",
		    "plain:x|plain:y" },
		/* Outer delimiters end inner parts. */
		{ MIXED "--b\n" TYPE(
		      "multipart/x; boundary=c") "--c\n\none\n--b\n\ntwo\n--"
						 "c\nx\n--b--\n",
		    "plain:one|plain:two\n--c\nx" },
		{ MIXED "--b\n" TYPE(
		      "multipart/x; boundary=c") "--c\n\none\n--c--\nepi\n--"
						 "b\n\ntwo\n--b--\n",
		    "plain:one|plain:two" },
		{ MIXED "--b\nA: b\n--b\n\nx\n--b--\n", "plain:|plain:x" },
		/* The same boundary inside and outside. */
		{ MIXED "--b\n" MIXED "--b\n\nx\n--b--\n", "plain:x" },
		{ TYPE("multipart/digest; boundary=b") "--b\n\nA: "
						       "b\n\none\n--b\n" PLAIN
						       "two\n--b--\n",
		    ">plain:one|plain:two" },
		{ MIXED "--b\n" TYPE("message/rfc822") "A: b\n\none\n--b--\n",
		    ">plain:one" },
		{ MIXED "--b\n" TYPE(
		      "message/delivery-status") "A: b\n\nC: d\nx "
						 "y\n\n--b\n\nz\n--b--\n",
		    "plain:z" },
		{ MIXED "--b\n" TYPE("image/png") "x\n--b\n\nz\n--b--\n",
		    "plain:z" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct mail m = parse(t[i].in);

		CHECK_STR(parts(&m), t[i].parts, t[i].in);
		CHECK(!m.truncated, t[i].in);
	}
}

TEST(parts_have_a_charset_and_an_encoding)
{
	struct mail m = parse(
	    "Content-Type: text/plain; CHARSET=\"UTF-8\"\n"
	    "content-transfer-encoding: Base64 ; x\nContent-Type: x/y\n\n");

	CHECK_INT(m.nparts, 1, "parts");
	CHECK_STR(m.parts[0].charset, "UTF-8", "charset");
	CHECK_STR(m.parts[0].encoding, "base64", "encoding");
	m = parse("A: b\n\n");
	CHECK(m.parts[0].charset.p == NULL, "no charset");
	CHECK_STR(m.parts[0].encoding, "", "no encoding");
}

TEST(fields_are_found_by_name)
{
	struct mail m = parse("A: 1\nB: 2\na: \xC3\xA9  3\nC:\n\n");
	struct str value;
	size_t at = 0;

	CHECK_STR(mail_header(&m, S("a")), "1", "first");
	CHECK_STR(mail_header(&m, S("c")), "", "empty");
	CHECK(mail_header(&m, S("d")).p == NULL, "absent");
	CHECK_STR(mail_clean_header(test_arena(), &m, S("B")), "2", "clean");
	CHECK(mail_clean_header(test_arena(), &m, S("D")).p == NULL, "absent");
	CHECK(mail_next_header(&m, S("A"), &at, &value), "one");
	CHECK(mail_next_header(&m, S("A"), &at, &value), "two");
	CHECK_STR(value, "\xC3\xA9  3", "two");
	CHECK(!mail_next_header(&m, S("A"), &at, &value), "end");
}

TEST(the_block_is_stored_as_ascii)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "", "" },
		{ "A: b\nA:\n c\nD:\n\n", "A: b\nA: \n c\nD: " },
		{ "A: =?utf-8?q?x?=\n\n", "A: =?utf-8?q?x?=" },
		{ "A: \xC3\xA9 x\nB: \xE9\n\n",
		    "A: =?utf-8?q?=C3=A9?= x\nB: =?unknown-8bit?q?=E9?=" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct mail m = parse(t[i].in);

		CHECK_STR(
		    mail_write_headers(test_arena(), &m), t[i].want, t[i].in);
	}
}

/* n times a text between two others. */
static struct mail
parse_many(const char *before, const char *text, int n, const char *after)
{
	struct mail m;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	buf_add(&b, str_c(before));
	for (int i = 0; i < n; i++)
		buf_add(&b, str_c(text));
	buf_add(&b, str_c(after));
	mail_parse(test_arena(), buf_str(&b), &m);
	return m;
}

TEST(bounds)
{
	struct mail m;

	m = parse_many("", "A: b\n", LIMIT_HEADERS, "\nx");
	CHECK_INT(m.nheaders, LIMIT_HEADERS, "headers");
	CHECK(!m.truncated, "headers");
	m = parse_many("", "A: b\n", LIMIT_HEADERS + 1, "\nx");
	CHECK_INT(m.nheaders, LIMIT_HEADERS, "headers");
	CHECK(m.truncated, "headers");
	CHECK_STR(m.parts[0].body, "x", "the body is still found");

	m = parse_many(MIXED, "--b\n\nx\n", LIMIT_MIME_PARTS, "--b--");
	CHECK_INT(m.nparts, LIMIT_MIME_PARTS, "parts");
	CHECK(!m.truncated, "parts");
	m = parse_many(MIXED, "--b\n\nx\n", LIMIT_MIME_PARTS + 1, "--b--");
	CHECK_INT(m.nparts, LIMIT_MIME_PARTS, "parts");
	CHECK(m.truncated, "parts");

	m = parse_many("", TYPE("message/rfc822"), LIMIT_MIME_DEPTH, "\nx");
	CHECK_INT(m.nparts, 1, "depth");
	CHECK(!m.truncated, "depth");
	m = parse_many("", TYPE("message/rfc822"), LIMIT_MIME_DEPTH + 1, "\nx");
	CHECK_INT(m.nparts, 0, "depth");
	CHECK(m.truncated, "depth");
	m = parse_many("", MIXED "--b\n", 100000, "\nx");
	CHECK(!m.truncated, "each ends the one before");
	m = parse_many(
	    "", TYPE("multipart/mixed; boundary=b") "--bx\n--b\n", 3, "");
	CHECK(!m.truncated, "three");
}

/* Many levels, each with a boundary of its own, and lines that might be any
 * of them. */
TEST(deep_trees_take_linear_time)
{
	struct mail m;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	for (int i = 0; i < LIMIT_MIME_DEPTH + 10; i++)
		buf_printf(&b,
		    "Content-Type: multipart/mixed; boundary=bb%d\n\n--bb%d\n",
		    i, i);
	for (int i = 0; i < 300000; i++)
		buf_lit(&b, "--bb\n");
	mail_parse(test_arena(), buf_str(&b), &m);
	CHECK(m.truncated, "deep");
}
