/*
 * thimble parsemail [FILE]: one mail, as an MTA hands it over, to rows. The
 * exit status is the contract with the MTA (spec/contract.md): 0 says that
 * the mail is safe here, 75 that the MTA keeps it and tries again. So what
 * is wrong with the database is 75 and not what main.c has for it, and a
 * parser that dies of a mail is 75 too: death by a signal is no sysexit, and
 * some MTAs return such mail to its sender (decisions.md 2).
 */
#include <signal.h>
#include <unistd.h>

#include "base/log.h"
#include "base/time.h"
#include "cmd/child.h"
#include "cmd/commands.h"
#include "ingest/deliver.h"

static const struct option_row options[] = {
	{ "--list-id", "ID", 0, "the project's list id, whatever the mail says",
	    NULL },
	{ "--exit-detail", NULL, 0,
	    "the exit status says what became of the mail", NULL },
};

const struct usage cmd_parsemail_usage = { "[FILE]", 0, 1, options,
	COUNT(options) };

static void
die(int number)
{
	(void)number;
	_exit(EXIT_TEMPORARY);
}

/* With a stack of its own, since the end of ours may be the reason. */
static void
catch_death(struct arena *a)
{
	static const int numbers[] = { SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL,
		SIGSYS, SIGTRAP, SIGXCPU };
	size_t size = (size_t)SIGSTKSZ;
	struct sigaction action = { .sa_handler = die, .sa_flags = SA_ONSTACK };
	stack_t stack = { .ss_sp = arena_alloc(a, size), .ss_size = size };

	if (sigaltstack(&stack, NULL) != 0)
		action.sa_flags = 0;
	for (size_t i = 0; i < COUNT(numbers); i++)
		(void)sigaction(numbers[i], &action, NULL);
}

/* clang-format off */
static const struct {
	int detail;		/* status under --exit-detail */
	enum log_level level;
} outcomes[VERDICTS] = {
	[VERDICT_PATCH]         = { 0,                  LOG_INFO },
	[VERDICT_COVER]         = { 0,                  LOG_INFO },
	[VERDICT_PATCH_COMMENT] = { 0,                  LOG_INFO },
	[VERDICT_COVER_COMMENT] = { 0,                  LOG_INFO },
	[VERDICT_DUPLICATE]     = { EXIT_DUPLICATE,     LOG_WARNING },
	[VERDICT_IGNORED]       = { EXIT_NOTHING_ADDED, LOG_WARNING },
	[VERDICT_BROKEN]        = { EXIT_DATA,          LOG_ERROR },
	[VERDICT_TOO_BIG]       = { EXIT_NOTHING_ADDED, LOG_ERROR },
	[VERDICT_FAILED]        = { EXIT_TEMPORARY,     LOG_ERROR },
};
/* clang-format on */

static struct str
name_of(const struct plan *p)
{
	return p->msgid.p != NULL ? p->msgid : S("(no message id)");
}

static enum err
report(struct cmd *c, const struct plan *p)
{
	struct str verdict = verdict_name(p->verdict);

	if (cmd_has(c, "--exit-detail"))
		c->exit_status = outcomes[p->verdict].detail;
	log_line(outcomes[p->verdict].level, "parsemail: %.*s: %.*s%s%s",
	    STR_ARG(name_of(p)), STR_ARG(verdict), p->reason ? ": " : "",
	    p->reason ? p->reason : "");
	return OK;
}

/* Whatever it was, the mail is not here: the caller keeps it. */
static enum err
refuse(struct cmd *c, const struct plan *p, enum err e)
{
	c->exit_status = EXIT_TEMPORARY;
	return err_set(e, "%.*s: %s", STR_ARG(name_of(p)), err_message());
}

enum err
cmd_parsemail(struct cmd *c)
{
	struct ingest in;
	struct delivery d = { .in = &in,
		.db = c->db,
		.source = S("parsemail"),
		.keep_raw = true,
		.patience = c->conf->database_wait * TIME_SECOND };
	struct arrival mail = { .arrived = c->now };
	enum err e;

	catch_death(c->a);
	child_bound_mail();
	if ((e = cmd_read(c, cmd_operand(c, 0), (size_t)c->conf->mail_max_bytes,
		 &mail.bytes, &mail.cut)) != OK)
		return e;
	ingest_open(&in);
	in.list_id = cmd_option(c, "--list-id");
	if ((e = deliver_open(&d)) == OK)
		e = deliver_mail(&d, c->a, &mail);
	ingest_close(&in);
	return e == OK ? report(c, &mail.plan) : refuse(c, &mail.plan, e);
}
