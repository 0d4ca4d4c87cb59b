/*
 * SQLite: one writer at a time, who takes its lock at BEGIN; readers never
 * wait (WAL). The busy handler waits for a lock up to busy_ms. Foreign keys
 * are enforced as Django does, at commit.
 */
#include "db/engine.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

struct lite {
	struct db db;
	sqlite3 *h;
	int64_t waiting_since; /* ms, monotonic; of the present lock */
};

/* What Debian's SQLite allows, and more than any archive needs at once. */
#define MMAP "2147418112"

/* The database and what SQLite keeps beside it. */
static const char *const ends[] = { "", "-wal", "-shm", "-journal" };

static struct lite *
lite(struct db *db)
{
	return (struct lite *)db;
}

/* The primary code where no extended one decides. */
static enum err
code_error(int rc)
{
	/* clang-format off */
	static const struct {
		int rc;
		enum err e;
	} rows[] = {
		/* extended codes first */
		{ SQLITE_CONSTRAINT_UNIQUE, ERR_DUPLICATE },
		{ SQLITE_CONSTRAINT_PRIMARYKEY, ERR_DUPLICATE },
		{ SQLITE_CONSTRAINT_ROWID, ERR_DUPLICATE },
		{ SQLITE_CONSTRAINT_FOREIGNKEY, ERR_NOT_FOUND },
		{ SQLITE_CONSTRAINT, ERR_INVALID },
		{ SQLITE_MISMATCH, ERR_INVALID },
		{ SQLITE_TOOBIG, ERR_TOO_BIG },
		{ SQLITE_BUSY, ERR_BUSY },
		{ SQLITE_LOCKED, ERR_BUSY },
		{ SQLITE_FULL, ERR_BUSY },
		{ SQLITE_NOMEM, ERR_BUSY },
		{ SQLITE_PROTOCOL, ERR_BUSY },
		{ SQLITE_SCHEMA, ERR_BUSY },
		{ SQLITE_INTERRUPT, ERR_BUSY },
		{ SQLITE_IOERR, ERR_IO },
		{ SQLITE_CORRUPT, ERR_IO },
		{ SQLITE_CANTOPEN, ERR_CONFIG },
		{ SQLITE_NOTADB, ERR_CONFIG },
		{ SQLITE_READONLY, ERR_CONFIG },
		{ SQLITE_PERM, ERR_CONFIG },
		{ SQLITE_AUTH, ERR_CONFIG },
	};
	/* clang-format on */

	for (size_t i = 0; i < COUNT(rows); i++)
		if (rows[i].rc == rc || rows[i].rc == (rc & 0xff))
			return rows[i].e;
	return ERR_INTERNAL;
}

/* Why, in errno. SQLite does not say which of its files it means, nor that the
 * folder is where others cannot be made. */
static bool
is_in_the_way(sqlite3 *h, int rc, char out[PATH_MAX])
{
	const char *path = sqlite3_db_filename(h, "main");
	/* What cannot be opened is not the database: that is open. */
	size_t first = (rc & 0xff) == SQLITE_CANTOPEN ? 1 : 0;

	if (path == NULL || path[0] != '/')
		return false;
	for (size_t i = first; i < COUNT(ends); i++) {
		snprintf(out, PATH_MAX, "%s%s", path, ends[i]);
		if (access(out, W_OK) != 0 && errno != ENOENT)
			return true;
	}
	snprintf(out, PATH_MAX, "%s", path);
	*(strrchr(out, '/') + 1) = '\0';
	return access(out, W_OK | X_OK) != 0;
}

static enum err
fail(struct db *db, int rc)
{
	const char *message = sqlite3_errmsg(lite(db)->h);
	enum err e = code_error(rc);
	char path[PATH_MAX];

	if (((rc & 0xff) == SQLITE_READONLY ||
		(rc & 0xff) == SQLITE_CANTOPEN) &&
	    is_in_the_way(lite(db)->h, rc, path))
		return err_set(
		    e, "database: cannot write %s: %s", path, strerror(errno));

	/* A table or column that is not there has no code of its own. */
	if (e == ERR_INTERNAL &&
	    (strncmp(message, "no such table", 13) == 0 ||
		strncmp(message, "no such column", 14) == 0))
		e = ERR_CONFIG;
	return err_set(e, "database: %s", message);
}

static int64_t
monotonic_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* Short naps at first: most locks are held for a commit. */
static int
wait_for_lock(void *arg, int tries)
{
	struct lite *l = arg;
	int64_t now = monotonic_ms();
	long nap = tries < 10 ? 1 + tries : 25;

	if (tries == 0)
		l->waiting_since = now;
	if (now - l->waiting_since >= l->db.busy_ms)
		return 0;
	nanosleep(&(struct timespec){ 0, nap * 1000000 }, NULL);
	return 1;
}

static enum err
lite_script(struct db *db, const char *text)
{
	int rc = sqlite3_exec(lite(db)->h, text, NULL, NULL, NULL);

	return rc == SQLITE_OK ? OK : fail(db, rc);
}

static void
lite_close(struct db *db)
{
	int rc = sqlite3_close(lite(db)->h);

	assert(rc == SQLITE_OK); /* all statements are finalised */
	free(db);
}

static enum err
lite_prepare(struct db *db, struct statement *st, struct values vals)
{
	sqlite3_stmt *h = NULL;
	int rc = sqlite3_prepare_v3(
	    lite(db)->h, st->text, -1, SQLITE_PREPARE_PERSISTENT, &h, NULL);

	if (rc != SQLITE_OK)
		return fail(db, rc);
	if (h == NULL || sqlite3_bind_parameter_count(h) != (int)vals.n) {
		sqlite3_finalize(h);
		return err_set(ERR_INTERNAL,
		    "%zu values for other places in: %s", vals.n, st->text);
	}
	st->handle = h;
	return OK;
}

static void
lite_discard(struct db *db, struct statement *st)
{
	(void)db;
	sqlite3_finalize(st->handle);
}

static int
bind_time(sqlite3_stmt *h, int at, const struct value *v)
{
	char text[VALUE_TIME];
	size_t n;

	value_time(v, text, &n);
	return sqlite3_bind_text(h, at, text, (int)n, SQLITE_TRANSIENT);
}

/* Text and bytes are borrowed: the statement is over before the caller is. */
static int
bind_one(sqlite3_stmt *h, int at, const struct value *v)
{
	switch (v->kind) {
	case V_INT:
	case V_INT4:
	case V_INT2:
	case V_BOOL:
		return sqlite3_bind_int64(h, at, v->i);
	case V_STR:
		return sqlite3_bind_text64(
		    h, at, v->s.p, v->s.n, SQLITE_STATIC, SQLITE_UTF8);
	case V_BYTES:
		return sqlite3_bind_blob64(
		    h, at, v->s.p, v->s.n, SQLITE_STATIC);
	case V_TIME:
	case V_MAIL_TIME:
		return bind_time(h, at, v);
	case V_NULL:
		break;
	}
	return sqlite3_bind_null(h, at);
}

static void
read_cell(sqlite3_stmt *h, int at, enum value_kind kind, struct cell *out)
{
	const void *p;

	out->null = sqlite3_column_type(h, at) == SQLITE_NULL;
	if (out->null)
		return;
	switch (kind) {
	case V_INT:
	case V_INT4:
	case V_INT2:
	case V_BOOL:
		out->i = sqlite3_column_int64(h, at);
		return;
	case V_BYTES:
		p = sqlite3_column_blob(h, at);
		break;
	case V_STR:
	case V_TIME:
	case V_MAIL_TIME:
	case V_NULL:
	default:
		p = sqlite3_column_text(h, at);
		break;
	}
	out->s = str_n(p != NULL ? p : "", (size_t)sqlite3_column_bytes(h, at));
}

static enum err
read_row(sqlite3_stmt *h, struct sink *sink)
{
	struct cell cells[LIMIT_COLUMNS];
	const struct table *t = sink->table;

	if (sqlite3_column_count(h) < (int)t->ncolumns)
		return err_set(ERR_INTERNAL, "too few columns");
	for (size_t i = 0; i < t->ncolumns; i++)
		read_cell(h, (int)i, t->columns[i].kind, &cells[i]);
	return sink_row(sink, cells);
}

/* What writes is stepped to its end, or nothing is written. */
static enum err
step_all(struct db *db, sqlite3_stmt *h, struct sink *sink)
{
	bool writes = !sqlite3_stmt_readonly(h);
	enum err e;
	int rc;

	while ((rc = sqlite3_step(h)) == SQLITE_ROW) {
		if (sink == NULL)
			continue;
		if ((e = read_row(h, sink)) != OK)
			return e;
		if (sink->n == sink->most && !writes)
			return OK;
	}
	return rc == SQLITE_DONE ? OK : fail(db, rc);
}

static enum err
lite_run(struct db *db, struct statement *st, struct values vals, bool reads,
    struct sink *sink, int64_t *changed)
{
	sqlite3_stmt *h = st->handle;
	enum err e = OK;
	int rc;

	(void)reads;
	for (size_t i = 0; i < vals.n; i++)
		if ((rc = bind_one(h, (int)i + 1, &vals.v[i])) != SQLITE_OK)
			return fail(db, rc);
	e = step_all(db, h, sink);
	if (e == OK && changed != NULL)
		*changed = sqlite3_stmt_readonly(h)
		    ? 0
		    : sqlite3_changes64(lite(db)->h);
	sqlite3_reset(h);
	return e;
}

/* After some failures (full, I/O) SQLite has rolled back by itself. */
static enum err
roll_back(struct db *db)
{
	if (sqlite3_get_autocommit(lite(db)->h))
		return OK;
	return lite_script(db, "ROLLBACK");
}

static enum err
lite_control(struct db *db, enum control what)
{
	static const char *const texts[] = {
		[CONTROL_BEGIN] = "BEGIN IMMEDIATE",
		[CONTROL_BEGIN_READ] = "BEGIN",
		[CONTROL_COMMIT] = "COMMIT",
	};
	enum err e;

	if (what == CONTROL_ROLLBACK)
		return roll_back(db);
	e = lite_script(db, texts[what]);
	if (e != OK && what == CONTROL_COMMIT &&
	    !sqlite3_get_autocommit(lite(db)->h))
		/* A broken foreign key leaves it open. */
		sqlite3_exec(lite(db)->h, "ROLLBACK", NULL, NULL, NULL);
	return e;
}

static enum err
lite_lock(struct db *db, enum db_lock class, int64_t id)
{
	(void)db, (void)class, (void)id;
	return OK;
}

static const struct engine engine = {
	.name = "sqlite",
	.section = '\x01',
	.close = lite_close,
	.prepare = lite_prepare,
	.discard = lite_discard,
	.run = lite_run,
	.control = lite_control,
	.script = lite_script,
	.lock = lite_lock,
};

/* sqlite:////x is /x and sqlite:///x is x, as others write them. */
static const char *
path_of(const char *url)
{
	const char *p = url + strlen("sqlite:");

	return strncmp(p, "///", 3) == 0 ? p + 3 : p;
}

/* Made by us, so that password hashes are not for everybody to read; SQLite
 * gives its journals the same mode. No lock of this process can be lost by
 * the close, since the file is new. */
static enum err
create_file(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0660);

	if (fd < 0)
		return errno == EEXIST
		    ? OK
		    : err_set(ERR_CONFIG, "cannot create %s: %s", path,
			  strerror(errno));
	close(fd);
	return OK;
}

/* What SQLite keeps beside a database gets its mode; of one that could not be
 * written it would be in the way for ever after. */
static void
mend_modes(const char *path)
{
	char name[PATH_MAX];
	struct stat st;

	if (stat(path, &st) != 0 || access(path, W_OK) != 0)
		return;
	for (size_t i = 0; i < COUNT(ends); i++) {
		snprintf(name, sizeof(name), "%s%s", path, ends[i]);
		if (access(name, W_OK) != 0 && errno == EACCES)
			(void)chmod(name, st.st_mode & 0777);
	}
}

static enum err
open_handle(struct lite *l, const struct db_options *o, const char *path)
{
	int flags = SQLITE_OPEN_NOMUTEX |
	    (o->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
	bool memory = strcmp(path, ":memory:") == 0;
	enum err e;
	int rc;

	if (path[0] == '\0')
		return err_set(ERR_CONFIG, "the database URL names no file");
	if (o->create && !o->read_only && !memory &&
	    (e = create_file(path)) != OK)
		return e;
	if (!o->read_only)
		mend_modes(path);
	rc = sqlite3_open_v2(path, &l->h, flags, o->vfs);
	if (l->h == NULL)
		return err_set(ERR_BUSY, "database: out of memory");
	if (rc != SQLITE_OK)
		return err_set(code_error(rc), "cannot open database %s: %s",
		    path, sqlite3_errmsg(l->h));
	sqlite3_extended_result_codes(l->h, 1);
	sqlite3_busy_handler(l->h, wait_for_lock, l);
	return OK;
}

static int
note_wal(void *arg, int n, char **values, char **names)
{
	(void)n, (void)names;
	*(bool *)arg = values[0] != NULL && strcmp(values[0], "wal") == 0;
	return 0;
}

/* WAL is a mark in the file, made once; that needs the file alone, and the
 * right to write. Without it everything works, more slowly, so that is no
 * reason to fail. */
static enum err
use_wal(struct lite *l, bool *is_wal)
{
	int busy_ms = l->db.busy_ms;
	int rc;

	if (l->db.busy_ms > 2000)
		l->db.busy_ms = 2000;
	rc = sqlite3_exec(
	    l->h, "PRAGMA journal_mode = WAL", note_wal, is_wal, NULL);
	l->db.busy_ms = busy_ms;
	if (rc == SQLITE_OK || (rc & 0xff) == SQLITE_BUSY ||
	    (rc & 0xff) == SQLITE_LOCKED || (rc & 0xff) == SQLITE_READONLY)
		return OK;
	return fail(&l->db, rc);
}

/* A rollback journal is gone for certain, and what it would undo is there,
 * once its folder is synced: EXTRA. With WAL that is the same as FULL. */
static enum err
set_up(struct lite *l, const struct db_options *o)
{
	bool is_wal = false;
	enum err e;

	sqlite3_db_config(l->h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(l->h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	if ((e = lite_script(&l->db,
		 "PRAGMA foreign_keys = ON; PRAGMA mmap_size = " MMAP
		 "; PRAGMA journal_size_limit = 67108864")) != OK)
		return e;
	if (!o->read_only && (e = use_wal(l, &is_wal)) != OK)
		return e;
	return lite_script(&l->db,
	    o->relaxed && is_wal
		? "PRAGMA synchronous = NORMAL;"
		  /* Pages of indexes change with each mail, and go
		   * back to the file once for many of them. */
		  " PRAGMA wal_autocheckpoint = 8000"
		: "PRAGMA synchronous = EXTRA");
}

/* A statement that may fail half way keeps the pages it changes, at first in
 * memory; past a limit they go to a file, and so does then all that later
 * statements of the transaction keep: half the time of an import. So there is
 * no limit; one of 128 KiB or more is none either, since SQLite cannot write
 * so much at once and says that the disk is full. What is too late to be set
 * is slower, and nothing else. */
static void
keep_in_memory(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
}

enum err
sqlite_open(const struct db_options *o, struct db **out)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct lite *l = calloc(1, sizeof(*l));
	enum err e;

	(void)pthread_once(&once, keep_in_memory);
	if (l == NULL)
		abort();
	l->db.engine = &engine;
	l->db.busy_ms = o->busy_ms > 0 ? o->busy_ms : LIMIT_BUSY_MS;
	if ((e = open_handle(l, o, path_of(o->url))) != OK ||
	    (e = set_up(l, o)) != OK) {
		sqlite3_close(l->h);
		free(l);
		return e;
	}
	l->db.scratch = arena_open();
	*out = &l->db;
	return OK;
}
