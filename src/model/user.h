/* Accounts, as others see them. Passwords and sessions are auth's. */
#ifndef MODEL_USER_H
#define MODEL_USER_H

#include "model/filter.h"
#include "model/types.h"

enum err user_get(
    struct db *db, struct arena *a, int64_t id, struct user *out) MUST;
/* Of the maintainers of the project and the delegates of its patches, who are
 * no secret; ERR_NOT_FOUND for all others. */
enum err user_get_within(struct db *db, struct arena *a, int64_t project,
    int64_t id, struct user *out) MUST;
/* By exact name; ERR_NOT_FOUND. */
enum err user_find(
    struct db *db, struct arena *a, struct str username, struct user *out) MUST;
/* Whose name has the text in it. One more than LIMIT_NAME_MATCHES: there may
 * be others. */
enum err user_ids_named(
    struct db *db, struct arena *a, struct str text, struct ids *out) MUST;
/* As user_get_within. */
enum err user_ids_named_within(struct db *db, struct arena *a, int64_t project,
    struct str text, struct ids *out) MUST;
/* Ids of the persons linked to it, of the projects it maintains. */
enum err user_list_persons(
    struct db *db, struct arena *a, int64_t user, struct ids *out) MUST;
enum err user_list_projects(
    struct db *db, struct arena *a, int64_t user, struct ids *out) MUST;

/* What the profile keeps beside the account. */
struct profile {
	int64_t id, user;
	bool send_email, show_ids;
	int64_t items_per_page;
};
enum err user_get_profile(
    struct db *db, struct arena *a, int64_t user, struct profile *out) MUST;

extern const struct order user_orders[];
extern const size_t user_norders;
extern const struct sql_text user_search[4];

#endif
