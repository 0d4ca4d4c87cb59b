/*
 * Delegation rules: which user a file of a project belongs to. Paths are
 * ordered by bytes, not by the collation of the database, so that both
 * engines choose the same rule (decisions.md 17).
 */
#include "model/delegation.h"

static const struct column columns[] = {
	{ "r.id", INT(delegation_rule, id) },
	{ "r.path", STR(delegation_rule, path) },
	{ "r.priority", INT(delegation_rule, priority) },
	{ "r.project_id", INT(delegation_rule, project) },
	{ "r.user_id", INT(delegation_rule, user) },
};
static const struct table rules =
    TABLE(delegation_rule, columns, "patchwork_delegationrule r");

enum err
delegation_list(struct db *db, struct arena *a, int64_t project,
    struct delegation_rule **out, size_t *n)
{
	return db_list(db, a, &rules, out, n,
	    "WHERE r.project_id = ? ORDER BY r.priority DESC,"
	    " r.path" SQL2("", " COLLATE \"C\"") ", r.id",
	    VALS(v_int(project)));
}
