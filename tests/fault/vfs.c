/*
 * A VFS over the common one, which fails or stops at an event, and which can
 * lose what was not synced: before each write it keeps what it covers, and
 * a sync lets go of that. Losing is then writing it back, last first.
 */
#include "fault.h"

#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

struct file {
	sqlite3_file base;
	sqlite3_file *real;
};

/* What a write or truncate took away. */
struct covered {
	sqlite3_file *real;
	sqlite3_int64 at, size; /* of the file, before */
	int n;
	char *bytes;
	struct covered *older;
};

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

void
vfs_lose(bool all)
{
	int serial = 0;

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
	if ((rc = real(f)->pMethods->xSync(real(f), flags)) == SQLITE_OK)
		let_go(real(f));
	return rc;
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

static const sqlite3_io_methods methods = {
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

static int
vfs_open(
    sqlite3_vfs *vfs, const char *name, sqlite3_file *out, int flags, int *got)
{
	struct file *f = (struct file *)out;
	int rc;

	(void)vfs;
	f->base.pMethods = NULL;
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
	(void)vfs;
	if (fault_is_due(EVENT_DELETE))
		return SQLITE_IOERR_DELETE;
	return common->xDelete(common, name, sync);
}

void
vfs_register(void)
{
	static sqlite3_vfs ours;

	common = sqlite3_vfs_find(NULL);
	ours = *common;
	ours.zName = "fault";
	ours.szOsFile = sizeof(struct file);
	ours.xOpen = vfs_open;
	ours.xDelete = vfs_delete;
	if (sqlite3_vfs_register(&ours, 1) != SQLITE_OK)
		abort();
}
