/*
 * The rows of Patchwork's tables as the program holds them (spec/schema.md
 * 3). A reference is an id, 0 for none; text that may be NULL has p == NULL;
 * a time is microseconds UTC, whichever clock its column keeps. Queries of a
 * family are in model/<family>.c, changes in model/<family>_change.c.
 */
#ifndef MODEL_TYPES_H
#define MODEL_TYPES_H

#include "base/base.h"

struct project {
	int64_t id;
	struct str linkname, name, listid, listemail, subject_match;
	struct str web_url, scm_url, webscm_url;
	struct str list_archive_url, list_archive_url_format;
	struct str commit_url_format;
	bool send_notifications, use_tags, show_dependencies;
};

struct person {
	int64_t id;
	struct str email;
	struct str name; /* may be NULL */
	int64_t user;
};

struct user {
	int64_t id;
	struct str username, first_name, last_name, email, password;
	bool is_active, is_staff, is_superuser;
};

struct state {
	int64_t id;
	struct str name, slug;
	int64_t ordering;
	bool action_required;
};

struct tag {
	int64_t id;
	struct str name, pattern, abbrev;
	bool show_column;
};

/* What a mail-born row has. */
struct cover {
	int64_t id;
	struct str msgid;
	int64_t date; /* of the mail */
	struct str name;
	int64_t project, submitter;
	struct str headers, content; /* where a list leaves them out: NULL */
};

struct patch {
	int64_t id;
	struct str msgid;
	int64_t date;
	struct str name;
	int64_t project, submitter;
	bool archived;
	struct str commit_ref;
	int64_t delegate, state, series, related;
	int64_t number; /* in the series; 0: not attached */
	struct str pull_url, hash;
	struct str headers, content, diff; /* as in struct cover */
	struct str state_slug; /* of the state; lists read it along */
};

/* Of a patch or of a cover; the ids of the two kinds are separate. */
enum comment_kind { COMMENT_PATCH, COMMENT_COVER };
enum addressed { ADDRESSED_UNSET = -1, ADDRESSED_NO = 0, ADDRESSED_YES = 1 };

struct comment {
	int64_t id;
	int64_t parent; /* patch or cover */
	struct str msgid;
	int64_t date;
	int64_t submitter;
	int64_t addressed; /* enum addressed */
	struct str headers, content;
	int64_t size; /* octets of what comment_next loads of it; else 0 */
};

struct series {
	int64_t id;
	struct str name; /* may be NULL */
	int64_t date;
	int64_t version, total;
	int64_t project, submitter, cover;
	int64_t received; /* patches attached; counted */
};

enum check_state {
	CHECK_PENDING,
	CHECK_SUCCESS,
	CHECK_WARNING,
	CHECK_FAIL,
	CHECK_STATES
};

struct check {
	int64_t id;
	int64_t patch, user;
	int64_t date; /* of the site's clock */
	int64_t state;
	struct str target_url, context, description;
};

/* In the order of spec/rest-api.md 14.12; names and payloads are the table of
 * model/event.c. */
enum event_kind {
	EVENT_COVER_CREATED,
	EVENT_PATCH_CREATED,
	EVENT_PATCH_COMPLETED,
	EVENT_PATCH_STATE_CHANGED,
	EVENT_PATCH_DELEGATED,
	EVENT_PATCH_RELATION_CHANGED,
	EVENT_CHECK_CREATED,
	EVENT_SERIES_CREATED,
	EVENT_SERIES_COMPLETED,
	EVENT_COVER_COMMENT_CREATED,
	EVENT_PATCH_COMMENT_CREATED,
	EVENT_KINDS
};

struct event {
	int64_t id;
	struct str category;
	int64_t project;
	int64_t date; /* of the site's clock */
	int64_t actor;
	int64_t patch, series, cover;
	int64_t previous_state, current_state;
	int64_t previous_delegate, current_delegate;
	int64_t previous_relation, current_relation;
	int64_t check, patch_comment, cover_comment;
};

struct delegation_rule {
	int64_t id;
	struct str path; /* fnmatch pattern */
	int64_t priority, project, user;
};

#endif
