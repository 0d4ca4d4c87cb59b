/* The handlers of web/routes.c. */
#ifndef WEB_HANDLERS_H
#define WEB_HANDLERS_H

#include "site/ctx.h"

enum err web_index_show(struct ctx *c, struct response *rs);
enum err web_project_show(struct ctx *c, struct response *rs);
enum err web_pwclientrc_show(struct ctx *c, struct response *rs);
enum err web_about_show(struct ctx *c, struct response *rs);
enum err web_about_redirect(struct ctx *c, struct response *rs);
enum err web_asset_show(struct ctx *c, struct response *rs);

enum err web_login_show(struct ctx *c, struct response *rs);
enum err web_login_submit(struct ctx *c, struct response *rs);
enum err web_logout(struct ctx *c, struct response *rs);
enum err web_profile_show(struct ctx *c, struct response *rs);
enum err web_token_make(struct ctx *c, struct response *rs);

enum err web_list_show(struct ctx *c, struct response *rs);
enum err web_patch_show(struct ctx *c, struct response *rs);
enum err web_cover_show(struct ctx *c, struct response *rs);
enum err web_series_show(struct ctx *c, struct response *rs);

enum err web_patch_raw(struct ctx *c, struct response *rs);
enum err web_patch_mbox(struct ctx *c, struct response *rs);
enum err web_cover_mbox(struct ctx *c, struct response *rs);
enum err web_series_mbox(struct ctx *c, struct response *rs);
enum err web_bundle_mbox(struct ctx *c, struct response *rs);

enum err web_patch_redirect(struct ctx *c, struct response *rs);
enum err web_cover_redirect(struct ctx *c, struct response *rs);
enum err web_comment_redirect(struct ctx *c, struct response *rs);

#endif
