/* Events: the table of kinds, adding one, reading them. */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include "db/db.h"
#include "model/types.h"

/* Keys of an event's payload, in the order of their place in a row. */
enum event_key {
	EK_END,
	EK_COVER,
	EK_PATCH,
	EK_SERIES,
	EK_PREVIOUS_STATE,
	EK_CURRENT_STATE,
	EK_PREVIOUS_DELEGATE,
	EK_CURRENT_DELEGATE,
	EK_PREVIOUS_RELATION,
	EK_CURRENT_RELATION,
	EK_CHECK,
	EK_PATCH_COMMENT,
	EK_COVER_COMMENT,
	EK_COUNT
};

enum { EVENT_KEYS = 4 };

struct event_info {
	struct str name;          /* column category */
	int since;                /* API version it is visible in: 10.. */
	uint8_t keys[EVENT_KEYS]; /* enum event_key, EK_END ends */
};

/* By enum event_kind. */
extern const struct event_info event_infos[EVENT_KINDS];

/* The kind of a category; EVENT_KINDS if there is none such. */
enum event_kind event_kind(struct str category);

/* What a key of the payload refers to: an id, 0 for none. */
int64_t event_value(const struct event *e, enum event_key key);

/* Inserts a row with date now and exactly the columns of its kind, from e,
 * besides project and actor. In the caller's transaction. */
enum err event_add(struct db *db, enum event_kind kind, const struct event *e,
    int64_t now) MUST;

/* Several, in this order, with few statements. */
struct happening {
	enum event_kind kind;
	struct event event;
};
enum { EVENTS_AT_ONCE = 8 };
enum err event_add_all(struct db *db, struct arena *a,
    const struct happening *v, size_t n, int64_t now) MUST;

#endif
