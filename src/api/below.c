/* Parents of checks and comments. */
#include "api/below.h"

#include "api/endpoint.h"

static enum err
below(struct api *api, enum slot slot, const struct entity *entity)
{
	int64_t id = ctx_arg_id(api->c, 0);
	enum err e;

	api_want(api, slot, id);
	if ((e = set_load(&api->sets[slot], api->c->db)) != OK)
		return e;
	return api_row(api, slot, id) != NULL ? OK : engine_missing(entity);
}

enum err
below_patch(struct api *api)
{
	return below(api, SLOT_PATCH, &patch_entity);
}

enum err
below_cover(struct api *api)
{
	return below(api, SLOT_COVER, &cover_entity);
}

void
below_select(struct api *api, struct selection *s, struct sql_text column)
{
	select_id(s, api->a, column, ctx_arg_id(api->c, 0));
}
