/*
 * Writes of patches. States are found by all that they go by elsewhere; of a
 * relation, every project that it touches is asked about.
 */
#include "api/patch_write.h"

#include "api/input.h"
#include "api/spelling.h"
#include "base/utf8.h"
#include "model/joined.h"
#include "model/patch.h"
#include "model/state.h"
#include "model/user.h"

enum { PATCH_RELATED = 1 << 16 }; /* beside enum patch_member */

/* "Under-Review", as filters take it. */
static bool
is_named(struct str text, struct str name)
{
	if (text.n != name.n)
		return false;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i] == '-' && name.p[i] == ' ' ? ' ' : text.p[i];

		if (char_lower(c) != char_lower(name.p[i]))
			return false;
	}
	return true;
}

/* A slug, else an id, else a name: 0 if there is no such state. */
static int64_t
find_state(const struct state *v, size_t n, struct str text, struct str slug)
{
	int64_t id;

	for (size_t i = 0; i < n; i++)
		if (utf8_is_ascii(text) && str_eq(v[i].slug, slug))
			return v[i].id;
	if (!filter_parse_id(text, &id))
		id = 0;
	for (size_t i = 0; i < n; i++)
		if (v[i].id == id || is_named(text, v[i].name))
			return v[i].id;
	return 0;
}

static void
refuse_state(struct input *in, const struct state *v, size_t n, struct str slug)
{
	struct buf all;

	buf_init(&all, in->api->a, LIMIT_RESPONSE);
	for (size_t i = 0; i < n; i++)
		buf_printf(
		    &all, "%s%.*s", i > 0 ? ", " : "", STR_ARG(v[i].slug));
	slug = utf8_cut(slug, LIMIT_NAME);
	input_fault(in, "Invalid state %.*s. Expected one of: %.*s.",
	    STR_ARG(slug), STR_ARG(buf_str(&all)));
}

static enum err
read_state(struct input *in, void *at)
{
	const struct given *g = &in->given;
	struct state *v = NULL;
	struct str text, slug;
	int64_t *out = at;
	size_t n = 0;
	enum err e;

	if (g->type == GIVEN_NONE || (g->type == GIVEN_TEXT && g->text.n == 0))
		input_fault(in, "This field may not be null.");
	else if (g->type != GIVEN_TEXT)
		input_fault(in,
		    "Incorrect type. Expected string value, received %s.",
		    given_type_name(g));
	else if (g->had_nul)
		input_fault(in, "Null characters are not allowed.");
	else {
		if ((e = state_list(in->api->c->db, in->api->a, &v, &n)) != OK)
			return e;
		text = utf8_trim(g->text);
		slug = spelling_slug(in->api->a, text);
		*out = find_state(v, n, text, slug);
		if (*out == 0)
			refuse_state(in, v, n, slug);
	}
	return OK;
}

static bool
has_id(struct ids ids, int64_t id)
{
	for (size_t i = 0; i < ids.n; i++)
		if (ids.v[i] == id)
			return true;
	return false;
}

static enum err
check_delegate(struct input *in, const void *at)
{
	const struct patch_joined *p = in->row;
	const int64_t *id = at;
	const struct user *u;
	struct ids projects;
	enum err e;

	if (*id == 0)
		return OK;
	if ((e = user_list_projects(
		 in->api->c->db, in->api->a, *id, &projects)) != OK)
		return e;
	u = set_find(&in->refs, *id);
	if (!has_id(projects, p->patch.project))
		input_fault(in,
		    "User '%.*s' is not a maintainer for project '%.*s'",
		    STR_ARG(u->username), STR_ARG(p->project.name));
	return OK;
}

/* The patches it is to be related to, and those it is related to. */
static enum err
list_related(struct api *api, const void *row, const void *at,
    struct parties **out, size_t *n)
{
	const struct patch *p = row, *other;
	const struct ids *ids = at;
	struct patch *now;
	struct set set;
	size_t count = 0;
	enum err e;

	set_init(&set, api->a, &patch_entity);
	for (size_t i = 0; i < ids->n; i++)
		set_want(&set, ids->v[i]);
	if ((e = set_load(&set, api->c->db)) != OK ||
	    (e = patch_list_companions(api->c->db, api->a, p->id, &now, n)) !=
		OK)
		return e;
	*out = arena_array(api->a, struct parties, *n + set.n + 1);
	for (size_t i = 0; i < *n; i++)
		(*out)[count++].project = now[i].project;
	for (size_t i = 0; i < set.n; i++) {
		other = set.rows[i];
		(*out)[count++].project = other->project;
	}
	*n = count;
	return OK;
}

/* clang-format off */
const struct write patch_write_commit_ref = { W_STRING,
	INTO(patch_edit, set.commit_ref, struct str), PATCH_COMMIT_REF,
	NULLABLE | BLANK, 255 };
const struct write patch_write_pull_url = { W_STRING,
	INTO(patch_edit, set.pull_url, struct str), PATCH_PULL_URL,
	NULLABLE | BLANK, LIMIT_PULL_URL };
const struct write patch_write_state = { W_FIELD,
	INTO(patch_edit, set.state, int64_t), PATCH_STATE, REQUIRED,
	.read = read_state, .states = true, .help = "The slug of a state." };
const struct write patch_write_archived = { W_BOOLEAN,
	INTO(patch_edit, set.archived, bool), PATCH_ARCHIVED, FORM_FALSE };
const struct write patch_write_delegate = { W_ID,
	INTO(patch_edit, set.delegate, int64_t), PATCH_DELEGATE,
	REQUIRED | NULLABLE, .check = check_delegate,
	.help = "The id of a user who maintains the project." };
const struct write patch_write_related = { W_IDS,
	INTO(patch_edit, related, struct ids), PATCH_RELATED, 0,
	LIMIT_ROWS_PAGE, .may = CAN_RELATE_PATCH, .others = list_related,
	.help = "Ids of patches that this one is related to." };
/* clang-format on */

/* The relation first: it locks its rows in an order of its own. */
enum err
patch_write(struct api *api, const void *row, const void *edit)
{
	const struct patch *p = row;
	const struct patch_edit *c = edit;
	struct ctx *ctx = api->c;
	enum err e;

	if ((c->set.mask & PATCH_RELATED) &&
	    (e = patch_relate(ctx->db, api->a, p->id, c->related.v,
		 c->related.n, ctx->user->id, ctx->now)) != OK)
		return e;
	if (!(c->set.mask & ~(unsigned)PATCH_RELATED))
		return OK;
	return patch_update(
	    ctx->db, api->a, p->id, &c->set, ctx->user->id, ctx->now, NULL);
}
