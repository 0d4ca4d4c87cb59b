/*
 * The account of who is signed in. A new token is shown on the page that
 * follows its making and never again: a cookie, which fits this token alone,
 * carries the news over the redirect.
 */
#include "auth/credentials.h"
#include "auth/digest.h"
#include "model/project.h"
#include "model/token.h"
#include "model/user.h"
#include "site/signin.h"
#include "site/site.h"
#include "web/frame.h"
#include "web/handlers.h"
#include "web/show.h"

enum { NEWS_SECONDS = 300, HINT = 4 };

static const char news_cookie[] = "newtoken";

static struct str
news_of(struct ctx *c, struct str token)
{
	return digest_hex(c->a,
	    digest_salted_hmac(
		c->a, S("thimble.newtoken"), c->site->secret, token));
}

static enum err
add_projects(struct ctx *c, struct profile_page *page)
{
	struct ids ids;
	struct set projects;
	enum err e;

	if ((e = user_list_projects(c->db, c->a, c->user->id, &ids)) != OK)
		return e;
	set_init(&projects, c->a, &project_entity);
	for (size_t i = 0; i < ids.n; i++)
		set_want(&projects, ids.v[i]);
	if ((e = set_load(&projects, c->db)) != OK)
		return e;
	page->projects = arena_array(c->a, struct link, ids.n);
	for (size_t i = 0; i < ids.n; i++) {
		const struct project *p = set_find(&projects, ids.v[i]);

		if (p != NULL)
			page->projects[page->nprojects++] = (struct link){
				.text = show_name(c->a, p->name, p->linkname),
				.url = link_list(c->a, p),
			};
	}
	return OK;
}

static enum err
add_token(struct ctx *c, struct response *rs, struct profile_page *page)
{
	struct str news = request_cookie(c->rq, str_c(news_cookie));
	struct token t;
	enum err e;

	if (!c->conf->rest)
		return OK;
	page->token_form = str_c(path_pattern(P_GENERATE_TOKEN));
	e = token_find(c->db, c->a, c->user->id, &t);
	if (e == ERR_NOT_FOUND)
		return OK;
	if (e != OK)
		return e;
	page->has_token = true;
	page->token_made = t.created;
	page->token_hint = str_f(c->a, "%.*s\xE2\x80\xA6%.*s",
	    STR_ARG(str_sub(t.key, 0, HINT)),
	    STR_ARG(str_from(t.key, t.key.n > HINT ? t.key.n - HINT : 0)));
	if (digest_equal(news, news_of(c, t.key)))
		page->token = t.key;
	if (news.p != NULL)
		signin_set_cookie(
		    c, rs, &(struct cookie){ news_cookie, S(""), 0, false });
	return OK;
}

enum err
web_profile_show(struct ctx *c, struct response *rs)
{
	struct profile_page page = {
		.frame = frame_make(c, S("Profile"), NULL),
		.username = c->user->username,
		.name = show_user(c->a, c->user),
		.email = c->user->email,
	};
	enum err e;

	page.frame.in_profile = true;
	if ((e = add_projects(c, &page)) != OK)
		return e;
	if ((e = add_token(c, rs, &page)) != OK)
		return e;
	response_header(rs, "Cache-Control", S("no-store"));
	html_answer(rs, 200);
	return template_profile(&rs->body, &page);
}

enum err
web_token_make(struct ctx *c, struct response *rs)
{
	struct token t = { credentials_make_token(c->a), c->user->id, c->now };
	enum err e;

	if ((e = token_replace(c->db, &t)) != OK)
		return e;
	response_redirect(rs, 302, str_c(path_pattern(P_USER)));
	signin_set_cookie(c, rs,
	    &(struct cookie){
		news_cookie, news_of(c, t.key), NEWS_SECONDS, false });
	return OK;
}
