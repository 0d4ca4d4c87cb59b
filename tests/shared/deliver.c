/*
 * Delivers the mails of mbox files one by one and prints what each became,
 * for the comparisons of this folder: a line of JSON with verdict, reason,
 * message id, id of the row and the submitter as known after the mail.
 *
 *	deliver URL FILE...
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json.h"
#include "base/time.h"
#include "ingest/deliver.h"
#include "mail/mbox.h"

static void
fail(const char *what)
{
	fprintf(stderr, "deliver: %s: %s\n", what, err_message());
	exit(1);
}

static struct str
map_file(const char *path)
{
	int fd = open(path, O_RDONLY);
	struct stat st;
	void *p;

	if (fd < 0 || fstat(fd, &st) != 0) {
		fprintf(stderr, "deliver: %s: %s\n", path, strerror(errno));
		exit(1);
	}
	if (st.st_size == 0)
		return str_n("", 0);
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	return p == MAP_FAILED ? str_n("", 0) : str_n(p, (size_t)st.st_size);
}

static void
print(struct arena *a, const struct plan *p, int64_t statements)
{
	struct buf b;
	struct json j;

	buf_init(&b, a, SIZE_MAX);
	json_init(&j, &b, 0);
	json_begin_object(&j);
	json_key(&j, S("verdict"));
	json_str(&j, verdict_name(p->verdict));
	json_key(&j, S("reason"));
	json_str(&j, str_c(p->reason));
	json_key(&j, S("msgid"));
	json_str(&j, p->msgid);
	json_key(&j, S("id"));
	json_int(&j, p->id);
	json_key(&j, S("sname"));
	json_str(&j, p->submitter.name);
	json_key(&j, S("semail"));
	json_str(&j, p->submitter.email);
	json_key(&j, S("statements"));
	json_int(&j, statements);
	json_end_object(&j);
	buf_char(&b, '\n');
	fwrite(b.p, 1, b.n, stdout);
}

static void
deliver_all(struct delivery *d, const char *path)
{
	struct arena *a = arena_open();
	struct mbox mbox;
	struct str bytes;

	mbox_init(&mbox, map_file(path));
	while (mbox_next(&mbox, &bytes)) {
		struct arrival m = { .bytes = bytes, .now = time_now() };
		int64_t before = db_statements(d->db);

		if (deliver_mail(d, a, &m) != OK)
			fail(path);
		print(a, &m.plan, db_statements(d->db) - before);
		arena_reset(a, (struct arena_mark){ 0 });
	}
	arena_close(a);
}

int
main(int argc, char **argv)
{
	struct ingest in;
	struct delivery d = {
		.in = &in, .source = S("deliver"), .patience = 10 * TIME_SECOND
	};

	if (argc < 3)
		return 64;
	if (time_set_zone("UTC") != OK)
		fail("zone");
	if (db_open(&(struct db_options){ .url = argv[1], .relaxed = true },
		&d.db) != OK)
		fail(argv[1]);
	ingest_open(&in);
	if (deliver_open(&d) != OK)
		fail(argv[1]);
	for (int i = 2; i < argc; i++)
		deliver_all(&d, argv[i]);
	ingest_close(&in);
	db_close(d.db);
	return 0;
}
