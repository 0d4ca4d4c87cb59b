/*
 * Faults to order: the Nth event of a kind, in the program and its children
 * together, ends the process or fails (docs/testing.md).
 */
#ifndef TESTS_FAULT_FAULT_H
#define TESTS_FAULT_FAULT_H

#include <stdbool.h>

enum event {
	/* of the files of SQLite (vfs.c) */
	EVENT_OPEN,
	EVENT_READ,
	EVENT_WRITE,
	EVENT_SYNC,
	EVENT_TRUNCATE,
	EVENT_DELETE,
	EVENT_SHARE,
	/* of either engine (statements.c) */
	EVENT_STATEMENT,
	EVENTS
};

enum how {
	HOW_KILL, /* SIGKILL before it */
	HOW_LOSE, /* the same, and what was not synced is lost */
	HOW_TEAR, /* the same, but only some of it is lost */
	HOW_FAIL, /* input/output error */
	HOW_FULL, /* no room */
	HOW_UNDO, /* of a delete: done, and once all has ended the file is back */
	HOW_CUT,  /* the server ends our session before it */
	HOW_MUTE, /* the connection is lost after it, before its answer */
	HOWS
};

/* One more of it; whether it is the one. Does not return from HOW_KILL. */
bool fault_is_due(enum event e);
enum how fault_how(void);

/* Before the first fork. */
void vfs_share(void);
/* Makes the VFS that fails the common one. Without WAL SQLite has a rollback
 * journal for each transaction. */
void vfs_register(bool has_wal);
/* Undoes what was written and not synced. */
void vfs_lose(bool all);
/* Once all have ended: what was deleted is back if that is lost. */
void vfs_end(void);

#endif
