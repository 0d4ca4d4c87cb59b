/*
 * A VFS over the common one, which fails or stops at an event, and which can
 * lose what was not synced: before each write it keeps what it covers, and
 * a sync lets go of that. Losing is then writing it back, last first. A file
 * that is deleted is put aside until its folder is synced, and losing is
 * giving it back its name.
 */
#include "fault.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <sqlite3.h>

struct file {
	sqlite3_file base;
	sqlite3_file *real;
	bool fresh; /* its first sync is one of its folder too */
};

/* What a write or truncate took away. */
struct covered {
	sqlite3_file *real;
	sqlite3_int64 at, size; /* of the file, before */
	int n;
	char *bytes;
	struct covered *older;
};

/* Files that were deleted: the journals of one database, in one folder. */
enum { GONE = 4 };

static struct {
	char gone[GONE][PATH_MAX];
	int n;
	bool lose, all;
} * shared; /* by the program and its children */

static sqlite3_vfs *common;
static struct covered *newest;

static sqlite3_file *
real(sqlite3_file *f)
{
	return ((struct file *)f)->real;
}

static bool
keeps(void)
{
	return fault_how() == HOW_LOSE || fault_how() == HOW_TEAR;
}

static void
cover(sqlite3_file *f, sqlite3_int64 at, sqlite3_int64 n)
{
	struct covered *c;

	if (!keeps())
		return;
	c = calloc(1, sizeof(*c));
	c->real = f;
	c->at = at;
	if (f->pMethods->xFileSize(f, &c->size) != SQLITE_OK)
		abort();
	if (at < c->size) {
		c->n = (int)(n < c->size - at ? n : c->size - at);
		c->bytes = malloc((size_t)c->n);
		if (f->pMethods->xRead(f, c->bytes, c->n, at) != SQLITE_OK)
			abort();
	}
	c->older = newest;
	newest = c;
}

/* Of one file; NULL: of none that is open. */
static void
let_go(const sqlite3_file *f)
{
	struct covered **at = &newest, *c;

	while ((c = *at) != NULL) {
		if (c->real != f) {
			at = &c->older;
			continue;
		}
		*at = c->older;
		free(c->bytes);
		free(c);
	}
}

static void
aside_name(const char *name, char out[PATH_MAX + 8])
{
	snprintf(out, PATH_MAX + 8, "%s-gone", name);
}

/* Whether it is gone now, but may be back. Of one name the first counts: it is
 * what the folder holds that was synced last. */
static bool
put_aside(const char *name)
{
	char aside[PATH_MAX + 8];

	for (int i = 0; i < shared->n; i++)
		if (strcmp(shared->gone[i], name) == 0)
			return false;
	if (shared->n == GONE || strlen(name) >= PATH_MAX)
		abort();
	aside_name(name, aside);
	if (rename(name, aside) != 0)
		return false;
	strcpy(shared->gone[shared->n++], name);
	return true;
}

static void
let_go_of_gone(int i)
{
	char aside[PATH_MAX + 8];

	aside_name(shared->gone[i], aside);
	(void)unlink(aside);
}

/* They are gone for good. */
static void
folder_is_synced(void)
{
	while (shared->n > 0)
		let_go_of_gone(--shared->n);
}

void
vfs_end(void)
{
	char aside[PATH_MAX + 8];

	for (int i = 0; i < shared->n; i++) {
		aside_name(shared->gone[i], aside);
		if (!shared->lose || (!shared->all && i % 2 != 0))
			let_go_of_gone(i);
		else if (rename(aside, shared->gone[i]) != 0)
			abort();
	}
	shared->n = 0;
	shared->lose = false;
}

void
vfs_lose(bool all)
{
	int serial = 0;

	shared->lose = true;
	shared->all = all;
	for (struct covered *c = newest; c != NULL; c = c->older) {
		if (!all && ++serial % 2 == 0)
			continue;
		if (c->n > 0)
			(void)c->real->pMethods->xWrite(
			    c->real, c->bytes, c->n, c->at);
		if (all)
			(void)c->real->pMethods->xTruncate(c->real, c->size);
	}
}

static int
failure(int io)
{
	return fault_how() == HOW_FULL ? SQLITE_FULL : io;
}

static int
file_close(sqlite3_file *f)
{
	int rc;

	/* Closed files are as safe as synced ones: no more is known. */
	let_go(real(f));
	rc = real(f)->pMethods->xClose(real(f));
	free(real(f));
	return rc;
}

static int
file_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
	if (fault_is_due(EVENT_READ))
		return SQLITE_IOERR_READ;
	return real(f)->pMethods->xRead(real(f), p, n, at);
}

static int
file_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	if (fault_is_due(EVENT_WRITE))
		return failure(SQLITE_IOERR_WRITE);
	cover(real(f), at, n);
	return real(f)->pMethods->xWrite(real(f), p, n, at);
}

static int
file_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	sqlite3_int64 now = 0;

	if (fault_is_due(EVENT_TRUNCATE))
		return SQLITE_IOERR_TRUNCATE;
	(void)real(f)->pMethods->xFileSize(real(f), &now);
	cover(real(f), size, now > size ? now - size : 0);
	return real(f)->pMethods->xTruncate(real(f), size);
}

static int
file_sync(sqlite3_file *f, int flags)
{
	int rc;

	if (fault_is_due(EVENT_SYNC))
		return failure(SQLITE_IOERR_FSYNC);
	if ((rc = real(f)->pMethods->xSync(real(f), flags)) != SQLITE_OK)
		return rc;
	let_go(real(f));
	if (((struct file *)f)->fresh)
		folder_is_synced();
	((struct file *)f)->fresh = false;
	return SQLITE_OK;
}

static int
file_share(sqlite3_file *f, int page, int size, int extend, void volatile **p)
{
	if (fault_is_due(EVENT_SHARE))
		return failure(SQLITE_IOERR_SHMMAP);
	return real(f)->pMethods->xShmMap(real(f), page, size, extend, p);
}

/* The others do as the common one. */
#define PASS(type, name, parameters, ...)                 \
	static type name parameters                       \
	{                                                 \
		return real(f)->pMethods->x##__VA_ARGS__; \
	}
/* clang-format off */
PASS(int, file_size, (sqlite3_file *f, sqlite3_int64 *n),
    FileSize(real(f), n))
PASS(int, file_lock, (sqlite3_file *f, int lock), Lock(real(f), lock))
PASS(int, file_unlock, (sqlite3_file *f, int lock), Unlock(real(f), lock))
PASS(int, file_reserved, (sqlite3_file *f, int *out),
    CheckReservedLock(real(f), out))
PASS(int, file_control, (sqlite3_file *f, int op, void *arg),
    FileControl(real(f), op, arg))
PASS(int, file_sector, (sqlite3_file *f), SectorSize(real(f)))
PASS(int, file_traits, (sqlite3_file *f), DeviceCharacteristics(real(f)))
PASS(int, shm_lock, (sqlite3_file *f, int at, int n, int flags),
    ShmLock(real(f), at, n, flags))
PASS(void, shm_barrier, (sqlite3_file *f), ShmBarrier(real(f)))
PASS(int, shm_unmap, (sqlite3_file *f, int drop), ShmUnmap(real(f), drop))
PASS(int, file_fetch, (sqlite3_file *f, sqlite3_int64 at, int n, void **p),
    Fetch(real(f), at, n, p))
PASS(int, file_unfetch, (sqlite3_file *f, sqlite3_int64 at, void *p),
    Unfetch(real(f), at, p))
/* clang-format on */

static sqlite3_io_methods methods = {
	.iVersion = 3,
	.xClose = file_close,
	.xRead = file_read,
	.xWrite = file_write,
	.xTruncate = file_truncate,
	.xSync = file_sync,
	.xFileSize = file_size,
	.xLock = file_lock,
	.xUnlock = file_unlock,
	.xCheckReservedLock = file_reserved,
	.xFileControl = file_control,
	.xSectorSize = file_sector,
	.xDeviceCharacteristics = file_traits,
	.xShmMap = file_share,
	.xShmLock = shm_lock,
	.xShmBarrier = shm_barrier,
	.xShmUnmap = shm_unmap,
	.xFetch = file_fetch,
	.xUnfetch = file_unfetch,
};

/* The common VFS syncs the folder of those with their first sync. */
static bool
is_journal(int flags)
{
	return (flags & SQLITE_OPEN_CREATE) != 0 &&
	    (flags & (SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
}

static int
vfs_open(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *out, int flags, int *got)
{
	struct file *f = (struct file *)out;
	int rc;

	(void)vfs;
	f->base.pMethods = NULL;
	f->fresh = is_journal(flags);
	if (fault_is_due(EVENT_OPEN))
		return SQLITE_CANTOPEN;
	f->real = calloc(1, (size_t)common->szOsFile);
	rc = common->xOpen(common, name, f->real, flags, got);
	if (rc == SQLITE_OK)
		f->base.pMethods = &methods;
	else
		free(f->real);
	return rc;
}

static int
vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
	bool due = fault_is_due(EVENT_DELETE);
	int rc;

	(void)vfs;
	if (due && fault_how() != HOW_UNDO)
		return SQLITE_IOERR_DELETE;
	if (due)
		shared->lose = shared->all = true;
	if ((due || keeps()) && !sync && put_aside(name))
		return SQLITE_OK;
	rc = common->xDelete(common, name, sync);
	if (rc == SQLITE_OK && sync)
		folder_is_synced();
	return rc;
}

void
vfs_share(void)
{
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		abort();
}

void
vfs_register(bool has_wal)
{
	static sqlite3_vfs ours;

	common = sqlite3_vfs_find(NULL);
	ours = *common;
	ours.zName = "fault";
	ours.szOsFile = sizeof(struct file);
	ours.xOpen = vfs_open;
	ours.xDelete = vfs_delete;
	/* Of the first version there is no shared memory. */
	if (!has_wal)
		methods.iVersion = 1;
	if (sqlite3_vfs_register(&ours, 1) != SQLITE_OK)
		abort();
}
