/* Projects and who maintains them. */
#ifndef MODEL_PROJECT_H
#define MODEL_PROJECT_H

#include "model/filter.h"
#include "model/types.h"

enum err project_get(
    struct db *db, struct arena *a, int64_t id, struct project *out) MUST;
/* By its exact link name. ERR_NOT_FOUND. */
enum err project_find(struct db *db, struct arena *a, struct str linkname,
    struct project *out) MUST;
/* All, by link name. */
enum err project_list(
    struct db *db, struct arena *a, struct project **out, size_t *n) MUST;

/* Users who maintain these projects, by project, then user id. A user may be
 * there for each of them. */
struct maintainer {
	int64_t project;
	struct user user;
};
enum err project_list_maintainers(struct db *db, struct arena *a,
    struct ids projects, struct maintainer **out, size_t *n) MUST;

/* Patches of a project, archived or not. */
struct project_counts {
	int64_t project, active, archived;
};
enum err project_count_patches(struct db *db, struct arena *a,
    struct ids projects, struct project_counts **out, size_t *n) MUST;

/* Where the archive of the list has a message: the format with each {} taken
 * by the id without its brackets; p NULL without a format or place for it. */
struct str project_archive_url(
    struct arena *a, const struct project *p, struct str msgid);
/* The same for a commit. */
struct str project_commit_url(
    struct arena *a, const struct project *p, struct str commit);

extern const struct order project_orders[];
extern const size_t project_norders;
extern const struct sql_text project_search[9];

#endif
