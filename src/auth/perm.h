/*
 * Who may do what (spec/rest-api.md 12, spec/web.md 2.4, spec/ingest.md 26):
 * one row a permission. Being staff or a superuser gives nothing here.
 */
#ifndef AUTH_PERM_H
#define AUTH_PERM_H

#include "model/comment.h"
#include "model/entity.h"
#include "model/types.h"

enum perm {
	CAN_READ,       /* what is public */
	CAN_READ_USERS, /* accounts, and persons with addresses */
	CAN_EDIT_USER,  /* names, settings */
	CAN_EDIT_PROJECT,
	CAN_EDIT_PATCH, /* state, delegate, archived, .. */
	CAN_RELATE_PATCH,
	CAN_ADD_CHECK,
	CAN_EDIT_PATCH_COMMENT, /* the flag "addressed" */
	CAN_EDIT_COVER_COMMENT,
	CAN_READ_BUNDLE,
	CAN_ADD_BUNDLE,
	CAN_EDIT_BUNDLE,
	PERM_COUNT
};

/* What somebody is to an object; a permission is a sum of them. */
enum role {
	ANYBODY = 1,
	ANY_USER = 2,
	MAINTAINER = 4, /* of its project */
	SUBMITTER = 8,  /* linked to who sent the patch or cover */
	DELEGATE = 16,
	COMMENTER = 32, /* linked to who sent the comment */
	OWNER = 64,     /* of the bundle; the account itself */
	READER = 128    /* anybody, of what is public */
};

/* Whom an object knows: its project, and users; 0 for none. */
struct parties {
	int64_t project;
	int64_t submitter, delegate, commenter, owner;
	bool is_public;
};

struct caller {
	const struct user *user; /* NULL: anonymous */
	struct ids projects;     /* that the user maintains */
};

/* parties may be NULL where the object does not matter. */
bool auth_can(
    const struct caller *who, enum perm perm, const struct parties *parties);

/* OK, or the error to answer: ERR_DENIED, ERR_NOT_FOUND for what others must
 * not know of. The message is that of spec/rest-api.md 6.1. */
enum err auth_require(const struct caller *who, enum perm perm,
    const struct parties *parties) MUST;

/* The roles that may, added up; what a role is called. */
unsigned auth_roles(enum perm perm);
const char *auth_role_name(enum role role);

/* False if the answer is the same whatever the user maintains, which then
 * need not be read. */
bool auth_asks_projects(
    const struct caller *who, enum perm perm, const struct parties *parties);

/* The parties of patches (with a comment on the first one, or NULL) and of a
 * cover: one statement. */
enum err parties_of_patches(struct db *db, struct arena *a,
    const struct patch *patches, size_t n, const struct comment *comment,
    struct parties *out) MUST;
enum err parties_of_cover(struct db *db, struct arena *a,
    const struct cover *cover, const struct comment *comment,
    struct parties *out) MUST;

#endif
