/*
 * The way from main to a subcommand and back: options, settings, zone, log
 * level, database; then the command; then its failure as an exit status, with
 * the reason as the last line on standard error (spec/contract.md, Exit
 * statuses). This is an edge: here errors are logged.
 */
#include "cmd/cmd.h"

#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/log.h"
#include "base/time.h"
#include "cmd/options.h"
#include "db/db.h"
#include "db/migrate.h"

enum err
cmd_usage_error(struct cmd *c, const char *fmt, ...)
{
	char text[512];
	struct buf b;
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	buf_init(&b, c->a, HELP_MAX);
	options_write_line(&b, c->command);
	(void)fwrite(b.p, 1, b.n, stderr);
	c->exit_status = EXIT_USAGE;
	return err_set(ERR_INVALID, "%s", text);
}

/* Options that stand for a setting; values of a repeated one are joined. */
static enum err
set_from_options(struct cmd *c, struct conf *conf)
{
	for (size_t i = 0; i < c->ngiven; i++) {
		const struct option_row *row = c->given[i].row;
		struct buf b;
		struct str text, value;
		enum err e;

		if (row->setting == NULL)
			continue;
		buf_init(&b, c->a, HELP_MAX);
		buf_printf(&b, "%s=", row->setting);
		if (row->flags & REPEAT) {
			for (size_t k = 0;
			     (value = cmd_option_at(c, row->name, k)).p; k++)
				buf_printf(&b, "%s%.*s", k > 0 ? " " : "",
				    STR_ARG(value));
		} else {
			buf_add(&b, c->given[i].value);
		}
		if ((e = buf_done(&b, &text)) != OK ||
		    (e = conf_set(c->a, conf, text)) != OK)
			return e;
	}
	return OK;
}

enum err
cmd_read_settings(struct cmd *c, const struct conf **out)
{
	struct conf *conf = arena_new(c->a, struct conf);
	struct str file = cmd_option(c, "--config"), value;
	enum err e;

	e = conf_read(c->a, file.p ? str_z(c->a, file) : NULL, conf);
	if (e != OK)
		return e;
	for (size_t i = 0; (value = cmd_option_at(c, "--set", i)).p; i++)
		if ((e = conf_set(c->a, conf, value)) != OK)
			return e;
	if ((e = set_from_options(c, conf)) != OK)
		return e;
	*out = conf;
	return OK;
}

void
cmd_set_log_level(struct str name)
{
	static const char *const levels[] = { [LOG_ERROR] = "error",
		[LOG_WARNING] = "warning",
		[LOG_INFO] = "info",
		[LOG_DEBUG] = "debug" };

	for (size_t i = 0; i < COUNT(levels); i++)
		if (str_eq(name, str_c(levels[i])))
			log_set_level((enum log_level)i);
}

enum err
cmd_open_db(struct cmd *c, unsigned flags, struct db **out)
{
	return db_open(
	    &(struct db_options){
		.url = str_z(c->a, c->conf->database),
		.create = (flags & DB_CREATE) != 0,
		.read_only = (flags & DB_READ) != 0,
		.relaxed = (flags & DB_RELAXED) != 0,
		.busy_ms = (int)c->conf->database_wait * 1000,
	    },
	    out);
}

enum err
cmd_look_at_db(struct cmd *c, struct migration *out)
{
	enum err e;

	if ((e = migrate_read(c->db, c->a, out)) != OK)
		return e;
	if (out->newer.p != NULL)
		log_line(LOG_WARNING,
		    "the database is of a newer Patchwork: its migration %.*s"
		    " is not known here",
		    STR_ARG(out->newer));
	return OK;
}

static enum err
migrate(struct cmd *c, const struct migration *m)
{
	size_t made;
	enum err e;

	if (!c->conf->auto_migrate)
		return err_set(ERR_CONFIG,
		    "the database %s%s, and auto_migrate is off: run \"thimble"
		    " migrate\"",
		    m->empty ? "is empty" : "lacks ", m->empty ? "" : m->first);
	if ((e = migrate_apply(c->db, c->a, c->now, &made)) != OK)
		return e;
	log_line(LOG_INFO, "database migrated: %zu objects made", made);
	return OK;
}

/* As the command needs it to be. */
static enum err
ready_db(struct cmd *c, unsigned needs)
{
	struct migration m;
	enum err e;

	if (needs & DB_AS_IS)
		return OK;
	if ((e = cmd_look_at_db(c, &m)) != OK)
		return e;
	if (m.empty && (needs & DB_READ))
		return err_set(ERR_CONFIG,
		    "the database is empty: run \"thimble migrate\"");
	if (m.missing == 0 || (needs & DB_READ))
		return OK;
	e = migrate(c, &m);
	if (e == OK || m.empty || !(needs & DB_TRY))
		return e;
	log_line(LOG_WARNING, "%s", err_message());
	return OK;
}

/* What the row of the command needs. */
static enum err
prepare(struct cmd *c)
{
	unsigned needs = c->command->needs;
	enum err e;

	if ((e = cmd_read_settings(c, &c->conf)) != OK)
		return e;
	cmd_set_log_level(c->conf->log_level);
	if ((e = time_set_zone(c->conf->time_zone.p)) != OK)
		return e;
	c->now = time_now();
	if (needs == SETTINGS)
		return OK;
	if ((e = cmd_open_db(c, needs, &c->db)) == OK)
		e = ready_db(c, needs);
	/* Whatever it is, an MTA must not return mail to its sender for it. */
	if (e != OK && (needs & DB_TRY))
		c->exit_status = EXIT_TEMPORARY;
	return e;
}

static enum err
print_and_end(struct cmd *c)
{
	struct buf b;
	struct str text;
	enum err e;

	buf_init(&b, c->a, HELP_MAX);
	if (cmd_has(c, "--version"))
		buf_lit(&b, "thimble " THIMBLE_VERSION "\n");
	else
		options_write_help(&b, c->commands, c->command);
	if ((e = buf_done(&b, &text)) != OK)
		return e;
	return cmd_write(c, text);
}

static enum err
run(struct cmd *c, int argc, char **argv)
{
	enum err e;

	if ((e = options_parse(c, argc, argv)) != OK)
		return cmd_usage_error(c, "%s", err_message());
	if (cmd_has(c, "--help") || cmd_has(c, "-h") || cmd_has(c, "--version"))
		return print_and_end(c);
	if (c->command == NULL)
		return cmd_usage_error(c, "no command was given");
	if ((e = prepare(c)) != OK)
		return e;
	return c->command->run(c);
}

int
cmd_main(const struct commands *commands, int argc, char **argv)
{
	struct cmd c = { .a = arena_open(), .commands = commands };
	enum err e;
	int status;

	/* A file past the limit of whoever started us, as mail servers have
	 * one for mailboxes, is an error of the write and no death. */
	(void)signal(SIGXFSZ, SIG_IGN);
	e = run(&c, argc, argv);

	/* What stdio kept back may fail too late for cmd_write to see. */
	if (fflush(stdout) != 0 && e == OK)
		e = err_set(ERR_IO, "standard output: write failed");
	status = c.exit_status;
	if (e != OK) {
		if (status == 0)
			status = commands->exit_status[e];
		log_line(LOG_ERROR, "%s%s%s", c.command ? c.command->name : "",
		    c.command ? ": " : "", err_message());
	}
	if (c.db != NULL)
		db_close(c.db);
	arena_close(c.a);
	return status;
}
