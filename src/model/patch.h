/* Patches: finding one, lists, and what lists show beside them. */
#ifndef MODEL_PATCH_H
#define MODEL_PATCH_H

#include "model/filter.h"
#include "model/types.h"

/* One with all its columns. ERR_NOT_FOUND. */
enum err patch_get(
    struct db *db, struct arena *a, int64_t id, struct patch *out) MUST;
enum err patch_find(struct db *db, struct arena *a, int64_t project,
    struct str msgid, struct patch *out) MUST;

/* The patches of these series without their texts, by series, then number
 * (those without one last), date and id. */
enum err patch_list_series(struct db *db, struct arena *a, struct ids series,
    struct patch **out, size_t *n) MUST;
/* Of one series in that order, those around this patch of it, itself with
 * them, or the first (0): at most LIMIT_ROWS_PAGE. */
enum err patch_list_around(struct db *db, struct arena *a, int64_t series,
    int64_t patch, struct patch **out, size_t *n) MUST;
/* All members of these relations, by relation, then date and id. */
enum err patch_list_related(struct db *db, struct arena *a,
    struct ids relations, struct patch **out, size_t *n) MUST;
/* Those in the relation of this patch, itself with them; none without one. */
enum err patch_list_companions(struct db *db, struct arena *a, int64_t patch,
    struct patch **out, size_t *n) MUST;

/* What is counted for a list, by ascending patch; patches without any are
 * left out. One statement each. */
struct patch_count {
	int64_t patch, n;
};
struct patch_tag_count {
	int64_t patch, tag, n;
};
enum err patch_count_comments(struct db *db, struct arena *a,
    struct ids patches, struct patch_count **out, size_t *n) MUST;
enum err patch_count_tags(struct db *db, struct arena *a, struct ids patches,
    struct patch_tag_count **out, size_t *n) MUST;

/* Orders of REST, the default first. */
extern const struct order patch_orders[];
extern const size_t patch_norders;
/* What q searches. */
extern const struct sql_text patch_search[1];

/*
 * The web's patch list (spec/web.md 3.2, 3.4): what the page was asked, as
 * text of the last parameter of that name, p NULL where there is none.
 */
enum patch_view_key {
	VIEW_SERIES,
	VIEW_SUBMITTER,
	VIEW_STATE,
	VIEW_Q,
	VIEW_ARCHIVE,
	VIEW_DELEGATE,
	VIEW_KEYS
};

/* Name of the parameter. */
extern const char *const patch_view_names[VIEW_KEYS];

struct patch_view {
	int64_t project; /* 0: of all projects */
	struct str text[VIEW_KEYS];
	struct str order;
	/* Who asks is not signed in: accounts and persons that have nothing
	 * to do with the project are not named, whatever id is asked for. */
	bool stranger;

	/* Set by patch_view_read: */
	struct selection where;
	struct ordering by;
	struct str order_name; /* "-date", as applied */
	bool given[VIEW_KEYS]; /* says other than the default */
	/* Names no series, person, state or user: the list is empty (the
	 * reference would list everything). */
	bool unknown[VIEW_KEYS];

	/* Names of the series, person, state, user; else the text. p NULL
	 * for what is not given. */
	struct str label[VIEW_KEYS];
	struct state *all_states; /* in their order */
	size_t nall_states;
	struct ids states; /* those looked for; n 0 is any */
};

/* Reads text[] and order into the rest. Default: states that need action,
 * not archived, newest first. */
enum err patch_view_read(
    struct db *db, struct arena *a, struct patch_view *v) MUST;
/* Exact. */
enum err patch_view_count(struct db *db, struct arena *a,
    const struct patch_view *v, int64_t *total) MUST;
/* Rows without their texts; series, persons, users by sets. */
enum err patch_view_page(struct db *db, struct arena *a,
    const struct patch_view *v, int64_t offset, int64_t limit,
    struct patch **out, size_t *n) MUST;

#endif
