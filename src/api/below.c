/* Parents of checks and comments. */
#include "api/below.h"

#include "api/endpoint.h"

static enum err
below(struct api *api, const struct entity *entity)
{
	int64_t id = ctx_arg_id(api->c, 0);
	struct set set;
	enum err e;

	set_init(&set, api->a, entity);
	set_want(&set, id);
	if ((e = set_load(&set, api->c->db)) != OK)
		return e;
	api->parent = set_find(&set, id);
	return api->parent != NULL ? OK : engine_missing(entity);
}

enum err
below_patch(struct api *api)
{
	return below(api, &patch_entity);
}

enum err
below_cover(struct api *api)
{
	return below(api, &cover_entity);
}

void
below_select(struct api *api, struct selection *s, struct sql_text column)
{
	select_id(s, api->a, column, ctx_arg_id(api->c, 0));
}
