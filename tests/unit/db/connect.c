/*
 * Connecting to PostgreSQL when hosts are mute, or refuse. A mute host is a
 * socket that takes connections and never answers.
 */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "db/pg.h"
#include "fixture.h"
#include "test.h"

struct mute {
	struct sockaddr_un at;
	char folder[64];
	int fd;
};

static void
open_mute(struct mute *m)
{
	m->at = (struct sockaddr_un){ .sun_family = AF_UNIX };
	snprintf(m->folder, sizeof(m->folder), "/tmp/thimble-mute-XXXXXX");
	CHECK(mkdtemp(m->folder) != NULL, "folder");
	snprintf(m->at.sun_path, sizeof(m->at.sun_path), "%s/.s.PGSQL.5432",
	    m->folder);
	m->fd = socket(AF_UNIX, SOCK_STREAM, 0);
	CHECK_INT(
	    bind(m->fd, (struct sockaddr *)&m->at, sizeof(m->at)), 0, "bind");
	CHECK_INT(listen(m->fd, 64), 0, "listen");
}

static void
close_mute(struct mute *m)
{
	close(m->fd);
	unlink(m->at.sun_path);
	rmdir(m->folder);
}

static int64_t
seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec;
}

/* The test's URL with other hosts ("real" is its own), and words after it. */
static void
make_url(char *out, size_t size, const char *first, const char *second,
    const char *words)
{
	const char *host = strstr(fixture_url(), "host=");
	const char *real = host + strlen("host=");

	snprintf(out, size, "%.*shost=%s,%s%s", (int)(host - fixture_url()),
	    fixture_url(), strcmp(first, "real") == 0 ? real : first,
	    strcmp(second, "real") == 0 ? real : second, words);
}

static void
close_fixture(void)
{
	db_close(fixture_open());
}

TEST_ON_PG(a_host_that_does_not_answer_is_passed_over)
{
	/* clang-format off */
	static const struct {
		const char *first, *second, *words;
		enum err want;
		int64_t longest; /* seconds; 2 a mute host, and patience */
	} t[] = {
		{ "mute", "real", "&connect_timeout=2", OK, 7 },
		{ "mute", "real", "&connect_timeout=2"
		    "&target_session_attrs=read-write", OK, 7 },
		{ "real", "mute", "&connect_timeout=2", OK, 5 },
		{ "mute", "mute", "&connect_timeout=2", ERR_BUSY, 9 },
		{ "real", "mute", "&connect_timeout=2&user=nobody_here",
		    ERR_CONFIG, 5 },
		{ "mute", "real", "&connect_timeout=2&user=nobody_here",
		    ERR_CONFIG, 9 },
	};
	/* clang-format on */
	struct mute m;

	close_fixture();
	open_mute(&m);
	for (size_t i = 0; i < COUNT(t); i++) {
		const bool mute[] = { strcmp(t[i].first, "mute") == 0,
			strcmp(t[i].second, "mute") == 0 };
		int64_t start = seconds(), one;
		struct db *db = NULL;
		char url[1200];

		make_url(url, sizeof(url), mute[0] ? m.folder : t[i].first,
		    mute[1] ? m.folder : t[i].second, t[i].words);
		CHECK_INT(db_open(&(struct db_options){ .url = url }, &db),
		    t[i].want, url);
		CHECK(seconds() - start <= t[i].longest, url);
		if (t[i].want == OK) {
			CHECK_OK(db_int(db, &one, "SELECT 1", NO_VALS));
			CHECK_INT(one, 1, "it works");
		}
		db_close(db);
	}
	close_mute(&m);
}

/* The value that a connection by this URL has of one of libpq's words. */
static void
want_word(const char *url, const char *word, const char *want)
{
	PQconninfoOption *words;
	struct db *db;

	CHECK_OK(db_open(&(struct db_options){ .url = url }, &db));
	words = PQconninfo(pg(db)->h);
	for (PQconninfoOption *w = words; w->keyword != NULL; w++)
		if (strcmp(w->keyword, word) == 0)
			CHECK_STR(str_c(w->val), want, word);
	PQconninfoFree(words);
	db_close(db);
}

TEST_ON_PG(each_address_has_ten_seconds_or_what_the_url_says)
{
	char url[1200];

	close_fixture();
	want_word(fixture_url(), "connect_timeout", "10");
	snprintf(url, sizeof(url), "%s&connect_timeout=77", fixture_url());
	want_word(url, "connect_timeout", "77");
}

TEST_ON_PG(a_refusal_is_for_now_or_for_good)
{
	/* clang-format off */
	static const struct {
		const char *words;
		enum err want;
		const char *says;
	} t[] = {
		{ "&user=thimble_full", ERR_BUSY, "53300" },
		{ "&user=nobody_here", ERR_CONFIG, "28000" },
		{ "&dbname=nowhere", ERR_CONFIG, "3D000" },
		{ "&host=/nowhere", ERR_BUSY, "cannot reach the database" },
	};
	/* clang-format on */
	struct db *db = fixture_open(), *other;

	CHECK_OK(db_script(db,
	    "DROP ROLE IF EXISTS thimble_full;"
	    " CREATE ROLE thimble_full LOGIN CONNECTION LIMIT 0"));
	for (size_t i = 0; i < COUNT(t); i++) {
		char url[1200];

		snprintf(url, sizeof(url), "%s%s", fixture_url(), t[i].words);
		CHECK_INT(db_open(&(struct db_options){ .url = url }, &other),
		    t[i].want, url);
		CHECK(strstr(err_message(), t[i].says) != NULL, err_message());
	}
	CHECK_OK(db_script(db, "DROP ROLE thimble_full"));
	db_close(db);
}
