/*
 * The web's dialect of the patch list (spec/web.md 3.2 and 3.4): one value a
 * parameter, defaults that hide what is done, names by a part of them. What
 * names nobody empties the list and is told; the reference lists everything
 * there (its defect 9).
 */
#include "model/patch.h"

#include "model/person.h"
#include "model/series.h"
#include "model/state.h"
#include "model/user.h"

const char *const patch_view_names[VIEW_KEYS] = {
	[VIEW_SERIES] = "series",
	[VIEW_SUBMITTER] = "submitter",
	[VIEW_STATE] = "state",
	[VIEW_Q] = "q",
	[VIEW_ARCHIVE] = "archive",
	[VIEW_DELEGATE] = "delegate",
};

/* clang-format off */
static const struct order orders[] = {
	{ "date",      BY("p.date") },
	{ "name",      BY_NAME("p.name") },
	{ "state",     BY_NULL("(SELECT s.ordering FROM patchwork_state s"
	    " WHERE s.id = p.state_id)") },
	{ "submitter", BY_NAME("(SELECT n.name FROM patchwork_person n"
	    " WHERE n.id = p.submitter_id)") },
	{ "delegate",  BY_NAME("(SELECT u.username FROM auth_user u"
	    " WHERE u.id = p.delegate_id)") },
};
/* clang-format on */

static const struct sql_text project_column = SQL("p.project_id");
static const struct sql_text series_column = SQL("p.series_id");
static const struct sql_text submitter_column = SQL("p.submitter_id");
static const struct sql_text delegate_column = SQL("p.delegate_id");
/* Of names that fit more rows than a list of ids should have. */
static const struct sql_text submitter_name =
    SQL("(SELECT n.name FROM patchwork_person n WHERE n.id = p.submitter_id)");
static const struct sql_text delegate_name =
    SQL("(SELECT u.username FROM auth_user u WHERE u.id = p.delegate_id)");
static const struct sql_text state_column = SQL("p.state_id");
static const struct sql_text archived_column = SQL("p.archived");

static struct str
text_of(const struct patch_view *v, enum patch_view_key key)
{
	return str_trim(v->text[key]);
}

/* Ids that a parameter came to; none of them is told. */
static void
select_named(struct patch_view *v, enum patch_view_key key,
    struct sql_text column, struct ids ids)
{
	v->given[key] = true;
	v->unknown[key] = ids.n == 0;
	select_ids(&v->where, column, ids);
}

/* Those whose name has the text in it: by their ids, which an index serves,
 * or by the name itself if they are many. */
static void
select_matching(struct patch_view *v, enum patch_view_key key,
    struct sql_text column, const struct sql_text *name, struct ids ids)
{
	if (ids.n <= LIMIT_NAME_MATCHES) {
		select_named(v, key, column, ids);
		return;
	}
	v->given[key] = true;
	select_contains(&v->where, name, 1, text_of(v, key));
}

static enum err
read_series(struct db *db, struct arena *a, struct patch_view *v)
{
	struct str text = text_of(v, VIEW_SERIES);
	struct set rows;
	const struct series *s;
	int64_t id;
	enum err e;

	if (text.n == 0)
		return OK;
	v->label[VIEW_SERIES] = text;
	set_init(&rows, a, &series_entity);
	if (filter_parse_id(text, &id))
		set_want(&rows, id);
	if ((e = set_load(&rows, db)) != OK)
		return e;
	if ((s = rows.n > 0 ? rows.rows[0] : NULL) != NULL)
		v->label[VIEW_SERIES] = s->name.n > 0
		    ? s->name
		    : str_f(a, "Untitled series #%lld", (long long)s->id);
	select_named(v, VIEW_SERIES, series_column,
	    s != NULL ? (struct ids){ &s->id, 1 } : (struct ids){ NULL, 0 });
	return OK;
}

/* ERR_NOT_FOUND also if the asker may not know who that is. */
static enum err
get_person(struct db *db, struct arena *a, const struct patch_view *v,
    int64_t id, struct person *out)
{
	return v->stranger ? person_get_within(db, a, v->project, id, out)
			   : person_get(db, a, id, out);
}

static enum err
get_user(struct db *db, struct arena *a, const struct patch_view *v, int64_t id,
    struct user *out)
{
	return v->stranger ? user_get_within(db, a, v->project, id, out)
			   : user_get(db, a, id, out);
}

static enum err
list_users_named(struct db *db, struct arena *a, const struct patch_view *v,
    struct str text, struct ids *out)
{
	return v->stranger ? user_ids_named_within(db, a, v->project, text, out)
			   : user_ids_named(db, a, text, out);
}

static enum err
read_submitter(struct db *db, struct arena *a, struct patch_view *v)
{
	struct str text = text_of(v, VIEW_SUBMITTER);
	struct person p = { 0 };
	struct ids ids;
	int64_t id;
	enum err e;

	if (text.n == 0)
		return OK;
	v->label[VIEW_SUBMITTER] = text;
	if (!filter_parse_id(text, &id)) {
		if ((e = person_ids_named(db, a, text, &ids)) != OK)
			return e;
		select_matching(
		    v, VIEW_SUBMITTER, submitter_column, &submitter_name, ids);
		return OK;
	}
	if ((e = person_ids_of_user(db, a, id, &ids)) != OK)
		return e;
	if (ids.n > 0) {
		e = get_person(db, a, v, id, &p);
		if (e != OK && e != ERR_NOT_FOUND)
			return e;
		if (e == OK)
			v->label[VIEW_SUBMITTER] =
			    p.name.n > 0 ? p.name : p.email;
	}
	select_named(v, VIEW_SUBMITTER, submitter_column, ids);
	return OK;
}

/* An id of the table, '*' for any; whatever else is the default. */
static enum err
read_state(struct db *db, struct arena *a, struct patch_view *v)
{
	struct str text = text_of(v, VIEW_STATE);
	const struct state *s;
	int64_t id = 0, *ids;
	bool one = false;
	enum err e;

	if ((e = state_list(db, a, &v->all_states, &v->nall_states)) != OK)
		return e;
	if (str_eq(text, S("*"))) {
		v->given[VIEW_STATE] = true;
		v->label[VIEW_STATE] = text;
		return OK;
	}
	if (filter_parse_id(text, &id))
		for (size_t i = 0; i < v->nall_states; i++)
			one = one || v->all_states[i].id == id;
	v->given[VIEW_STATE] = one;
	ids = arena_array(a, int64_t, v->nall_states);
	for (size_t i = 0; i < v->nall_states; i++) {
		s = &v->all_states[i];
		if (one ? s->id != id : !s->action_required)
			continue;
		if (one)
			v->label[VIEW_STATE] = s->name;
		ids[v->states.n++] = s->id;
	}
	v->states.v = ids;
	select_ids(&v->where, state_column, v->states);
	select_narrow(&v->where);
	return OK;
}

static void
read_archive(struct patch_view *v)
{
	struct str text = text_of(v, VIEW_ARCHIVE);
	bool archived = str_eq(text, S("true"));

	v->given[VIEW_ARCHIVE] = archived || str_eq(text, S("both"));
	if (v->given[VIEW_ARCHIVE])
		v->label[VIEW_ARCHIVE] = text;
	if (!str_eq(text, S("both")))
		select_value(
		    &v->where, WHERE_IS, archived_column, v_bool(archived));
}

static enum err
read_delegate(struct db *db, struct arena *a, struct patch_view *v)
{
	struct str text = text_of(v, VIEW_DELEGATE);
	struct user u;
	struct ids ids = { NULL, 0 };
	int64_t id;
	enum err e;

	if (text.n == 0)
		return OK;
	v->label[VIEW_DELEGATE] = text;
	if (str_eq(text, S("Nobody"))) {
		v->given[VIEW_DELEGATE] = true;
		select_null(&v->where, delegate_column);
		return OK;
	}
	if (!filter_parse_id(text, &id)) {
		if ((e = list_users_named(db, a, v, text, &ids)) != OK)
			return e;
		select_matching(
		    v, VIEW_DELEGATE, delegate_column, &delegate_name, ids);
		return OK;
	}
	if ((e = get_user(db, a, v, id, &u)) != OK && e != ERR_NOT_FOUND)
		return e;
	if (e == OK) {
		ids = IDS_OF(a, &u, 1, user, id);
		v->label[VIEW_DELEGATE] = u.username;
	}
	select_named(v, VIEW_DELEGATE, delegate_column, ids);
	return OK;
}

/* Other orders than by date are followed by the date, the other way round. */
static void
read_order(struct arena *a, struct patch_view *v)
{
	v->by = order_parse(orders, COUNT(orders), v->order, true);
	v->by.n = 1;
	v->order_name =
	    str_f(a, "%s%s", v->by.v[0].down ? "-" : "", v->by.v[0].by->name);
	if (v->by.v[0].by != &orders[0])
		v->by.v[v->by.n++] =
		    (struct order_part){ &orders[0], !v->by.v[0].down };
}

enum err
patch_view_read(struct db *db, struct arena *a, struct patch_view *v)
{
	struct str q = text_of(v, VIEW_Q);
	enum err e;

	if (v->project != 0)
		select_id(&v->where, a, project_column, v->project);
	if ((e = read_series(db, a, v)) != OK)
		return e;
	if ((e = read_submitter(db, a, v)) != OK)
		return e;
	if ((e = read_state(db, a, v)) != OK)
		return e;
	if (q.n > 0) {
		v->given[VIEW_Q] = true;
		v->label[VIEW_Q] = q;
		select_contains(&v->where, patch_search, 1, q);
	}
	read_archive(v);
	if ((e = read_delegate(db, a, v)) != OK)
		return e;
	read_order(a, v);
	return OK;
}

enum err
patch_view_count(
    struct db *db, struct arena *a, const struct patch_view *v, int64_t *total)
{
	return list_count(db, a, &patch_listing, &v->where, total);
}

enum err
patch_view_page(struct db *db, struct arena *a, const struct patch_view *v,
    int64_t offset, int64_t limit, struct patch **out, size_t *n)
{
	return list_page(db, a, &patch_listing, &v->where, &v->by, offset,
	    limit, (void **)out, n);
}
