/* Relations of patches (spec/rest-api.md 14.6, rules 2 to 4). */
#include <pthread.h>

#include "base/time.h"
#include "model/patch.h"
#include "model/patch_change.h"
#include "small.h"
#include "test.h"

#define LATER (NOW + TIME_DAY)

static enum err
relate(struct db *db, int64_t id, struct ids ids)
{
	return patch_relate(db, test_arena(), id, ids.v, ids.n, ANN, LATER);
}

#define IDS(...)                                         \
	((struct ids){ (const int64_t[]){ __VA_ARGS__ }, \
	    sizeof((const int64_t[]){ __VA_ARGS__ }) / sizeof(int64_t) })
#define NONE ((struct ids){ NULL, 0 })

/* The relation of each of the five patches, "1 1 0 0 0". */
static struct str
relations(struct db *db)
{
	struct buf b;

	buf_init(&b, test_arena(), 100);
	for (int64_t id = 1; id <= 5; id++) {
		struct patch p;

		CHECK_OK(patch_get(db, test_arena(), id, &p));
		buf_printf(
		    &b, "%s%lld", id > 1 ? " " : "", (long long)p.related);
	}
	return buf_str(&b);
}

TEST(two_patches_make_a_relation)
{
	struct db *db = small_open();
	int64_t before = small_last_event(db);

	CHECK_OK(relate(db, 1, IDS(3)));
	CHECK_STR(relations(db), "1 0 1 0 0", "related");
	CHECK_STR(small_events(db, before),
	    "patch-relation-changed 1 actor=1 patch=1 relation=1\n"
	    "patch-relation-changed 1 patch=3 relation=1\n",
	    "the caller is the actor of its own patch alone");
	db_close(db);
}

TEST(patches_join_and_are_never_removed_by_it)
{
	struct db *db = small_open();
	int64_t before;

	CHECK_OK(relate(db, 1, IDS(3)));
	before = small_last_event(db);
	CHECK_OK(relate(db, 1, IDS(4)));
	CHECK_STR(relations(db), "1 0 1 1 0", "across projects");
	CHECK_STR(small_events(db, before),
	    "patch-relation-changed 2 patch=4 relation=1\n", "only who joined");
	before = small_last_event(db);
	CHECK_OK(relate(db, 5, IDS(1)));
	CHECK_STR(relations(db), "1 0 1 1 1", "joins the other's");
	CHECK_STR(small_events(db, before),
	    "patch-relation-changed 1 actor=1 patch=5 relation=1\n", "event");
	before = small_last_event(db);
	CHECK_OK(relate(db, 1, IDS(1, 3, 3)));
	CHECK_STR(small_events(db, before), "", "nobody new");
	CHECK_INT(fixture_count(db, "patchwork_patchrelation"), 1, "relations");
	db_close(db);
}

TEST(oneself_alone_is_a_relation_too)
{
	struct db *db = small_open();

	CHECK_OK(relate(db, 2, IDS(2)));
	CHECK_STR(relations(db), "0 1 0 0 0", "of one");
	CHECK_OK(relate(db, 2, NONE));
	CHECK_STR(relations(db), "0 0 0 0 0", "and gone");
	CHECK_INT(fixture_count(db, "patchwork_patchrelation"), 0, "relations");
	db_close(db);
}

static void *
leave_meanwhile(void *arg)
{
	struct arena *a = arena_open();
	enum err *e = arg;
	struct db *db;

	if ((*e = db_open(&(struct db_options){ .url = fixture_url() }, &db)) ==
	    OK) {
		*e = patch_relate(db, a, 1, NULL, 0, ANN, LATER);
		db_close(db);
	}
	arena_close(a);
	return NULL;
}

TEST_ON_PG(who_leaves_waits_for_who_joins)
{
	struct db *db = small_open();
	pthread_t other;
	int64_t waiting;
	enum err e;

	CHECK_OK(relate(db, 1, IDS(3)));
	CHECK_OK(db_begin(db));
	CHECK_OK(relate(db, 4, IDS(1)));
	CHECK(pthread_create(&other, NULL, leave_meanwhile, &e) == 0, "thread");
	for (waiting = 0; waiting == 0;)
		CHECK_OK(db_int(db, &waiting,
		    "SELECT count(*) FROM pg_locks WHERE NOT granted",
		    NO_VALS));
	CHECK_OK(db_commit(db));
	CHECK(pthread_join(other, NULL) == 0, "thread");
	CHECK_OK(e);
	CHECK_STR(relations(db), "0 0 1 1 0", "two are left");
	db_close(db);
}

TEST(several_relations_conflict)
{
	struct db *db = small_open();
	int64_t before;

	CHECK_OK(relate(db, 1, IDS(2)));
	CHECK_OK(relate(db, 3, IDS(4)));
	before = small_last_event(db);
	CHECK_INT(relate(db, 1, IDS(3)), ERR_CONFLICT, "two");
	CHECK_INT(relate(db, 5, IDS(1, 4)), ERR_CONFLICT, "of the proposed");
	CHECK_INT(relate(db, 1, IDS(5, 4)), ERR_CONFLICT, "two");
	CHECK_STR(relations(db), "1 1 2 2 0", "nothing has changed");
	CHECK_STR(small_events(db, before), "", "no event");
	db_close(db);
}

TEST(patches_that_are_not_there_are_told)
{
	struct db *db = small_open();

	CHECK_INT(relate(db, 99, IDS(1)), ERR_NOT_FOUND, "this");
	CHECK_INT(relate(db, 99, NONE), ERR_NOT_FOUND, "this");
	CHECK_INT(relate(db, 1, IDS(2, 99)), ERR_NOT_FOUND, "other");
	CHECK_INT(relate(db, 1, IDS(INT64_C(1) << 40)), ERR_NOT_FOUND, "huge");
	CHECK_STR(relations(db), "0 0 0 0 0", "nothing has changed");
	CHECK_INT(fixture_count(db, "patchwork_patchrelation"), 0, "relations");
	db_close(db);
}

TEST(leaving_keeps_the_others_together)
{
	struct db *db = small_open();
	int64_t before;

	CHECK_OK(relate(db, 1, IDS(2, 3)));
	before = small_last_event(db);
	CHECK_OK(relate(db, 1, NONE));
	CHECK_STR(relations(db), "0 1 1 0 0", "left");
	CHECK_STR(small_events(db, before),
	    "patch-relation-changed 1 actor=1 patch=1 relation=1\n", "event");
	before = small_last_event(db);
	CHECK_OK(relate(db, 1, NONE));
	CHECK_STR(small_events(db, before), "", "nothing to leave");
	db_close(db);
}

TEST(of_two_both_are_free_when_one_leaves)
{
	struct db *db = small_open();
	int64_t before = small_last_event(db);

	CHECK_OK(relate(db, 1, IDS(4)));
	CHECK_OK(relate(db, 4, NONE));
	CHECK_STR(relations(db), "0 0 0 0 0", "free");
	CHECK_INT(fixture_count(db, "patchwork_patchrelation"), 0, "relations");
	/* The relation is gone, and its id from the events with it. */
	CHECK_STR(small_events(db, before),
	    "patch-relation-changed 1 actor=1 patch=1\n"
	    "patch-relation-changed 2 patch=4\n"
	    "patch-relation-changed 2 actor=1 patch=4\n"
	    "patch-relation-changed 1 patch=1\n",
	    "events");
	db_close(db);
}

TEST(a_relation_has_a_budget_of_statements)
{
	struct db *db = small_open();
	int64_t before = db_statements(db);

	CHECK_OK(relate(db, 1, IDS(2, 3)));
	CHECK_INT(db_statements(db) - before, 10,
	    "begin, look, relation, two for each of three, commit");
	before = db_statements(db);
	CHECK_OK(relate(db, 1, IDS(2, 3)));
	CHECK_INT(db_statements(db) - before, 3, "begin, look, commit");
	db_close(db);
}

TEST(related_patches_are_listed_by_relation_and_date)
{
	struct db *db = small_open();
	struct patch *v;
	size_t n;

	CHECK_OK(relate(db, 5, IDS(3)));
	CHECK_OK(relate(db, 2, IDS(1, 4)));
	CHECK_OK(patch_list_related(db, test_arena(), IDS(1, 2), &v, &n));
	CHECK_STR(small_ids(v, n, sizeof(*v)), "3 5 1 2 4", "members");
	db_close(db);
}
