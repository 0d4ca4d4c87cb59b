/*
 * Values by the types of write rows, with the messages that clients of
 * Django's REST framework know (spec/rest-api.md 14.1). Numbers and switches
 * are taken as text too: forms have nothing else, and some clients quote
 * them in JSON.
 */
#include "api/input.h"

#include "api/spelling.h"
#include "base/utf8.h"

/* Trimmed, and free of NUL; false if a fault was added. */
static bool
take_text(struct input *in, struct str *out)
{
	const struct given *g = &in->given;

	switch (g->type) {
	case GIVEN_TEXT:
		*out = g->text;
		break;
	case GIVEN_INT:
	case GIVEN_FLOAT:
		*out = given_text(in->api->a, g);
		break;
	default:
		input_fault(in, "Not a valid string.");
		return false;
	}
	*out = str_dup(in->api->a, utf8_trim(*out));
	if (g->had_nul)
		input_fault(in, "Null characters are not allowed.");
	return !g->had_nul;
}

static void
check_spelling(struct input *in, struct str text)
{
	enum write_type type = in->field->write->type;

	if (type == W_URL && !spelling_is_url(text))
		input_fault(in, "Enter a valid URL.");
	if (type == W_SLUG && !spelling_is_slug(text))
		input_fault(in,
		    "Enter a valid \"slug\" consisting of letters, numbers, "
		    "underscores or hyphens.");
}

static void
read_text(struct input *in, void *at)
{
	const struct write *w = in->field->write;
	struct str text, *out = at;

	if (!take_text(in, &text))
		return;
	if (text.n == 0) {
		if (!(w->flags & BLANK))
			input_fault(in, "This field may not be blank.");
		*out = S("");
		return;
	}
	if (w->max > 0 && utf8_count(text) > (size_t)w->max)
		input_fault(in,
		    "Ensure this field has no more than %d characters.",
		    w->max);
	check_spelling(in, text);
	*out = text;
}

static bool
is_word(struct str text, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_eq_nocase(text, str_c(*words)))
			return true;
	return false;
}

/* 1, 0, -1 for null, or -2. */
static int64_t
parse_boolean(const struct given *g)
{
	static const char *const yes[] = { "true", "t", "yes", "y", "on", "1",
		NULL };
	static const char *const no[] = { "false", "f", "no", "n", "off", "0",
		NULL };

	switch (g->type) {
	case GIVEN_BOOL:
	case GIVEN_INT:
		return g->number == 0 || g->number == 1 ? g->number : -2;
	case GIVEN_FLOAT:
		return g->real == 0 ? 0 : g->real == 1 ? 1 : -2;
	case GIVEN_TEXT:
		if (g->had_nul)
			return -2;
		if (is_word(g->text, yes))
			return 1;
		if (is_word(g->text, no))
			return 0;
		return g->text.n == 0 || str_eq_nocase(g->text, S("null")) ? -1
									   : -2;
	default:
		return -2;
	}
}

static void
read_boolean(struct input *in, void *at)
{
	bool nullable = (in->field->write->flags & NULLABLE) != 0;
	int64_t v = parse_boolean(&in->given), *three = at;
	bool *two = at;

	if (v == -2 || (v == -1 && !nullable))
		input_fault(in, "Must be a valid boolean.");
	else if (nullable)
		*three = v;
	else
		*two = v == 1;
}

/* "5.0" is 5. */
static struct str
cut_zeros(struct str text)
{
	size_t end;

	text = str_trim(text);
	for (end = text.n; end > 0 && text.p[end - 1] == '0';)
		end--;
	return end > 1 && text.p[end - 1] == '.' ? str_sub(text, 0, end - 1)
						 : text;
}

/* Far out of range is just past it: what it is told is the same. */
static bool
parse_number(const struct given *g, int64_t *out)
{
	struct str text = cut_zeros(g->text);
	bool negative = str_starts(text, S("-"));

	if (g->type == GIVEN_INT) {
		*out = g->number;
		return true;
	}
	if (g->type == GIVEN_FLOAT) {
		*out = g->real < 0 ? -1 : (int64_t)INT32_MAX + 1;
		if (g->real < 0 || g->real > INT32_MAX)
			return true;
		*out = (int64_t)g->real;
		return (double)*out == g->real;
	}
	if (g->type != GIVEN_TEXT || g->had_nul)
		return false;
	if (negative || str_starts(text, S("+")))
		text = str_from(text, 1);
	for (size_t i = 0; i < text.n; i++)
		if (!char_is_digit(text.p[i]))
			return false;
	if (!str_int64(text, 0, INT32_MAX, out))
		*out = (int64_t)INT32_MAX + 1;
	*out = negative ? -*out : *out;
	return text.n > 0;
}

static void
read_integer(struct input *in, void *at)
{
	int64_t v, *out = at;

	if (!parse_number(&in->given, &v))
		input_fault(in, "A valid integer is required.");
	else if (v < 0)
		input_fault(
		    in, "Ensure this value is greater than or equal to 0.");
	else if (v > INT32_MAX)
		input_fault(in,
		    "Ensure this value is less than or equal to %d.",
		    INT32_MAX);
	else
		*out = v;
}

static void
read_choice(struct input *in, void *at)
{
	const struct names *names = in->field->write->names;
	struct str text = given_text(in->api->a, &in->given);
	int64_t v, *out = at;
	bool plain = (in->given.type == GIVEN_TEXT && !in->given.had_nul) ||
	    in->given.type == GIVEN_INT;

	for (v = 0; v < names->n; v++)
		if (str_eq(text, str_c(names->v[v])))
			break;
	if (plain && (v < names->n || str_int64(text, 0, names->n - 1, &v)))
		*out = v;
	else
		input_fault(
		    in, "\"%.*s\" is not a valid choice.", STR_ARG(text));
}

/* False if a fault was added. What no row can have is -1. */
static bool
parse_id(struct input *in, const struct given *g, int64_t *out)
{
	bool ok = false;

	if (g->type == GIVEN_INT) {
		*out = g->number;
		ok = true;
	} else if (g->type == GIVEN_FLOAT) {
		*out = g->real > -1 && g->real <= INT32_MAX ? (int64_t)g->real
							    : -1;
		ok = true;
	} else if (g->type == GIVEN_TEXT && !g->had_nul) {
		ok = filter_parse_id(g->text, out);
	}
	if (!ok)
		input_fault(in,
		    "Incorrect type. Expected pk value, received %s.",
		    given_type_name(g));
	else if (*out <= 0)
		*out = -1;
	return ok;
}

/* Of several the first that is not there is told. */
static enum err
find_rows(struct input *in, const struct given *v, const int64_t *ids, size_t n)
{
	struct str text;
	enum err e;

	set_init(&in->refs, in->api->a, in->field->to->entity);
	for (size_t i = 0; i < n; i++)
		set_want(&in->refs, ids[i]);
	if ((e = set_load(&in->refs, in->api->c->db)) != OK)
		return e;
	for (size_t i = 0; i < n; i++) {
		if (set_find(&in->refs, ids[i]) != NULL)
			continue;
		text = given_text(in->api->a, &v[i]);
		input_fault(in, "Invalid pk \"%.*s\" - object does not exist.",
		    STR_ARG(text));
		break;
	}
	return OK;
}

static enum err
read_id(struct input *in, void *at)
{
	int64_t *out = at;

	if (!parse_id(in, &in->given, out))
		return OK;
	return find_rows(in, &in->given, out, 1);
}

/* A control of a form that holds nothing. */
static bool
is_empty_list(const struct given *list, size_t n)
{
	struct given only;

	if (list->form == NULL || n != 1)
		return n == 0;
	only = given_at(list, 0);
	return only.text.n == 0 && !only.had_nul;
}

static enum err
read_ids(struct input *in, void *at)
{
	const struct given *list = &in->given;
	struct ids *out = at;
	struct given *v;
	int64_t *ids;
	size_t n;

	if (list->type != GIVEN_LIST) {
		input_fault(in, "Expected a list of items but got type \"%s\".",
		    given_type_name(list));
		return OK;
	}
	n = given_count(list);
	if (is_empty_list(list, n)) {
		*out = (struct ids){ NULL, 0 };
		return OK;
	}
	if (n > (size_t)in->field->write->max) {
		input_fault(in,
		    "Ensure this field has no more than %d elements.",
		    in->field->write->max);
		return OK;
	}
	v = arena_array(in->api->a, struct given, n);
	ids = arena_array(in->api->a, int64_t, n);
	for (size_t i = 0; i < n; i++) {
		v[i] = given_at(list, i);
		if (!parse_id(in, &v[i], &ids[i]))
			return OK;
	}
	*out = (struct ids){ ids, n };
	return find_rows(in, v, ids, n);
}

enum err
input_read_value(struct input *in, void *at)
{
	switch (in->field->write->type) {
	case W_STRING:
	case W_URL:
	case W_SLUG:
		read_text(in, at);
		break;
	case W_BOOLEAN:
		read_boolean(in, at);
		break;
	case W_INTEGER:
		read_integer(in, at);
		break;
	case W_CHOICE:
		read_choice(in, at);
		break;
	case W_ID:
		return read_id(in, at);
	case W_IDS:
		return read_ids(in, at);
	case W_FIELD:
	case W_OBJECT:
		break;
	}
	return OK;
}

void
input_clear(const struct write *w, void *at)
{
	if (w->type == W_BOOLEAN)
		*(int64_t *)at = -1;
	else if (w->type == W_ID)
		*(int64_t *)at = 0;
	else
		*(struct str *)at = (struct str){ NULL, 0 };
}
