/*
 * Changes and the events they cause, in the order of spec/ingest.md 20; the
 * notification queue; relations (spec/rest-api.md 14.6).
 */
#include <string.h>

#include "base/time.h"
#include "model/check.h"
#include "model/check_change.h"
#include "model/comment.h"
#include "model/comment_change.h"
#include "model/cover_change.h"
#include "model/patch.h"
#include "model/patch_change.h"
#include "model/series_change.h"
#include "small.h"
#include "test.h"

#define LATER (NOW + TIME_DAY)

static int64_t
add_series(struct db *db, int64_t total)
{
	int64_t id;

	CHECK_OK(series_add(db,
	    &(struct series){ .date = NOW,
		.version = 1,
		.total = total,
		.project = KETTLE,
		.submitter = 1 },
	    &id));
	return id;
}

/* Into a series, which was made for it or was there. */
static enum err
add_patch(struct db *db, const char *msgid, int64_t series, int64_t number,
    const struct series *made, int64_t *id)
{
	return patch_add(db, test_arena(),
	    &(struct patch){ .msgid = str_c(msgid),
		.date = NOW,
		.name = S("x"),
		.project = KETTLE,
		.submitter = 1,
		.state = NEW,
		.series = series,
		.number = number,
		.headers = S(""),
		.content = S("") },
	    made, LATER, id);
}

TEST(the_small_database_has_its_events_in_order)
{
	struct db *db = small_open();

	CHECK_STR(small_events(db, 0),
	    "series-created 1 series=1\n"
	    "series-created 1 series=2\n"
	    "series-created 2 series=3\n"
	    "cover-created 1 cover=1\n"
	    "patch-created 1 patch=1\n"
	    "patch-completed 1 patch=1 series=1\n"
	    "patch-created 1 patch=2\n"
	    "patch-completed 1 patch=2 series=1\n"
	    "series-completed 1 series=1\n"
	    "patch-created 1 patch=3\n"
	    "patch-completed 1 patch=3 series=2\n"
	    "patch-created 2 patch=4\n"
	    "patch-completed 2 patch=4 series=3\n"
	    "series-completed 2 series=3\n"
	    "patch-created 1 patch=5\n"
	    "patch-comment-created 1 patch=1 comment=1\n"
	    "patch-comment-created 1 patch=1 comment=2\n"
	    "patch-comment-created 1 patch=2 comment=3\n"
	    "cover-comment-created 1 cover=1 comment=1\n"
	    "check-created 1 actor=3 patch=1 check=1\n"
	    "check-created 1 actor=3 patch=1 check=2\n"
	    "check-created 1 actor=1 patch=1 check=3\n"
	    "check-created 1 actor=3 patch=2 check=4\n",
	    "events");
	db_close(db);
}

/* What joins in this order a series of so many. */
TEST(patches_are_completed_when_those_before_are_there)
{
	/* clang-format off */
	static const struct {
		int64_t total;
		int64_t numbers[5]; /* 0 ends */
		const char *want; /* of the last one */
	} t[] = {
		{ 3, { 1 },          "c1" },
		{ 3, { 2 },          "" },
		{ 3, { 2, 1 },       "c1 c2" },
		{ 3, { 3, 2, 1 },    "c1 c2 c3 s" },
		{ 3, { 3, 1 },       "c1" },
		{ 3, { 3, 1, 2 },    "c2 c3 s" },
		{ 3, { 1, 2, 3 },    "c3 s" },
		/* past the total: completed again, for each */
		{ 2, { 1, 2, 3 },    "c3 s" },
		{ 1, { 1, 2, 3, 4 }, "c4 s" },
		/* one is missing, and there are as many as announced */
		{ 2, { 1, 3 },       "s" },
		{ 2, { 3, 4, 1 },    "c1 s" },
		/* nothing was announced */
		{ 0, { 1 },          "c1 s" },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++) {
		int64_t series = add_series(db, t[i].total), before = 0;
		int64_t last = 0;
		int64_t patches[6] = { 0 };
		struct str msgid, want = str_c(t[i].want), kind;
		struct buf b;

		for (size_t k = 0; t[i].numbers[k] != 0; k++) {
			msgid = str_f(test_arena(), "<%zu.%zu@x>", i, k);
			before = small_last_event(db);
			CHECK_OK(add_patch(
			    db, msgid.p, series, t[i].numbers[k], NULL, &last));
			patches[t[i].numbers[k]] = last;
		}
		buf_init(&b, test_arena(), 1000);
		buf_printf(&b, "patch-created 1 patch=%lld\n", (long long)last);
		while (want.n > 0) {
			if (!str_cut(want, ' ', &kind, &want)) {
				kind = want;
				want = S("");
			}
			if (str_eq(kind, S("s")))
				buf_printf(&b,
				    "series-completed 1 series=%lld\n",
				    (long long)series);
			else
				buf_printf(&b,
				    "patch-completed 1 patch=%lld"
				    " series=%lld\n",
				    (long long)patches[kind.p[1] - '0'],
				    (long long)series);
		}
		CHECK_STRS(small_events(db, before), buf_str(&b), t[i].want);
	}
	db_close(db);
}

/* What a patch comes first to, and whether it joins that. */
TEST(a_series_is_created_behind_the_patch_it_is_made_for)
{
	/* clang-format off */
	static const struct {
		int64_t total, number; /* 0: does not join */
		const char *want;
	} t[] = {
		{ 1, 1, "patch-created 1 patch=6\n"
			"series-created 1 series=4\n"
			"patch-completed 1 patch=6 series=4\n"
			"series-completed 1 series=4\n" },
		{ 2, 2, "patch-created 1 patch=6\n"
			"series-created 1 series=4\n" },
		{ 3, 1, "patch-created 1 patch=6\n"
			"series-created 1 series=4\n"
			"patch-completed 1 patch=6 series=4\n" },
		{ 2, 0, "patch-created 1 patch=6\n"
			"series-created 1 series=4\n" },
	};
	/* clang-format on */

	for (size_t i = 0; i < COUNT(t); i++) {
		struct db *db = small_open();
		struct series made = { .total = t[i].total };
		int64_t before = small_last_event(db), sent, id;

		made.id = add_series(db, made.total);
		sent = db_statements(db);
		CHECK_OK(add_patch(db, "<6@x>", t[i].number ? made.id : 0,
		    t[i].number, &made, &id));
		CHECK_INT(db_statements(db) - sent, 2, "patch and events");
		CHECK_STR(small_events(db, before), t[i].want, "events");
		db_close(db);
	}
}

/* More than go into one statement. */
TEST(a_patch_completes_all_that_waited_for_it)
{
	struct db *db = small_open();
	int64_t series = add_series(db, 20), before, n, id;

	for (int64_t i = 2; i <= 20; i++)
		CHECK_OK(add_patch(db, str_f(test_arena(), "<%d@x>", (int)i).p,
		    series, i, NULL, &id));
	before = small_last_event(db);
	CHECK_OK(add_patch(db, "<1@x>", series, 1, NULL, &id));
	CHECK_OK(db_int(db, &n,
	    "SELECT count(*) FROM patchwork_event WHERE id > ?"
	    " AND category = 'patch-completed'",
	    VALS(v_int(before))));
	CHECK_INT(n, 20, "completed");
	db_close(db);
}

TEST(an_attached_patch_has_its_series_and_number)
{
	struct db *db = small_open();
	struct patch p;
	int64_t id;

	CHECK_OK(patch_get(db, test_arena(), 2, &p));
	CHECK_INT(p.series, 1, "series");
	CHECK_INT(p.number, 2, "number");
	CHECK_OK(patch_get(db, test_arena(), 5, &p));
	CHECK_INT(p.series, 0, "none");
	CHECK_INT(p.number, 0, "none");
	CHECK_INT(add_patch(db, "<6@x>", 1, 2, NULL, &id), ERR_DUPLICATE,
	    "the number is taken");
	CHECK_INT(add_patch(db, "<6@x>", 99, 1, NULL, &id), ERR_NOT_FOUND,
	    "no such series");
	CHECK_INT(add_patch(db, "<6@x>", 1, 32768, NULL, &id), ERR_INVALID,
	    "past the column");
	CHECK_OK(add_patch(db, "<6@x>", 1, 32767, NULL, &id));
	CHECK_OK(patch_get(db, test_arena(), id, &p));
	CHECK_INT(p.number, 32767, "the last");
	db_close(db);
}

TEST(a_message_id_is_stored_once_a_project)
{
	struct db *db = small_open();
	int64_t before = small_last_event(db), id = 77;
	struct patch p = { .msgid = S("<1@example.org>"),
		.date = NOW,
		.name = S("x"),
		.project = KETTLE,
		.submitter = 1,
		.state = NEW,
		.headers = S(""),
		.content = S("") };
	struct cover c = { .msgid = S("<0@example.org>"),
		.date = NOW,
		.name = S("x"),
		.project = KETTLE,
		.submitter = 1,
		.headers = S(""),
		.content = S("") };
	struct comment talk = { .parent = 1,
		.msgid = S("<c1@example.org>"),
		.date = NOW,
		.submitter = 1,
		.addressed = ADDRESSED_UNSET,
		.headers = S(""),
		.content = S("") };

	CHECK_OK(db_begin(db));
	CHECK_INT(patch_add(db, test_arena(), &p, NULL, LATER, &id),
	    ERR_DUPLICATE, "patch");
	CHECK_INT(cover_add(db, test_arena(), &c, NULL, LATER, &id),
	    ERR_DUPLICATE, "cover");
	CHECK_INT(comment_add(db, COMMENT_PATCH, &talk, KETTLE, LATER, &id),
	    ERR_DUPLICATE, "comment");
	CHECK_INT(id, 77, "untouched");
	CHECK_STR(small_events(db, before), "", "no event");
	p.project = c.project = TEAPOT;
	talk.parent = 2;
	CHECK_OK(patch_add(db, test_arena(), &p, NULL, LATER, &id));
	CHECK_OK(cover_add(db, test_arena(), &c, NULL, LATER, &id));
	CHECK_OK(comment_add(db, COMMENT_PATCH, &talk, KETTLE, LATER, &id));
	CHECK_OK(db_commit(db));
	db_close(db);
}

/* An edit by ann of patch 4 (new, of ann), and what comes of it. */
TEST(an_edit_writes_what_differs_and_tells_of_it)
{
	/* clang-format off */
	static const struct {
		struct patch_change c;
		bool changed;
		const char *events;
	} t[] = {
		{ { 0 }, false, "" },
		{ { .mask = PATCH_STATE, .state = NEW }, false, "" },
		{ { .mask = PATCH_DELEGATE, .delegate = ANN }, false, "" },
		{ { .mask = PATCH_ARCHIVED }, false, "" },
		{ { .mask = PATCH_COMMIT_REF }, false, "" },
		{ { .mask = PATCH_STATE, .state = ACCEPTED }, true,
		  "patch-state-changed 2 actor=1 patch=4 state=1 state=3\n" },
		{ { .mask = PATCH_DELEGATE, .delegate = BOB }, true,
		  "patch-delegated 2 actor=1 patch=4 delegate=1 delegate=2\n" },
		{ { .mask = PATCH_DELEGATE }, true,
		  "patch-delegated 2 actor=1 patch=4 delegate=1\n" },
		{ { .mask = PATCH_STATE | PATCH_DELEGATE | PATCH_ARCHIVED,
		    .state = REJECTED, .delegate = BOB, .archived = true }, true,
		  "patch-state-changed 2 actor=1 patch=4 state=1 state=4\n"
		  "patch-delegated 2 actor=1 patch=4 delegate=1 delegate=2\n" },
		{ { .mask = PATCH_ARCHIVED, .archived = true }, true, "" },
		{ { .mask = PATCH_COMMIT_REF, .commit_ref = { "", 0 } }, true, "" },
		{ { .mask = PATCH_PULL_URL }, true, "" },
		{ { .mask = PATCH_HASH, .hash = { "x", 1 } }, true, "" },
	};
	/* clang-format on */
	struct db *db = small_open();

	for (size_t i = 0; i < COUNT(t); i++) {
		const struct patch_change *c = &t[i].c;
		int64_t before = small_last_event(db);
		struct patch old, p;
		bool changed = !t[i].changed;

		CHECK_OK(patch_get(db, test_arena(), 4, &old));
		CHECK_OK(db_begin(db));
		CHECK_OK(
		    patch_update(db, test_arena(), 4, c, ANN, LATER, &changed));
		CHECK_INT(changed, t[i].changed, t[i].events);
		CHECK_STR(small_events(db, before), t[i].events, t[i].events);
		CHECK_OK(patch_get(db, test_arena(), 4, &p));
		CHECK_INT(p.state, c->mask & PATCH_STATE ? c->state : old.state,
		    "state");
		CHECK_INT(p.delegate,
		    c->mask & PATCH_DELEGATE ? c->delegate : old.delegate,
		    "delegate");
		CHECK_INT(p.archived,
		    c->mask & PATCH_ARCHIVED ? c->archived : old.archived,
		    "archived");
		CHECK_STRS(p.commit_ref,
		    c->mask & PATCH_COMMIT_REF ? c->commit_ref : old.commit_ref,
		    "commit_ref");
		CHECK_STRS(p.pull_url,
		    c->mask & PATCH_PULL_URL ? c->pull_url : old.pull_url,
		    "pull_url");
		CHECK_STRS(p.name, old.name, "all else");
		db_rollback(db);
	}
	CHECK_INT(patch_update(db, test_arena(), 99,
		      &(struct patch_change){ .mask = PATCH_ARCHIVED }, 0,
		      LATER, NULL),
	    ERR_NOT_FOUND, "no such patch");
	CHECK_INT(
	    patch_update(db, test_arena(), 4,
		&(struct patch_change){ .mask = PATCH_STATE, .state = 99 }, 0,
		LATER, NULL),
	    ERR_NOT_FOUND, "no such state");
	CHECK_OK(patch_update(db, test_arena(), 4,
	    &(struct patch_change){ .mask = PATCH_STATE, .state = ACCEPTED }, 0,
	    LATER, NULL));
	db_close(db);
}

TEST(an_edit_has_a_budget_of_statements)
{
	struct db *db = small_open();
	int64_t before = db_statements(db);

	CHECK_OK(patch_update(db, test_arena(), 1,
	    &(struct patch_change){ .mask = PATCH_STATE, .state = NEW }, ANN,
	    LATER, NULL));
	CHECK_INT(db_statements(db) - before, 3, "begin, look, commit");
	before = db_statements(db);
	CHECK_OK(patch_update(db, test_arena(), 1,
	    &(struct patch_change){ .mask = PATCH_STATE, .state = ACCEPTED },
	    ANN, LATER, NULL));
	CHECK_INT(db_statements(db) - before, 8,
	    "begin, look, wanted, queued, queue, event, write, commit");
	db_close(db);
}

struct queued {
	int64_t patch, state, modified;
};
static const struct column queued_columns[] = {
	{ "q.patch_id", INT(queued, patch) },
	{ "q.orig_state_id", INT(queued, state) },
	{ "q.last_modified", TIME(queued, modified) },
};
static const struct table queue =
    TABLE(queued, queued_columns, "patchwork_patchchangenotification q");

static void
set_state(struct db *db, int64_t patch, int64_t state, int64_t now)
{
	CHECK_OK(patch_update(db, test_arena(), patch,
	    &(struct patch_change){ .mask = PATCH_STATE, .state = state }, ANN,
	    now, NULL));
}

TEST(the_first_state_is_queued_until_it_is_back)
{
	struct db *db = small_open();
	struct queued q;

	CHECK_INT(fixture_count(db, "patchwork_patchchangenotification"), 0,
	    "new patches are not queued");
	set_state(db, 1, ACCEPTED, LATER);
	CHECK_OK(db_get(db, test_arena(), &queue, &q, "", NO_VALS));
	CHECK_INT(q.patch, 1, "patch");
	CHECK_INT(q.state, NEW, "first state");
	CHECK_INT(q.modified, LATER, "now");
	set_state(db, 1, REJECTED, LATER + TIME_MINUTE);
	CHECK_OK(db_get(db, test_arena(), &queue, &q, "", NO_VALS));
	CHECK_INT(q.state, NEW, "still the first");
	CHECK_INT(q.modified, LATER + TIME_MINUTE, "later");
	set_state(db, 1, REJECTED, LATER + TIME_DAY);
	CHECK_OK(db_get(db, test_arena(), &queue, &q, "", NO_VALS));
	CHECK_INT(q.modified, LATER + TIME_MINUTE, "nothing has changed");
	set_state(db, 2, ACCEPTED, LATER);
	CHECK_INT(fixture_count(db, "patchwork_patchchangenotification"), 2,
	    "one a patch");
	set_state(db, 1, NEW, LATER + TIME_DAY);
	CHECK_OK(db_get(db, test_arena(), &queue, &q, "", NO_VALS));
	CHECK_INT(q.patch, 2, "the other stays");
	db_close(db);
}

TEST(a_project_without_notifications_queues_none)
{
	struct db *db = small_open();

	set_state(db, 4, ACCEPTED, LATER);
	CHECK_INT(
	    fixture_count(db, "patchwork_patchchangenotification"), 0, "none");
	db_close(db);
}

TEST(a_patch_without_a_state_can_be_given_one)
{
	struct db *db = small_open();
	int64_t before = small_last_event(db);

	CHECK_OK(db_exec(db, NULL,
	    "UPDATE patchwork_patch SET state_id = NULL WHERE id = 1",
	    NO_VALS));
	set_state(db, 1, ACCEPTED, LATER);
	CHECK_STR(small_events(db, before),
	    "patch-state-changed 1 actor=1 patch=1 state=3\n", "event");
	CHECK_INT(fixture_count(db, "patchwork_patchchangenotification"), 0,
	    "there is nothing to go back to");
	db_close(db);
}

TEST(an_addressed_comment_is_no_event)
{
	struct db *db = small_open();
	int64_t before = small_last_event(db);
	struct comment c;

	CHECK_OK(comment_set_addressed(db, COMMENT_PATCH, 2, ADDRESSED_YES));
	CHECK_OK(comment_get(db, test_arena(), COMMENT_PATCH, 1, 2, &c));
	CHECK_INT(c.addressed, ADDRESSED_YES, "yes");
	CHECK_OK(comment_set_addressed(db, COMMENT_PATCH, 2, ADDRESSED_UNSET));
	CHECK_OK(comment_get(db, test_arena(), COMMENT_PATCH, 1, 2, &c));
	CHECK_INT(c.addressed, ADDRESSED_UNSET, "unset");
	CHECK_OK(comment_set_addressed(db, COMMENT_COVER, 1, ADDRESSED_YES));
	CHECK_OK(comment_get(db, test_arena(), COMMENT_COVER, 1, 1, &c));
	CHECK_INT(c.addressed, ADDRESSED_YES, "of a cover");
	CHECK_INT(comment_set_addressed(db, COMMENT_COVER, 2, ADDRESSED_NO),
	    ERR_NOT_FOUND, "ids of the kinds are separate");
	CHECK_STR(small_events(db, before), "", "events");
	db_close(db);
}

TEST(a_check_is_dated_now_and_has_its_reporter_as_actor)
{
	struct db *db = small_open();
	struct check c = { .patch = 3,
		.user = ANN,
		.state = CHECK_FAIL,
		.context = S("lint"),
		.date = 1 };
	int64_t before = small_last_event(db), id;

	CHECK_OK(check_add(db, &c, LATER, &id));
	CHECK_OK(check_get(db, test_arena(), 3, id, &c));
	CHECK_INT(c.date, LATER, "date");
	CHECK_STR(c.target_url, NULL, "NULL stays NULL");
	CHECK_STR(small_events(db, before),
	    "check-created 1 actor=1 patch=3 check=5\n", "event");
	c.patch = 99;
	CHECK_INT(check_add(db, &c, LATER, &id), ERR_NOT_FOUND, "no patch");
	c.patch = 3;
	c.user = 99;
	CHECK_INT(check_add(db, &c, LATER, &id), ERR_NOT_FOUND, "no user");
	CHECK_STR(small_events(db, before),
	    "check-created 1 actor=1 patch=3 check=5\n", "no other event");
	db_close(db);
}

TEST(a_series_is_named_covered_and_depends)
{
	struct db *db = small_open();

	CHECK_INT(
	    series_set_cover(db, 2, 1), ERR_DUPLICATE, "a cover of another");
	CHECK_OK(series_set_cover(db, 1, 0));
	CHECK_OK(series_set_cover(db, 2, 1));
	CHECK_OK(series_depend(db, 2, 1));
	CHECK_OK(series_depend(db, 2, 1));
	CHECK_OK(series_depend(db, 2, 2));
	CHECK_OK(series_depend(db, 1, 2));
	CHECK_INT(fixture_count(db, "patchwork_series_dependencies"), 2,
	    "once each, not of itself");
	CHECK_INT(series_depend(db, 2, 99), ERR_NOT_FOUND, "no such series");
	CHECK_OK(series_refer(db, KETTLE, 1, S("<r@x>")));
	CHECK_OK(series_refer(db, KETTLE, 2, S("<r@x>")));
	CHECK_OK(series_refer(db, TEAPOT, 3, S("<r@x>")));
	CHECK_INT(fixture_count(db, "patchwork_seriesreference"), 2,
	    "once a project");
	db_close(db);
}
