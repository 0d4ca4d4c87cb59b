/*
 * What each template is given: structs of text and numbers, ready to show.
 * Handlers fill them, templates escape them; neither does the other's work.
 * An address (url) with p NULL means: no link.
 */
#ifndef WEB_PAGES_H
#define WEB_PAGES_H

#include "model/types.h"
#include "web/diff.h"
#include "web/text.h"

struct link {
	struct str text, url;
	struct str note; /* "v3", a project; or p NULL */
};

/* What surrounds every page. */
struct frame {
	struct str title;
	struct str css, script, icon;
	struct str version;
	struct str home, about, api; /* api.p NULL: switched off */
	struct str project;          /* its name; p NULL outside one */
	struct str list, list_all, list_archive, project_about;
	/* Which of them is open. */
	bool in_list, in_all, in_archive, in_about;
	/* Who is signed in, p NULL: nobody, and then login leads back here.
	 * csrf is for every form of a page; see frame_add_form. */
	struct str user, login, profile, logout, csrf;
	bool in_login, in_profile;
};

/* Check counts, worst first. */
struct counts {
	int64_t fail, warning, pending, success;
	bool any;
};

struct state_chip {
	struct str name;
	struct str look; /* class: review done back gone, or "" */
};

struct error_page {
	struct frame frame;
	int64_t status;
	struct str reason; /* "Not Found" */
	struct str path;   /* of a 404; p NULL otherwise */
	struct str message;
	bool again; /* worth another try */
};

struct project_row {
	struct str name, listid, url, about;
	int64_t active, archived;
};

struct projects_page {
	struct frame frame;
	struct project_row *rows;
	size_t nrows;
};

struct maintainer_row {
	struct str name, email, mailto;
};

struct project_page {
	struct frame frame;
	struct project project;
	struct maintainer_row *maintainers;
	size_t nmaintainers;
	int64_t active, archived;
	struct str archive_url, web_url, webscm_url; /* if they are web links */
	struct str scm_url;
	struct str pwclientrc; /* p NULL: no interface for clients */
};

struct login_page {
	struct frame frame;
	struct str error; /* p NULL: none */
	struct str username, next;
};

struct profile_page {
	struct frame frame;
	struct str username, name, email;
	struct link *projects; /* maintained */
	size_t nprojects;
	struct str token_form; /* p NULL: no tokens here */
	bool has_token;
	int64_t token_made;
	struct str token;      /* shown once; p NULL else */
	struct str token_hint; /* "5f2c...31ab" */
};

struct about_page {
	struct frame frame;
	bool rest, xmlrpc;
};

/* A filter that is applied. */
struct chip {
	struct str name, value, remove;
};

struct option {
	struct str value, text;
	bool selected;
};

struct options {
	struct option *v;
	size_t n;
};

struct hidden {
	struct str name, value;
};

struct page_link {
	int64_t n;
	struct str url;
	bool curr, gap; /* a gap is before it */
};

struct pager {
	struct page_link *links;
	size_t nlinks; /* 0: there is one page alone */
	struct str prev, next;
	int64_t first, last, total;
};

/* A column head that orders the list. */
struct head {
	struct str text, url;
	struct str sort; /* aria-sort, p NULL if not the active one */
	struct str arrow;
};

struct heads {
	struct head name, date, submitter, delegate, state;
};

struct patch_row {
	int64_t id;
	struct str name, url;
	struct str series, series_url;
	struct str tags, tags_title;
	struct counts checks;
	int64_t date;
	struct str submitter, submitter_url;
	struct str delegate;
	struct state_chip state;
};

struct list_page {
	struct frame frame;
	struct str heading;
	struct str url;     /* of the list, without query */
	struct str summary; /* "271 patches" */
	struct chip *chips;
	size_t nchips;
	struct str *warnings;
	size_t nwarnings;
	/* The filter form, filled in. */
	struct str q, series, submitter;
	struct options states, archives, delegates;
	struct hidden *hidden;
	size_t nhidden;
	struct heads heads;
	bool show_ids, show_tags;
	int columns;
	struct str tags_abbr, tags_title; /* of the column of tags */
	struct patch_row *rows;
	size_t nrows;
	struct pager pager;
	struct str every; /* the same search in every state */
};

struct member {
	int64_t id, number;
	struct str name, url;
	struct state_chip state;
	struct counts checks;
	struct str submitter;
	int64_t date;
	bool current;
};

struct check_row {
	struct str context, word, look, sign, description, url;
	int64_t date;
};

struct message {
	int64_t id, n;
	struct str author, author_url, url, archive;
	int64_t date;
	struct str depth; /* class: "", d1 .. d6 */
	bool open, addressed;
	struct text_view text;
};

struct discussion {
	struct message *messages;
	size_t n;
	bool more; /* that are not shown */
	int64_t open;
	struct str summary; /* "3 messages, 1 open" */
};

/* A patch or a cover letter. */
struct mail_page {
	struct frame frame;
	bool is_patch;
	int64_t id;
	struct str heading, msgid;
	struct str list; /* of the project */
	struct str project;
	struct link series;     /* text.p NULL: in none */
	struct str position;    /* "3 of 6" */
	struct str series_list; /* ?series=, where the list shows it */
	struct link prev, next; /* url.p NULL: none */
	struct member cover;    /* name.p NULL: none */
	struct member *members; /* those around this one */
	size_t nmembers;
	int64_t npatches, more; /* of the series; of them those left out */
	struct link *related;
	size_t nrelated;

	struct str submitter, submitter_url;
	int64_t date;
	struct str archive;
	struct state_chip state;
	bool archived;
	struct str delegate, commit, commit_url, pull_url, pull_link;
	struct str headers;
	int64_t nheaders;
	struct str mbox, raw, series_mbox, with_mbox;

	struct counts checks;
	struct check_row *check_rows;
	size_t nchecks;

	struct text_view text;
	bool has_diff;
	struct diff_view diff;
	struct discussion talk;
};

struct series_page {
	struct frame frame;
	int64_t id;
	struct str heading, version;
	struct str project, list, series_list;
	struct str submitter, submitter_url;
	int64_t date;
	struct str received; /* "6 of 6, complete" */
	bool complete;
	struct link *needs, *needed_by;
	size_t nneeds, nneeded_by;
	struct str mbox;
	struct member cover;
	struct member *members;
	size_t nmembers;
	int64_t more; /* patches that are too many for the page */
	struct text_view text;
	struct discussion talk;
};

/* Made from templates/NAME.html; ERR_TOO_BIG past the cap of b. */
enum err template_about(struct buf *b, const struct about_page *page) MUST;
enum err template_error(struct buf *b, const struct error_page *page) MUST;
enum err template_login(struct buf *b, const struct login_page *page) MUST;
enum err template_profile(struct buf *b, const struct profile_page *page) MUST;
enum err template_list(struct buf *b, const struct list_page *page) MUST;
enum err template_mail(struct buf *b, const struct mail_page *page) MUST;
enum err template_project(struct buf *b, const struct project_page *page) MUST;
enum err template_projects(
    struct buf *b, const struct projects_page *page) MUST;
enum err template_series(struct buf *b, const struct series_page *page) MUST;

#endif
