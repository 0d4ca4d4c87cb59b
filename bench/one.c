/*
 * one URL FILE: delivers the mails of an mbox file to the database one by one,
 * each in a transaction of its own, on one connection that need not sync; as
 * parsearchive does, but without its groups.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "base/time.h"
#include "ingest/deliver.h"
#include "mail/mbox.h"

static void
must(enum err e)
{
	if (e == OK)
		return;
	fprintf(stderr, "one: %s\n", err_message());
	exit(1);
}

static struct str
map(const char *path)
{
	int fd = open(path, O_RDONLY);
	struct stat st;
	const char *p;

	if (fd < 0 || fstat(fd, &st) != 0 ||
	    (p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd,
		 0)) == MAP_FAILED) {
		perror(path);
		exit(66);
	}
	return str_n(p, (size_t)st.st_size);
}

int
main(int argc, char **argv)
{
	struct arena *a = arena_open();
	struct ingest in;
	struct delivery d = {
		.in = &in, .source = S("one"), .keep_raw = true, .once = true
	};
	struct arrival m;
	struct mbox box;
	struct str bytes;
	size_t n = 0;

	if (argc != 3) {
		fprintf(stderr, "usage: one URL FILE\n");
		return 64;
	}
	must(time_set_zone("UTC"));
	must(db_open(
	    &(struct db_options){ .url = argv[1], .relaxed = true }, &d.db));
	ingest_open(&in);
	in.list_id = S("bench.example.org");
	must(deliver_open(&d));
	for (mbox_init(&box, map(argv[2])); mbox_next(&box, &bytes);) {
		m = (struct arrival){ .bytes = bytes, .arrived = time_now() };
		must(deliver_mail(&d, a, &m));
		arena_reset(a, (struct arena_mark){ 0 });
		if (++n == 500)
			must(db_analyze(d.db));
	}
	ingest_close(&in);
	db_close(d.db);
	arena_close(a);
	return 0;
}
