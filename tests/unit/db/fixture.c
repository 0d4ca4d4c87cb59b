/* Databases of their own for tests, on the engine the environment names. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libpq-fe.h>

#include "base/time.h"
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

static void
on_server(const char *before, const char *after)
{
	PGconn *h = PQconnectdb(server());
	char text[200];
	PGresult *r;

	PQclear(PQexec(h, "SET client_min_messages = error"));
	snprintf(text, sizeof(text), "%s thimble_test_%d %s", before,
	    (int)owner, after);
	r = PQexec(h, text);
	if (PQresultStatus(r) != PGRES_COMMAND_OK)
		fprintf(stderr, "fixture: %s", PQerrorMessage(h));
	PQclear(r);
	PQfinish(h);
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

struct db *
fixture_open(void)
{
	if (owner == 0)
		set_up();
	if (getenv("TZ") == NULL)
		CHECK_OK(time_set_zone("UTC"));
	if (fixture_is_pg()) {
		on_server("DROP DATABASE IF EXISTS", "WITH (FORCE)");
		on_server("CREATE DATABASE", "TEMPLATE template0");
	} else {
		remove_files();
	}
	return fixture_connect(&(struct db_options){ .create = true });
}
