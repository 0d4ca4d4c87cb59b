/*
 * Signing in and out. Where somebody is sent afterwards is a path of this
 * site and nothing else, or a link to the login page could lead to a copy of
 * it elsewhere that asks for the password once more.
 */
#include "site/access.h"
#include "site/form.h"
#include "site/signin.h"
#include "web/frame.h"
#include "web/handlers.h"

/* From "/"; browsers read a backslash as a slash, and leave out tabs and
 * line breaks. */
static bool
is_local(struct str target)
{
	for (size_t i = 0; i < target.n; i++)
		if ((unsigned char)target.p[i] < 0x20 || target.p[i] == 0x7f)
			return false;
	return str_starts(target, S("/")) && !str_starts(target, S("//")) &&
	    !str_starts(target, S("/\\"));
}

/* Where to go, "" if nothing was said or something that is not ours. */
static struct str
find_next(struct ctx *c)
{
	struct str next = form_value(c, S("next")), base = ctx_base_url(c);
	const struct field_value *f;

	if (next.p == NULL && (f = request_query(c->rq, S("next"))) != NULL)
		next = f->value;
	if (str_starts(next, base) && is_local(str_from(next, base.n)))
		next = str_from(next, base.n);
	return is_local(next) ? next : S("");
}

/* What a header may hold; what is encoded already stays so. */
static struct str
write_target(struct arena *a, struct str target)
{
	struct buf b;

	buf_init(&b, a, 3 * target.n + 1);
	for (size_t i = 0; i < target.n; i++) {
		unsigned char byte = (unsigned char)target.p[i];

		if (byte > 0x20 && byte < 0x7f && byte != '\\' && byte != '"')
			buf_char(&b, target.p[i]);
		else
			buf_printf(&b, "%%%02X", byte);
	}
	return buf_str(&b);
}

static enum err
show_form(struct ctx *c, struct response *rs, int status, struct str error)
{
	struct str username = form_value(c, S("username"));
	struct login_page page = {
		.frame = frame_make(c, S("Sign in"), NULL),
		.error = error,
		.username = username.p != NULL ? username : S(""),
		.next = find_next(c),
	};

	page.frame.in_login = true;
	frame_add_form(c, &page.frame);
	html_answer(rs, status);
	return template_login(&rs->body, &page);
}

enum err
web_login_show(struct ctx *c, struct response *rs)
{
	return show_form(c, rs, 200, (struct str){ NULL, 0 });
}

enum err
web_login_submit(struct ctx *c, struct response *rs)
{
	struct str username = form_value(c, S("username")), next;
	struct str password = form_value(c, S("password"));
	const struct user *user;
	enum err e;

	if (username.n == 0 || password.n == 0)
		return show_form(
		    c, rs, 200, S("Enter a user name and a password."));
	e = access_check_password(c, rs, str_trim(username), password, &user);
	if (e == ERR_DENIED)
		return show_form(
		    c, rs, 403, str_dup(c->a, str_c(err_message())));
	if (e != OK)
		return e;
	if (user == NULL)
		return show_form(c, rs, 200,
		    S("User name and password do not match. The user name is "
		      "case-sensitive."));
	next = find_next(c);
	response_redirect(rs, 302,
	    next.n > 0 ? write_target(c->a, next)
		       : str_c(path_pattern(P_USER)));
	return signin_begin(c, rs, user);
}

enum err
web_logout(struct ctx *c, struct response *rs)
{
	response_redirect(rs, 302, str_c(path_pattern(P_INDEX)));
	return signin_end(c, rs);
}
