/* The patch or cover that a path names first: what stands below it. */
#ifndef API_BELOW_H
#define API_BELOW_H

#include "api/api.h"

/* Into api->parent. ERR_NOT_FOUND in its own words. */
enum err below_patch(struct api *api) MUST;
enum err below_cover(struct api *api) MUST;

/* The rows of a list whose column is the number that the path names first. */
void below_select(struct api *api, struct selection *s, struct sql_text column);

#endif
