/* A patch or a cover letter as a page, while it is made. */
#ifndef WEB_MAILPAGE_H
#define WEB_MAILPAGE_H

#include "web/members.h"
#include "web/pages.h"
#include "web/sets.h"
#include "web/talk.h"

struct mailpage {
	struct ctx *c;
	struct project project;
	/* A cover letter is shown as a patch without diff, state and what
	 * else it does not have. */
	struct patch mail;
	bool is_patch;

	struct sets sets;
	struct members members;
	struct talk talk;
	struct patch *related;
	size_t nrelated;
	struct check *checks;
	size_t nchecks;
	struct mail_page page;
};

/* c, project, mail and is_patch are set. Loads the rest, makes the page and
 * writes it. */
enum err mailpage_answer(struct mailpage *m, struct response *rs) MUST;

#endif
