/* Databases of their own for tests, on the engine the environment names. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libpq-fe.h>

#include "base/time.h"
#include "db/migrate.h"
#include "db/steps.h"
#include "test.h"

static char folder[64];
static char url[1024];
static pid_t owner;

static const char *
server(void)
{
	const char *text = getenv("THIMBLE_TEST_PG");

	return text != NULL && text[0] != '\0' ? text : NULL;
}

bool
fixture_is_pg(void)
{
	return server() != NULL;
}

size_t
fixture_steps(void)
{
	size_t n = 0;

	for (size_t i = 0; i < nsteps; i++)
		n += (steps[i].engines &
			 (fixture_is_pg() ? ON_PG : ON_SQLITE)) != 0;
	return n;
}

static bool
run_on(const char *where, const char *text)
{
	PGconn *h = PQconnectdb(where);
	PGresult *r;
	bool ok;

	PQclear(PQexec(h, "SET client_min_messages = error"));
	r = PQexec(h, text);
	ok = PQresultStatus(r) == PGRES_COMMAND_OK ||
	    PQresultStatus(r) == PGRES_TUPLES_OK;
	if (!ok)
		fprintf(stderr, "fixture: %s", PQerrorMessage(h));
	PQclear(r);
	PQfinish(h);
	return ok;
}

static void
on_server(const char *before, const char *after)
{
	char text[200];

	snprintf(text, sizeof(text), "%s thimble_test_%d %s", before,
	    (int)owner, after);
	(void)run_on(server(), text);
}

static void
remove_files(void)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
	char path[128];

	for (size_t i = 0; i < COUNT(ends); i++) {
		snprintf(path, sizeof(path), "%s/t.db%s", folder, ends[i]);
		unlink(path);
	}
}

static void
clean_up(void)
{
	if (getpid() != owner)
		return; /* a child's exit is not the end */
	if (fixture_is_pg()) {
		on_server("DROP DATABASE IF EXISTS", "WITH (FORCE)");
		return;
	}
	remove_files();
	rmdir(folder);
}

/* The server's URL with another database in it. */
static void
make_pg_url(void)
{
	const char *at = strstr(server(), "/postgres?");

	assert(at != NULL);
	snprintf(url, sizeof(url), "%.*s/thimble_test_%d?%s",
	    (int)(at - server()), server(), (int)owner,
	    at + strlen("/postgres?"));
}

static void
set_up(void)
{
	owner = getpid();
	if (fixture_is_pg()) {
		make_pg_url();
	} else {
		const char *tmp = getenv("TMPDIR");

		snprintf(folder, sizeof(folder), "%s/thimble-XXXXXX",
		    tmp != NULL && strlen(tmp) < 32 ? tmp : "/tmp");
		assert(mkdtemp(folder) != NULL);
		snprintf(url, sizeof(url), "sqlite:%s/t.db", folder);
	}
	atexit(clean_up);
}

const char *
fixture_url(void)
{
	return url;
}

struct db *
fixture_connect(const struct db_options *like)
{
	struct db_options o = *like;
	struct db *db;

	o.url = url;
	CHECK_OK(db_open(&o, &db));
	return db;
}

/* Whoever a test left connected would hold locks. */
#define ALONE                                                    \
	"SELECT pg_terminate_backend(pid) FROM pg_stat_activity" \
	" WHERE datname = current_database() AND pid <> pg_backend_pid();"

static void
empty_pg(void)
{
	static bool created;

	/* Emptying is some times as fast as making a database. */
	if (!created)
		on_server("CREATE DATABASE", "TEMPLATE template0");
	else
		CHECK(run_on(url,
			  ALONE
			  "DROP SCHEMA IF EXISTS seed CASCADE;"
			  "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
			  "GRANT USAGE ON SCHEMA public TO PUBLIC"),
		    "emptied");
	created = true;
}

static void
begin(void)
{
	if (owner == 0)
		set_up();
	if (getenv("TZ") == NULL)
		CHECK_OK(time_set_zone("UTC"));
}

/* PostgreSQL: what is there now is kept in the schema seed. */
static bool seeded;

struct db *
fixture_open(void)
{
	begin();
	seeded = false;
	if (fixture_is_pg())
		empty_pg();
	else
		remove_files();
	return fixture_connect(&(struct db_options){ .create = true });
}

static void
keep_seed(void)
{
	CHECK(run_on(url,
		  "CREATE SCHEMA seed; DO $$ DECLARE t text; BEGIN"
		  " FOR t IN SELECT tablename FROM pg_tables"
		  "  WHERE schemaname = 'public'"
		  " LOOP EXECUTE format("
		  "  'CREATE TABLE seed.%I AS TABLE public.%I', t, t);"
		  " END LOOP; END $$"),
	    "kept");
	seeded = true;
}

static void
go_back_to_seed(void)
{
	CHECK(
	    run_on(url,
		ALONE
		"SET session_replication_role = replica;"
		"DO $$ DECLARE t text; s record; BEGIN"
		" FOR t IN SELECT tablename FROM pg_tables"
		"  WHERE schemaname = 'public' LOOP"
		"  EXECUTE format('DELETE FROM public.%I', t);"
		"  EXECUTE format("
		"   'INSERT INTO public.%I SELECT * FROM seed.%I', t, t);"
		" END LOOP;"
		" FOR s IN SELECT c.oid::regclass AS seq,"
		"  d.refobjid::regclass AS tab"
		"  FROM pg_class c JOIN pg_depend d ON d.objid = c.oid"
		"  AND d.refclassid = 'pg_class'::regclass"
		"  WHERE c.relkind = 'S' LOOP"
		"  EXECUTE format('SELECT setval(%L, COALESCE(max(id), 0) + 1,"
		"   false) FROM %s', s.seq, s.tab);"
		" END LOOP; END $$"),
	    "emptied");
}

struct db *
fixture_open_migrated(void)
{
	struct db *db;

	begin();
	if (seeded) {
		go_back_to_seed();
		return fixture_connect(&(struct db_options){ .create = true });
	}
	db = fixture_open();
	CHECK_OK(
	    migrate_apply(db, test_arena(), INT64_C(1473595200000000), NULL));
	if (fixture_is_pg())
		keep_seed();
	return db;
}

int64_t
fixture_count(struct db *db, const char *table)
{
	struct sql q;
	int64_t n;

	sql_init(&q, test_arena());
	buf_printf(&q.text, "SELECT count(*) FROM %s", table);
	CHECK_OK(db_int_sql(db, &n, &q));
	return n;
}
