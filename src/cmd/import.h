/*
 * The mails of an archive into the database. This is what runs in the worker
 * of parsearchive; what it has done is in shared memory, so that another
 * worker can go on where one died (decisions.md 2).
 */
#ifndef CMD_IMPORT_H
#define CMD_IMPORT_H

#include "cmd/archive.h"
#include "cmd/cmd.h"
#include "cmd/progress.h"
#include "ingest/deliver.h"

#define NO_PLACE (-1)

/* Workers that a mail may kill before it is put aside. */
enum { CRASHES = 2 };

/* Shared. */
struct imported {
	int64_t place; /* all mails before it are done */
	int64_t mail;  /* the one at work; NO_PLACE: a group, or none */
	int64_t group; /* end of the group that is being stored */
	int64_t counts[VERDICTS];
	enum err err; /* why the worker gave up; OK: it did not */
	char message[1024];
};

struct import {
	struct cmd *c;
	struct archive *archive;
	struct imported *done;
	struct progress *progress;
	int verbosity;
	/* Mails before it are stored one by one, so that the one that kills
	 * the worker is known. */
	int64_t careful;
	/* This one is put aside unparsed: it has killed two. */
	int64_t bad;
};

/* All mails from done->place on. Opens a connection of its own. */
void import_run(void *import);

#endif
