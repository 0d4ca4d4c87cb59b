/*
 * Rows that all mails of a group need, read once a group: they are small, and
 * whoever changes them meanwhile might as well have done so behind it. Rows of
 * its own memory, until known_forget.
 */
#ifndef INGEST_KNOWN_H
#define INGEST_KNOWN_H

#include "db/db.h"
#include "base/map.h"
#include "model/types.h"

struct known {
	struct arena *a;
	struct map projects; /* by list id */
	int64_t state;       /* the default; 0: not read */
	bool has_tags, has_rules;
	struct tag *tags;
	size_t ntags;
	int64_t rules_of; /* project */
	struct delegation_rule *rules;
	size_t nrules;
};

void known_open(struct known *k);
void known_close(struct known *k);
void known_forget(struct known *k);

/* As lookup_projects, lookup_default_state, tag_list, delegation_list. */
enum err known_projects(struct known *k, struct db *db, struct str listid,
    const struct project **out, size_t *n) MUST;
enum err known_state(struct known *k, struct db *db, int64_t *out) MUST;
enum err known_tags(
    struct known *k, struct db *db, const struct tag **out, size_t *n) MUST;
enum err known_rules(struct known *k, struct db *db, int64_t project,
    const struct delegation_rule **out, size_t *n) MUST;

#endif
