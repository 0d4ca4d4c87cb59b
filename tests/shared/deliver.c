/*
 * Delivers the mails of mbox files, or a mail named *.eml, one by one and
 * prints what each became, for tests/shared and tests/golden: a line of JSON
 * with file, verdict, reason, message id, id of the row, the submitter as
 * known after the mail and the number of statements.
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
print(
    struct arena *a, struct str path, const struct plan *p, int64_t statements)
{
	const struct {
		const char *key;
		struct str value;
	} rows[] = {
		{ "file", path },
		{ "verdict", verdict_name(p->verdict) },
		{ "reason", str_c(p->reason) },
		{ "msgid", p->msgid },
		{ "sname", p->submitter.name },
		{ "semail", p->submitter.email },
	};
	struct buf b;
	struct json j;

	buf_init(&b, a, SIZE_MAX);
	json_init(&j, &b, 0);
	json_begin_object(&j);
	for (size_t i = 0; i < COUNT(rows); i++) {
		json_key(&j, str_c(rows[i].key));
		json_str(&j, rows[i].value);
	}
	json_key(&j, S("id"));
	json_int(&j, p->id);
	json_key(&j, S("statements"));
	json_int(&j, statements);
	json_end_object(&j);
	buf_char(&b, '\n');
	fwrite(b.p, 1, b.n, stdout);
}

static void
deliver_one(
    struct delivery *d, struct arena *a, struct str path, struct str bytes)
{
	struct arrival m = { .bytes = bytes, .arrived = time_now() };
	int64_t before = db_statements(d->db);

	if (deliver_mail(d, a, &m) != OK)
		fail(path.p);
	print(a, path, &m.plan, db_statements(d->db) - before);
}

static void
deliver_all(struct delivery *d, const char *path)
{
	struct arena *a = arena_open();
	struct str bytes, file = map_file(path), name = str_c(path);
	struct mbox mbox;

	if (str_ends(name, S(".eml"))) {
		deliver_one(d, a, name, file);
	} else {
		mbox_init(&mbox, file);
		while (mbox_next(&mbox, &bytes)) {
			deliver_one(d, a, name, bytes);
			arena_reset(a, (struct arena_mark){ 0 });
		}
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
	if (time_set_zone(getenv("TZ") != NULL ? getenv("TZ") : "UTC") != OK)
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
