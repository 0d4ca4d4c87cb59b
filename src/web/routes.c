/*
 * The routes of the pages (spec/web.md 1). GET brings HEAD; other methods are
 * 405 (2.1 asks for it).
 */
#include "web/routes.h"

#include "web/handlers.h"

/* In the order of the pages of the manual. arg: the path to lead to. */
static const enum path to_patch = P_PATCH, to_patch_mbox = P_PATCH_MBOX,
		       to_patch_raw = P_PATCH_RAW, to_cover = P_COVER,
		       to_cover_mbox = P_COVER_MBOX;

/* clang-format off */
static const struct route rows[] = {
	/* method  path              needs  handler               arg */
	{ GET,     P_INDEX,          0,     web_index_show,       NULL },
	{ GET,     P_PROJECT,        0,     web_project_show,     NULL },
	{ GET,     P_PATCH_LIST,     0,     web_list_show,        NULL },
	{ GET,     P_PWCLIENTRC,     0,     web_pwclientrc_show,  NULL },
	{ GET,     P_PATCH_MBOX,     0,     web_patch_mbox,       NULL },
	{ GET,     P_PATCH_RAW,      0,     web_patch_raw,        NULL },
	{ GET,     P_PATCH,          0,     web_patch_show,       NULL },
	{ GET,     P_COVER_MBOX,     0,     web_cover_mbox,       NULL },
	{ GET,     P_COVER,          0,     web_cover_show,       NULL },
	{ GET,     P_PATCH_ID,       0,     web_patch_redirect,   &to_patch },
	{ GET,     P_PATCH_ID_MBOX,  0,     web_patch_redirect,   &to_patch_mbox },
	{ GET,     P_PATCH_ID_RAW,   0,     web_patch_redirect,   &to_patch_raw },
	{ GET,     P_COVER_ID,       0,     web_cover_redirect,   &to_cover },
	{ GET,     P_COVER_ID_MBOX,  0,     web_cover_redirect,   &to_cover_mbox },
	{ GET,     P_COMMENT_ID,     0,     web_comment_redirect, NULL },
	{ GET,     P_SERIES_MBOX,    0,     web_series_mbox,      NULL },
	{ GET,     P_SERIES,         0,     web_series_show,      NULL },
	{ GET,     P_BUNDLE_MBOX,    0,     web_bundle_mbox,      NULL },
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
