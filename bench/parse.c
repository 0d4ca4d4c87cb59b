/*
 * parse FILE...: reads mbox files and parses every mail as intake does, all
 * but the database. Prints numbers of mails and of bytes, and CPU seconds: for
 * cutting the files into mails, for their structure, for that and all headers
 * and texts in clean, for all that intake reads, and for packing the mails as
 * the journal keeps them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "ingest/raw.h"
#include "mail/address.h"
#include "mail/content.h"
#include "mail/depends.h"
#include "mail/filenames.h"
#include "mail/hash.h"
#include "mail/mail.h"
#include "mail/mbox.h"
#include "mail/pull.h"
#include "mail/subject.h"

struct work {
	size_t mails, bytes, patches;
	double cut, structure, clean, all, pack;
};

static double
cpu_seconds(void)
{
	struct timespec t;

	if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t) != 0)
		abort();
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static struct str
read_file(struct arena *a, const char *path)
{
	FILE *f = fopen(path, "rb");
	struct buf b;
	char *room;
	size_t n;

	if (f == NULL) {
		perror(path);
		exit(66);
	}
	buf_init(&b, a, SIZE_MAX);
	while ((room = buf_room(&b, 1 << 20)) != NULL &&
	    (n = fread(room, 1, 1 << 20, f)) > 0)
		buf_used(&b, n);
	fclose(f);
	return buf_str(&b);
}

static void
read_text(struct arena *a, const struct mail *m, const struct subject *subject,
    struct work *w)
{
	struct text_part *parts = arena_array(a, struct text_part, m->nparts);
	struct filenames names;
	struct depends depends;
	struct content c;
	struct str hash;

	for (size_t i = 0; i < m->nparts; i++)
		parts[i] = (struct text_part){ m->parts[i].subtype,
			part_text(a, &m->parts[i]) };
	if ((subject->is_reply ? content_of_comment : content_of_patch)(
		a, parts, m->nparts, &c) != OK)
		return;
	depends_find(a, c.message, &depends);
	(void)pull_find(a, c.message);
	if (c.diff.p == NULL || hash_diff(a, c.diff, &hash) != OK)
		return;
	filenames_find(a, c.diff, &names);
	w->patches++;
}

/* As ingest/plan.c. */
static void
read_mail(struct arena *a, struct str bytes, struct work *w)
{
	struct subject_rules rules = { .linkname = S("bench") };
	struct str id, lists[MAIL_LIST_IDS];
	struct references references;
	struct subject subject;
	struct address author;
	struct hints hints;
	struct mail m;
	int64_t date;

	mail_parse(a, bytes, &m);
	(void)(mail_find_id(a, &m, &id) == OK);
	mail_read_hints(a, &m, &hints);
	(void)mail_list_ids(a, &m, lists);
	mail_list_references(a, &m, &references);
	(void)mail_find_date(a, &m, &date);
	(void)mail_write_headers(a, &m);
	(void)(address_author(a, &m, S("list@example.org"), &author) == OK);
	rules.has_references = references.n > 0;
	subject_parse(
	    a, mail_clean_header(a, &m, S("Subject")), &rules, &subject);
	read_text(a, &m, &subject, w);
}

/* What Python's email package is good for. */
static void
clean_mail(struct arena *a, struct str bytes)
{
	struct mail m;

	mail_parse(a, bytes, &m);
	for (size_t i = 0; i < m.nheaders; i++)
		(void)header_clean(a, m.headers[i].value);
	for (size_t i = 0; i < m.nparts; i++)
		(void)part_text(a, &m.parts[i]);
}

static void
read_archive(struct str bytes, struct work *w)
{
	struct arena *a = arena_open();
	struct packer packer;
	struct str message;
	struct mbox box;
	struct mail m;
	bool packed;
	double start = cpu_seconds();

	for (mbox_init(&box, bytes); mbox_next(&box, &message);)
		w->mails++;
	w->cut += cpu_seconds() - start;
	start = cpu_seconds();
	for (mbox_init(&box, bytes); mbox_next(&box, &message);) {
		mail_parse(a, message, &m);
		arena_reset(a, (struct arena_mark){ 0 });
	}
	w->structure += cpu_seconds() - start;
	start = cpu_seconds();
	for (mbox_init(&box, bytes); mbox_next(&box, &message);) {
		clean_mail(a, message);
		arena_reset(a, (struct arena_mark){ 0 });
	}
	w->clean += cpu_seconds() - start;
	start = cpu_seconds();
	for (mbox_init(&box, bytes); mbox_next(&box, &message);) {
		read_mail(a, message, w);
		arena_reset(a, (struct arena_mark){ 0 });
	}
	w->all += cpu_seconds() - start;
	packer_open(&packer);
	start = cpu_seconds();
	for (mbox_init(&box, bytes); mbox_next(&box, &message);) {
		(void)raw_pack(&packer, a, message, &packed);
		arena_reset(a, (struct arena_mark){ 0 });
	}
	w->pack += cpu_seconds() - start;
	packer_close(&packer);
	w->bytes += bytes.n;
	arena_close(a);
}

int
main(int argc, char **argv)
{
	struct work w = { 0 };

	for (int i = 1; i < argc; i++) {
		struct arena *a = arena_open();

		read_archive(read_file(a, argv[i]), &w);
		arena_close(a);
	}
	printf(
	    "mails %zu\nbytes %zu\npatches %zu\n", w.mails, w.bytes, w.patches);
	printf("cut %.6f\nstructure %.6f\nclean %.6f\nall %.6f\n"
	       "pack %.6f\n",
	    w.cut, w.structure, w.clean, w.all, w.pack);
	return 0;
}
