/* Addresses seen in mail. */
#ifndef MODEL_PERSON_H
#define MODEL_PERSON_H

#include "model/filter.h"
#include "model/types.h"

enum err person_get(
    struct db *db, struct arena *a, int64_t id, struct person *out) MUST;
/* Of those who sent something to the project, whose names its pages show;
 * ERR_NOT_FOUND for all others. */
enum err person_get_within(struct db *db, struct arena *a, int64_t project,
    int64_t id, struct person *out) MUST;

/* That person and, if linked to a user, all persons of the user. Unknown: no
 * ids. */
enum err person_ids_of_user(
    struct db *db, struct arena *a, int64_t id, struct ids *out) MUST;
/* Whose name has the text in it. One more than LIMIT_NAME_MATCHES: there may
 * be others. */
enum err person_ids_named(
    struct db *db, struct arena *a, struct str text, struct ids *out) MUST;

extern const struct order person_orders[];
extern const size_t person_norders;
extern const struct sql_text person_search[2];

#endif
