/* Events as lists show them; adding one is model/event.h. */
#ifndef MODEL_EVENT_LIST_H
#define MODEL_EVENT_LIST_H

#include "model/filter.h"
#include "model/types.h"

/* Leaves out the kinds that are newer than version. */
void event_select_visible(struct selection *s, int version);

extern const struct order event_orders[];
extern const size_t event_norders;

#endif
