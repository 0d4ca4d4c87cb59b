/* The journal of mails. */
#include "model/journal.h"

#include <string.h>

#include "db/migrate.h"
#include "fixture.h"
#include "test.h"

/* 2016-09-11 12:00:00.25 UTC */
#define NOW INT64_C(1473595200250000)

/* clang-format off */
static const struct column columns[] = {
	{ "m.id",       INT(journal_mail, id) },
	{ "m.arrived",  INT(journal_mail, arrived) },
	{ "m.source",   STR(journal_mail, source) },
	{ "m.list",     STR(journal_mail, list) },
	{ "m.msgid",    STR(journal_mail, msgid) },
	{ "m.verdict",  STR(journal_mail, verdict) },
	{ "m.reason",   STR(journal_mail, reason) },
	{ "m.attempts", INT(journal_mail, attempts) },
	{ "m.size",     INT(journal_mail, size) },
	{ "m.raw",      BYTES(journal_mail, raw) },
	{ "m.packed",   BOOL(journal_mail, packed) },
};
/* clang-format on */
static const struct table table =
    TABLE(journal_mail, columns, "thimble_mail m");

TEST(a_mail_comes_back_as_it_was_noted)
{
	struct db *db = fixture_open_migrated();
	struct journal_mail got;

	CHECK_OK(journal_add(db,
	    &(struct journal_mail){
		.arrived = NOW,
		.source = S("parsemail"),
		.list = S("kettle.example.org"),
		.msgid = S("<1@example.org>"),
		.verdict = S("failed"),
		.reason = S("no such state"),
		.attempts = 2,
		.size = INT64_C(5000000000),
		.raw = S("From: a\0\xff\n"),
		.packed = true,
	    }));
	CHECK_OK(db_get(db, test_arena(), &table, &got, "", NO_VALS));
	CHECK_INT(got.id, 1, "id");
	CHECK_INT(got.arrived, NOW, "arrived");
	CHECK_STR(got.source, "parsemail", "source");
	CHECK_STR(got.list, "kettle.example.org", "list");
	CHECK_STR(got.msgid, "<1@example.org>", "msgid");
	CHECK_STR(got.verdict, "failed", "verdict");
	CHECK_STR(got.reason, "no such state", "reason");
	CHECK_INT(got.attempts, 2, "attempts");
	CHECK_INT(got.size, INT64_C(5000000000), "size");
	CHECK_STRS(got.raw, S("From: a\0\xff\n"), "raw");
	CHECK(got.packed, "packed");
	db_close(db);
}

TEST(what_a_mail_does_not_have_is_null)
{
	struct db *db = fixture_open_migrated();
	struct journal_mail got;

	CHECK_OK(journal_add(db,
	    &(struct journal_mail){ .arrived = NOW,
		.source = S("lmtp"),
		.verdict = S("ignored") }));
	CHECK_OK(db_get(db, test_arena(), &table, &got, "", NO_VALS));
	CHECK_STR(got.list, NULL, "list");
	CHECK_STR(got.msgid, NULL, "msgid");
	CHECK_STR(got.reason, NULL, "reason");
	CHECK_STR(got.raw, NULL, "raw");
	CHECK(!got.packed, "packed");
	db_close(db);
}

/* An index entry has its bounds on PostgreSQL. */
TEST(a_long_message_id_is_cut)
{
	struct db *db = fixture_open_migrated();
	struct journal_mail got;
	char id[9000];

	memset(id, 'x', sizeof(id));
	CHECK_OK(journal_add(db,
	    &(struct journal_mail){ .arrived = NOW,
		.source = S("lmtp"),
		.msgid = str_n(id, sizeof(id)),
		.verdict = S("ignored") }));
	CHECK_OK(db_get(db, test_arena(), &table, &got, "", NO_VALS));
	CHECK_INT(got.msgid.n, LIMIT_MSGID, "characters");
	db_close(db);
}

TEST(whether_there_is_a_journal_is_told)
{
	struct db *db = fixture_open();
	bool there = true;
	size_t n;

	CHECK_OK(journal_is_there(db, &there));
	CHECK(!there, "empty database");
	CHECK_OK(migrate_apply(db, test_arena(), NOW, NULL));
	CHECK_OK(journal_is_there(db, &there));
	CHECK(there, "migrated");
	CHECK_OK(migrate_remove(db, test_arena(), false, &n));
	CHECK_OK(journal_is_there(db, &there));
	CHECK(there, "indexes removed");
	CHECK_OK(migrate_remove(db, test_arena(), true, &n));
	CHECK_OK(journal_is_there(db, &there));
	CHECK(!there, "removed");
	db_close(db);
}

/* The role that mail comes in with may have Patchwork's rights alone. */
TEST_ON_PG(a_role_that_may_not_write_has_no_journal)
{
	struct db *db = fixture_open_migrated();
	bool there = true;

	CHECK_OK(db_begin(db));
	CHECK_OK(db_exec(db, NULL, "CREATE ROLE thimble_test_mail", NO_VALS));
	CHECK_OK(
	    db_exec(db, NULL, "SET LOCAL ROLE thimble_test_mail", NO_VALS));
	CHECK_OK(journal_is_there(db, &there));
	CHECK(!there, "no right");
	CHECK_OK(db_exec(db, NULL, "RESET ROLE", NO_VALS));
	CHECK_OK(db_exec(db, NULL,
	    "GRANT INSERT ON thimble_mail TO thimble_test_mail", NO_VALS));
	CHECK_OK(
	    db_exec(db, NULL, "SET LOCAL ROLE thimble_test_mail", NO_VALS));
	CHECK_OK(journal_is_there(db, &there));
	CHECK(there, "right to add");
	CHECK_OK(journal_add(db,
	    &(struct journal_mail){ .arrived = NOW,
		.source = S("lmtp"),
		.verdict = S("ignored") }));
	db_rollback(db);
	db_close(db);
}
