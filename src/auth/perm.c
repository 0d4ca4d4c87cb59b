/*
 * The table of permissions. What a role is, is decided once, in roles_of; a
 * row says which of them do, and what those who may not are told.
 */
#include "auth/perm.h"

struct permission {
	unsigned roles;
	/* What others get; 0 and NULL stand for the usual. */
	enum err code;
	const char *denial;
	const char *unknown; /* for the anonymous */
};

#define DENIED  "You do not have permission to perform this action."
#define UNKNOWN "Authentication credentials were not provided."

/* clang-format off */
static const struct permission permissions[PERM_COUNT] = {
	[CAN_READ]               = { ANYBODY },
	[CAN_READ_USERS]         = { ANY_USER },
	[CAN_EDIT_USER]          = { OWNER },
	[CAN_EDIT_PROJECT]       = { MAINTAINER },
	[CAN_EDIT_PATCH]         = { MAINTAINER | SUBMITTER | DELEGATE },
	[CAN_RELATE_PATCH]       = { MAINTAINER,
	    .denial = "At least one patch is part of a project you are not maintaining." },
	[CAN_ADD_CHECK]          = { MAINTAINER | SUBMITTER | DELEGATE, .unknown = DENIED },
	[CAN_EDIT_PATCH_COMMENT] = { MAINTAINER | SUBMITTER | DELEGATE | COMMENTER },
	[CAN_EDIT_COVER_COMMENT] = { MAINTAINER | SUBMITTER | COMMENTER },
	[CAN_READ_BUNDLE]        = { READER | OWNER, ERR_NOT_FOUND,
	    .denial = "No Bundle matches the given query.",
	    .unknown = "No Bundle matches the given query." },
	[CAN_ADD_BUNDLE]         = { ANY_USER },
	[CAN_EDIT_BUNDLE]        = { OWNER },
};
/* clang-format on */

unsigned
auth_roles(enum perm perm)
{
	return permissions[perm].roles;
}

const char *
auth_role_name(enum role role)
{
	switch (role) {
	case ANYBODY:
		return "anybody";
	case ANY_USER:
		return "users";
	case MAINTAINER:
		return "maintainers of the project";
	case SUBMITTER:
		return "the submitter";
	case DELEGATE:
		return "the delegate";
	case COMMENTER:
		return "who wrote the comment";
	case OWNER:
		return "the owner";
	case READER:
		return "anybody, if it is public";
	}
	return "";
}

static bool
maintains(const struct caller *who, int64_t project)
{
	for (size_t i = 0; i < who->projects.n; i++)
		if (who->projects.v[i] == project)
			return true;
	return false;
}

static unsigned
roles_of(const struct caller *who, const struct parties *p)
{
	unsigned roles = ANYBODY | (p->is_public ? READER : 0);
	int64_t id;

	if (who->user == NULL)
		return roles;
	id = who->user->id;
	assert(id != 0);
	roles |= ANY_USER;
	roles |= maintains(who, p->project) ? MAINTAINER : 0;
	roles |= p->submitter == id ? SUBMITTER : 0;
	roles |= p->delegate == id ? DELEGATE : 0;
	roles |= p->commenter == id ? COMMENTER : 0;
	roles |= p->owner == id ? OWNER : 0;
	return roles;
}

bool
auth_can(
    const struct caller *who, enum perm perm, const struct parties *parties)
{
	static const struct parties nobody = { .project = 0 };

	return (roles_of(who, parties ? parties : &nobody) &
		   permissions[perm].roles) != 0;
}

enum err
auth_require(
    const struct caller *who, enum perm perm, const struct parties *parties)
{
	const struct permission *row = &permissions[perm];
	enum err code = row->code != OK ? row->code : ERR_DENIED;

	if (auth_can(who, perm, parties))
		return OK;
	if (who->user == NULL)
		return err_set(
		    code, "%s", row->unknown ? row->unknown : UNKNOWN);
	return err_set(code, "%s", row->denial ? row->denial : DENIED);
}

bool
auth_asks_projects(
    const struct caller *who, enum perm perm, const struct parties *parties)
{
	return who->user != NULL &&
	    (permissions[perm].roles & MAINTAINER) != 0 &&
	    !auth_can(who, perm, parties);
}
