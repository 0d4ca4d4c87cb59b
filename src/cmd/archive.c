/*
 * Archives. An mbox is mapped, so that its size costs no memory of ours; a
 * Maildir costs its file names. Nothing is locked: an archive that grows
 * meanwhile is read up to its size at the start, and can be read again.
 */
#include "cmd/archive.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "mail/mbox.h"

enum { STEP = 1 << 16 };

struct archive {
	int fd; /* of the file or directory */
	bool is_maildir;
	struct mbox mbox;
	struct str *names; /* "cur/name", sorted */
	size_t nnames, room, next;
};

static enum err
copy(int from, int to)
{
	char bytes[1 << 16];
	ssize_t n;

	while ((n = read(from, bytes, sizeof(bytes))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(ERR_IO, "read: %s", strerror(errno));
		for (ssize_t done = 0, w; done < n; done += w)
			if ((w = write(to, bytes + done, (size_t)(n - done))) <
			    0)
				return err_set(ERR_IO, "temporary file: %s",
				    strerror(errno));
	}
	return OK;
}

/* A file without a name that holds what the pipe gives. */
static enum err
spool(int *fd)
{
	/* What may be large: /tmp is memory on many systems. */
	static const char folder[] = "/var/tmp";
	int to = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	enum err e;

	if (to < 0)
		return err_set(ERR_IO, "temporary file in %s: %s", folder,
		    strerror(errno));
	if ((e = copy(*fd, to)) != OK) {
		(void)close(to);
		return e;
	}
	(void)close(*fd);
	*fd = to;
	return OK;
}

static enum err
map_file(struct archive *ar)
{
	struct stat st;
	void *p;

	if (fstat(ar->fd, &st) != 0)
		return err_set(ERR_IO, "stat: %s", strerror(errno));
	if (st.st_size == 0) {
		mbox_init(&ar->mbox, S(""));
		return OK;
	}
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, ar->fd, 0);
	if (p == MAP_FAILED)
		return err_set(ERR_IO, "mmap: %s", strerror(errno));
	(void)madvise(p, (size_t)st.st_size, MADV_SEQUENTIAL);
	mbox_init(&ar->mbox, str_n(p, (size_t)st.st_size));
	return OK;
}

static void
add_name(struct arena *a, struct archive *ar, const char *folder,
    const struct dirent *d)
{
	size_t size = sizeof(*ar->names), room = ar->room;

	if (ar->nnames == room) {
		ar->room = room > 0 ? 2 * room : 256;
		ar->names =
		    arena_grow(a, ar->names, room * size, ar->room * size);
	}
	ar->names[ar->nnames++] = str_f(a, "%s/%s", folder, d->d_name);
}

/* What cannot be looked at is said when it cannot be read, either. */
static bool
may_be_mail(int folder, const char *name)
{
	struct stat st;

	if (fstatat(folder, name, &st, 0) == 0)
		return S_ISREG(st.st_mode);
	return errno != ENOENT && name[0] != '.';
}

/* A folder that is not there has no mails; *found says whether it is. */
static enum err
list_folder(
    struct arena *a, struct archive *ar, const char *folder, bool *found)
{
	int fd = openat(ar->fd, folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const struct dirent *d;
	enum err e = OK;
	DIR *dir;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return OK;
	if (fd < 0 || (dir = fdopendir(fd)) == NULL)
		return err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	*found = true;
	while (errno = 0, (d = readdir(dir)) != NULL)
		if (may_be_mail(fd, d->d_name))
			add_name(a, ar, folder, d);
	if (errno != 0)
		e = err_set(ERR_IO, "%s: %s", folder, strerror(errno));
	(void)closedir(dir);
	return e;
}

/* cur before new, since mails move from new to cur: none comes twice. */
static int
compare_names(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

static enum err
list_maildir(struct arena *a, struct archive *ar)
{
	bool found = false;
	enum err e;

	if ((e = list_folder(a, ar, "cur", &found)) != OK ||
	    (e = list_folder(a, ar, "new", &found)) != OK)
		return e;
	if (!found)
		return err_set(ERR_INVALID,
		    "a directory without cur and new is no Maildir");
	if (ar->nnames > 0)
		qsort(ar->names, ar->nnames, sizeof(*ar->names), compare_names);
	return OK;
}

static enum err
open_path(struct archive *ar, const char *path)
{
	if (strcmp(path, "-") == 0)
		ar->fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0);
	else
		ar->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (ar->fd >= 0)
		return OK;
	return err_set(
	    errno == ENOENT || errno == ENOTDIR ? ERR_NOT_FOUND : ERR_IO, "%s",
	    strerror(errno));
}

static enum err
read_kind(struct arena *a, struct archive *ar)
{
	struct stat st;
	enum err e;

	if (fstat(ar->fd, &st) != 0)
		return err_set(ERR_IO, "stat: %s", strerror(errno));
	if (S_ISDIR(st.st_mode)) {
		ar->is_maildir = true;
		return list_maildir(a, ar);
	}
	if (!S_ISREG(st.st_mode) && (e = spool(&ar->fd)) != OK)
		return e;
	return map_file(ar);
}

enum err
archive_open(struct arena *a, struct str path, struct archive **out)
{
	struct archive *ar = arena_new(a, struct archive);
	const char *name = str_z(a, path);
	enum err e;

	if ((e = open_path(ar, name)) != OK)
		return err_set(e, "%s: %s", name, err_message());
	if ((e = read_kind(a, ar)) != OK) {
		(void)close(ar->fd);
		return err_set(e, "%s: %s", name, err_message());
	}
	*out = ar;
	return OK;
}

void
archive_close(struct archive *ar)
{
	if (ar->mbox.bytes.n > 0)
		(void)munmap(
		    (void *)(uintptr_t)ar->mbox.bytes.p, ar->mbox.bytes.n);
	(void)close(ar->fd);
}

static enum err
read_file(const struct archive *ar, struct arena *a, struct str name,
    size_t max, struct archive_mail *out)
{
	int fd = openat(ar->fd, str_z(a, name), O_RDONLY | O_CLOEXEC);
	struct buf b;
	char *room;
	ssize_t n;

	if (fd < 0)
		return err_set(ERR_IO, "%s", strerror(errno));
	buf_init(&b, a, max + 1);
	do {
		size_t want = max + 1 - b.n < STEP ? max + 1 - b.n : STEP;

		room = buf_room(&b, want);
		do {
			n = read(fd, room, want);
		} while (n < 0 && errno == EINTR);
		if (n > 0)
			buf_used(&b, (size_t)n);
	} while (n > 0 && b.n <= max);
	(void)close(fd);
	if (n < 0)
		return err_set(ERR_IO, "%s", strerror(errno));
	out->cut = b.n > max;
	out->bytes = str_sub(buf_str(&b), 0, max);
	return OK;
}

bool
archive_next(
    struct archive *ar, struct arena *a, size_t max, struct archive_mail *out)
{
	struct archive_mail m = { .place = archive_place(ar) };

	if (ar->is_maildir) {
		if (ar->next == ar->nnames)
			return false;
		m.err = read_file(ar, a, ar->names[ar->next++], max, &m);
	} else {
		if (!mbox_next(&ar->mbox, &m.bytes))
			return false;
		m.cut = m.bytes.n > max;
		m.bytes = str_sub(m.bytes, 0, max);
	}
	*out = m;
	return true;
}

void
archive_seek(struct archive *ar, int64_t place)
{
	if (ar->is_maildir)
		ar->next = (size_t)place;
	else
		ar->mbox.at = (size_t)place;
}

int64_t
archive_place(const struct archive *ar)
{
	return (int64_t)(ar->is_maildir ? ar->next : ar->mbox.at);
}

int64_t
archive_size(const struct archive *ar)
{
	return (int64_t)(ar->is_maildir ? ar->nnames : ar->mbox.bytes.n);
}

bool
archive_is_cut(const struct archive *ar)
{
	struct stat st;

	return !ar->is_maildir && fstat(ar->fd, &st) == 0 &&
	    (size_t)st.st_size < ar->mbox.bytes.n;
}

struct str
archive_name(const struct archive *ar, struct arena *a, int64_t place)
{
	if (ar->is_maildir)
		return ar->names[place];
	return str_f(a, "mail at byte %lld", (long long)place);
}
