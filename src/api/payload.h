/* How the keys of an event's payload (model/event.h) are shown. */
#ifndef API_PAYLOAD_H
#define API_PAYLOAD_H

#include "api/shape.h"
#include "model/event.h"

typedef void payload_fn(struct api *api, const struct shape *s, int64_t id);

struct payload {
	const char *name;
	enum slot slot;            /* SLOT_COUNT: always null */
	const struct shape *shape; /* NULL: a slug, or null */
	payload_fn *show;
};

extern const struct payload event_payloads[EK_COUNT];

#endif
