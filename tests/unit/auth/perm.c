/* auth/perm: every row of the matrices of spec/rest-api.md 12, spec/web.md
 * 2.4 and spec/ingest.md 26. */
#include "auth/perm.h"

#include <string.h>

#include "test.h"

/* Who asks, in the letters of the matrix: anonymous, any user, maintainer,
 * submitter, delegate, author of the comment, owner. */
#define WHO "AUMSDCO"

static const int64_t project = 7, other_project = 8;

/* Users 1 to 6; 1 is nothing to the object, 2 maintains its project. */
static struct user users[7];

static struct caller
make_caller(char who)
{
	static const struct ids none = { NULL, 0 }, own = { &project, 1 },
				others = { &other_project, 1 };
	size_t id = (size_t)(strchr(WHO, who) - WHO);

	users[id].id = (int64_t)id;
	/* Flags that must not matter. */
	users[id].is_staff = users[id].is_superuser = id == 1;
	return (struct caller){
		.user = id > 0 ? &users[id] : NULL,
		.projects = who == 'M' ? own
		    : who == 'U'       ? others
				       : none,
	};
}

#define DENIED  "You do not have permission to perform this action."
#define UNKNOWN "Authentication credentials were not provided."
#define HIDDEN  "No Bundle matches the given query."

static const struct {
	enum perm perm;
	const char *may;              /* of WHO */
	const char *anonymous, *user; /* what others are told */
	bool is_public;
} matrix[] = {
	{ CAN_READ, "AUMSDCO", NULL, NULL },
	{ CAN_READ_USERS, "UMSDCO", UNKNOWN, NULL },
	{ CAN_EDIT_USER, "O", UNKNOWN, DENIED },
	{ CAN_EDIT_PROJECT, "M", UNKNOWN, DENIED },
	{ CAN_EDIT_PATCH, "MSD", UNKNOWN, DENIED },
	{ CAN_RELATE_PATCH, "M", UNKNOWN,
	    "At least one patch is part of a project you are not "
	    "maintaining." },
	{ CAN_ADD_CHECK, "MSD", DENIED, DENIED },
	{ CAN_EDIT_PATCH_COMMENT, "MSDC", UNKNOWN, DENIED },
	{ CAN_EDIT_COVER_COMMENT, "MSC", UNKNOWN, DENIED },
	{ CAN_READ_BUNDLE, "O", HIDDEN, HIDDEN, .is_public = false },
	{ CAN_READ_BUNDLE, "AUMSDCO", NULL, NULL, .is_public = true },
	{ CAN_ADD_BUNDLE, "UMSDCO", UNKNOWN, NULL },
	{ CAN_EDIT_BUNDLE, "O", UNKNOWN, DENIED, .is_public = true },
};

TEST(each_row_of_the_matrix_holds)
{
	for (size_t i = 0; i < COUNT(matrix); i++) {
		struct parties p = { project, 3, 4, 5, 6, matrix[i].is_public };

		for (const char *who = WHO; *who != '\0'; who++) {
			struct caller caller = make_caller(*who);
			bool may = strchr(matrix[i].may, *who) != NULL;
			const char *text =
			    *who == 'A' ? matrix[i].anonymous : matrix[i].user;
			struct str what =
			    str_f(test_arena(), "row %zu, %c", i, *who);
			enum err e = auth_require(&caller, matrix[i].perm, &p);

			CHECK_INT(
			    auth_can(&caller, matrix[i].perm, &p), may, what.p);
			CHECK_INT(e == OK, may, what.p);
			if (e != OK)
				CHECK_STR(str_c(err_message()), text, what.p);
		}
	}
}

TEST(every_permission_has_a_row)
{
	bool seen[PERM_COUNT] = { false };

	for (size_t i = 0; i < COUNT(matrix); i++)
		seen[matrix[i].perm] = true;
	for (size_t i = 0; i < PERM_COUNT; i++)
		CHECK(seen[i], str_f(test_arena(), "%zu", i).p);
}

TEST(nobody_is_not_somebody)
{
	/* No submitter, no delegate: id 0 is no user. */
	struct parties none = { .project = 0 };

	for (const char *who = WHO; *who != '\0'; who++) {
		struct caller caller = make_caller(*who);

		CHECK(!auth_can(&caller, CAN_EDIT_PATCH, &none), who);
		CHECK(!auth_can(&caller, CAN_EDIT_BUNDLE, NULL), who);
		CHECK_INT(
		    auth_can(&caller, CAN_ADD_BUNDLE, NULL), *who != 'A', who);
	}
}

TEST(projects_are_asked_for_only_where_they_decide)
{
	static const struct {
		char who;
		enum perm perm;
		bool asks;
	} t[] = {
		{ 'A', CAN_EDIT_PATCH, false },
		{ 'U', CAN_EDIT_PATCH, true },
		{ 'S', CAN_EDIT_PATCH, false },
		{ 'S', CAN_RELATE_PATCH, true },
		{ 'U', CAN_READ_USERS, false },
		{ 'U', CAN_EDIT_BUNDLE, false },
		{ 'U', CAN_EDIT_PROJECT, true },
	};
	struct parties p = { project, 3, 4, 5, 6, false };

	for (size_t i = 0; i < COUNT(t); i++) {
		struct caller caller = make_caller(t[i].who);

		CHECK_INT(auth_asks_projects(&caller, t[i].perm, &p), t[i].asks,
		    str_f(test_arena(), "row %zu", i).p);
	}
}
