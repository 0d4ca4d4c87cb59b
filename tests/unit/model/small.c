/* The small database of the model's tests. */
#include "small.h"

#include "base/time.h"
#include "model/check_change.h"
#include "model/comment_change.h"
#include "model/cover_change.h"
#include "model/event.h"
#include "model/patch_change.h"
#include "model/person_change.h"
#include "model/project_change.h"
#include "model/series_change.h"
#include "model/user_change.h"
#include "test.h"

/* clang-format off */
static const struct user users[] = {
	{ .username = { "ann", 3 }, .first_name = { "Ann", 3 }, .last_name = { "Archer", 6 },
	  .email = { "ann@example.org", 15 }, .password = { "!", 1 }, .is_active = true },
	{ .username = { "bob", 3 }, .first_name = { "", 0 }, .last_name = { "", 0 },
	  .email = { "bob@example.org", 15 }, .password = { "!", 1 }, .is_active = true },
	{ .username = { "ci", 2 }, .first_name = { "", 0 }, .last_name = { "Robot", 5 },
	  .email = { "", 0 }, .password = { "!", 1 }, .is_active = true },
};

#define EMPTY { "", 0 }
static const struct project projects[] = {
	{ .linkname = { "kettle", 6 }, .name = { "Kettle", 6 }, .listid = { "kettle.example.org", 18 },
	  .listemail = { "kettle@example.org", 18 }, .subject_match = EMPTY,
	  .web_url = { "https://kettle.example.org/", 27 }, .scm_url = EMPTY, .webscm_url = EMPTY,
	  .list_archive_url = EMPTY, .list_archive_url_format = { "https://lists.example.org/{}", 28 },
	  .commit_url_format = { "https://git.example.org/{}", 26 },
	  .send_notifications = true, .use_tags = true },
	{ .linkname = { "teapot", 6 }, .name = { "a Teapot", 8 }, .listid = { "teapot.example.org", 18 },
	  .listemail = { "teapot@example.org", 18 }, .subject_match = { "tea", 3 },
	  .web_url = EMPTY, .scm_url = EMPTY, .webscm_url = EMPTY, .list_archive_url = EMPTY,
	  .list_archive_url_format = EMPTY, .commit_url_format = EMPTY },
};

static const struct { struct str email, name; int64_t user; } persons[] = {
	{ { "alice@example.org", 17 },   { "alice", 5 },  0 },
	{ { "bob@example.org", 15 },     { "Bob", 3 },    BOB },
	{ { "B.Other@example.org", 19 }, { "nobody", 6 }, BOB },
	{ { "mute@example.org", 16 },    { NULL, 0 },     0 },
};

static const struct series series[] = {
	{ .version = 1, .total = 2, .project = KETTLE, .submitter = 1, .date = DAY },
	{ .version = 2, .total = 2, .project = KETTLE, .submitter = 2, .date = DAY + 3 * TIME_MINUTE },
	{ .version = 1, .total = 1, .project = TEAPOT, .submitter = 1, .date = DAY + 4 * TIME_MINUTE },
};

static const struct { struct patch patch; int64_t series, number; } patches[] = {
	{ { .msgid = { "<1@example.org>", 15 }, .date = DAY + 1 * TIME_MINUTE,
	    .name = { "[1/2] boil: heat", 16 }, .project = KETTLE, .submitter = 1, .state = NEW,
	    .headers = { "Subject: [1/2] boil: heat", 25 }, .content = { "Heat it.\nAcked-by: x", 20 },
	    .diff = { "--- a\n+++ b\n", 12 }, .hash = { "0123456789012345678901234567890123456789", 40 } }, 1, 1 },
	{ { .msgid = { "<2@example.org>", 15 }, .date = DAY + 2 * TIME_MINUTE,
	    .name = { "[2/2] Boil: pour", 16 }, .project = KETTLE, .submitter = 1, .state = UNDER_REVIEW,
	    .headers = { "Subject: [2/2] Boil: pour", 25 }, .content = { "Pour it.", 8 },
	    .diff = { "--- a\n+++ c\n", 12 }, .hash = { "abcdefabcdefabcdefabcdefabcdefabcdefabcd", 40 } }, 1, 2 },
	{ { .msgid = { "<3@example.org>", 15 }, .date = DAY + 3 * TIME_MINUTE,
	    .name = { "[v2,1/2] lid_100%", 17 }, .project = KETTLE, .submitter = 2, .state = NEW,
	    .headers = EMPTY, .content = EMPTY, .diff = { "--- a\n+++ d\n", 12 } }, 2, 1 },
	{ { .msgid = { "<4@example.org>", 15 }, .date = DAY + 4 * TIME_MINUTE,
	    .name = { "spout", 5 }, .project = TEAPOT, .submitter = 1, .state = NEW, .delegate = ANN,
	    .headers = EMPTY, .content = EMPTY, .pull_url = { "git://example.org/t main", 24 } }, 3, 1 },
	{ { .msgid = { "<5@example.org>", 15 }, .date = DAY + 5 * TIME_MINUTE,
	    .name = { "handle", 6 }, .project = KETTLE, .submitter = 3, .state = ACCEPTED, .delegate = BOB,
	    .archived = true, .headers = EMPTY, .content = EMPTY, .diff = { "--- a\n+++ e\n", 12 } }, 0, 0 },
};

static const struct { enum comment_kind kind; struct comment comment; int64_t project; } comments[] = {
	{ COMMENT_PATCH, { .parent = 1, .msgid = { "<c1@example.org>", 16 }, .date = DAY + 10 * TIME_MINUTE,
	    .submitter = 2, .addressed = ADDRESSED_UNSET,
	    .headers = { "From: Bob\nSubject: Re: boil\n more\nTo: x", 39 },
	    .content = { "Reviewed-by: Bob\nAcked-by: Bob\n", 31 } }, KETTLE },
	{ COMMENT_PATCH, { .parent = 1, .msgid = { "<c2@example.org>", 16 }, .date = DAY + 9 * TIME_MINUTE,
	    .submitter = 1, .addressed = ADDRESSED_NO, .headers = { "Subject: about Heat", 19 },
	    .content = { "Thanks.", 7 } }, KETTLE },
	{ COMMENT_PATCH, { .parent = 2, .msgid = { "<c3@example.org>", 16 }, .date = DAY + 11 * TIME_MINUTE,
	    .submitter = 2, .addressed = ADDRESSED_YES, .headers = { "To: y", 5 },
	    .content = { "> Acked-by: nobody", 18 } }, KETTLE },
	{ COMMENT_COVER, { .parent = 1, .msgid = { "<c4@example.org>", 16 }, .date = DAY + 12 * TIME_MINUTE,
	    .submitter = 2, .addressed = ADDRESSED_NO, .headers = { "Subject: Re: cover", 18 },
	    .content = { "Nice.", 5 } }, KETTLE },
};

static const struct check checks[] = {
	{ .patch = 1, .user = CI,  .state = CHECK_FAIL,    .context = { "build", 5 } },
	{ .patch = 1, .user = CI,  .state = CHECK_SUCCESS, .context = { "build", 5 },
	  .target_url = { "https://ci.example.org/", 23 }, .description = { "41 s", 4 } },
	{ .patch = 1, .user = ANN, .state = CHECK_WARNING, .context = { "Style", 5 } },
	{ .patch = 2, .user = CI,  .state = CHECK_PENDING, .context = { "build", 5 } },
};
/* clang-format on */

static void
add_people(struct db *db)
{
	struct person p;
	int64_t id;

	for (size_t i = 0; i < COUNT(users); i++)
		CHECK_OK(user_add(db, &users[i], NOW, &id));
	for (size_t i = 0; i < COUNT(projects); i++)
		CHECK_OK(project_add(db, &projects[i], &id));
	CHECK_OK(user_add_project(db, ANN, KETTLE));
	for (size_t i = 0; i < COUNT(persons); i++) {
		CHECK_OK(person_see(
		    db, test_arena(), persons[i].email, persons[i].name, &p));
		CHECK_OK(db_exec(db, NULL,
		    "UPDATE patchwork_person SET user_id = ? WHERE id = ?",
		    VALS(v_ref(persons[i].user), v_int(p.id))));
	}
}

static void
add_series(struct db *db, const struct series *s)
{
	struct event event = { .project = s->project };

	CHECK_OK(series_add(db, s, &event.series));
	CHECK_OK(event_add(db, EVENT_SERIES_CREATED, &event, NOW));
}

static void
add_patches(struct db *db)
{
	const struct cover cover = { .msgid = S("<0@example.org>"),
		.date = DAY,
		.name = S("[0/2] boil"),
		.project = KETTLE,
		.submitter = 1,
		.headers = S("Subject: [0/2] boil"),
		.content = S("Two patches.") };
	int64_t id;

	for (size_t i = 0; i < COUNT(series); i++)
		add_series(db, &series[i]);
	CHECK_OK(cover_add(db, test_arena(), &cover, NULL, NOW, &id));
	CHECK_OK(series_set_cover(db, 1, id));
	CHECK_OK(series_set_name(db, 1, S("boil")));
	for (size_t i = 0; i < COUNT(patches); i++) {
		struct patch p = patches[i].patch;

		p.series = patches[i].series;
		p.number = patches[i].number;
		CHECK_OK(patch_add(db, test_arena(), &p, NULL, NOW, &id));
	}
}

static void
add_talk(struct db *db)
{
	int64_t id;

	for (size_t i = 0; i < COUNT(comments); i++)
		CHECK_OK(comment_add(db, comments[i].kind, &comments[i].comment,
		    comments[i].project, NOW, &id));
	for (size_t i = 0; i < COUNT(checks); i++)
		CHECK_OK(check_add(
		    db, &checks[i], NOW + (int64_t)i * TIME_MINUTE, &id));
}

struct db *
small_open(void)
{
	struct db *db = fixture_open_migrated();

	CHECK_OK(db_begin(db));
	add_people(db);
	add_patches(db);
	add_talk(db);
	CHECK_OK(db_commit(db));
	return db;
}

struct str
small_ids(const void *rows, size_t n, size_t size)
{
	struct buf b;

	buf_init(&b, test_arena(), 1 << 20);
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_char(&b, ' ');
		buf_int(&b, *(const int64_t *)((const char *)rows + i * size));
	}
	return buf_str(&b);
}

int64_t
small_last_event(struct db *db)
{
	int64_t id;

	CHECK_OK(db_int(db, &id,
	    "SELECT COALESCE(max(id), 0) FROM patchwork_event", NO_VALS));
	return id;
}

/* clang-format off */
static const struct { const char *name; uint16_t at; } members[] = {
	{ "actor",     offsetof(struct event, actor) },
	{ "patch",     offsetof(struct event, patch) },
	{ "series",    offsetof(struct event, series) },
	{ "cover",     offsetof(struct event, cover) },
	{ "state",     offsetof(struct event, previous_state) },
	{ "state",     offsetof(struct event, current_state) },
	{ "delegate",  offsetof(struct event, previous_delegate) },
	{ "delegate",  offsetof(struct event, current_delegate) },
	{ "relation",  offsetof(struct event, previous_relation) },
	{ "relation",  offsetof(struct event, current_relation) },
	{ "check",     offsetof(struct event, check) },
	{ "comment",   offsetof(struct event, patch_comment) },
	{ "comment",   offsetof(struct event, cover_comment) },
};
/* clang-format on */

struct str
small_events(struct db *db, int64_t since)
{
	struct selection where = { .n = 0 };
	struct ordering by = { .n = 0 };
	struct event *v;
	struct buf b;
	size_t n;

	select_value(
	    &where, WHERE_FROM, (struct sql_text)SQL("e.id"), v_int(since + 1));
	CHECK_OK(list_page(db, test_arena(), &event_listing, &where, &by, 0,
	    1000, (void **)&v, &n));
	buf_init(&b, test_arena(), 1 << 20);
	for (size_t i = 0; i < n; i++) {
		buf_add(&b, v[i].category);
		buf_printf(&b, " %lld", (long long)v[i].project);
		for (size_t k = 0; k < COUNT(members); k++) {
			int64_t id = *(const int64_t *)((const char *)&v[i] +
			    members[k].at);

			if (id != 0)
				buf_printf(&b, " %s=%lld", members[k].name,
				    (long long)id);
		}
		buf_char(&b, '\n');
	}
	return buf_str(&b);
}
