/*
 * thimble migrate: makes the schema in an empty database and what Thimble
 * adds to one of Patchwork's; thimble migrate --remove takes ours away again,
 * before a migration of Patchwork's own and to go back to it.
 */
#include "cmd/commands.h"
#include "db/migrate.h"

/* clang-format off */
static const struct option_row options[] = {
	{ "--remove", NULL, 0, "drop the triggers and indexes that Thimble added", NULL },
	{ "--all",    NULL, 0, "with --remove: drop its tables too, with the journal of mails", NULL },
};
/* clang-format on */
const struct usage cmd_migrate_usage = { NULL, 0, 0, options, COUNT(options) };

static enum err
say(struct cmd *c, size_t n, const char *what)
{
	return cmd_write(
	    c, str_f(c->a, "%zu object%s %s\n", n, n == 1 ? "" : "s", what));
}

enum err
cmd_migrate(struct cmd *c)
{
	size_t n;
	enum err e;

	if (cmd_has(c, "--remove")) {
		if ((e = migrate_remove(
			 c->db, c->a, cmd_has(c, "--all"), &n)) != OK)
			return e;
		return say(c, n, "dropped");
	}
	if (cmd_has(c, "--all"))
		return cmd_usage_error(c, "--all goes with --remove only");
	if ((e = cmd_look_at_db(c, &(struct migration){ 0 })) != OK)
		return e;
	if ((e = migrate_apply(c->db, c->a, c->now, &n)) != OK)
		return e;
	return say(c, n, "made");
}
