/*
 * Small conversions from rows to what pages show. Text of strangers stays as
 * it is: the templates escape it.
 */
#include "web/show.h"

#include "base/utf8.h"
#include "model/project.h"
#include "web/frame.h"

#define NAME_MAX_SHOWN 100

struct str
show_name(struct arena *a, struct str name, struct str fallback)
{
	struct str cut = utf8_cut(name, NAME_MAX_SHOWN);

	if (utf8_trim(name).n == 0)
		return fallback;
	return cut.n < name.n ? str_f(a, "%.*s\xe2\x80\xa6", STR_ARG(cut))
			      : name;
}

struct str
show_series(struct arena *a, const struct series *s)
{
	if (s == NULL)
		return S("");
	return show_name(a, s->name, str_f(a, "Series %lld", (long long)s->id));
}

struct link
show_series_link(struct arena *a, const struct series *s)
{
	return (struct link){
		.text = show_series(a, s),
		.url = link_id(a, P_SERIES, s->id),
		.note = s->version > 1
		    ? str_f(a, "v%lld", (long long)s->version)
		    : (struct str){ NULL, 0 },
	};
}

struct str
show_person(const struct person *p)
{
	if (p == NULL)
		return S("unknown");
	if (utf8_trim(p->name).n > 0)
		return p->name;
	return utf8_trim(p->email).n > 0 ? p->email : S("unknown");
}

struct str
show_user(struct arena *a, const struct user *u)
{
	struct str name;

	if (u == NULL)
		return S("");
	name = str_trim(str_f(
	    a, "%.*s %.*s", STR_ARG(u->first_name), STR_ARG(u->last_name)));
	return name.n > 0 ? name : u->username;
}

struct state_chip
show_state(const struct state *s)
{
	/* States are rows that a site may change: those it adds look new
	 * while they need action, and gone afterwards. */
	static const struct {
		struct str slug, look;
	} looks[] = {
		{ S("new"), S("") },
		{ S("under-review"), S("review") },
		{ S("awaiting-upstream"), S("review") },
		{ S("accepted"), S("done") },
		{ S("changes-requested"), S("back") },
		{ S("rejected"), S("gone") },
	};

	if (s == NULL)
		return (struct state_chip){ S("none"), S("gone") };
	for (size_t i = 0; i < COUNT(looks); i++)
		if (str_eq(s->slug, looks[i].slug))
			return (struct state_chip){ s->name, looks[i].look };
	return (struct state_chip){ s->name,
		s->action_required ? S("") : S("gone") };
}

struct counts
show_counts(const struct check_counts *c)
{
	return (struct counts){ .fail = c->fail,
		.warning = c->warning,
		.pending = c->pending,
		.success = c->success,
		.any = c->fail + c->warning + c->pending + c->success > 0 };
}

struct counts
show_count_checks(const struct check *checks, size_t n)
{
	struct check_counts c = { .patch = 0 };
	int64_t *const by_state[CHECK_STATES] = {
		[CHECK_PENDING] = &c.pending,
		[CHECK_SUCCESS] = &c.success,
		[CHECK_WARNING] = &c.warning,
		[CHECK_FAIL] = &c.fail,
	};

	for (size_t i = 0; i < n; i++)
		if (checks[i].state >= 0 && checks[i].state < CHECK_STATES)
			++*by_state[checks[i].state];
	return show_counts(&c);
}

struct check_row
show_check(struct arena *a, const struct check *c, const struct user *user)
{
	static const struct {
		struct str look, sign;
	} looks[CHECK_STATES] = {
		[CHECK_PENDING] = { S("wait"), S("\xe2\x97\x8c") },
		[CHECK_SUCCESS] = { S("ok"), S("\xe2\x9c\x93") },
		[CHECK_WARNING] = { S("warn"), S("!") },
		[CHECK_FAIL] = { S("bad"), S("\xe2\x9c\x97") },
	};

	assert(c->state >= 0 && c->state < CHECK_STATES);
	return (struct check_row){
		.context = str_f(a, "%.*s/%.*s",
		    STR_ARG(user != NULL ? user->username : S("unknown")),
		    STR_ARG(c->context)),
		.word = str_c(check_state_names[c->state]),
		.look = looks[c->state].look,
		.sign = looks[c->state].sign,
		.description = c->description,
		.url = show_web_url(c->target_url),
		.date = c->date,
	};
}

struct str
show_number(struct arena *a, int64_t n, const char *one, const char *many)
{
	return str_f(a, "%lld %s", (long long)n, n == 1 ? one : many);
}

struct str
show_web_url(struct str text)
{
	if (str_starts_nocase(text, S("http://")) ||
	    str_starts_nocase(text, S("https://")) ||
	    str_starts_nocase(text, S("git://")) ||
	    str_starts_nocase(text, S("ftp://")))
		return text;
	return (struct str){ NULL, 0 };
}

/* The id is one segment, or one value, of that address: a slash, '#' or '&' in
 * it must not end it. */
static struct str
encode_msgid(struct arena *a, struct str msgid)
{
	struct str plain = S("-._~@!$'()*,:;=");
	struct buf b;

	buf_init(&b, a, 3 * msgid.n);
	for (size_t i = 0; i < msgid.n; i++) {
		char c = msgid.p[i];

		if (char_is_alpha(c) || char_is_digit(c) ||
		    str_find_char(plain, c) < plain.n)
			buf_char(&b, c);
		else
			buf_printf(&b, "%%%02X", (unsigned char)c);
	}
	return buf_str(&b);
}

struct str
show_archive_url(
    struct arena *a, const struct project *project, struct str msgid)
{
	return show_web_url(project_archive_url(
	    a, project, encode_msgid(a, show_msgid(msgid))));
}

struct str
show_msgid(struct str msgid)
{
	if (str_starts(msgid, S("<")))
		msgid = str_from(msgid, 1);
	if (str_ends(msgid, S(">")))
		msgid.n--;
	return msgid;
}

int64_t
show_count_headers(struct str headers)
{
	struct str line;
	int64_t n = 0;

	while (str_line(&headers, &line))
		n += line.n > 0 && !char_is_blank(line.p[0]);
	return n;
}
