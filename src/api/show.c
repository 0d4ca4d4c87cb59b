/*
 * Fields in the order of their table, each by its kind. Nothing here asks the
 * database.
 */
#include "api/show.h"

#include <string.h>

#include "api/gather.h"
#include "api/link.h"
#include "api/relation.h"
#include "model/types.h"

static int64_t
number_at(const void *row, const struct field *f)
{
	int64_t v;

	memcpy(&v, (const char *)row + f->at, sizeof(v));
	return v;
}

static struct str
text_at(const void *row, const struct field *f)
{
	struct str s;

	memcpy(&s, (const char *)row + f->at, sizeof(s));
	return s;
}

static void
show_refs(struct api *api, const struct field *f, const void *row)
{
	int64_t id = number_at(row, f);

	json_begin_array(&api->j);
	if (api_row(api, f->to->slot, id) != NULL)
		show_brief(api, f->to, id);
	json_end_array(&api->j);
}

/* A row is not among those that share a member with it. */
static bool
is_other(const struct field *f, const void *row, int64_t id)
{
	int64_t self;

	memcpy(&self, row, sizeof(self));
	return f->at == 0 || id != self;
}

static void
show_many(struct api *api, const struct field *f, const void *row)
{
	struct pairs p = relation_of(api, f->relation, number_at(row, f));
	bool links = f->kind == K_LINKS;

	json_begin_array(&api->j);
	for (size_t i = 0; i < p.n; i++) {
		int64_t id = p.v[i].value;

		if (links)
			link_show_api(api, f->to->path, id);
		else if (is_other(f, row, id) &&
		    api_row(api, f->to->slot, id) != NULL)
			show_brief(api, f->to, id);
	}
	json_end_array(&api->j);
}

/* Another writer's number that has no name gets that of 0. */
static void
show_name(struct api *api, const struct names *names, int64_t v)
{
	json_str(&api->j, str_c(names->v[v > 0 && v < names->n ? v : 0]));
}

/* Without a pair: the name of 0. */
static void
show_code(struct api *api, const struct field *f, const void *row)
{
	struct pairs p = relation_of(api, f->relation, number_at(row, f));

	show_name(api, f->names, p.n > 0 ? p.v[0].value : 0);
}

static void
show_maybe(struct api *api, int64_t v)
{
	if (v == ADDRESSED_UNSET)
		json_none(&api->j);
	else
		json_bool(&api->j, v == ADDRESSED_YES);
}

static void
show_value(struct api *api, const struct shape *s, const struct field *f,
    const void *row)
{
	bool truth;

	switch (f->kind) {
	case V_INT:
		json_int(&api->j, number_at(row, f));
		break;
	case V_BOOL:
		memcpy(&truth, (const char *)row + f->at, sizeof(truth));
		json_bool(&api->j, truth);
		break;
	case V_STR:
		json_str(&api->j, text_at(row, f));
		break;
	case V_TIME:
		json_time(&api->j, number_at(row, f));
		break;
	case K_REF:
		show_brief(api, f->to, number_at(row, f));
		break;
	case K_REFS:
		show_refs(api, f, row);
		break;
	case K_MANY:
	case K_LINKS:
		show_many(api, f, row);
		break;
	case K_CODE:
		show_code(api, f, row);
		break;
	case K_NAMED:
		show_name(api, f->names, number_at(row, f));
		break;
	case K_MAYBE:
		show_maybe(api, number_at(row, f));
		break;
	case K_URL:
		link_show_row(api, s, row);
		break;
	case K_SHOW:
		f->show(api, row);
		break;
	}
}

/* An object in a row does not hold another. */
static void
show_fields(struct api *api, const struct shape *s, struct fields fields,
    unsigned where, const void *row)
{
	json_begin_object(&api->j);
	for (size_t i = 0; i < fields.n; i++) {
		const struct field *f = &fields.v[i];

		if (!gather_shows(api, f, where) ||
		    (f->when != NULL && !f->when(api, row)))
			continue;
		json_key(&api->j, str_c(f->name));
		if (f->kind == K_OBJECT)
			show_fields(api, s,
			    (struct fields){
				f->write->fields, f->write->nfields },
			    where, row);
		else
			show_value(api, s, f, row);
	}
	json_end_object(&api->j);
}

void
show_row(
    struct api *api, const struct shape *s, unsigned where, const void *row)
{
	show_fields(api, s, s->full, where, row);
}

void
show_brief(struct api *api, const struct shape *s, int64_t id)
{
	const void *row = api_row(api, s->slot, id);

	if (row == NULL)
		json_none(&api->j);
	else
		show_fields(api, s, s->brief, BOTH, row);
}

/* The ids that a field shows. */
static struct ids
shown_ids(struct api *api, const struct field *f, const void *row)
{
	struct pairs p = relation_of(api, f->relation, number_at(row, f));
	int64_t *v = arena_array(api->a, int64_t, p.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < p.n; i++)
		if (is_other(f, row, p.v[i].value))
			v[n++] = p.v[i].value;
	return (struct ids){ v, n };
}

void
show_written(struct api *api, const struct shape *s, const struct field *f,
    const void *row)
{
	struct ids ids;
	int64_t id;

	switch (f->kind) {
	case K_REF:
		id = number_at(row, f);
		if (id == 0)
			json_none(&api->j);
		else
			json_int(&api->j, id);
		break;
	case K_MANY:
		ids = shown_ids(api, f, row);
		json_begin_array(&api->j);
		for (size_t i = 0; i < ids.n; i++)
			json_int(&api->j, ids.v[i]);
		json_end_array(&api->j);
		break;
	case K_OBJECT:
		show_fields(api, s,
		    (struct fields){ f->write->fields, f->write->nfields },
		    BOTH, row);
		break;
	default:
		show_value(api, s, f, row);
	}
}

static struct str
join_ids(struct arena *a, struct ids ids)
{
	struct buf b;

	buf_init(&b, a, LIMIT_RESPONSE);
	for (size_t i = 0; i < ids.n; i++)
		buf_printf(&b, "%s%lld", i > 0 ? " " : "", (long long)ids.v[i]);
	return buf_str(&b);
}

struct str
show_as_text(struct api *api, const struct field *f, const void *row)
{
	bool truth;
	int64_t v;

	switch (f->kind) {
	case V_STR:
		return text_at(row, f);
	case V_BOOL:
		memcpy(&truth, (const char *)row + f->at, sizeof(truth));
		return truth ? S("true") : S("");
	case K_MAYBE:
		return number_at(row, f) == ADDRESSED_YES ? S("true") : S("");
	case K_MANY:
		return join_ids(api->a, shown_ids(api, f, row));
	default:
		v = number_at(row, f);
		if (f->kind == K_REF && v == 0)
			return S("");
		return str_f(api->a, "%lld", (long long)v);
	}
}
