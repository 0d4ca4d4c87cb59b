/* mail/export: spec/web.md 6.2. */
#include "mail/export.h"

#include <string.h>

#include "test.h"

#define DATE INT64_C(1473632523000000)
#define HEAD                                            \
	"From patchwork Sun Sep 11 22:22:03 2016\n"     \
	"Content-Type: text/plain; charset=\"utf-8\"\n" \
	"MIME-Version: 1.0\n"                           \
	"Content-Transfer-Encoding: 7bit\n"             \
	"X-Patchwork-Submitter: A B <a@b.org>\n"        \
	"X-Patchwork-Id: 7\n"
#define SENT "Date: Sun, 11 Sep 2016 22:22:03 -0000\n"

static struct export_mail
mail(const char *headers, const char *content, const char *diff)
{
	return (struct export_mail){
		.id = 7,
		.date = DATE,
		.submitter_name = S("A B"),
		.submitter_email = S("a@b.org"),
		.listemail = S("l@x.org"),
		.headers = str_c(headers),
		.content = str_c(content),
		.diff = str_c(diff),
	};
}

static struct str
write(const struct export_mail *m)
{
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	export_write(&b, test_arena(), m);
	return buf_str(&b);
}

TEST(headers)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "", SENT },
		{ "Subject: x\ndate: y\nCc: a\nCc: b",
		    "Subject: x\ndate: y\nCc: a\nCc: b\n" },
		/* Ours are not repeated, whatever their case. */
		{ "Date: y\ncontent-TYPE: z\n more\n"
		  "Content-Transfer-Encoding: base64\nMime-Version: 1.0\n"
		  "X-Patchwork-Id: 9\nX-Patchwork-Submitter: z\n"
		  "X-Patchwork-Delegate: z",
		    "Date: y\nX-Patchwork-Delegate: z\n" },
		/* DMARC. */
		{ "Date: y\nFrom: A via L <L@x.org>\nReply-To: a@b.org",
		    "Date: y\nX-Patchwork-Original-From: A via L <L@x.org>\n"
		    "From: A B <a@b.org>\nReply-To: a@b.org\n" },
		{ "Date: y\nFrom: C <c@d.org>",
		    "Date: y\nFrom: C <c@d.org>\n" },
		/* Folds are kept, long lines are folded, what would end the
		 * header is left out. */
		{ "Date: y\nA: b\n\tc\n d\nno field\n\nE: f",
		    "Date: y\nA: b\n\tc\n d\nE: f\n" },
		{ "A\x01: b\nC\xC3\xA9: d\nDate: y\nE: f\rG: h\r",
		    "Date: y\nE: f G: h \n" },
		{ "Date: y\nA: 1234567890123456789012345678901234567890 "
		  "1234567890123456789012345678901234567890 z",
		    "Date: y\nA: 1234567890123456789012345678901234567890\n "
		    "1234567890123456789012345678901234567890 z\n" },
		{ "Date: y\nReferences: "
		  "<1234567890123456789012345678901234567890123456789012345678"
		  "9012345678901234567890@x>",
		    "Date: y\nReferences: "
		    "<12345678901234567890123456789012345678901234567890123456"
		    "789012345678901234567890@x>\n" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct export_mail m = mail(t[i].in, NULL, NULL);

		CHECK_STRS(write(&m),
		    str_f(test_arena(), HEAD "%s\n", t[i].want), t[i].in);
	}
}

TEST(a_delegate)
{
	struct export_mail m =
	    mail("X-Patchwork-Delegate: z\nDate: y", NULL, NULL);

	m.delegate_email = S("d@e.org\nBcc: x");
	CHECK_STR(write(&m),
	    HEAD "X-Patchwork-Delegate: d@e.org Bcc: x\nDate: y\n\n",
	    "one field, one line");
}

TEST(bodies)
{
	static const struct {
		const char *content, *diff, *want;
	} t[] = {
		{ NULL, NULL, "" },
		{ "\n text\n\n", NULL, "text\n" },
		{ "text", "--- a\n+++ b\n", "text\n\n--- a\n+++ b\n" },
		{ NULL, "diff", "\ndiff\n" },
		{ "text\n---\nv2: x\n", "diff\n",
		    "text\n---\nv2: x\n\ndiff\n" },
		{ "text\n--- \nv2: x", NULL, "text\n---\nv2: x\n" },
		{ "text\n--\nsig", NULL, "text\n---\nsig\n" },
		{ "text\n-- \nsig", NULL, "text\n---\nsig\n" },
		{ "text\n---", NULL, "text\n" },
		{ "---\nv2", NULL, "\n---\nv2\n" },
		{ "text\n----\nx", NULL, "text\n----\nx\n" },
		{ "a\nFrom here\n>From there\n---\nFrom x", "From y\n",
		    "a\n>From here\n>From there\n---\n>From x\n\n"
		    ">From y\n" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct export_mail m = mail("", t[i].content, t[i].diff);

		CHECK_STRS(write(&m),
		    str_f(test_arena(), HEAD SENT "\n%s", t[i].want),
		    t[i].want);
	}
}

TEST(trailers_of_comments)
{
	static const struct {
		const char *content;
		const char *comments[3];
		bool nacks;
		const char *want;
	} t[] = {
		{ "text\n---\nx", { "Acked-by: C\n" }, false,
		    "text\n\nAcked-by: C\n---\nx\n" },
		{ "text\n\nSigned-off-by: A",
		    { "> x\nreviewed-by: C\xC2\xA0"
		      "D\n Tested-by: no\n> Tested-by: no",
			"Tested-by: E" },
		    false,
		    "text\n\nSigned-off-by: A\nreviewed-by: C\xC2\xA0"
		    "D\nTested-by: E\n" },
		/* Once. */
		{ "text\n\nAcked-by: C",
		    { "ACKED-by:  c\nAcked-by: D", "Acked-by: D" }, false,
		    "text\n\nAcked-by: C\nAcked-by: D\n" },
		/* Only the fixed list, and Nacked-by on demand. */
		{ "text", { "Nacked-by: C\nFixes: x\nReported-by: D" }, false,
		    "text\n\nReported-by: D\n" },
		{ "text", { "Nacked-by: C" }, true, "text\n\nNacked-by: C\n" },
		{ "", { "Acked-by: C" }, false, "Acked-by: C\n" },
		{ "---\nx", { "Acked-by: C" }, false,
		    "\nAcked-by: C\n---\nx\n" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct export_mail m = mail("", t[i].content, NULL);
		struct str comments[3], got;

		for (; m.ncomments < 3 && t[i].comments[m.ncomments];
		     m.ncomments++)
			comments[m.ncomments] =
			    str_c(t[i].comments[m.ncomments]);
		m.comments = comments;
		m.with_nacks = t[i].nacks;
		got = write(&m);
		got = str_from(got, str_find(got, S("\n\n")) + 2);
		CHECK_STR(got, t[i].want, t[i].want);
	}
}

TEST(what_is_not_ascii)
{
	struct export_mail m = mail("", "\xC3\xA9", NULL);
	struct str got = write(&m);

	CHECK(str_find(got, S("Encoding: 8bit\n")) < got.n, "8bit");
	m.content = S("e");
	m.submitter_name = S("J\xC3\xBCrgen");
	got = write(&m);
	CHECK(str_find(got, S("Encoding: 7bit\n")) < got.n, "7bit");
	CHECK(str_find(got,
		  S("X-Patchwork-Submitter: =?utf-8?b?SsO8cmdlbg==?= "
		    "<a@b.org>\n")) < got.n,
	    "encoded word");
}

TEST(addresses)
{
	static const struct {
		const char *name, *email, *want;
	} t[] = {
		{ NULL, "a@b", "a@b" },
		{ "", "a@b", "a@b" },
		{ "A B", "a@b", "A B <a@b>" },
		{ "A, \"B\\", "a@b", "\"A, \\\"B\\\\\" <a@b>" },
		{ "A\nBcc: x", "a@b\n\nx", "\"A Bcc: x\" <a@b x>" },
		{ "\xC3\xA9", "a@b", "=?utf-8?b?w6k=?= <a@b>" },
		{ "1234567890123456789012345678901234567890123\xE2\x82\xAC"
		  "z",
		    "a@b",
		    "=?utf-8?b?"
		    "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMw"
		    "==?="
		    " =?utf-8?b?4oKseg==?= <a@b>" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct buf b;

		buf_init(&b, test_arena(), SIZE_MAX);
		export_address(&b, str_c(t[i].name), str_c(t[i].email));
		CHECK_STR(buf_str(&b), t[i].want, t[i].want);
	}
}

TEST(file_names)
{
	char longer[400];
	struct str got;
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "[v2,1/2] a: b_c.d", "v2-1-2-a-b_c.d" },
		{ "\xC3\xA9t\xC3\xA9", "t" },
		{ "--a--", "a" },
		{ "///", "none" },
		{ "", "none" },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_STR(
		    export_file_name(test_arena(), str_c(t[i].in), S("none")),
		    t[i].want, t[i].in);
	memset(longer, 'x', sizeof(longer));
	longer[239] = '/';
	got = export_file_name(
	    test_arena(), str_n(longer, sizeof(longer)), S("none"));
	CHECK_INT(got.n, 239, "cut, and trimmed again");
}

TEST(what_is_past_the_cap_is_told)
{
	struct export_mail m = mail("", "text", NULL);
	struct str text;
	struct buf b;

	buf_init(&b, test_arena(), 50);
	export_write(&b, test_arena(), &m);
	CHECK_INT(buf_done(&b, &text), ERR_TOO_BIG, "cap");
}
