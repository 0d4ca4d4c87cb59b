/* Persons: addresses seen in mail, for signed-in users alone. */
#include "model/person.h"

#include "api/endpoint.h"

/* clang-format off */
static const struct field full[] = {
	{ "id",    V1_0, BOTH, INT(person, id) },
	{ "url",   V1_0, BOTH, URL },
	{ "name",  V1_0, BOTH | NIL, STR(person, name) },
	{ "email", V1_0, BOTH, STR(person, email) },
	{ "user",  V1_0, BOTH | NIL, REF(person, user), &user_shape },
};

static const struct field brief[] = {
	{ "id",    V1_0, BOTH, INT(person, id) },
	{ "url",   V1_0, BOTH, URL },
	{ "name",  V1_0, BOTH | NIL, STR(person, name) },
	{ "email", V1_0, BOTH, STR(person, email) },
};
/* clang-format on */

const struct shape person_shape = {
	.entity = &person_entity,
	.slot = SLOT_PERSON,
	.full = FIELDS(full),
	.brief = FIELDS(brief),
	.path = P_API_PERSON,
};

static const struct lister lister = {
	.listing = &person_listing,
	.filters = &no_filters,
	.orders = person_orders,
	.norders = &person_norders,
	.search = person_search,
	.nsearch = COUNT(person_search),
};

const struct endpoint api_people = {
	.name = "Person List",
	.description = "List people.",
	.shape = &person_shape,
	.where = LIST,
	.list = &lister,
	.enter = CAN_READ_USERS,
};

static enum err
find(struct api *api, void *row)
{
	enum err e;

	e = person_get(api->c->db, api->a, ctx_arg_id(api->c, 0), row);
	return e == ERR_NOT_FOUND ? engine_missing(&person_entity) : e;
}

const struct endpoint api_person = {
	.name = "Person Detail",
	.description = "Show a person.",
	.shape = &person_shape,
	.where = ITEM,
	.find = find,
	.enter = CAN_READ_USERS,
};
