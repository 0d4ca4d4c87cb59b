/*
 * thimble settings: the manual of the settings as the table has it, or their
 * present values (with --values), as a file that --config can read.
 */
#include "cmd/commands.h"

static const struct option_row options[] = {
	{ "--values", NULL, 0, "print present values; secrets show as (set)",
	    NULL },
};

const struct usage cmd_settings_usage = { NULL, 0, 0, options, COUNT(options) };

enum err
cmd_settings(struct cmd *c)
{
	struct str text;
	struct buf b;
	enum err e;

	buf_init(&b, c->a, 1 << 20);
	if (cmd_has(c, "--values"))
		conf_write_values(c->conf, &b);
	else
		conf_write_manual(&b);
	if ((e = buf_done(&b, &text)) != OK)
		return e;
	return cmd_write(c, text);
}
