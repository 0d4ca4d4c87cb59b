/*
 * The program: which subcommands there are, and which exit status
 * (sysexits, spec/contract.md) each kind of failure has. Everything else is
 * in cmd/.
 */
#include "cmd/commands.h"

/* clang-format off */

/* In the order of --help: serving, mail in, upkeep. */
static const struct command rows[] = {
	/* name            needs          run               one line of help, its options */
	{ "serve",        DB | DB_CREATE, cmd_serve, "answer HTTP requests until SIGTERM",
	    &cmd_serve_usage },
	{ "parsemail",    DB | DB_TRY, cmd_parsemail, "store the mail in FILE or on standard input",
	    &cmd_parsemail_usage },
	{ "parsearchive", DB, cmd_parsearchive, "store the mails of an mbox or a Maildir",
	    &cmd_parsearchive_usage },
	{ "inspect",      DB_READ, cmd_inspect, "print what the parser makes of a mail",
	    &cmd_inspect_usage },
	{ "migrate",      DB | DB_CREATE | DB_AS_IS, cmd_migrate,
	    "make the schema, or take away what Thimble added to Patchwork's",
	    &cmd_migrate_usage },
	{ "check",        DB | DB_AS_IS, cmd_check,
	    "recount what triggers keep, and tell what is wrong", &cmd_check_usage },
	{ "createsuperuser", DB | DB_CREATE, cmd_createsuperuser,
	    "add a user who may administer everything", &cmd_createsuperuser_usage },
	{ "changepassword", DB, cmd_changepassword, "give a user another password",
	    &cmd_changepassword_usage },
	{ "token",        DB, cmd_token, "print the API token of a user; make one if there is none",
	    &cmd_token_usage },
	{ "sample",       DB | DB_CREATE, cmd_sample, "put a made-up archive into an empty database",
	    &cmd_sample_usage },
	{ "api",          SETTINGS, cmd_api, "print what the REST API has, or its OpenAPI document",
	    &cmd_api_usage },
	{ "settings",     SETTINGS, cmd_settings, "print the manual of the settings",
	    &cmd_settings_usage },
	{ "help",      SETTINGS, cmd_help, "print the commands, or the options of one",
	    &cmd_help_usage },
};

static const int exit_status[ERR_COUNT] = {
	[ERR_INVALID]   = EXIT_DATA,
	[ERR_DENIED]    = EXIT_CONFIG,
	[ERR_NOT_FOUND] = EXIT_NO_INPUT,
	[ERR_CONFLICT]  = EXIT_DATA,
	[ERR_DUPLICATE] = EXIT_DATA,
	[ERR_TOO_BIG]   = EXIT_DATA,
	[ERR_BUSY]      = EXIT_TEMPORARY,
	[ERR_IO]        = EXIT_IO,
	[ERR_CONFIG]    = EXIT_CONFIG,
	[ERR_ABORTED]   = EXIT_SOFTWARE,
	[ERR_INTERNAL]  = EXIT_SOFTWARE,
};

/* clang-format on */

static const struct commands commands = { rows, COUNT(rows), exit_status };

int
main(int argc, char **argv)
{
	return cmd_main(&commands, argc, argv);
}
