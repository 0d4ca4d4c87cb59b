/*
 * thimble createsuperuser, changepassword, token: accounts from the command
 * line. A password comes from the terminal or standard input, never from the
 * command line, where others could read it.
 */
#include "auth/credentials.h"
#include "auth/password.h"
#include "base/utf8.h"
#include "cmd/commands.h"
#include "cmd/secret.h"
#include "db/db.h"
#include "model/account.h"
#include "model/token.h"
#include "model/user_change.h"

/* clang-format off */
static const struct option_row create_options[] = {
	{ "--username", "NAME",    0, "what the user signs in with", NULL },
	{ "--email",    "ADDRESS", 0, "the user's mail address", NULL },
	{ "--noinput",  NULL,      0, "do not ask: no password will do until one is set", NULL },
};
const struct usage cmd_createsuperuser_usage = {
	NULL, 0, 0, create_options, COUNT(create_options)
};

const struct usage cmd_changepassword_usage = { "USER", 1, 1, NULL, 0 };

static const struct option_row token_options[] = {
	{ "--renew", NULL, 0, "make a new one in place of the present one", NULL },
};
const struct usage cmd_token_usage = {
	"USER", 1, 1, token_options, COUNT(token_options)
};
/* clang-format on */

enum err
cmd_createsuperuser(struct cmd *c)
{
	struct user u = {
		.username = cmd_option(c, "--username"),
		.email = cmd_option(c, "--email"),
		.first_name = S(""),
		.last_name = S(""),
		.is_active = true,
		.is_staff = true,
		.is_superuser = true,
	};
	struct str password;
	enum err e;

	if (u.username.p == NULL)
		return cmd_usage_error(c, "--username is missing");
	u.email = u.email.p != NULL ? utf8_clean(c->a, u.email) : S("");
	if ((e = user_check_name(u.username)) != OK)
		return e;
	if (cmd_has(c, "--noinput"))
		u.password = password_unusable(c->a);
	else if ((e = secret_read_password(c, &password)) != OK ||
	    (e = password_encode(c->a, password, &u.password)) != OK)
		return e;
	e = user_add(c->db, &u, c->now, &u.id);
	if (e == ERR_DUPLICATE)
		return err_set(ERR_DUPLICATE, "there is a user %.*s already",
		    STR_ARG(u.username));
	return e;
}

/* The user of the first operand. */
static enum err
find_user(struct cmd *c, struct user *out)
{
	struct str name = utf8_clean(c->a, cmd_operand(c, 0));
	enum err e = account_find(c->db, c->a, name, out);

	if (e == ERR_NOT_FOUND)
		return err_set(
		    ERR_NOT_FOUND, "there is no user %.*s", STR_ARG(name));
	return e;
}

enum err
cmd_changepassword(struct cmd *c)
{
	struct str password, encoded;
	struct user u;
	enum err e;

	if ((e = find_user(c, &u)) != OK)
		return e;
	if ((e = secret_read_password(c, &password)) != OK)
		return e;
	if ((e = password_encode(c->a, password, &encoded)) != OK)
		return e;
	return account_set_password(c->db, u.id, encoded);
}

enum err
cmd_token(struct cmd *c)
{
	struct token t = { .user = 0 };
	struct user u;
	enum err e;

	if ((e = find_user(c, &u)) != OK)
		return e;
	e = cmd_has(c, "--renew") ? ERR_NOT_FOUND
				  : token_find(c->db, c->a, u.id, &t);
	if (e == ERR_NOT_FOUND) {
		t = (struct token){ credentials_make_token(c->a), u.id,
			c->now };
		e = token_replace(c->db, &t);
	}
	if (e != OK)
		return e;
	return cmd_write(c, str_f(c->a, "%.*s\n", STR_ARG(t.key)));
}
