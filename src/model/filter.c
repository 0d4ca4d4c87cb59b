/*
 * From parameters to a selection. Each kind of value has one reader; what is
 * a reference is looked up first, so that a list never joins other families
 * to filter by them. Names and addresses are found with case ignored by the
 * database (an index serves) and compared once more here with ASCII folding,
 * so that both engines agree (decisions.md 17).
 */
#include "model/filter.h"

#include <string.h>

#include "base/time.h"
#include "model/check.h"
#include "model/event.h"
#include "model/state.h"

const struct filters no_filters = { NULL, 0 };

/* A row that a text may name. */
struct named {
	int64_t id;
	struct str text;
};

/* clang-format off */
static const struct column project_columns[] = {
	{ "j.id",       INT(named, id) },
	{ "j.linkname", STR(named, text) },
};
static const struct column person_columns[] = {
	{ "n.id",       INT(named, id) },
	{ "n.email",    STR(named, text) },
};
static const struct column user_columns[] = {
	{ "u.id",       INT(named, id) },
	{ "u.username", STR(named, text) },
};
static const struct table projects =
    TABLE(named, project_columns, "patchwork_project j");
static const struct table persons =
    TABLE(named, person_columns, "patchwork_person n");
static const struct table users = TABLE(named, user_columns, "auth_user u");

#define IS_FOLDED(column) \
	SQL2(column " = ", "UPPER(" column "::text) = UPPER(") "?" \
	SQL2(" COLLATE NOCASE", ")")
/* clang-format on */

static struct ids
same_text(struct arena *a, const struct named *v, size_t n, struct str text)
{
	struct named *same = arena_array(a, struct named, n + 1);
	size_t k = 0;

	for (size_t i = 0; i < n; i++)
		if (str_eq_nocase(v[i].text, text))
			same[k++] = v[i];
	return IDS_OF(a, same, k, named, id);
}

enum err
filter_project_ids(
    struct db *db, struct arena *a, struct str text, struct ids *out)
{
	struct named *v;
	size_t n;
	enum err e;

	if ((e = db_list(db, a, &projects, &v, &n,
		 "WHERE " IS_FOLDED("j.linkname"), VALS(v_str(text)))) != OK)
		return e;
	*out = same_text(a, v, n, text);
	return OK;
}

enum err
filter_person_ids(
    struct db *db, struct arena *a, struct str text, struct ids *out)
{
	struct named *v;
	size_t n;
	enum err e;

	if ((e = db_list(db, a, &persons, &v, &n, "WHERE " IS_FOLDED("n.email"),
		 VALS(v_str(text)))) != OK)
		return e;
	*out = same_text(a, v, n, text);
	return OK;
}

enum err
filter_user_ids(
    struct db *db, struct arena *a, struct str text, struct ids *out)
{
	struct named *v;
	size_t n;
	enum err e;

	if ((e = db_list(db, a, &users, &v, &n,
		 "WHERE " IS_FOLDED("u.username"), VALS(v_str(text)))) != OK)
		return e;
	*out = same_text(a, v, n, text);
	return OK;
}

enum err
filter_state_ids(
    struct db *db, struct arena *a, struct str text, struct ids *out)
{
	struct buf name;
	struct state *v;
	size_t n, k = 0;
	enum err e;

	if ((e = state_list(db, a, &v, &n)) != OK)
		return e;
	buf_init(&name, a, text.n);
	for (size_t i = 0; i < text.n; i++)
		buf_char(&name, text.p[i] == '-' ? ' ' : text.p[i]);
	for (size_t i = 0; i < n; i++)
		if (str_eq_nocase(v[i].name, buf_str(&name)) ||
		    str_eq(v[i].slug, text))
			v[k++] = v[i];
	*out = IDS_OF(a, v, k, state, id);
	return OK;
}

bool
filter_parse_id(struct str text, int64_t *out)
{
	struct str digits = text = str_trim(text);

	if (str_starts(digits, S("-")) || str_starts(digits, S("+")))
		digits = str_from(digits, 1);
	if (digits.n == 0)
		return false;
	for (size_t i = 0; i < digits.n; i++)
		if (!char_is_digit(digits.p[i]))
			return false;
	if (text.p[0] == '-' || !str_int64(digits, 0, INT64_MAX, out))
		*out = -1;
	return true;
}

/* What is known of one filter while the parameters are walked. */
struct gathered {
	struct str values[LIMIT_FILTER_VALUES]; /* not empty ones */
	size_t n;
	const struct parameter *last;
};

static enum err
gather(const struct filter *f, const struct parameter *p, size_t n,
    struct gathered *out)
{
	out->n = 0;
	out->last = NULL;
	for (size_t i = 0; i < n; i++) {
		if (!str_eq(p[i].name, str_c(f->name)))
			continue;
		out->last = &p[i];
		if (str_trim(p[i].value).n == 0 && !p[i].had_nul)
			continue;
		if (out->n == LIMIT_FILTER_VALUES)
			return err_set(ERR_TOO_BIG,
			    "filter %s has more than %d values", f->name,
			    LIMIT_FILTER_VALUES);
		out->values[out->n++] =
		    p[i].had_nul ? S("\xEF\xBF\xBD") : p[i].value;
	}
	return OK;
}

typedef enum err find_fn(
    struct db *db, struct arena *a, struct str text, struct ids *out);

/* By enum filter_kind; a kind without one takes ids alone. */
static find_fn *const finders[] = {
	[BY_PROJECT] = filter_project_ids,
	[BY_PERSON] = filter_person_ids,
	[BY_USER] = filter_user_ids,
	[BY_STATE] = filter_state_ids,
	[BY_ID] = NULL,
};

static void
append(struct arena *a, struct ids *to, struct ids more)
{
	int64_t *v = arena_array(a, int64_t, to->n + more.n + 1);

	if (to->n > 0)
		memcpy(v, to->v, to->n * sizeof(*v));
	if (more.n > 0)
		memcpy(v + to->n, more.v, more.n * sizeof(*v));
	*to = (struct ids){ v, to->n + more.n };
}

static enum err
read_reference(struct db *db, struct arena *a, const struct filter *f,
    const struct gathered *g, struct selection *out)
{
	struct ids all = { NULL, 0 }, some;
	int64_t id;
	enum err e;

	if (g->n == 0)
		return OK;
	for (size_t i = 0; i < g->n; i++) {
		if (filter_parse_id(g->values[i], &id)) {
			some = (struct ids){ &id, 1 };
		} else if (finders[f->kind] != NULL) {
			if ((e = finders[f->kind](
				 db, a, str_trim(g->values[i]), &some)) != OK)
				return e;
		} else {
			continue;
		}
		append(a, &all, some);
	}
	all = ids_of(a, all.v, all.n, sizeof(int64_t), 0);
	if (all.n > LIMIT_ROWS_PAGE)
		return err_set(
		    ERR_TOO_BIG, "filter %s names too many rows", f->name);
	select_ids(out, f->column, all);
	if (f->kind != BY_PROJECT)
		select_narrow(out);
	if (!out->full)
		out->v[out->n - 1].close = f->close;
	return OK;
}

static void
read_bool(const struct filter *f, struct str value, struct selection *out)
{
	if (str_eq_nocase(value, S("true")) || str_eq(value, S("1")))
		select_value(out, WHERE_IS, f->column, v_bool(true));
	else if (str_eq_nocase(value, S("false")) || str_eq(value, S("0")))
		select_value(out, WHERE_IS, f->column, v_bool(false));
}

static void
read_check_state(
    const struct filter *f, struct str value, struct selection *out)
{
	int code;

	for (code = 0; code < CHECK_STATES; code++)
		if (str_eq(value, str_c(check_state_names[code])))
			break;
	if (code == CHECK_STATES && !str_int(value, 0, CHECK_FAIL, &code))
		out->never = true;
	else
		select_value(out, WHERE_IS, f->column, v_int(code));
}

static struct str
lower(struct arena *a, struct str s)
{
	struct buf b;

	buf_init(&b, a, s.n);
	for (size_t i = 0; i < s.n; i++)
		buf_char(&b, char_lower(s.p[i]));
	return buf_str(&b);
}

static struct str
in_brackets(struct arena *a, struct str s)
{
	if (str_starts(s, S("<")) && str_ends(s, S(">")))
		return s;
	return str_f(a, "<%.*s>", STR_ARG(s));
}

/* The first and last days that any clock can show: what is beyond them in
 * some zone is before, or after, everything. */
#define FIRST_DAY (INT64_C(-62135596800) * TIME_SECOND)
#define LAST_DAY  (INT64_C(253402214400) * TIME_SECOND)

static void
read_time(const struct filter *f, struct str value, struct selection *out)
{
	bool since = f->kind == BY_SINCE || f->kind == BY_MAIL_SINCE;
	bool mail = f->kind == BY_MAIL_SINCE || f->kind == BY_MAIL_BEFORE;
	int64_t t;

	if (!filter_parse_time(value, &t))
		out->never = true;
	else if (t < FIRST_DAY + TIME_DAY || t >= LAST_DAY)
		out->never = out->never || since == (t >= LAST_DAY);
	else
		select_value(out, since ? WHERE_FROM : WHERE_UNTIL, f->column,
		    mail ? v_mail_time(t) : v_time(t));
}

/* One value, not empty, without NUL, trimmed. */
static void
read_value(struct arena *a, const struct filter *f, struct str value,
    struct selection *out)
{
	int64_t id;

	switch ((enum filter_kind)f->kind) {
	case BY_ACTOR:
		if (filter_parse_id(value, &id))
			select_id(out, a, f->column, id);
		else
			out->never = true;
		select_narrow(out);
		break;
	case BY_BOOL:
		read_bool(f, value, out);
		break;
	case BY_TEXT:
		select_value(out, WHERE_IS, f->column, v_str(value));
		break;
	case BY_HASH:
		select_value(out, WHERE_IS, f->column, v_str(lower(a, value)));
		break;
	case BY_MSGID:
		select_value(
		    out, WHERE_IS, f->column, v_str(in_brackets(a, value)));
		break;
	case BY_CHECK_STATE:
		read_check_state(f, value, out);
		break;
	case BY_CATEGORY:
		if (event_kind(value) == EVENT_KINDS)
			out->never = true;
		select_value(out, WHERE_IS, f->column, v_str(value));
		break;
	case BY_SINCE:
	case BY_BEFORE:
	case BY_MAIL_SINCE:
	case BY_MAIL_BEFORE:
		read_time(f, value, out);
		break;
	case BY_PROJECT:
	case BY_PERSON:
	case BY_USER:
	case BY_STATE:
	case BY_ID:
		break;
	}
}

enum err
filter_parse(struct db *db, struct arena *a, struct filters filters,
    int version, const struct parameter *parameters, size_t n,
    struct selection *out)
{
	struct gathered *g = arena_new(a, struct gathered);
	enum err e;

	for (size_t i = 0; i < filters.n; i++) {
		const struct filter *f = &filters.v[i];

		if (f->since > version)
			continue;
		if ((e = gather(f, parameters, n, g)) != OK)
			return e;
		if (g->last == NULL)
			continue;
		if (f->kind <= BY_ID) {
			if ((e = read_reference(db, a, f, g, out)) != OK)
				return e;
		} else if (g->last->had_nul && f->kind != BY_BOOL) {
			out->never = true;
		} else if (str_trim(g->last->value).n > 0) {
			read_value(a, f, str_trim(g->last->value), out);
		}
	}
	return OK;
}

/* Takes the next term off q: what is between quotes, or up to a blank or
 * comma. A quote that never closes is a letter. */
static struct str
next_term(struct str *q)
{
	struct str term, rest = *q;
	size_t end = 0;

	if (rest.p[0] == '"' || rest.p[0] == '\'') {
		term = str_from(rest, 1);
		end = str_find_char(term, rest.p[0]);
		if (end < term.n) {
			*q = str_from(term, end + 1);
			return str_sub(term, 0, end);
		}
	}
	for (end = 0; end < rest.n; end++)
		if (char_is_blank(rest.p[end]) || rest.p[end] == ',')
			break;
	*q = str_from(rest, end);
	return str_sub(rest, 0, end);
}

void
filter_search(const struct sql_text *columns, size_t ncolumns, struct str q,
    struct selection *out)
{
	size_t terms = 0;

	while (q.n > 0 && terms < LIMIT_SEARCH_TERMS) {
		struct str term;

		if (char_is_blank(q.p[0]) || q.p[0] == ',') {
			q = str_from(q, 1);
			continue;
		}
		term = next_term(&q);
		if (term.n > 0) {
			select_contains(out, columns, ncolumns, term);
			terms++;
		}
	}
}
