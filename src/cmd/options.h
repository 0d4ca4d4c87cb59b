/* The command line against the tables of options. */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include "cmd/cmd.h"

/* Most bytes of a page of help. */
enum { HELP_MAX = 1 << 16 };

struct given {
	const struct option_row *row;
	struct str value; /* p NULL for a flag */
};

/* Options that go with every command. */
extern const struct usage options_global;

/* Fills command, given and operands of c by c->commands; command stays NULL
 * if none is named. ERR_INVALID names what is unknown, missing or too much. */
enum err options_parse(struct cmd *c, int argc, char **argv) MUST;

/* NULL if there is none of that name. */
const struct command *options_find_command(
    const struct commands *commands, struct str name);

/* For --help and after usage errors: the one line, and the whole page. A
 * NULL command is the program. */
void options_write_line(struct buf *b, const struct command *command);
void options_write_help(struct buf *b, const struct commands *commands,
    const struct command *command);

#endif
