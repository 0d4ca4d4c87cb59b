/*
 * The controls of a form that writes: one for each row that says how a field is
 * written, with the present value of the field, or with what was sent and what
 * is wrong with it. An account is a number here: nothing lists people.
 */
#include "api/browse.h"

#include "api/endpoint.h"
#include "api/gather.h"
#include "api/options.h"
#include "api/show.h"
#include "api/write_row.h"
#include "model/state.h"

struct str
browse_field_name(
    struct arena *a, const struct field *within, const struct field *f)
{
	if (within == NULL)
		return str_c(f->name);
	return str_f(a, "%s.%s", within->name, f->name);
}

struct str
browse_sent_as(struct api *api, struct str name)
{
	const struct field_value *v =
	    api->sent != NULL ? field_values_last(api->sent, name) : NULL;

	return v != NULL ? v->value : (struct str){ NULL, 0 };
}

struct str
browse_sent(struct api *api, const struct field *within, const struct field *f)
{
	return browse_sent_as(api, browse_field_name(api->a, within, f));
}

bool
browse_has_control(struct api *api, const struct field *f)
{
	return f->write != NULL && gather_shows(api, f, api->endpoint->where);
}

static void
offer(struct api_input *in, struct str value, struct str text, bool selected)
{
	in->options[in->noptions++] = (struct api_option){
		.value = value, .text = text, .selected = selected
	};
}

/* Numbers, or their names. */
static void
offer_names(struct api *api, const struct names *names, struct api_input *in)
{
	in->options = arena_array(api->a, struct api_option, (size_t)names->n);
	for (int64_t i = 0; i < names->n; i++) {
		struct str value = str_f(api->a, "%lld", (long long)i);
		struct str name = str_c(names->v[i]);

		offer(in, value, name,
		    str_eq(in->value, value) || str_eq(in->value, name));
	}
}

static enum err
offer_states(struct api *api, struct api_input *in)
{
	struct state *v;
	size_t n;
	enum err e;

	if ((e = state_list(api->c->db, api->a, &v, &n)) != OK)
		return e;
	in->options = arena_array(api->a, struct api_option, n + 1);
	if (in->value.n == 0)
		offer(in, S(""), S(""), true);
	for (size_t i = 0; i < n; i++)
		offer(in, v[i].slug, v[i].name, str_eq(in->value, v[i].slug));
	return OK;
}

/* What is wrong with a field, one message each. */
static void
add_errors(struct api *api, const struct field *within, const struct field *f,
    struct api_input *in)
{
	const struct faults *all = &api->faults;

	in->errors = arena_array(api->a, struct str, all->n + 1);
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(str_c(all->v[i].field), str_c(f->name)) &&
		    (all->v[i].within == NULL) == (within == NULL))
			in->errors[in->nerrors++] = all->v[i].text;
}

static struct str
help_of(struct api *api, const struct write *w)
{
	struct str help = str_c(w->help != NULL ? w->help : "");

	if (w->type != W_IDS)
		return help;
	return str_f(api->a, "%.*s%sSet apart by blanks.", STR_ARG(help),
	    help.n > 0 ? " " : "");
}

/* By enum write_type. */
static const char *const types[] = {
	[W_FIELD] = "text",
	[W_STRING] = "text",
	[W_BOOLEAN] = "checkbox",
	[W_INTEGER] = "number",
	[W_CHOICE] = "text",
	[W_URL] = "url",
	[W_SLUG] = "text",
	[W_ID] = "number",
	[W_IDS] = "text",
};

enum err
browse_add_control(struct api *api, const struct field *within,
    const struct field *f, bool again, struct api_group *g)
{
	const struct write *w = f->write;
	struct api_input *in = &g->inputs[g->ninputs++];
	struct str initial = str_c(w->initial != NULL ? w->initial : "");

	*in = (struct api_input){
		.name = browse_field_name(api->a, within, f),
		.label = options_label(api->a, f->name),
		.help = help_of(api, w),
		.type = str_c(types[w->type]),
		.max = w->type != W_IDS ? w->max : 0,
		.area = w->type == W_STRING && w->max == 0,
		.box = w->type == W_BOOLEAN,
		.required =
		    (w->flags & (REQUIRED | NULLABLE | BLANK)) == REQUIRED,
	};
	if (again) {
		in->value = browse_sent(api, within, f);
		add_errors(api, within, f, in);
	} else if (api->row != NULL)
		in->value = show_as_text(api, f, api->row);
	else
		in->value = initial;
	if (w->names != NULL)
		offer_names(api, w->names, in);
	return w->states ? offer_states(api, in) : OK;
}
