/*
 * Databases that others made: Patchwork's in the shapes that installations
 * have, older and newer ones, other programs', damaged ones, ones that may
 * not be written.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/catalogue.h"
#include "fixture.h"
#include "test.h"

/* 2016-09-11 12:00:00 UTC */
#define NOW INT64_C(1473595200000000)

/* These tests change the schema, so each has one made for it. */
static struct db *
open_migrated(void)
{
	struct db *db = fixture_open();

	CHECK_OK(migrate_apply(db, test_arena(), NOW, NULL));
	return db;
}

/* What Patchwork itself would have made: nothing of ours. */
static struct db *
open_patchwork(void)
{
	struct db *db = open_migrated();
	size_t n;

	CHECK_OK(migrate_remove(db, test_arena(), true, &n));
	return db;
}

static struct migration
look(struct db *db)
{
	struct migration m;

	CHECK_OK(migrate_read(db, test_arena(), &m));
	return m;
}

static size_t
apply(struct db *db)
{
	size_t n;

	CHECK_OK(migrate_apply(db, test_arena(), NOW, &n));
	return n;
}

/* Both refuse, with these words in the message. */
static void
check_refused(struct db *db, const char *words)
{
	struct migration m;

	CHECK_INT(migrate_read(db, test_arena(), &m), ERR_CONFIG, words);
	CHECK(strstr(err_message(), words) != NULL, err_message());
	CHECK_INT(
	    migrate_apply(db, test_arena(), NOW, NULL), ERR_CONFIG, words);
	CHECK(strstr(err_message(), words) != NULL, err_message());
}

TEST(a_database_of_patchwork_gets_what_is_ours)
{
	struct db *db = open_patchwork();
	struct migration m = look(db);
	int64_t n;

	CHECK(!m.empty, "not empty");
	CHECK_INT(m.missing, fixture_steps(), "all of ours");
	CHECK(strcmp(m.first, steps[0].name) == 0, "the first");
	CHECK_INT(apply(db), fixture_steps(), "made");
	CHECK_INT(look(db).missing, 0, "nothing is missing");
	CHECK_OK(
	    db_int(db, &n, "SELECT count(*) FROM django_migrations", NO_VALS));
	CHECK_INT(n, 73, "rows stay as they were");
	db_close(db);
}

/* clang-format off */
/* Created under an old Django and changed by hand: serial ids, names that
 * nobody expects, tables of others. */
static const char old_shape[] = SQL2(
	"DROP INDEX patch_covering_idx;"
	"DROP INDEX patchwork_check_patch_id_e517f972;"
	"CREATE INDEX whatever ON patchwork_check (patch_id);"
	"CREATE TABLE debug_toolbar_historyentry (id integer);"
	"CREATE TABLE patchwork_submission_old (id integer PRIMARY KEY);",
	"DO $$ DECLARE r record; n int := 0; BEGIN"
	" FOR r IN SELECT c.relname AS t FROM pg_class c"
	"  JOIN pg_attribute a ON a.attrelid = c.oid"
	"  WHERE a.attname = 'id' AND a.attidentity = 'd' AND c.relkind = 'r'"
	" LOOP"
	"  EXECUTE format('ALTER TABLE %I ALTER id DROP IDENTITY', r.t);"
	"  EXECUTE format('CREATE SEQUENCE %I OWNED BY %I.id',"
	"   'serial_of_' || r.t, r.t);"
	"  EXECUTE format('ALTER TABLE %I ALTER id SET DEFAULT nextval(%L)',"
	"   r.t, 'serial_of_' || r.t);"
	"  EXECUTE format('SELECT setval(%L, COALESCE(max(id), 0) + 1, false)"
	"   FROM %I', 'serial_of_' || r.t, r.t);"
	" END LOOP;"
	" FOR r IN SELECT k.conname AS k, c.relname AS t FROM pg_constraint k"
	"  JOIN pg_class c ON c.oid = k.conrelid"
	"  WHERE c.relnamespace = 'public'::regnamespace"
	" LOOP n := n + 1;"
	"  EXECUTE format('ALTER TABLE %I RENAME CONSTRAINT %I TO %I',"
	"   r.t, r.k, 'rule_' || n);"
	" END LOOP; END $$;"
	"DROP INDEX patch_covering_idx;"
	"CREATE TABLE debug_toolbar_historyentry (id integer);"
	"CREATE TABLE patchwork_submission_old (id serial PRIMARY KEY);");
/* clang-format on */

static int64_t
add_relation(struct db *db, int64_t id)
{
	int64_t got;

	if (id != 0) {
		CHECK_OK(db_exec(db, NULL,
		    "INSERT INTO patchwork_patchrelation (id) VALUES (?)",
		    VALS(v_int4(id))));
		return id;
	}
	CHECK_OK(db_insert(db, &got,
	    "INSERT INTO patchwork_patchrelation" SQL2(
		" (id) VALUES (NULL)", " DEFAULT VALUES"),
	    NO_VALS));
	return got;
}

TEST(names_and_sorts_of_ids_do_not_matter)
{
	struct db *db = open_patchwork();

	CHECK_OK(db_script(db, old_shape));
	CHECK_INT(look(db).missing, fixture_steps(), "all of ours");
	CHECK_INT(apply(db), fixture_steps(), "made");
	CHECK_INT(look(db).missing, 0, "nothing is missing");
	CHECK_INT(add_relation(db, 0), 1, "ids count");
	add_relation(db, 7);
	CHECK_INT(apply(db), 0, "made");
	CHECK_INT(add_relation(db, 0), 8, "sequences of serial ids are raised");
	db_close(db);
}

TEST(an_older_patchwork_is_refused)
{
	struct db *db = open_patchwork();

	CHECK_OK(db_exec(db, NULL,
	    "DELETE FROM django_migrations WHERE name LIKE '0048%'", NO_VALS));
	check_refused(db, "0048_series_dependencies");
	check_refused(db, "0047_add_database_indexes");
	db_close(db);
}

TEST(a_newer_patchwork_is_told)
{
	struct db *db = open_patchwork();

	CHECK_OK(db_exec(db, NULL,
	    "INSERT INTO django_migrations (app, name, applied) VALUES"
	    " ('patchwork', '0049_more', ?), ('patchwork', '0050_most', ?),"
	    " ('other', '0099_theirs', ?)",
	    VALS(v_time(NOW), v_time(NOW), v_time(NOW))));
	CHECK_STR(look(db).newer, "0050_most", "the last of Patchwork's");
	CHECK_INT(apply(db), fixture_steps(), "migrated all the same");
	db_close(db);
}

TEST(another_program_of_django_is_refused)
{
	struct db *db = open_patchwork();

	CHECK_OK(db_exec(db, NULL,
	    "DELETE FROM django_migrations WHERE app = 'patchwork'", NO_VALS));
	check_refused(db, "another program");
	db_close(db);
}

TEST(half_a_database_is_refused)
{
	struct db *db = open_patchwork();

	CHECK_OK(db_script(db, "DROP TABLE django_migrations"));
	check_refused(db, "not whole");
	db_close(db);
}

TEST(tables_of_others_do_not_stand_in_the_way)
{
	struct db *db = fixture_open();

	CHECK_OK(db_script(db,
	    "CREATE TABLE accounts (id integer);"
	    "CREATE TABLE authors (id integer);"
	    "CREATE TABLE thimbles (id integer)"));
	CHECK(look(db).empty, "empty to us");
	CHECK_INT(apply(db), fixture_steps(), "made");
	db_close(db);
}

TEST(a_newer_thimble_is_refused_but_can_be_removed)
{
	struct db *db = open_migrated();
	size_t n;

	CHECK_OK(db_exec(db, NULL, "UPDATE thimble_schema SET version = ?",
	    VALS(v_int4(SCHEMA_VERSION + 1))));
	check_refused(db, "newer Thimble");
	CHECK_OK(migrate_remove(db, test_arena(), true, &n));
	CHECK_INT(apply(db), fixture_steps(), "made anew");
	db_close(db);
}

TEST(what_was_dropped_is_made_again)
{
	struct db *db = open_migrated();

	CHECK_OK(db_script(db, "DROP INDEX thimble_person_email"));
	CHECK_INT(look(db).missing, 1, "missing");
	CHECK(strcmp(look(db).first, "thimble_person_email") == 0, "its name");
	CHECK_INT(apply(db), 1, "made");
	CHECK_INT(look(db).missing, 0, "missing");
	db_close(db);
}

/* Or SQLite would take it for the best, whatever it is asked. */
TEST_ON_SQLITE(an_index_beside_analysed_ones_is_analysed)
{
	struct db *db = open_migrated();
	int64_t n;

	CHECK_OK(db_script(db,
	    "INSERT INTO patchwork_person (email) VALUES ('a@example.org');"
	    "ANALYZE; DROP INDEX thimble_person_email"));
	CHECK_INT(apply(db), 1, "made");
	CHECK_OK(db_int(db, &n,
	    "SELECT count(*) FROM sqlite_stat1"
	    " WHERE idx = 'thimble_person_email'",
	    NO_VALS));
	CHECK_INT(n, 1, "analysed");
	db_close(db);
}

TEST(what_an_earlier_version_made_is_made_anew)
{
	struct step index = { STEP_INDEX, ON_BOTH, 3, "thimble_x", "", "" };
	struct step table = { STEP_TABLE, ON_BOTH, 3, "thimble_t", "", NULL };
	struct object there[] = { { S("index"), S("thimble_x"), S(""), true },
		{ S("table"), S("thimble_t"), S(""), true } };
	struct catalogue s = { .objects = there, .nobjects = COUNT(there) };
	struct db *db = fixture_open();

	s.version = 3;
	CHECK(!catalogue_needs(db, &s, &index), "of this version");
	s.version = 2;
	CHECK(catalogue_needs(db, &s, &index), "of an earlier one");
	CHECK(!catalogue_needs(db, &s, &table), "tables keep their rows");
	s.version = 0;
	CHECK(!catalogue_needs(db, &s, &index), "made by an administrator");
	there[0].valid = false;
	CHECK(catalogue_needs(db, &s, &index), "damaged");
	index.engines = fixture_is_pg() ? ON_SQLITE : ON_PG;
	CHECK(!catalogue_needs(db, &s, &index), "of the other engine");
	db_close(db);
}

TEST_ON_PG(an_index_that_was_left_invalid_is_made_anew)
{
	struct db *db = open_migrated();
	int64_t n;

	CHECK_OK(db_exec(db, NULL,
	    "UPDATE pg_index SET indisvalid = false WHERE indexrelid ="
	    " 'thimble_person_email'::regclass",
	    NO_VALS));
	CHECK_INT(look(db).missing, 1, "missing");
	CHECK_INT(apply(db), 1, "made");
	CHECK_OK(db_int(db, &n,
	    "SELECT indisvalid FROM pg_index WHERE indexrelid ="
	    " 'thimble_person_email'::regclass",
	    NO_VALS));
	CHECK_INT(n, 1, "valid");
	db_close(db);
}

TEST(sequences_that_lag_are_raised)
{
	struct db *db = open_patchwork();

	add_relation(db, 1); /* where the sequence has not begun */
	apply(db);
	CHECK_INT(add_relation(db, 0), 2, "after the first");
	add_relation(db, 100);
	apply(db);
	CHECK_INT(add_relation(db, 0), 101, "after the last");
	CHECK_OK(db_exec(db, NULL,
	    "DELETE FROM patchwork_patchrelation WHERE id > 2", NO_VALS));
	apply(db);
	CHECK_INT(add_relation(db, 0), 102, "never lowered");
	db_close(db);
}

static void
add_role(struct db *db)
{
	CHECK_OK(db_script(db,
	    "DROP ROLE IF EXISTS thimble_test_shape;"
	    "CREATE ROLE thimble_test_shape;"
	    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "
	    "public"
	    " TO thimble_test_shape;"
	    "SET ROLE thimble_test_shape"));
}

static void
drop_role(struct db *db)
{
	CHECK_OK(db_script(db,
	    "RESET ROLE; DROP OWNED BY thimble_test_shape;"
	    "DROP ROLE thimble_test_shape"));
}

TEST_ON_PG(a_role_without_rights_is_told_what_to_run)
{
	struct db *db = fixture_open();

	add_role(db);
	CHECK(look(db).empty, "empty");
	CHECK_INT(
	    migrate_apply(db, test_arena(), NOW, NULL), ERR_CONFIG, "empty");
	CHECK(strstr(err_message(), "empty") != NULL &&
		strstr(err_message(), "thimble migrate") != NULL,
	    err_message());
	drop_role(db);

	apply(db);
	CHECK_OK(db_script(db, "DROP INDEX thimble_person_email"));
	add_role(db);
	CHECK_INT(look(db).missing, 1, "missing");
	CHECK_INT(
	    migrate_apply(db, test_arena(), NOW, NULL), ERR_CONFIG, "index");
	CHECK(strstr(err_message(), "thimble_person_email") != NULL &&
		strstr(err_message(), "thimble migrate") != NULL,
	    err_message());
	drop_role(db);
	CHECK_INT(apply(db), 1, "its owner may");
	add_role(db);
	CHECK_INT(apply(db), 0, "nothing to do");
	drop_role(db);
	db_close(db);
}

/* A child with a transaction that has written and takes so long. */
static pid_t
hold_lock(int ms)
{
	int ready[2];
	struct db *db;
	pid_t pid;
	char c;

	CHECK_INT(pipe(ready), 0, "pipe");
	if ((pid = fork()) != 0) {
		close(ready[1]);
		CHECK_INT(read(ready[0], &c, 1), 1, "the child is ready");
		close(ready[0]);
		return pid;
	}
	if (db_open(&(struct db_options){ .url = fixture_url() }, &db) != OK ||
	    db_begin(db) != OK ||
	    db_exec(db, NULL, "UPDATE patchwork_person SET name = name",
		NO_VALS) != OK)
		_exit(1);
	if (write(ready[1], "x", 1) != 1)
		_exit(1);
	usleep((useconds_t)ms * 1000);
	_exit(db_commit(db) != OK);
}

static void
wait_for(pid_t pid)
{
	int status = -1;

	CHECK_INT(waitpid(pid, &status, 0), pid, "wait");
	CHECK_INT(status, 0, "child");
}

TEST(a_writer_is_waited_for)
{
	struct db *db = open_migrated();
	pid_t pid;

	CHECK_OK(db_script(db, "DROP INDEX thimble_person_email"));
	db_close(db);
	pid = hold_lock(300);
	db = fixture_connect(&(struct db_options){ .create = true });
	CHECK_INT(apply(db), 1, "made");
	db_close(db);
	wait_for(pid);
}

TEST(a_writer_who_never_ends_is_no_reason_to_hang)
{
	struct db *db = open_migrated();
	pid_t pid;

	CHECK_OK(db_script(db, "DROP INDEX thimble_person_email"));
	db_close(db);
	pid = hold_lock(20000);
	db = fixture_connect(&(struct db_options){ .busy_ms = 50 });
	CHECK_INT(migrate_apply(db, test_arena(), NOW, NULL), ERR_BUSY, "busy");
	db_close(db);
	CHECK_INT(kill(pid, SIGKILL), 0, "kill");
	CHECK_INT(waitpid(pid, NULL, 0), pid, "wait");
}

TEST(a_complete_database_opens_read_only)
{
	struct db *db = open_migrated();

	db_close(db);
	db = fixture_connect(&(struct db_options){ .read_only = true });
	CHECK_INT(look(db).missing, 0, "complete");
	db_close(db);
}

TEST(an_empty_database_that_is_read_only_is_told)
{
	struct db *db = fixture_open();
	enum err want = fixture_is_pg() ? ERR_BUSY : ERR_CONFIG;

	if (!fixture_is_pg()) /* a file of no bytes is empty too */
		CHECK_OK(db_script(db, "CREATE TABLE other (id integer)"));
	db_close(db);
	db = fixture_connect(
	    &(struct db_options){ .read_only = true, .busy_ms = 50 });
	CHECK(look(db).empty, "empty");
	CHECK_INT(migrate_apply(db, test_arena(), NOW, NULL), want, "refused");
	CHECK(strstr(err_message(), fixture_is_pg() ? "read-only" : "empty") !=
		NULL,
	    err_message());
	db_close(db);
}

static int
open_as_nobody(void)
{
	struct arena *a = arena_open();
	struct migration m;
	struct db *db;

	if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
		return 1;
	if (db_open(&(struct db_options){ .url = fixture_url() }, &db) != OK ||
	    migrate_read(db, a, &m) != OK || m.missing != 0) {
		fprintf(stderr, "child: %s\n", err_message());
		return 1;
	}
	if (db_exec(db, NULL, "DELETE FROM patchwork_tag", NO_VALS) !=
	    ERR_CONFIG)
		return 1;
	db_close(db);
	arena_close(a);
	return 0;
}

TEST_ON_SQLITE(a_file_that_may_not_be_written_opens)
{
	static const char *const modes[] = { "DELETE", "WAL" };

	for (size_t i = 0; i < COUNT(modes); i++) {
		struct db *db = open_migrated();
		char folder[256];
		pid_t pid;

		if (i == 0)
			CHECK_OK(db_script(db, "PRAGMA journal_mode = DELETE"));
		db_close(db);
		snprintf(folder, sizeof(folder), "%s",
		    fixture_url() + strlen("sqlite:"));
		CHECK_INT(chmod(folder, 0444), 0, "file");
		*strrchr(folder, '/') = '\0';
		CHECK_INT(chmod(folder, 0777), 0, "folder");
		if ((pid = fork()) == 0)
			_exit(open_as_nobody());
		wait_for(pid);
	}
}
