/*
 * Small conversions from rows to what pages show. Text of strangers stays as
 * it is: the templates escape it.
 */
#include "web/show.h"

#include "base/utf8.h"

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

struct str
show_person(const struct person *p)
{
	if (p == NULL)
		return S("unknown");
	return utf8_trim(p->name).n > 0 ? p->name : p->email;
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
