/*
 * Events. What the payload of a category holds is the table of
 * model/event.c; here each of its keys gets a name and the way it is shown.
 */
#include "model/event.h"

#include "api/endpoint.h"
#include "api/payload.h"
#include "api/show.h"
#include "model/event_list.h"

static void
show_object(struct api *api, const struct shape *s, int64_t id)
{
	show_brief(api, s, id);
}

static void
show_slug(struct api *api, const struct shape *s, int64_t id)
{
	const struct state *state = api_row(api, SLOT_STATE, id);

	(void)s;
	json_str(
	    &api->j, state != NULL ? state->slug : (struct str){ NULL, 0 });
}

/* Relations were never told; clients know null. */
static void
show_nothing(struct api *api, const struct shape *s, int64_t id)
{
	(void)s, (void)id;
	json_none(&api->j);
}

const struct payload event_payloads[EK_COUNT] = {
	/* clang-format off */
	[EK_COVER]             = { "cover", SLOT_COVER, &cover_shape, show_object },
	[EK_PATCH]             = { "patch", SLOT_PATCH, &patch_shape, show_object },
	[EK_SERIES]            = { "series", SLOT_SERIES, &series_shape, show_object },
	[EK_PREVIOUS_STATE]    = { "previous_state", SLOT_STATE, NULL, show_slug },
	[EK_CURRENT_STATE]     = { "current_state", SLOT_STATE, NULL, show_slug },
	[EK_PREVIOUS_DELEGATE] = { "previous_delegate", SLOT_USER, &user_shape, show_object },
	[EK_CURRENT_DELEGATE]  = { "current_delegate", SLOT_USER, &user_shape, show_object },
	[EK_PREVIOUS_RELATION] = { "previous_relation", SLOT_COUNT, NULL, show_nothing },
	[EK_CURRENT_RELATION]  = { "current_relation", SLOT_COUNT, NULL, show_nothing },
	[EK_CHECK]             = { "check", SLOT_CHECK, &check_shape, show_object },
	[EK_PATCH_COMMENT]     = { "comment", SLOT_PATCH_COMMENT, &patch_comment_shape, show_object },
	[EK_COVER_COMMENT]     = { "comment", SLOT_COVER_COMMENT, &cover_comment_shape, show_object },
	/* clang-format on */
};

/* The keys of an event's payload, ended by EK_END; none of a category that
 * somebody else has invented. */
static const uint8_t *
keys_of(const struct event *e)
{
	static const uint8_t none[] = { EK_END };
	enum event_kind kind = event_kind(e->category);

	return kind < EVENT_KINDS ? event_infos[kind].keys : none;
}

static void
show_payload(struct api *api, const void *row)
{
	const struct event *e = row;
	const uint8_t *keys = keys_of(e);

	json_begin_object(&api->j);
	for (size_t i = 0; i < EVENT_KEYS && keys[i] != EK_END; i++) {
		const struct payload *p = &event_payloads[keys[i]];

		json_key(&api->j, str_c(p->name));
		p->show(api, p->shape, event_value(e, keys[i]));
	}
	json_end_object(&api->j);
}

/* clang-format off */
static const struct field full[] = {
	{ "id",       V1_0, BOTH, INT(event, id) },
	{ "category", V1_0, BOTH, STR(event, category) },
	{ "project",  V1_0, BOTH, REF(event, project), &project_shape },
	{ "date",     V1_0, BOTH, TIME(event, date) },
	{ "actor",    V1_0, BOTH | NIL, REF(event, actor), &user_shape },
	{ "payload",  V1_0, BOTH, SHOWN(PAYLOAD, show_payload) },
};
/* clang-format on */

static void
want(struct api *api, const void *row)
{
	const struct event *e = row;
	const uint8_t *keys = keys_of(e);

	for (size_t i = 0; i < EVENT_KEYS && keys[i] != EK_END; i++)
		if (event_payloads[keys[i]].slot != SLOT_COUNT)
			api_want(api, event_payloads[keys[i]].slot,
			    event_value(e, keys[i]));
}

const struct shape event_shape = {
	.entity = &event_entity,
	.slot = SLOT_COUNT,
	.full = FIELDS(full),
	.want = want,
};

static enum err
scope(struct api *api, struct selection *s)
{
	event_select_visible(s, api->version);
	return OK;
}

static const struct lister lister = {
	.listing = &event_listing,
	.filters = &event_filters,
	.orders = event_orders,
	.norders = &event_norders,
	.down = true,
	.scope = scope,
};

const struct endpoint api_events = {
	.name = "Event List",
	.description = "List events.",
	.shape = &event_shape,
	.where = LIST,
	.list = &lister,
};
