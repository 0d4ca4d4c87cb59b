/*
 * thimble parsearchive PATH: a whole archive. The work is done by a worker
 * process (import.c); this side waits, and when the worker dies of a mail it
 * starts another: first mail by mail up to there, and when that dies too,
 * without parsing this mail, which is kept in the journal as failed
 * (decisions.md 2).
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "cmd/child.h"
#include "cmd/commands.h"
#include "cmd/import.h"
#include "db/db.h"

static const struct option_row options[] = {
	{ "--list-id", "ID", 0, "the project's list id, whatever the mails say",
	    NULL },
	{ "-v", "N", 0,
	    "0: say nothing, 1: what failed, 2: also what was dropped, 3: all",
	    NULL },
};

const struct usage cmd_parsearchive_usage = { "PATH", 1, 1, options,
	COUNT(options) };

/* Patchwork's (spec/ingest.md 2.2). */
static enum err
print_summary(struct cmd *c, const struct imported *done)
{
	const int64_t *n = done->counts;
	int64_t errors =
		    n[VERDICT_BROKEN] + n[VERDICT_TOO_BIG] + n[VERDICT_FAILED],
		comments = n[VERDICT_PATCH_COMMENT] + n[VERDICT_COVER_COMMENT],
		added = n[VERDICT_COVER] + n[VERDICT_PATCH] + comments;
	const struct {
		int64_t n;
		const char *noun;
	} rows[] = {
		{ n[VERDICT_COVER], "cover letters" },
		{ n[VERDICT_PATCH], "patches" },
		{ comments, "comments" },
		{ n[VERDICT_DUPLICATE], "duplicates" },
		{ n[VERDICT_IGNORED], "dropped" },
		{ errors, "errors" },
	};
	struct buf b;

	buf_init(&b, c->a, 4096);
	buf_printf(&b, "Processed %lld messages -->\n",
	    (long long)(added + n[VERDICT_DUPLICATE] + n[VERDICT_IGNORED] +
		errors));
	for (size_t i = 0; i < COUNT(rows); i++)
		buf_printf(
		    &b, "  %4lld %s\n", (long long)rows[i].n, rows[i].noun);
	buf_printf(&b, "Total: %lld new entries\n", (long long)added);
	return cmd_write(c, buf_str(&b));
}

/* It cannot even be put aside. The archive still has it. */
static void
skip(struct import *im, int64_t mail)
{
	struct archive_mail unused;

	archive_seek(im->archive, mail);
	(void)archive_next(im->archive, im->c->a, 0, &unused);
	im->done->place = archive_place(im->archive);
	im->done->counts[VERDICT_FAILED]++;
	log_line(LOG_ERROR, "parsearchive: %.*s: failed: crashes the program",
	    STR_ARG(archive_name(im->archive, im->c->a, mail)));
}

/* The worker died: how the next one goes on. */
static enum err
learn(struct import *im, int number, int64_t *last)
{
	struct imported *done = im->done;
	int64_t mail = done->mail;

	if (!child_is_fault(number))
		return err_set(
		    ERR_BUSY, "the worker was killed by signal %d", number);
	if (number == SIGBUS && archive_is_cut(im->archive))
		return err_set(ERR_IO, "the archive was cut while it was read");
	if (mail == NO_PLACE && done->group == NO_PLACE)
		return err_set(ERR_INTERNAL,
		    "the worker died of signal %d between two mails", number);
	if (mail == NO_PLACE) {
		im->careful = done->group;
		return OK;
	}
	if (mail == im->bad) {
		skip(im, mail);
		return OK;
	}
	im->careful = mail + 1;
	if (mail == *last)
		im->bad = mail;
	*last = mail;
	return OK;
}

static enum err
run_workers(struct import *im)
{
	int64_t last = NO_PLACE;
	int number;
	enum err e;

	for (;;) {
		im->done->mail = im->done->group = NO_PLACE;
		if ((e = child_run(import_run, im, &number)) != OK)
			return e;
		if (number == 0)
			break;
		progress_clear(im->progress);
		if ((e = learn(im, number, &last)) != OK)
			return e;
	}
	if (im->done->err == OK)
		return OK;
	return err_set(im->done->err, "%s", im->done->message);
}

static enum err
import(struct cmd *c, struct archive *archive, int verbosity)
{
	struct progress progress;
	struct import im = { .c = c,
		.archive = archive,
		.progress = &progress,
		.verbosity = verbosity,
		.careful = NO_PLACE,
		.bad = NO_PLACE };
	void *shared;
	enum err e, printed = OK;

	if ((e = child_share(sizeof(*im.done), &shared)) != OK)
		return e;
	im.done = shared;
	im.done->place = archive_place(archive);
	progress_start(&progress, "mails", verbosity == 0);
	e = run_workers(&im);
	progress_clear(&progress);
	if (verbosity > 0)
		printed = print_summary(c, im.done);
	child_unshare(shared, sizeof(*im.done));
	return e != OK ? e : printed;
}

enum err
cmd_parsearchive(struct cmd *c)
{
	struct archive *archive;
	int verbosity;
	enum err e;

	if ((e = cmd_option_int(c, "-v", 0, 3, 1, &verbosity)) != OK)
		return e;
	/* Its connection must not be open in two processes. */
	db_close(c->db);
	c->db = NULL;
	if ((e = archive_open(c->a, cmd_operand(c, 0), &archive)) != OK)
		return e;
	if (archive_size(archive) > 0 &&
	    archive_place(archive) == archive_size(archive))
		log_line(LOG_WARNING, "parsearchive: %.*s: no mail in it",
		    STR_ARG(cmd_operand(c, 0)));
	e = import(c, archive, verbosity);
	archive_close(archive);
	return e;
}
