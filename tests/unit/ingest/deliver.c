/* Delivery: a group is stored whole or not at all, rows that mails share are
 * read anew for each group, and what the journal says. */
#include "ingest/deliver.h"

#include "base/time.h"
#include "fixture.h"
#include "model/project_change.h"
#include "test.h"

/* 2016-09-11 12:00:00 UTC */
#define NOW INT64_C(1473595200000000)

static struct ingest in;
static struct delivery d;

static int64_t
count(const char *table)
{
	int64_t n = -1;
	struct sql q;

	/* Tests alone name tables so. */
	sql_init(&q, test_arena());
	sql_add(&q, "SELECT count(*) FROM ", NO_VALS);
	sql_add_(&q, table, NO_VALS);
	CHECK_OK(db_int_sql(d.db, &n, &q));
	return n;
}

static void
run(const char *text)
{
	struct sql q;

	sql_init(&q, test_arena());
	sql_add_(&q, text, NO_VALS);
	CHECK_OK(db_exec_sql(d.db, NULL, &q));
}

static void
add_project(const char *linkname, const char *subject)
{
	const struct project p = { .linkname = str_c(linkname),
		.name = str_c(linkname),
		.listid = S("tea.example.org"),
		.listemail = S("tea@example.org"),
		.subject_match = str_c(subject),
		.web_url = S(""),
		.scm_url = S(""),
		.webscm_url = S(""),
		.list_archive_url = S(""),
		.list_archive_url_format = S(""),
		.commit_url_format = S(""),
		.use_tags = true };
	int64_t id;

	CHECK_OK(project_add(d.db, &p, &id));
}

static void
set_up(void)
{
	ingest_open(&in);
	d = (struct delivery){ .in = &in,
		.db = fixture_open_migrated(),
		.source = S("test"),
		.keep_raw = true,
		.patience = TIME_SECOND };
	CHECK_OK(deliver_open(&d));
	CHECK(d.journal, "journal");
	add_project("tea", "");
}

static void
tear_down(void)
{
	ingest_close(&in);
	db_close(d.db);
}

/* A patch; extra is further header lines. */
static struct arrival
patch(const char *id, const char *extra)
{
	return (struct arrival){ .arrived = NOW,
		.bytes = str_f(test_arena(),
		    "From: Ann <ann@example.org>\nSubject: [PATCH] %s\n"
		    "Message-Id: <%s@example.org>\nList-Id: <tea.example.org>\n"
		    "Date: Sun, 11 Sep 2016 10:00:00 +0000\n%s\n"
		    "Acked-by: Bob\n---\ndiff --git a/f b/f\n--- a/f\n+++ b/f\n"
		    "@@ -1 +1 @@\n-a\n+b\n",
		    id, id, extra) };
}

static void
read_all(struct arrival *mails, size_t n)
{
	for (size_t i = 0; i < n; i++)
		CHECK_OK(deliver_read(&d, test_arena(), &mails[i]));
}

TEST(a_group_is_stored_in_order)
{
	struct arrival mails[] = { patch("a", ""), patch("b", ""),
		patch("a", "") };

	set_up();
	read_all(mails, COUNT(mails));
	CHECK_OK(deliver_group(&d, test_arena(), mails, COUNT(mails)));
	CHECK_INT(mails[0].plan.verdict, VERDICT_PATCH, "a");
	CHECK_INT(mails[1].plan.verdict, VERDICT_PATCH, "b");
	CHECK_INT(mails[2].plan.verdict, VERDICT_DUPLICATE, "a again");
	CHECK_INT(count("patchwork_patch"), 2, "patches");
	CHECK_INT(count("patchwork_patchtag"), 2, "tags");
	CHECK_INT(count("thimble_mail"), 3, "journal");
	tear_down();
}

/* The statements that a reply takes. */
static int64_t
send_reply(const char *id, const char *text)
{
	struct arrival m = { .arrived = NOW,
		.bytes = str_f(test_arena(),
		    "From: Bob <bob@example.org>\nSubject: Re: [PATCH] a\n"
		    "Message-Id: <%s@example.org>\nList-Id: <tea.example.org>\n"
		    "In-Reply-To: <a@example.org>\n\n%s\n",
		    id, text) };
	int64_t before;

	CHECK_OK(deliver_read(&d, test_arena(), &m));
	before = db_statements(d.db);
	CHECK_OK(deliver_group(&d, test_arena(), &m, 1));
	CHECK_INT(m.plan.verdict, VERDICT_PATCH_COMMENT, id);
	return db_statements(d.db) - before;
}

/* What a thread says need not be read again for it. */
TEST(a_reply_without_tags_counts_none)
{
	struct arrival mail = patch("a", "");
	int64_t acked;

	set_up();
	CHECK_OK(deliver_mail(&d, test_arena(), &mail));
	CHECK_INT(send_reply("first", "Hello"), 10, "with its person");
	CHECK_INT(send_reply("plain", "> Acked-by: x"), 9, "without tags");
	CHECK_INT(send_reply("acked", "Acked-by: Bob"), 13, "with one");
	CHECK_OK(db_int(
	    d.db, &acked, "SELECT count FROM patchwork_patchtag", NO_VALS));
	CHECK_INT(acked, 2, "the patch has one, too");
	tear_down();
}

TEST(a_group_that_fails_leaves_nothing)
{
	struct arrival mails[] = { patch("a", ""), patch("b", "") };

	set_up();
	read_all(mails, COUNT(mails));
	/* The project is gone behind their back. */
	run("DELETE FROM patchwork_project");
	CHECK(deliver_group(&d, test_arena(), mails, COUNT(mails)) != OK,
	    "no project");
	CHECK(!db_in_transaction(d.db), "rolled back");
	CHECK_INT(count("patchwork_patch"), 0, "patches");
	CHECK_INT(count("patchwork_person"), 0, "persons");
	CHECK_INT(count("patchwork_event"), 0, "events");
	CHECK_INT(count("thimble_mail"), 0, "journal");
	/* One by one it is seen that there is none. */
	CHECK_OK(deliver_mail(&d, test_arena(), &mails[0]));
	CHECK_INT(mails[0].plan.verdict, VERDICT_IGNORED, "ignored");
	tear_down();
}

TEST(shared_rows_are_read_anew_for_each_group)
{
	struct arrival a = patch("a", ""), b = patch("b", ""),
		       c = patch("c", ""), e = patch("e", "");

	set_up();
	CHECK_OK(deliver_mail(&d, test_arena(), &a));
	CHECK_INT(count("patchwork_patchtag"), 1, "one tag");
	/* The project. */
	add_project("green", "b");
	CHECK_OK(deliver_mail(&d, test_arena(), &b));
	CHECK_STR(b.plan.project.linkname, "green", "by its subject");
	/* Tags. */
	run("DELETE FROM patchwork_patchtag");
	run("DELETE FROM patchwork_tag");
	CHECK_OK(deliver_mail(&d, test_arena(), &c));
	CHECK_INT(count("patchwork_patchtag"), 0, "no tag");
	/* The default state. */
	CHECK_INT(c.plan.state, a.plan.state, "as before");
	run("UPDATE patchwork_state SET ordering = 100 WHERE ordering = 0");
	run("UPDATE patchwork_state SET ordering = 0 WHERE ordering = 1");
	CHECK_OK(deliver_mail(&d, test_arena(), &e));
	CHECK(e.plan.state != a.plan.state, "another state");
	tear_down();
}

TEST(a_source_that_is_read_again_says_nothing_twice)
{
	set_up();
	d.once = true;
	for (int i = 0; i < 2; i++) {
		struct arrival a = patch("a", ""),
			       b = patch("b", "X-Patchwork-Hint: ignore\n"),
			       c = patch("c", "From: \n");

		c.bytes = str_from(c.bytes, str_find(c.bytes, S("\n")) + 1);
		c.bytes = str_f(test_arena(), "From:\n%.*s", STR_ARG(c.bytes));
		CHECK_OK(deliver_mail(&d, test_arena(), &a));
		CHECK_OK(deliver_mail(&d, test_arena(), &b));
		CHECK_OK(deliver_mail(&d, test_arena(), &c));
		CHECK_INT(c.plan.verdict, VERDICT_BROKEN, "broken");
		CHECK_INT(count("thimble_mail"), 3, i == 0 ? "first" : "again");
	}
	tear_down();
}

TEST(without_a_journal_nothing_is_taken_that_is_nowhere_else)
{
	struct arrival big = patch("big", ""), broken = patch("x", ""),
		       good = patch("good", "");

	set_up();
	/* As deliver_open finds it where a role has Patchwork's rights. */
	d.journal = false;
	CHECK_OK(deliver_mail(&d, test_arena(), &good));
	CHECK_INT(good.plan.verdict, VERDICT_PATCH, "good");
	big.cut = true;
	CHECK_INT(deliver_mail(&d, test_arena(), &big), ERR_BUSY, "too big");
	broken.bytes = str_from(broken.bytes, 28);
	CHECK_OK(deliver_mail(&d, test_arena(), &broken));
	CHECK_INT(broken.plan.verdict, VERDICT_BROKEN, "no From");
	CHECK_INT(deliver_aside(&d, test_arena(), &good, "crashed"), ERR_BUSY,
	    "aside");
	run("UPDATE patchwork_state SET ordering = 100 WHERE ordering = 0");
	good = patch("no-state", "");
	CHECK_INT(deliver_mail(&d, test_arena(), &good), ERR_BUSY, "no state");
	CHECK_INT(count("patchwork_patch"), 1, "patches");
	tear_down();
}

TEST(a_mail_put_aside_is_kept_whole)
{
	struct arrival a = patch("a", "");
	int64_t n;

	set_up();
	a.attempts = 2;
	CHECK_OK(deliver_aside(&d, test_arena(), &a, "crashed"));
	CHECK_OK(db_int(d.db, &n,
	    "SELECT count(*) FROM thimble_mail WHERE verdict = 'failed'"
	    " AND reason = 'crashed' AND attempts = 2 AND raw IS NOT NULL"
	    " AND size = ?",
	    VALS(v_int((int64_t)a.bytes.n))));
	CHECK_INT(n, 1, "rows");
	CHECK_INT(count("patchwork_patch"), 0, "patches");
	tear_down();
}
