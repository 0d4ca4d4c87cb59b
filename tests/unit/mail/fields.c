/* mail/fields: ids, references, lists, date and hints of a mail. */
#include "mail/mail.h"

#include "test.h"

static struct mail
parse(const char *text)
{
	struct mail m;

	mail_parse(test_arena(), str_c(text), &m);
	return m;
}

TEST(the_message_id_is_the_first_in_brackets)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "Message-Id: <a@b>", "<a@b>" },
		{ "MESSAGE-ID: <a@b> (comment)", "<a@b>" },
		{ "Message-Id: x <a@b> <c@d>", "<a@b>" },
		{ "Message-Id: a@b>", "a@b>" },
		{ "Message-Id: <a@b", "<a@b" },
		{ "Message-Id: <a b@c>", "<a b@c>" },
		{ "Message-Id: <><a@b>", "<a@b>" },
		{ "Message-Id: <>", "<>" },
		{ "Message-Id:\n <a@b>", "<a@b>" },
		{ "Message-Id: <a@b>\nMessage-Id: <c@d>", "<a@b>" },
		{ "Message-Id: ", NULL },
		{ "Message-Id:\nMessage-Id: <c@d>", NULL },
		{ "Subject: x", NULL },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct mail m = parse(t[i].in);
		struct str got = { NULL, 0 };

		CHECK_INT(mail_find_id(test_arena(), &m, &got),
		    t[i].want ? OK : ERR_INVALID, t[i].in);
		CHECK_STR(got, t[i].want, t[i].in);
	}
}

TEST(a_message_id_is_cut)
{
	struct str got;
	struct mail m;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	buf_lit(&b, "Message-Id: <");
	for (int i = 0; i < 300; i++)
		buf_lit(&b, "\xC3\xA9");
	buf_char(&b, '>');
	mail_parse(test_arena(), buf_str(&b), &m);
	CHECK_OK(mail_find_id(test_arena(), &m, &got));
	CHECK_INT(got.n, 1 + 2 * (LIMIT_MSGID - 1), "characters");
}

TEST(references_are_nearest_first_without_doubles)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "Subject: x", "" },
		{ "In-Reply-To: <a>", "<a>" },
		{ "In-Reply-To: <a> <b>\nIn-Reply-To: c d", "<a> c d" },
		{ "In-Reply-To:\nReferences: <a>\n\t<b> <c>", "<c> <b> <a>" },
		{ "In-Reply-To: <b>\nReferences: <a> <b> <c> <a>",
		    "<b> <a> <c>" },
		{ "References: <a> <b>\nReferences: <c>", "<b> <a> <c>" },
		{ "References: a b", "" },
		{ "References: <><a>< b><c", "< b> <a>" },
		{ "In-Reply-To: <a>\nIn-Reply-To: <a>", "<a>" },
		{ "In-Reply-To: Message of Monday <a@b>", "<a@b>" },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct mail m = parse(t[i].in);
		struct references got;
		struct buf b;

		buf_init(&b, test_arena(), SIZE_MAX);
		mail_list_references(test_arena(), &m, &got);
		for (size_t k = 0; k < got.n; k++) {
			if (k > 0)
				buf_char(&b, ' ');
			buf_add(&b, got.ids[k]);
		}
		CHECK_STR(buf_str(&b), t[i].want, t[i].in);
	}
}

TEST(the_nearest_references_are_kept)
{
	struct references got;
	struct mail m;
	struct buf b;

	buf_init(&b, test_arena(), SIZE_MAX);
	buf_lit(&b, "References:");
	for (int i = 0; i < LIMIT_REFERENCES + 10; i++)
		buf_printf(&b, " <%d>", i);
	mail_parse(test_arena(), buf_str(&b), &m);
	mail_list_references(test_arena(), &m, &got);
	CHECK_INT(got.n, LIMIT_REFERENCES, "limit");
	CHECK_STR(got.ids[0], "<1009>", "nearest");
	CHECK_STR(got.ids[got.n - 1], "<10>", "farthest");
}

TEST(list_ids_come_from_three_fields)
{
	static const struct {
		const char *in, *want;
	} t[] = {
		{ "<l.x.org>", "l.x.org" },
		{ "foo <a> <l.x.org>", "l.x.org" },
		{ "\"foo\" <l.x.org> bar", "l.x.org" },
		{ "l.x.org", "l.x.org" },
		{ "L.X.ORG", "L.X.ORG" },
		{ "foo l.x.org", NULL },
		{ "foo <l.x.org> <a>", "a" },
		{ "< l.x.org >", " l.x.org " },
		{ "<l.x.org", "<l.x.org" },
		{ "<l.x.org> <>", "l.x.org" },
		{ "<l.x.org> <", "l.x.org" },
		{ "<a<l.x.org>", "l.x.org" },
		{ "<>", "<>" },
		{ "", NULL },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct str got[MAIL_LIST_IDS];
		struct mail m = parse(
		    str_f(test_arena(), "List-Id: %s\nList-Id: z", t[i].in).p);

		CHECK_INT(mail_list_ids(test_arena(), &m, got),
		    t[i].want != NULL, t[i].in);
		if (t[i].want != NULL)
			CHECK_STR(got[0], t[i].want, t[i].in);
	}
}

TEST(list_ids_are_tried_in_order)
{
	struct mail m = parse("X-List: <c>\nX-Mailing-List: <b>\nList-ID: <a>");
	struct str got[MAIL_LIST_IDS];

	CHECK_INT(mail_list_ids(test_arena(), &m, got), 3, "n");
	CHECK_STR(got[0], "a", "List-ID");
	CHECK_STR(got[1], "b", "X-Mailing-List");
	CHECK_STR(got[2], "c", "X-list");
}

TEST(the_date_is_read)
{
	struct mail m = parse("Date: Sun, 11 Sep 2016\n 23:22:03 +0100");
	int64_t got = 7;

	CHECK(mail_find_date(test_arena(), &m, &got), "folded");
	CHECK_INT(got, INT64_C(1473632523000000), "folded");
	got = 7;
	m = parse("Date: soon");
	CHECK(!mail_find_date(test_arena(), &m, &got), "unreadable");
	m = parse("Subject: x");
	CHECK(!mail_find_date(test_arena(), &m, &got), "absent");
	CHECK_INT(got, 7, "untouched");
}

TEST(hints_are_read)
{
	static const struct {
		const char *in, *state, *delegate;
		bool ignore, action;
	} t[] = {
		{ "Subject: x", NULL, NULL, false, false },
		{ "X-Patchwork-Hint:  IGNORE ", NULL, NULL, true, false },
		{ "X-Patchwork-Hint: ignored", NULL, NULL, false, false },
		{ "X-Patchwork-Hint: \nX-Patchwork-Hint: ignore", NULL, NULL,
		    false, false },
		{ "X-Patchwork-State: Under\n Review", "Under Review", NULL,
		    false, false },
		{ "X-Patchwork-Delegate: a@b.org", NULL, "a@b.org", false,
		    false },
		{ "X-Patchwork-Action-Required:", NULL, NULL, false, true },
		{ "x-patchwork-state:", "", NULL, false, false },
	};

	for (size_t i = 0; i < COUNT(t); i++) {
		struct mail m = parse(t[i].in);
		struct hints got;

		mail_read_hints(test_arena(), &m, &got);
		CHECK_INT(got.ignore, t[i].ignore, t[i].in);
		CHECK_INT(got.action_required, t[i].action, t[i].in);
		CHECK_STR(got.state, t[i].state, t[i].in);
		CHECK_INT(got.state.p == NULL, t[i].state == NULL, t[i].in);
		CHECK_STR(got.delegate, t[i].delegate, t[i].in);
	}
}
