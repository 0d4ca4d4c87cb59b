/* What is typed and not shown. */
#ifndef CMD_SECRET_H
#define CMD_SECRET_H

#include "cmd/cmd.h"

/* A new password: asked for twice at a terminal, without echo; else the first
 * line of standard input. ERR_INVALID if the two differ or it is empty or no
 * text, ERR_TOO_BIG, ERR_IO. */
enum err secret_read_password(struct cmd *c, struct str *out) MUST;

#endif
