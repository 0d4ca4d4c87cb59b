/*
 * Options and operands. Options may stand before or after the command
 * (spec/contract.md, Command line), so a name is looked up in the tables of
 * all commands first, which tells whether a value follows, and must then be
 * one of the command that was named. "--name=value", "--name value", "-nvalue"
 * and "-n value" are the forms; "--" ends options, "-" is an operand. Of a
 * repeated option that may not repeat the last counts.
 */
#include "cmd/options.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* clang-format off */
static const struct option_row global_rows[] = {
	{ "--config",   "FILE",       0,      "read settings from FILE (also THIMBLE_CONFIG)", NULL },
	{ "--database", "URL",        0,      "sqlite:PATH or a libpq URI (also THIMBLE_DATABASE)", "database" },
	{ "--set",      "NAME=VALUE", REPEAT, "any setting, above those of the file", NULL },
	{ "--help",     NULL,         0,      "print this and end", NULL },
	{ "-h",         NULL,         HIDDEN, "the same", NULL },
	{ "--version",  NULL,         0,      "print the version and end", NULL },
};
/* clang-format on */

const struct usage options_global = { NULL, 0, 0, global_rows,
	COUNT(global_rows) };

static const struct option_row *
find_option(const struct usage *u, struct str name)
{
	for (size_t i = 0; i < u->noptions; i++)
		if (str_eq(name, str_c(u->options[i].name)))
			return &u->options[i];
	return NULL;
}

/* Before the command is known: a row of any command. */
static const struct option_row *
find_anywhere(const struct commands *commands, struct str name)
{
	const struct option_row *row = find_option(&options_global, name);

	for (size_t i = 0; row == NULL && i < commands->n; i++)
		row = find_option(commands->rows[i].usage, name);
	return row;
}

const struct command *
options_find_command(const struct commands *commands, struct str name)
{
	for (size_t i = 0; i < commands->n; i++)
		if (str_eq(name, str_c(commands->rows[i].name)))
			return &commands->rows[i];
	return NULL;
}

/* The name of "--name=value" or "-nvalue", and the value, p NULL if none. */
static void
split_option(struct str arg, struct str *name, struct str *value)
{
	struct str left, right;

	*name = arg;
	*value = (struct str){ NULL, 0 };
	if (!str_starts(arg, S("--"))) {
		*name = str_sub(arg, 0, 2);
		if (arg.n > 2)
			*value = str_from(arg, 2);
	} else if (str_cut(arg, '=', &left, &right)) {
		*name = left;
		*value = right;
	}
}

/* The option at argv[*i]; moves *i if its value is the next argument. */
static enum err
parse_option(struct cmd *c, int argc, char **argv, int *i)
{
	struct given *g = &c->given[c->ngiven];
	struct str name, value;

	split_option(str_c(argv[*i]), &name, &value);
	g->row = find_anywhere(c->commands, name);
	if (g->row == NULL)
		return err_set(
		    ERR_INVALID, "unknown option %.*s", STR_ARG(name));
	if (g->row->value == NULL && value.p != NULL)
		return err_set(
		    ERR_INVALID, "option %s takes no value", g->row->name);
	if (g->row->value != NULL && value.p == NULL) {
		if (*i + 1 >= argc)
			return err_set(ERR_INVALID, "option %s needs %s",
			    g->row->name, g->row->value);
		value = str_c(argv[++*i]);
	}
	g->value = value;
	c->ngiven++;
	return OK;
}

/* What was found in any table must be one of this command, or of all. */
static enum err
check_options(struct cmd *c)
{
	for (size_t i = 0; i < c->ngiven; i++) {
		struct str name = str_c(c->given[i].row->name);

		if (find_option(&options_global, name) != NULL)
			continue;
		c->given[i].row = find_option(c->command->usage, name);
		if (c->given[i].row == NULL)
			return err_set(ERR_INVALID, "%s has no option %.*s",
			    c->command->name, STR_ARG(name));
	}
	return OK;
}

static enum err
check_operands(const struct cmd *c)
{
	const struct usage *u = c->command->usage;

	if (c->noperands > u->max)
		return err_set(ERR_INVALID, "unexpected operand %.*s",
		    STR_ARG(c->operands[u->max]));
	if (c->noperands < u->min)
		return err_set(
		    ERR_INVALID, "%s needs %s", c->command->name, u->operands);
	return OK;
}

enum err
options_parse(struct cmd *c, int argc, char **argv)
{
	bool ended = false;
	enum err e;

	c->given = arena_array(c->a, struct given, (size_t)argc + 1);
	c->operands = arena_array(c->a, struct str, (size_t)argc + 1);
	for (int i = 1; i < argc; i++) {
		struct str arg = str_c(argv[i]);

		if (!ended && str_eq(arg, S("--"))) {
			ended = true;
		} else if (!ended && arg.n > 1 && arg.p[0] == '-') {
			e = parse_option(c, argc, argv, &i);
			if (e != OK)
				return e;
		} else if (c->command == NULL) {
			c->command = options_find_command(c->commands, arg);
			if (c->command == NULL)
				return err_set(ERR_INVALID,
				    "unknown command %.*s", STR_ARG(arg));
		} else {
			c->operands[c->noperands++] = arg;
		}
	}
	if (c->command == NULL || cmd_has(c, "--help") || cmd_has(c, "-h"))
		return OK;
	if ((e = check_options(c)) != OK)
		return e;
	return check_operands(c);
}

bool
cmd_has(const struct cmd *c, const char *name)
{
	for (size_t i = 0; i < c->ngiven; i++)
		if (strcmp(c->given[i].row->name, name) == 0)
			return true;
	return false;
}

struct str
cmd_option_at(const struct cmd *c, const char *name, size_t i)
{
	for (size_t k = 0; k < c->ngiven; k++)
		if (strcmp(c->given[k].row->name, name) == 0 && i-- == 0)
			return c->given[k].value;
	return (struct str){ NULL, 0 };
}

struct str
cmd_option(const struct cmd *c, const char *name)
{
	struct str value = { NULL, 0 };

	for (size_t i = 0; i < c->ngiven; i++)
		if (strcmp(c->given[i].row->name, name) == 0)
			value = c->given[i].value;
	return value;
}

enum err
cmd_option_int(
    struct cmd *c, const char *name, int min, int max, int otherwise, int *out)
{
	struct str value = cmd_option(c, name);

	if (value.p == NULL)
		*out = otherwise;
	else if (!str_int(value, min, max, out))
		return cmd_usage_error(
		    c, "%s is a number from %d to %d", name, min, max);
	return OK;
}

struct str
cmd_operand(const struct cmd *c, size_t i)
{
	return i < c->noperands ? c->operands[i] : (struct str){ NULL, 0 };
}

static void
write_synopsis(struct buf *b, const struct usage *u)
{
	for (size_t i = 0; i < u->noptions; i++) {
		const struct option_row *row = &u->options[i];

		if (row->flags & HIDDEN)
			continue;
		buf_printf(b, " [%s%s%s]%s", row->name, row->value ? " " : "",
		    row->value ? row->value : "",
		    row->flags & REPEAT ? "..." : "");
	}
	if (u->operands != NULL)
		buf_printf(b, " %s", u->operands);
}

void
options_write_line(struct buf *b, const struct command *command)
{
	buf_lit(b, "usage: thimble [--config FILE] [--database URL]");
	if (command == NULL) {
		buf_lit(b, " COMMAND [...]\n");
		return;
	}
	buf_printf(b, " %s", command->name);
	write_synopsis(b, command->usage);
	buf_char(b, '\n');
}

static void
write_options(struct buf *b, const struct usage *u)
{
	for (size_t i = 0; i < u->noptions; i++) {
		const struct option_row *row = &u->options[i];
		char left[64];

		if (row->flags & HIDDEN)
			continue;
		(void)snprintf(left, sizeof(left), "%s %s", row->name,
		    row->value ? row->value : "");
		buf_printf(b, "  %-22s %s\n", left, row->help);
	}
}

void
options_write_help(struct buf *b, const struct commands *commands,
    const struct command *command)
{
	options_write_line(b, command);
	if (command != NULL) {
		buf_printf(b, "\n%s: %s\n", command->name, command->help);
		if (command->usage->noptions > 0)
			buf_lit(b, "\n");
		write_options(b, command->usage);
	} else {
		buf_lit(b, "\nCommands (thimble COMMAND --help tells more):\n");
		for (size_t i = 0; i < commands->n; i++)
			buf_printf(b, "  %-22s %s\n", commands->rows[i].name,
			    commands->rows[i].help);
	}
	buf_lit(b, "\nWith every command:\n");
	write_options(b, &options_global);
}
