/*
 * thimble help [COMMAND]: the same pages as --help, printed from the tables of
 * options. docs/manual/commands.md is made of them.
 */
#include "cmd/commands.h"
#include "cmd/options.h"

const struct usage cmd_help_usage = { "[COMMAND]", 0, 1, NULL, 0 };

enum err
cmd_help(struct cmd *c)
{
	const struct command *about = NULL;
	struct str name = cmd_operand(c, 0), text;
	struct buf b;
	enum err e;

	if (name.p != NULL &&
	    (about = options_find_command(c->commands, name)) == NULL)
		return cmd_usage_error(
		    c, "unknown command %.*s", STR_ARG(name));
	buf_init(&b, c->a, HELP_MAX);
	options_write_help(&b, c->commands, about);
	if ((e = buf_done(&b, &text)) != OK)
		return e;
	return cmd_write(c, text);
}
