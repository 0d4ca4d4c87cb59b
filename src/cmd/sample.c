/*
 * thimble sample FILE: what `make run` shows. Into a database without
 * projects it puts a made-up project, its archive (sample/kettle.mbox), two
 * accounts and some results of CI. In a database that has projects it does
 * nothing, so it can be run at every start.
 */
#include "auth/password.h"
#include "base/log.h"
#include "base/time.h"
#include "cmd/archive.h"
#include "cmd/commands.h"
#include "db/db.h"
#include "model/check_change.h"
#include "model/patch.h"
#include "model/project.h"
#include "model/project_change.h"
#include "model/user_change.h"

const struct usage cmd_sample_usage = { "FILE", 1, 1, NULL, 0 };

/* clang-format off */
static const struct project kettle = {
	.linkname = { "kettle", 6 },
	.name = { "Kettle firmware", 15 },
	.listid = { "kettle.lists.example.org", 24 },
	.listemail = { "kettle@lists.example.org", 24 },
	.subject_match = { "", 0 },
	.web_url = { "https://kettle.example.org/", 27 },
	.scm_url = { "git://git.example.org/kettle.git", 32 },
	.webscm_url = { "https://git.example.org/kettle/", 31 },
	.list_archive_url = { "https://lists.example.org/kettle/", 33 },
	.list_archive_url_format = { "https://lists.example.org/kettle/{}/", 36 },
	.commit_url_format = { "https://git.example.org/kettle/commit/{}", 40 },
	.use_tags = true,
	.show_dependencies = true,
};

enum { DEMO, CI, USERS };

static const struct {
	struct user user;
	struct str password;	/* empty: cannot log in */
	bool maintains;
} users[USERS] = {
	[DEMO] = { { .username = { "demo", 4 }, .first_name = { "Demo", 4 },
	             .last_name = { "Maintainer", 10 },
	             .email = { "demo@example.org", 16 }, .is_active = true },
	           { "demo", 4 }, true },
	[CI]   = { { .username = { "kettle-ci", 9 }, .first_name = { "Kettle", 6 },
	             .last_name = { "CI", 2 },
	             .email = { "ci@ci.example.org", 17 }, .is_active = true },
	           { "", 0 }, false },
};

/* In the order they came in; a later one of a context replaces the earlier. */
static const struct {
	const char *msgid, *context;
	enum check_state state;
	const char *description;
} checks[] = {
	{ "<20261006140540-10-alex@example.org>", "build-arm", CHECK_SUCCESS, "built in 41 s" },
	{ "<20261006140540-10-alex@example.org>", "build-avr", CHECK_SUCCESS, "built in 38 s" },
	{ "<20261006140540-10-alex@example.org>", "style", CHECK_WARNING, "1 line over 80 columns" },
	{ "<20261006140640-11-alex@example.org>", "build-arm", CHECK_SUCCESS, "built in 40 s" },
	{ "<20261006140640-11-alex@example.org>", "build-avr", CHECK_FAIL, "boil.c:21: undeclared identifier" },
	{ "<20261006140640-11-alex@example.org>", "build-avr", CHECK_SUCCESS, "built in 39 s, second run" },
	{ "<20261006140640-11-alex@example.org>", "bench", CHECK_SUCCESS, "boils at 94 degrees" },
	{ "<20261006140740-12-alex@example.org>", "style", CHECK_SUCCESS, "no complaints" },
	{ "<20261009195140-22-jo.kessel@example.com>", "build-arm", CHECK_FAIL, "spi_write: no such function" },
	{ "<20261009195240-23-jo.kessel@example.com>", "build-arm", CHECK_PENDING, "waits for a builder" },
	{ "<20261010145240-27-renee@example.net>", "build-arm", CHECK_WARNING, "lamp_step is never declared" },
};
/* clang-format on */

static enum err
add_user(struct cmd *c, size_t i, int64_t project, int64_t *id)
{
	struct user u = users[i].user;
	enum err e;

	u.password = S("!"); /* no password fits it */
	if (users[i].password.n > 0 &&
	    (e = password_encode(c->a, users[i].password, &u.password)) != OK)
		return e;
	if ((e = user_add(c->db, &u, c->now, id)) != OK)
		return e;
	return users[i].maintains ? user_add_project(c->db, *id, project) : OK;
}

static enum err
add_checks(struct cmd *c, int64_t project, int64_t reporter)
{
	struct patch patch;
	int64_t id;
	enum err e;

	for (size_t i = 0; i < COUNT(checks); i++) {
		struct check check = {
			.user = reporter,
			.state = checks[i].state,
			.target_url = S("https://ci.example.org/kettle/"),
			.context = str_c(checks[i].context),
			.description = str_c(checks[i].description),
		};

		if ((e = patch_find(c->db, c->a, project,
			 str_c(checks[i].msgid), &patch)) != OK)
			return e;
		check.patch = patch.id;
		/* A second apart, so that their order shows. */
		if ((e = check_add(c->db, &check,
			 c->now + (int64_t)i * TIME_SECOND, &id)) != OK)
			return e;
	}
	return OK;
}

enum err
cmd_sample(struct cmd *c)
{
	int64_t project, user[USERS];
	struct project *present;
	struct archive *archive;
	size_t n;
	enum err e;

	if ((e = project_list(c->db, c->a, &present, &n)) != OK)
		return e;
	if (n > 0) {
		log_line(LOG_INFO, "the database has projects: no sample");
		return OK;
	}
	/* A project without its archive would be in the way of the next try. */
	if ((e = archive_open(c->a, cmd_operand(c, 0), &archive)) != OK)
		return e;
	archive_close(archive);
	if ((e = project_add(c->db, &kettle, &project)) != OK)
		return e;
	for (size_t i = 0; i < USERS; i++)
		if ((e = add_user(c, i, project, &user[i])) != OK)
			return e;
	/* Its operand is ours, the archive; it closes our connection. */
	if ((e = cmd_parsearchive(c)) != OK ||
	    (e = cmd_open_db(c, 0, &c->db)) != OK)
		return e;
	return add_checks(c, project, user[CI]);
}
