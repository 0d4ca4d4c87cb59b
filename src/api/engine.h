/* The handler of every route of the API: route->arg is its endpoint. */
#ifndef API_ENGINE_H
#define API_ENGINE_H

#include "site/site.h"

enum err engine_answer(struct ctx *c, struct response *rs) MUST;

#endif
