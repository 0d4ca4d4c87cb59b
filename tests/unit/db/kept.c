/*
 * What triggers keep is what a recount finds, whatever is done to Patchwork's
 * tables, by whomever, by how many at once; and what is done to the triggers
 * is noticed.
 */
#include "db/kept.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/catalogue.h"
#include "db/migrate.h"
#include "fixture.h"
#include "test.h"

/* 2016-09-11 12:00:00 UTC */
#define NOW INT64_C(1473595200000000)

enum { PATCHES = 40, WRITERS = 4, STEPS = 150 };

static uint64_t seed;

static int64_t
any(int64_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (int64_t)((seed >> 33) % (uint64_t)n);
}

/* 0 now and then, for NULL. */
static struct value
any_ref(int64_t n)
{
	return v_ref(any(n + 1));
}

static void
fill(struct db *db)
{
	for (int64_t i = 1; i <= 3; i++) {
		CHECK_OK(db_exec(db, NULL,
		    "INSERT INTO auth_user (id, password, is_superuser,"
		    " username, first_name, last_name, email, is_staff,"
		    " is_active, date_joined)"
		    " VALUES (?, '', ?, ?, '', '', '', ?, ?, ?)",
		    VALS(v_int4(i), v_bool(false),
			v_str(str_f(test_arena(), "user%d", (int)i)),
			v_bool(false), v_bool(true), v_time(NOW))));
		CHECK_OK(db_exec(db, NULL,
		    "INSERT INTO patchwork_project (id, linkname, name, listid,"
		    " listemail, subject_match, web_url, scm_url, webscm_url,"
		    " list_archive_url, list_archive_url_format,"
		    " commit_url_format, send_notifications, use_tags,"
		    " show_dependencies) VALUES (?, ?, ?, ?, '', '', '', '',"
		    " '', '', '', '', ?, ?, ?)",
		    VALS(v_int4(i), v_str(str_f(test_arena(), "p%d", (int)i)),
			v_str(str_f(test_arena(), "p%d", (int)i)),
			v_str(str_f(test_arena(), "p%d", (int)i)),
			v_bool(false), v_bool(false), v_bool(false))));
	}
	CHECK_OK(db_exec(db, NULL,
	    "INSERT INTO patchwork_person (id, email)"
	    " VALUES (1, 'a@example.org')",
	    NO_VALS));
}

/* Neither the disk nor the pause before a deadlock is looked for. */
static void
hurry(struct db *db)
{
	CHECK_OK(db_script(db,
	    SQL2("PRAGMA synchronous = OFF", "SET deadlock_timeout = '10ms'")));
}

static struct db *
open_filled(void)
{
	struct db *db = fixture_open();

	hurry(db);
	CHECK_OK(migrate_apply(db, test_arena(), NOW, NULL));
	fill(db);
	return db;
}

/* One of all that writers do. Each is a statement, some of several rows. */
static enum err
add_patch(struct db *db)
{
	return db_exec(db, NULL,
	    "INSERT INTO patchwork_patch (id, msgid, date, headers, name,"
	    " project_id, submitter_id, archived, delegate_id, state_id)"
	    " VALUES (?, ?, ?, '', '', ?, 1, ?, ?, ?) ON CONFLICT DO NOTHING",
	    VALS(v_int4(1 + any(PATCHES)),
		v_str(str_f(test_arena(), "<%d>", (int)any(1 << 30))),
		v_time(NOW), v_int4(1 + any(3)), v_bool(any(2)), any_ref(3),
		any_ref(5)));
}

static enum err
change_patch(struct db *db)
{
	return db_exec(db, NULL,
	    "UPDATE patchwork_patch SET project_id = ?, archived = ?,"
	    " delegate_id = ?, state_id = ? WHERE id = ?",
	    VALS(v_int4(1 + any(3)), v_bool(any(2)), any_ref(3), any_ref(5),
		v_int4(1 + any(PATCHES))));
}

static enum err
change_patches(struct db *db)
{
	return db_exec(db, NULL,
	    "UPDATE patchwork_patch SET name = ?, state_id = ?"
	    " WHERE id % 3 = ?",
	    VALS(v_str(S("x")), any_ref(5), v_int4(any(3))));
}

static enum err
touch_patches(struct db *db)
{
	return db_exec(
	    db, NULL, "UPDATE patchwork_patch SET name = 'y'", NO_VALS);
}

/* As Django does: what refers to them first. */
static enum err
remove_patches(struct db *db)
{
	struct value rest = v_int4(any(7));
	enum err e;

	if ((e = db_exec(db, NULL,
		 "DELETE FROM patchwork_event WHERE patch_id % 7 = ?"
		 " OR created_check_id IN (SELECT id FROM patchwork_check"
		 " WHERE patch_id % 7 = ?)",
		 VALS(rest, rest))) != OK)
		return e;
	if ((e = db_exec(db, NULL,
		 "DELETE FROM patchwork_check WHERE patch_id % 7 = ?",
		 VALS(rest))) != OK)
		return e;
	return db_exec(db, NULL, "DELETE FROM patchwork_patch WHERE id % 7 = ?",
	    VALS(rest));
}

static enum err
add_checks(struct db *db)
{
	return db_exec(db, NULL,
	    "INSERT INTO patchwork_check (patch_id, user_id, date, state,"
	    " context) SELECT id, ?, ?, ?, ? FROM patchwork_patch"
	    " WHERE id % 5 = ?",
	    VALS(v_int4(1 + any(3)), v_time(NOW + any(3) * 1000),
		v_int2(any(4)),
		v_str(str_f(test_arena(), "context%d", (int)any(3))),
		v_int4(any(5))));
}

static enum err
change_checks(struct db *db)
{
	return db_exec(db, NULL,
	    "UPDATE patchwork_check SET state = ?, date = ?, patch_id ="
	    " (SELECT min(id) FROM patchwork_patch) WHERE id % 4 = ?"
	    " AND EXISTS (SELECT 1 FROM patchwork_patch)",
	    VALS(v_int2(any(4)), v_time(NOW + any(3) * 1000), v_int4(any(4))));
}

static enum err
remove_checks(struct db *db)
{
	return db_exec(db, NULL, "DELETE FROM patchwork_check WHERE id % 3 = ?",
	    VALS(v_int4(any(3))));
}

static enum err
add_mails(struct db *db)
{
	struct value project = v_int4(1 + any(3));
	enum err e;

	if ((e = db_exec(db, NULL,
		 "INSERT INTO patchwork_cover (msgid, date, headers, name,"
		 " project_id, submitter_id) VALUES (?, ?, '', '', ?, 1)",
		 VALS(v_str(str_f(test_arena(), "<%d>", (int)any(1 << 30))),
		     v_time(NOW), project))) != OK)
		return e;
	if ((e = db_exec(db, NULL,
		 "INSERT INTO patchwork_series (date, version, total,"
		 " project_id, submitter_id) VALUES (?, 1, 1, ?, 1)",
		 VALS(v_time(NOW), any_ref(3)))) != OK)
		return e;
	return db_exec(db, NULL,
	    "INSERT INTO patchwork_event (category, date, project_id)"
	    " VALUES ('cover-created', ?, ?), (?, ?, ?)",
	    VALS(v_time(NOW), project,
		any(2) ? v_str(S("cover-created")) : v_str(S("series-created")),
		v_time(NOW), project));
}

static enum err
change_mails(struct db *db)
{
	struct value id = v_int4(any(4));
	enum err e;

	if ((e = db_exec(db, NULL,
		 "UPDATE patchwork_cover SET project_id = ? WHERE id % 4 = ?",
		 VALS(v_int4(1 + any(3)), id))) != OK)
		return e;
	if ((e = db_exec(db, NULL,
		 "UPDATE patchwork_series SET project_id = ? WHERE id % 4 = ?",
		 VALS(any_ref(3), id))) != OK)
		return e;
	return db_exec(db, NULL,
	    "UPDATE patchwork_event SET category = 'patch-created'"
	    " WHERE id % 4 = ?",
	    VALS(id));
}

static enum err
remove_mails(struct db *db)
{
	struct value id = v_int4(any(4));
	enum err e;

	if ((e = db_exec(db, NULL,
		 "DELETE FROM patchwork_cover WHERE id % 4 = ?", VALS(id))) !=
		OK ||
	    (e = db_exec(db, NULL,
		 "DELETE FROM patchwork_series WHERE id % 4 = ?", VALS(id))) !=
		OK)
		return e;
	return db_exec(
	    db, NULL, "DELETE FROM patchwork_event WHERE id % 4 = ?", VALS(id));
}

static enum err
fold(struct db *db)
{
	return kept_fold(db, (enum kept)any(KEPT_COUNT));
}

typedef enum err step_fn(struct db *db);
static step_fn *const all_steps[] = { add_patch, add_patch, add_patch,
	change_patch, change_patches, touch_patches, remove_patches, add_checks,
	add_checks, change_checks, remove_checks, add_mails, add_mails,
	change_mails, remove_mails, fold };

/* A few steps in a transaction that may be rolled back, whole or in part.
 * What another's transaction stood against was rolled back. */
static enum err
transaction(struct db *db)
{
	enum err e = OK;

	CHECK_OK(db_begin(db));
	for (int64_t k = any(4); k >= 0 && e == OK; k--) {
		CHECK_OK(db_savepoint(db));
		e = all_steps[any(COUNT(all_steps))](db);
		if (e == OK && any(5) == 0)
			CHECK_OK(db_rollback_to(db));
		else if (e == OK)
			CHECK_OK(db_release(db));
	}
	if (e != OK || any(6) == 0) {
		db_rollback(db);
		return e;
	}
	return db_commit(db);
}

static void
check_kept(struct db *db, const char *when)
{
	struct difference *v;
	size_t n;

	for (enum kept i = 0; i < KEPT_COUNT; i++) {
		CHECK_OK(kept_compare(db, test_arena(), i, &v, &n));
		if (n > 0)
			fprintf(stderr, "%s, %s: %.*s: kept %d, truth %d\n",
			    when, kept_names[i], STR_ARG(v[0].what),
			    (int)v[0].kept, (int)v[0].truth);
		CHECK_INT(n, 0, kept_names[i]);
	}
}

TEST(a_storm_of_changes_is_followed)
{
	struct db *db = open_filled();
	int64_t patches = 0, checks = 0, events = 0;

	seed = 1;
	for (int i = 0; i < 3 * STEPS; i++) {
		CHECK_OK(transaction(db));
		if (i % 30 != 0)
			continue;
		check_kept(db, "storm");
		patches += fixture_count(db, "patchwork_patch");
		checks += fixture_count(db, "patchwork_check");
		events += fixture_count(db, "patchwork_event");
	}
	check_kept(db, "storm");
	CHECK(patches > 50 && checks > 50 && events > 50, "rows");
	db_close(db);
}

/* Of several writers one may be in another's way; it then did nothing. */
static int
write_in_child(uint64_t from)
{
	struct db *db;
	int done = 0;

	if (db_open(&(struct db_options){ .url = fixture_url() }, &db) != OK)
		return 1;
	hurry(db);
	seed = from;
	for (int i = 0; i < STEPS; i++) {
		enum err e = transaction(db);

		done += e == OK;
		if (e != OK && e != ERR_BUSY && e != ERR_NOT_FOUND &&
		    e != ERR_DUPLICATE) {
			fprintf(stderr, "writer: %s\n", err_message());
			return 1;
		}
	}
	db_close(db);
	return done < STEPS / 4;
}

static void
run_children(int (*fn)(uint64_t from))
{
	pid_t pids[WRITERS];

	for (int i = 0; i < WRITERS; i++)
		if ((pids[i] = fork()) == 0)
			_exit(fn((uint64_t)i + 11));
	for (int i = 0; i < WRITERS; i++) {
		int status = -1;

		CHECK_INT(waitpid(pids[i], &status, 0), pids[i], "wait");
		CHECK_INT(status, 0, "child");
	}
}

TEST(several_writers_at_once_are_followed)
{
	struct db *db = open_filled();

	db_close(db);
	run_children(write_in_child);
	db = fixture_connect(&(struct db_options){ .create = false });
	check_kept(db, "writers");
	db_close(db);
}

/* Results of one patch, as programs of a CI post them: all at once. */
static int
post_in_child(uint64_t from)
{
	struct db *db;

	if (db_open(&(struct db_options){ .url = fixture_url() }, &db) != OK)
		return 1;
	hurry(db);
	for (int i = 0; i < 25; i++)
		if (db_exec(db, NULL,
			"INSERT INTO patchwork_check (patch_id, user_id, date,"
			" state, context) VALUES (1, 1, ?, 1, ?)",
			VALS(v_time(NOW),
			    v_str(str_f(
				test_arena(), "c%d-%d", (int)from, i)))) != OK)
			return 1;
	db_close(db);
	return 0;
}

TEST(no_check_of_two_at_once_is_lost)
{
	struct db *db = open_filled();
	int64_t n;

	CHECK_OK(db_exec(db, NULL,
	    "INSERT INTO patchwork_patch (id, msgid, date, headers, name,"
	    " project_id, submitter_id, archived)"
	    " VALUES (1, '<1>', ?, '', '', 1, 1, ?)",
	    VALS(v_time(NOW), v_bool(false))));
	db_close(db);
	run_children(post_in_child);
	db = fixture_connect(&(struct db_options){ .create = false });
	CHECK_OK(db_int(db, &n,
	    "SELECT success FROM thimble_patch_check WHERE patch_id = 1",
	    NO_VALS));
	CHECK_INT(n, WRITERS * 25, "success");
	check_kept(db, "checks");
	db_close(db);
}

TEST(emptied_tables_keep_nothing)
{
	struct db *db = open_filled();
	int64_t n;

	seed = 3;
	for (int i = 0; i < STEPS; i++)
		CHECK_OK(transaction(db));
	CHECK_OK(db_script(db,
	    SQL2("DELETE FROM patchwork_event; DELETE FROM patchwork_check;"
		 "DELETE FROM patchwork_patch; DELETE FROM patchwork_series;"
		 "DELETE FROM patchwork_cover",
		"TRUNCATE patchwork_patch, patchwork_series, patchwork_cover"
		" RESTART IDENTITY CASCADE")));
	check_kept(db, "emptied");
	CHECK_OK(db_int(db, &n,
	    "SELECT COALESCE(sum(n), 0) FROM thimble_patch_total", NO_VALS));
	CHECK_INT(n, 0, "patches");
	for (int i = 0; i < STEPS; i++)
		CHECK_OK(transaction(db));
	check_kept(db, "filled again");
	db_close(db);
}

static size_t
apply(struct db *db)
{
	size_t n;

	CHECK_OK(migrate_apply(db, test_arena(), NOW, &n));
	return n;
}

static struct migration
look(struct db *db)
{
	struct migration m;

	CHECK_OK(migrate_read(db, test_arena(), &m));
	return m;
}

/* A storm while nothing of ours is there, and what is made of it then. */
TEST(a_database_that_was_used_without_us_is_counted)
{
	struct db *db = open_filled();
	size_t n;

	seed = 5;
	for (int i = 0; i < STEPS; i++)
		CHECK_OK(transaction(db));
	CHECK_OK(migrate_remove(db, test_arena(), false, &n));
	CHECK_INT(
	    fixture_count(db, "thimble_verified"), 0, "nothing is verified");
	for (int i = 0; i < STEPS; i++) {
		CHECK_OK(add_patch(db));
		CHECK_OK(add_checks(db));
		CHECK_OK(add_mails(db));
		CHECK_OK(change_patches(db));
		CHECK_OK(remove_checks(db));
	}
	apply(db);
	CHECK_INT(look(db).missing, 0, "missing");
	check_kept(db, "counted anew");
	CHECK_OK(migrate_remove(db, test_arena(), true, &n));
	apply(db);
	check_kept(db, "counted from nothing");
	for (int i = 0; i < STEPS; i++)
		CHECK_OK(transaction(db));
	check_kept(db, "followed after that");
	db_close(db);
}

TEST(what_is_wrong_is_found_and_mended)
{
	struct db *db = open_filled();
	struct difference *v;
	size_t n;

	seed = 7;
	for (int i = 0; i < STEPS; i++)
		CHECK_OK(transaction(db));
	CHECK_OK(add_mails(db));
	CHECK_OK(add_patch(db));
	CHECK_OK(db_script(db,
	    "UPDATE thimble_patch_total SET n = n + 1;"
	    "DELETE FROM thimble_cover_total;"
	    "INSERT INTO thimble_series_total (project_id, n) VALUES (77, 1);"
	    "UPDATE thimble_event_total SET category = 'z' || category;"
	    "DELETE FROM thimble_check;"
	    "INSERT INTO thimble_check (patch_id, user_id, context, date, id,"
	    " state) VALUES (1, 1, 'x', '2026-01-01 00:00:00', 7777, 0);"
	    "INSERT INTO thimble_patch_check VALUES (88, 1, 1, 1, 1);"));
	for (enum kept i = 0; i < KEPT_COUNT; i++) {
		CHECK_OK(kept_compare(db, test_arena(), i, &v, &n));
		CHECK(n > 0, kept_names[i]);
	}
	for (enum kept i = 0; i < KEPT_COUNT; i++)
		CHECK_OK(kept_mend(db, i));
	check_kept(db, "mended");
	db_close(db);
}

TEST(a_trigger_that_is_gone_is_made_again_and_all_counted)
{
	struct db *db = open_filled();

	CHECK_OK(db_script(db,
	    "DROP TRIGGER thimble_patch_total_add" SQL2(
		"", " ON patchwork_patch")));
	CHECK_OK(add_patch(db));
	CHECK_INT(look(db).missing, 1, "missing");
	CHECK_INT(apply(db), 1, "made");
	check_kept(db, "made again");
	db_close(db);
}

/* By somebody else: what was written before that is not known. */
TEST(a_trigger_that_was_made_by_another_is_noticed)
{
	struct db *db = open_filled();

	CHECK_OK(add_patch(db));
	CHECK_OK(db_script(db,
	    SQL2("CREATE TABLE t (sql text);"
		 "DROP TRIGGER thimble_cover_total_remove;"
		 "CREATE TRIGGER thimble_cover_total_remove AFTER DELETE ON"
		 " patchwork_cover FOR EACH ROW BEGIN SELECT 1; END",
		"DROP TRIGGER thimble_cover_total_remove ON patchwork_cover;"
		"CREATE TRIGGER thimble_cover_total_remove AFTER DELETE ON"
		" patchwork_cover REFERENCING OLD TABLE AS old_rows"
		" FOR EACH STATEMENT EXECUTE FUNCTION thimble_cover_total()")));
	CHECK_OK(db_script(db, "DELETE FROM thimble_patch_total"));
	CHECK_INT(look(db).missing, 1, "missing");
	CHECK(strcmp(look(db).first, "thimble_verified") == 0, "its name");
	apply(db);
	CHECK_INT(look(db).missing, 0, "missing");
	check_kept(db, "counted anew");
	db_close(db);
}

/* Outer conflict clauses reach into bodies. */
TEST_ON_SQLITE(insert_or_ignore_counts_what_it_inserts)
{
	struct db *db = open_filled();

	for (int i = 0; i < 2; i++)
		for (int64_t id = 1; id < 5; id++)
			CHECK_OK(db_exec(db, NULL,
			    "INSERT OR IGNORE INTO patchwork_patch (id, msgid,"
			    " date, headers, name, project_id, submitter_id,"
			    " archived) VALUES (?, ?, ?, '', '', 1, 1, 0)",
			    VALS(v_int4(id),
				v_str(str_f(test_arena(), "<%d>", (int)id)),
				v_time(NOW))));
	CHECK_OK(db_exec(db, NULL,
	    "UPDATE OR REPLACE patchwork_patch SET"
	    " state_id = 3",
	    NO_VALS));
	check_kept(db, "or ignore");
	db_close(db);
}

/* As Django changes a table on SQLite; with what is ours in place. */
TEST_ON_SQLITE(a_rebuild_of_a_table_passes_and_is_noticed)
{
	static const char *const tables[] = { "patch", "check", "event",
		"cover", "series" };
	struct db *db = open_filled();

	seed = 9;
	for (int i = 0; i < STEPS; i++)
		CHECK_OK(transaction(db));
	CHECK_OK(db_script(db, "PRAGMA foreign_keys = OFF"));
	for (size_t i = 0; i < COUNT(tables); i++) {
		const char *t = tables[i];

		CHECK_OK(db_script(db,
		    str_f(test_arena(),
			"BEGIN; CREATE TABLE new__patchwork_%s AS"
			" SELECT * FROM patchwork_%s;"
			"DROP TABLE patchwork_%s;"
			"ALTER TABLE new__patchwork_%s RENAME TO patchwork_%s;"
			"ALTER TABLE patchwork_%s ADD COLUMN more integer;"
			"ALTER TABLE patchwork_%s RENAME COLUMN more TO less;"
			"ALTER TABLE patchwork_%s DROP COLUMN less; COMMIT",
			t, t, t, t, t, t, t, t)
			.p));
	}
	CHECK_OK(db_exec(
	    db, NULL, "DELETE FROM patchwork_patch WHERE id < 9", NO_VALS));
	CHECK(look(db).missing >= 15, "missing");
	apply(db);
	CHECK_INT(look(db).missing, 0, "missing");
	check_kept(db, "rebuilt");
	db_close(db);
}

/* As Django changes one on PostgreSQL. */
TEST_ON_PG(tables_may_be_altered_under_the_triggers)
{
	struct db *db = open_filled();

	CHECK_OK(db_script(db,
	    "ALTER TABLE patchwork_patch ALTER COLUMN name TYPE varchar(300);"
	    "ALTER TABLE patchwork_patch ALTER COLUMN state_id TYPE bigint;"
	    "ALTER TABLE patchwork_patch ADD COLUMN more integer NULL;"
	    "ALTER TABLE patchwork_patch RENAME COLUMN more TO less;"
	    "ALTER TABLE patchwork_patch DROP COLUMN less;"
	    "ALTER TABLE patchwork_patch DROP COLUMN pull_url;"
	    "ALTER TABLE patchwork_check ALTER COLUMN context TYPE text;"
	    "ALTER TABLE patchwork_check ALTER COLUMN id TYPE bigint;"
	    "ALTER TABLE patchwork_event ALTER COLUMN category"
	    " TYPE varchar(40)"));
	seed = 13;
	for (int i = 0; i < STEPS; i++)
		CHECK_OK(transaction(db));
	check_kept(db, "altered");
	db_close(db);
}

TEST_ON_PG(a_role_with_rights_on_patchworks_tables_alone_is_followed)
{
	struct db *db = open_filled();

	CHECK_OK(db_script(db,
	    "DROP ROLE IF EXISTS thimble_test_kept;"
	    "CREATE ROLE thimble_test_kept;"
	    "GRANT SELECT, INSERT, UPDATE, DELETE ON patchwork_patch,"
	    " patchwork_check, patchwork_event, patchwork_cover,"
	    " patchwork_series TO thimble_test_kept;"
	    "CREATE SCHEMA elsewhere; SET search_path = elsewhere, public;"
	    "SET ROLE thimble_test_kept"));
	CHECK_OK(add_patch(db));
	CHECK_OK(change_patches(db));
	CHECK_OK(add_checks(db));
	CHECK_OK(remove_checks(db));
	CHECK_OK(remove_patches(db));
	CHECK_OK(db_script(db,
	    "RESET ROLE; RESET search_path; DROP OWNED BY thimble_test_kept;"
	    "DROP ROLE thimble_test_kept"));
	check_kept(db, "by another role");
	db_close(db);
}
