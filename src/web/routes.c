/*
 * The routes of the pages (spec/web.md 1). GET brings HEAD; other methods are
 * 405 (2.1 asks for it).
 */
#include "web/routes.h"

#include "web/handlers.h"

/* In the order of the pages of the manual. */

/* clang-format off */
static const struct route rows[] = {
	/* method  path              needs  handler               arg */
	{ GET,     P_INDEX,          0,     web_index_show,       NULL },
	{ GET,     P_PROJECT,        0,     web_project_show,     NULL },
	{ GET,     P_PWCLIENTRC,     0,     web_pwclientrc_show,  NULL },
	{ GET,     P_LOGIN,          0,     web_login_show,       NULL },
	{ POST,    P_LOGIN,          0,     web_login_submit,     NULL },
	{ POST,    P_LOGOUT,         0,     web_logout,           NULL },
	{ GET,     P_USER,           LOGIN, web_profile_show,     NULL },
	{ POST,    P_GENERATE_TOKEN, LOGIN | REST, web_token_make, NULL },
	{ GET,     P_ABOUT,          0,     web_about_show,       NULL },
	{ GET,     P_HELP,           0,     web_about_redirect,   NULL },
	{ GET,     P_HELP_ABOUT,     0,     web_about_redirect,   NULL },
	{ GET,     P_HELP_PWCLIENT,  0,     web_about_redirect,   NULL },
	{ GET,     P_ASSET,          0,     web_asset_show,       NULL },
};
/* clang-format on */

const struct routes web_routes = { .rows = rows, .n = COUNT(rows) };
