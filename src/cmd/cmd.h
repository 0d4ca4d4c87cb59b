/*
 * What all subcommands share: options and operands told by tables, the
 * settings, the database, input and output, the exit status.
 */
#ifndef CMD_CMD_H
#define CMD_CMD_H

#include "base/base.h"
#include "conf/conf.h"

struct db;
struct migration;

/* Exit statuses (sysexits) that no enum err stands for. */
enum {
	EXIT_NOTHING_ADDED = 10,
	EXIT_DUPLICATE = 11,
	EXIT_USAGE = 64,
	EXIT_DATA = 65,
	EXIT_NO_INPUT = 66,
	EXIT_SOFTWARE = 70,
	EXIT_CANNOT_CREATE = 73,
	EXIT_IO = 74,
	EXIT_TEMPORARY = 75,
	EXIT_CONFIG = 78,
};

/* One option of a command. The same name takes a value everywhere or
 * nowhere, since options may stand before the command. */
struct option_row {
	const char *name;    /* "--list-id" or "-v" */
	const char *value;   /* word for the manual, "ID"; NULL: a flag */
	unsigned flags;      /* REPEAT, HIDDEN */
	const char *help;    /* ends without a full stop */
	const char *setting; /* the value is assigned to this setting; values
			      * of a repeated option are joined by blanks */
};
enum { REPEAT = 1, HIDDEN = 2 };

/* How a command is called: cmd_NAME_usage in cmd/NAME.c. */
struct usage {
	const char *operands; /* for the manual: "[FILE]"; NULL: none */
	size_t min, max;      /* operands it takes; max SIZE_MAX: any */
	const struct option_row *options;
	size_t noptions;
};

/* What is ready before a command runs. */
enum {
	SETTINGS = 0, /* nothing more than the settings, as for every command */
	DB = 1,       /* c->db, migrated if auto_migrate says so */
	DB_CREATE = 2,   /* ... an SQLite file is made if there is none */
	DB_READ = 4,     /* ... read-only, never migrated */
	DB_AS_IS = 8,    /* ... never migrated, in whatever shape it is */
	DB_RELAXED = 16, /* ... as db.h has it */
	DB_TRY = 32,     /* ... without what Thimble adds, if that cannot be
			  * made (parsemail) */
};

struct cmd {
	struct arena *a; /* of the whole command */
	const struct conf *conf;
	struct db *db;
	int64_t now;
	int exit_status; /* if not 0, stands above that of the error */
	const struct commands *commands;
	const struct command *command; /* NULL: none was given */
	struct given *given;           /* options, in order */
	size_t ngiven;
	struct str *operands;
	size_t noperands;
};

/* A failure is logged by the caller, as the last line on standard error. */
typedef enum err cmd_fn(struct cmd *c);

/* A row of main.c. */
struct command {
	const char *name;
	unsigned needs;
	cmd_fn *run;
	const char *help; /* one line */
	const struct usage *usage;
};

struct commands {
	const struct command *rows;
	size_t n;
	const int *exit_status; /* by enum err */
};

/* The whole program; returns its exit status. */
int cmd_main(const struct commands *commands, int argc, char **argv);

/* Options: is it there, its last value (p NULL if absent), its i-th value (p
 * NULL past the last), its last value as a number (absent: otherwise; a usage
 * error if it is none in min..max). */
bool cmd_has(const struct cmd *c, const char *name);
struct str cmd_option(const struct cmd *c, const char *name);
struct str cmd_option_at(const struct cmd *c, const char *name, size_t i);
enum err cmd_option_int(struct cmd *c, const char *name, int min, int max,
    int otherwise, int *out) MUST;
/* p NULL if there are fewer. Operands are bytes, as are values of options. */
struct str cmd_operand(const struct cmd *c, size_t i);

/* Status 64, after the usage of the command. */
enum err cmd_usage_error(struct cmd *c, const char *fmt, ...) PRINTF(2, 3);

/* The file, or standard input if path is NULL or "-". At most max bytes are
 * read; *cut (may be NULL: ERR_TOO_BIG instead) tells if there were more.
 * ERR_NOT_FOUND for no such file, ERR_IO. */
enum err cmd_read(struct cmd *c, struct str path, size_t max, struct str *out,
    bool *cut) MUST;
/* All of it, to standard output. ERR_IO. */
enum err cmd_write(struct cmd *c, struct str text) MUST;

/* The settings anew: file, environment, options. They live as long as c->a;
 * c->conf stays. */
enum err cmd_read_settings(struct cmd *c, const struct conf **out) MUST;
void cmd_set_log_level(struct str name);

/* A connection besides c->db; flags as of needs (DB_READ, DB_RELAXED). The
 * caller closes it. */
enum err cmd_open_db(struct cmd *c, unsigned flags, struct db **out) MUST;

/* What a migration of c->db would find; warns of a newer Patchwork. */
enum err cmd_look_at_db(struct cmd *c, struct migration *out) MUST;

#endif
