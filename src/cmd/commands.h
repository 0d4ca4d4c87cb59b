/* The functions and usages that the table in main.c names. */
#ifndef CMD_COMMANDS_H
#define CMD_COMMANDS_H

#include "cmd/cmd.h"

#define COMMAND(name)                            \
	enum err cmd_##name(struct cmd *c) MUST; \
	extern const struct usage cmd_##name##_usage

COMMAND(api);
COMMAND(changepassword);
COMMAND(check);
COMMAND(createsuperuser);
COMMAND(help);
COMMAND(inspect);
COMMAND(migrate);
COMMAND(parsearchive);
COMMAND(parsemail);
COMMAND(sample);
COMMAND(serve);
COMMAND(settings);
COMMAND(token);

#undef COMMAND

#endif
