/* The index of the API. */
#ifndef API_INDEX_H
#define API_INDEX_H

#include "api/api.h"

/* Names of the lists and their URLs. */
void index_show(struct api *api);

#endif
