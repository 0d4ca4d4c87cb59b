/* mail/address. */
#include "mail/address.h"

#include <string.h>

#include "mail/mail.h"

#include "test.h"

TEST(an_address_has_one_at_and_no_blank)
{
	static const struct {
		const char *in;
		bool want;
	} t[] = {
		{ "a@b.org", true },
		{ "o'b@b.org", true },
		{ "a@localhost", true },
		{ "a@[1.2.3.4]", true },
		{ "a..b@b.org", true },
		{ "a@b\xC3\xBC"
		  "cher.de",
		    true },
		{ "", false },
		{ "a", false },
		{ "@", false },
		{ "a@", false },
		{ "@b", false },
		{ "a@b@c", false },
		{ "a b@c", false },
		{ "a\xC2\xA0@c", false },
		{ "a<@c", false },
		{ "a@c>", false },
		{ "a\x7F@c", false },
	};

	for (size_t i = 0; i < COUNT(t); i++)
		CHECK_INT(address_is_valid(str_c(t[i].in)), t[i].want, t[i].in);
}

TEST(a_value_is_split_into_name_and_address)
{
	static const struct {
		const char *in, *name, *email;
	} t[] = {
		{ "\"B, A\" <a@b.org>", "B, A", "a@b.org" },
		{ "a@b.org", NULL, "a@b.org" },
		{ "<a@b.org>", "", "a@b.org" },
		{ "a@b.org (A B)", "A B", "a@b.org" },
		{ "\"a@b.org\" (A B)", "A B", "a@b.org" },
		{ "a@b.org (A (the) B)", "A (the) B", "a@b.org" },
		{ "a@b.org (A ( B)", "A ( B", "a@b.org" },
		{ "a at b.org (A B)", "A B", "a@b.org" },
		{ "A \"q\" B <a@b.org>", "A \"q\" B", "a@b.org" },
		{ "A <a@b.org>, C <c@d.org>", "A", "a@b.org" },
		/* Rejected by Patchwork (27.25). */
		{ "A B <a@localhost>", "A B", "a@localhost" },
		{ "O'B <o'b@b.org>", "O'B", "o'b@b.org" },
		{ "A < a@b.org >", "A", "a@b.org" },
		{ "A <a@[1.2.3.4]>", "A", "a@[1.2.3.4]" },
		{ "A <a..b@b.org>", "A", "a..b@b.org" },
		{ "A <a@b\xC3\xBC.de>", "A", "a@b\xC3\xBC.de" },
		/* Lists and noise in front (27.26). */
		{ "a@b.org, C <c@d.org", NULL, "a@b.org" },
		{ "\"A <x>\" <a@b.org>", "A <x>", "a@b.org" },
		{ "A <> <a@b.org>", "A <>", "a@b.org" },
		{ "Team: a@b.org, c@d.org;", NULL, "a@b.org" },
		{ "A B a@b.org", "A B", "a@b.org" },
		{ "a@b.org A B", "A B", "a@b.org" },
		{ "A a@b.org c@d.org", "A", "a@b.org" },
		{ "A <a@b.org", "A", "a@b.org" },
		{ "a@b.org>", "", "a@b.org" },
		{ "", NULL, NULL },
		{ "A B", NULL, NULL },
		{ "A B <>", NULL, NULL },
		{ "A <a@b c", "A", "a@b" },
		{ "A <@b", NULL, NULL },
		{ "(", NULL, NULL },
		{ "undisclosed-recipients:;", NULL, NULL },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct address got = { 0 };
		enum err e = address_split(test_arena(), str_c(t[i].in), &got);

		CHECK_INT(e, t[i].email ? OK : ERR_INVALID, t[i].in);
		CHECK_STR(got.email, t[i].email, t[i].in);
		CHECK_STR(got.name, t[i].name, t[i].in);
		CHECK_INT(got.name.p == NULL, t[i].name == NULL, t[i].in);
	}
}

TEST(names_and_addresses_are_cut)
{
	char text[2000];
	struct address got;

	memset(text, 'n', 300);
	strcpy(text + 300, " <");
	memset(text + 302, 'a', 250);
	strcpy(text + 552, "@example.com>");
	CHECK_OK(address_split(test_arena(), str_c(text), &got));
	CHECK_INT(got.name.n, LIMIT_NAME, "name");
	CHECK_INT(got.email.n, LIMIT_NAME, "email");
	CHECK(str_ends(got.email, S("a@exam")), "email");
}

TEST(a_list_gives_its_valid_addresses)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "", "" },
		{ "a@b.org", "a@b.org" },
		{ "a@b.org, \"C, D\" <c@d.org>", "a@b.org|C, D=c@d.org" },
		{ "a@b.org (A, B), c@d.org", "A, B=a@b.org|c@d.org" },
		{ "x, a@b.org,, <>, c@d.org,", "a@b.org|c@d.org" },
		{ "Team: a@b.org, T <c@d.org>;, e@f.org",
		    "a@b.org|T=c@d.org|e@f.org" },
		/* What is never closed hides no comma. */
		{ "\"A <a@b.org>, C <c@d.org>", "A=a@b.org|C=c@d.org" },
		{ "A ( <a@b.org>, C <c@d.org>", "A (=a@b.org|C=c@d.org" },
		{ "A < <a@b.org>, c@d.org, e@f.org <", "A <=a@b.org|c@d.org" },
		{ "\"A \\\" , B\" <a@b.org>, c@d.org",
		    "A \\\" , B=a@b.org|c@d.org" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct addresses got;
		struct buf b;

		buf_init(&b, test_arena(), SIZE_MAX);
		address_list(test_arena(), str_c(t[i].in), &got);
		for (size_t k = 0; k < got.n; k++) {
			if (k > 0)
				buf_char(&b, '|');
			buf_add(&b, got.rows[k].name);
			if (got.rows[k].name.n > 0)
				buf_char(&b, '=');
			buf_add(&b, got.rows[k].email);
		}
		CHECK_STR(buf_str(&b), t[i].want, t[i].in);
	}
}

TEST(a_list_has_a_limit)
{
	struct addresses got;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	for (int i = 0; i < LIMIT_ADDRESSES + 5; i++)
		buf_printf(&b, "a%d@b, ", i);
	address_list(test_arena(), buf_str(&b), &got);
	CHECK_INT(got.n, LIMIT_ADDRESSES, "limit");
	CHECK_STR(got.rows[LIMIT_ADDRESSES - 1].email, "a9999@b", "last");
}

#define LIST "From: Ann via L <l@x.org>\n"

TEST(the_author_behind_a_list_is_found)
{
	static const struct {
		const char *in, *name, *email;
	} t[] = {
		{ "From: A <a@b.org>\nReply-To: C <c@d.org>", "A", "a@b.org" },
		{ LIST, "Ann via L", "l@x.org" },
		{ LIST "X-Original-From: A <a@b.org>", "Ann", "a@b.org" },
		{ LIST "X-Original-Sender: a@b.org", "Ann", "a@b.org" },
		{ LIST "X-Mailman-Original-From: A <a@b.org>", "Ann",
		    "a@b.org" },
		{ LIST "X-Original-From: nonsense\n"
		       "Reply-To: Ann <a@b.org>",
		    "Ann", "a@b.org" },
		{ LIST "X-Original-From: L <L@X.org>\n"
		       "Reply-To: Ann <a@b.org>",
		    "Ann", "a@b.org" },
		{ LIST "Reply-To: L <l@x.org>, ANN  <a@b.org>", "Ann",
		    "a@b.org" },
		{ LIST "Cc: C <c@d.org>\nCc: Ann <a@b.org>", "Ann", "a@b.org" },
		{ LIST "Reply-To: C <c@d.org>", "Ann via L", "l@x.org" },
		{ "From: 'Ann' via L <L@x.org>\nReply-To: Ann <a@b.org>", "Ann",
		    "a@b.org" },
		{ "From: \"Bea, Ann via L\" <l@x.org>\n"
		  "Reply-To: \"Bea, Ann\" <a@b.org>",
		    "Bea, Ann", "a@b.org" },
		{ "From: A via B via L <l@x.org>\n"
		  "Reply-To: \"A via B\" <a@b.org>",
		    "A via B", "a@b.org" },
		{ "From: Ann via <l@x.org>\nReply-To: Ann <a@b.org>", "Ann",
		    "a@b.org" },
		/* No name at all (27.26): Patchwork fails. */
		{ "From: l@x.org", NULL, "l@x.org" },
		{ "From: l@x.org\nReply-To: C <c@d.org>, e@f.org", NULL,
		    "e@f.org" },
		{ "From: L <l@x.org>\nX-Original-From: A <a@b.org>", "A",
		    "a@b.org" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct address got = { 0 };
		struct mail m;

		mail_parse(test_arena(), str_c(t[i].in), &m);
		CHECK_OK(address_author(test_arena(), &m, S("l@x.org"), &got));
		CHECK_STR(got.email, t[i].email, t[i].in);
		CHECK_STR(got.name, t[i].name, t[i].in);
	}
}

TEST(a_mail_without_author_is_told)
{
	static const char *t[] = { "", "From:", "From: nobody",
		"Sender: a@b.org" };

	for (size_t i = 0; i < COUNT(t); i++) {
		struct address got;
		struct mail m;

		mail_parse(test_arena(), str_c(t[i]), &m);
		CHECK_INT(address_author(test_arena(), &m, S(""), &got),
		    ERR_INVALID, t[i]);
	}
}

TEST(looking_for_the_author_takes_bounded_memory)
{
	struct address got;
	size_t before;
	struct mail m;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	buf_lit(&b, LIST);
	for (int i = 0; i < 50; i++) {
		buf_lit(&b, "Cc: ");
		for (int k = 0; k < 4000; k++)
			buf_lit(&b, "=?utf-8?q?x?= <a@b>, ");
		buf_char(&b, '\n');
	}
	mail_parse(test_arena(), buf_str(&b), &m);
	before = arena_size(test_arena());
	CHECK_OK(address_author(test_arena(), &m, S("l@x.org"), &got));
	CHECK_STR(got.email, "l@x.org", "not found");
	CHECK(arena_size(test_arena()) - before < 2 * b.n, "memory");
}
