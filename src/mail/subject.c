/*
 * Subjects of patch mails. A cleaned subject is reply words, then leading
 * [brackets], then text. The words of the brackets are tokens: those that
 * are neither "patch" nor the project's name stay in front of the name, and
 * one of them may place the patch in a series ("3/7"), one may be a version
 * ("v2"). Numbers are ASCII digits only; one that its column cannot hold is
 * no number, so a mail is never refused for it.
 *
 * Differences from Patchwork, spec/ingest.md 27: row 11 (all reply words go,
 * "re factoring" is none), 17 ("PATCHv2"), 18 ("for-5/6" gives way to "1/2").
 */
#include "mail/subject.h"

#include "base/utf8.h"

static const struct {
	struct str word;
	bool is_reply; /* else forwarded */
	bool needs_colon;
} reply_words[] = {
	{ S("re"), true, false },
	{ S("aw"), true, true },
	{ S("sv"), true, true },
	{ S("fwd"), false, false },
	{ S("fw"), false, false },
};

static size_t
digits(struct str s, size_t at)
{
	size_t n = 0;

	while (at + n < s.n && char_is_digit(s.p[at + n]))
		n++;
	return n;
}

/* "[2]" of "Re[2]:", or 0. */
static size_t
counter(struct str s, size_t at)
{
	size_t n;

	if (at >= s.n || s.p[at] != '[' || (n = digits(s, at + 1)) == 0)
		return 0;
	at += 1 + n;
	return at < s.n && s.p[at] == ']' ? n + 2 : 0;
}

/* Length of a reply word with its colon or blank at the start of s, or 0. */
static size_t
reply_word(struct str s, bool has_references, bool *is_reply)
{
	for (size_t i = 0; i < COUNT(reply_words); i++) {
		size_t n = reply_words[i].word.n, extra;
		bool blank_will_do;

		if (!str_starts_nocase(s, reply_words[i].word))
			continue;
		extra = reply_words[i].is_reply ? counter(s, n) : 0;
		n += extra;
		if (n >= s.n)
			return 0;
		blank_will_do = !reply_words[i].needs_colon && extra == 0 &&
		    (!reply_words[i].is_reply || has_references);
		if (s.p[n] != ':' && !(s.p[n] == ' ' && blank_will_do))
			continue;
		*is_reply = reply_words[i].is_reply;
		return n + 1;
	}
	return 0;
}

/* What is left after all of them. A blank counts for the first word only:
 * "Re: re do it" is about doing it again. */
static struct str
strip_replies(struct str s, bool has_references, bool *is_reply)
{
	bool first = true, reply;
	size_t n;

	*is_reply = false;
	while ((n = reply_word(s, first && has_references, &reply)) > 0) {
		if (!first && s.p[n - 1] != ':')
			break;
		if (first)
			*is_reply = reply;
		first = false;
		s = utf8_trim(str_from(s, n));
	}
	return s;
}

/* Length of Mercurial's "1 of 2" at the start of s, or 0. */
static size_t
one_of_two(struct str s)
{
	size_t n = digits(s, 0), m;

	if (n == 0 || !str_starts(str_from(s, n), S(" of ")))
		return 0;
	m = digits(s, n + 4);
	return m > 0 ? n + 4 + m : 0;
}

static void
add_token(struct subject *out, struct str token)
{
	if (out->ntokens < LIMIT_PREFIXES)
		out->tokens[out->ntokens++] = token;
}

/* The words inside one pair of brackets. */
static void
split_prefix(struct str inside, struct subject *out)
{
	const struct str patch = S("PATCH ");
	size_t n, start;

	if (str_starts(inside, patch) &&
	    (n = one_of_two(str_from(inside, patch.n))) > 0) {
		add_token(out, str_sub(inside, 0, patch.n - 1));
		add_token(out, str_sub(inside, patch.n, n));
		inside = str_from(inside, patch.n + n);
	}
	for (size_t i = 0; i < inside.n; i++) {
		start = i;
		while (i < inside.n && inside.p[i] != ' ' && inside.p[i] != ',')
			i++;
		if (i > start)
			add_token(out, str_sub(inside, start, i - start));
	}
}

static bool
is_dropped(struct str token, const struct subject_rules *rules)
{
	if (utf8_eq_fold(token, S("patch")) ||
	    (rules->linkname.n > 0 && utf8_eq_fold(token, rules->linkname)))
		return true;
	for (size_t i = 0; i < rules->ndrop; i++)
		if (utf8_eq_fold(token, rules->drop[i]))
			return true;
	return false;
}

/* "[RFC,1/2] rest". */
static struct str
write_name(struct arena *a, const struct subject *s, struct str rest)
{
	struct buf b;

	if (s->nprefixes == 0)
		return rest;
	buf_init(&b, a, SIZE_MAX);
	buf_char(&b, '[');
	for (size_t i = 0; i < s->nprefixes; i++) {
		if (i > 0)
			buf_char(&b, ',');
		buf_add(&b, s->prefixes[i]);
	}
	buf_lit(&b, "] ");
	buf_add(&b, rest);
	return buf_str(&b);
}

/*
 * A token that ends with "1/2" or "1 of 2". *pure: it is nothing else.
 * Numbers that no column holds make no marker.
 */
static bool
read_marker(struct str token, bool *pure, int64_t *number, int64_t *total)
{
	const struct str of = S(" of ");
	size_t end = token.n, split, left;

	while (end > 0 && char_is_digit(token.p[end - 1]))
		end--;
	if (end > 0 && token.p[end - 1] == '/')
		split = end - 1;
	else if (str_ends(str_sub(token, 0, end), of))
		split = end - of.n;
	else
		return false;
	left = split;
	while (left > 0 && char_is_digit(token.p[left - 1]))
		left--;
	*pure = left == 0;
	return str_int64(str_sub(token, left, split - left), 0, LIMIT_SERIES,
		   number) &&
	    str_int64(str_from(token, end), 0, INT32_MAX, total);
}

/* The last token that is nothing but a marker, else the first that ends in
 * one (row 18). */
static void
find_marker(struct subject *s)
{
	bool found_pure = false, pure;
	int64_t number, total;

	for (size_t i = 0; i < s->ntokens; i++) {
		if (!read_marker(s->tokens[i], &pure, &number, &total))
			continue;
		if (!pure && s->has_marker)
			continue;
		if (found_pure && !pure)
			continue;
		found_pure = found_pure || pure;
		s->has_marker = true;
		s->number = number;
		s->total = total;
	}
}

/* "v2" after word (in any case), and nothing else. */
static bool
read_version(struct str token, struct str word, int64_t *out)
{
	if (!str_starts_nocase(token, word))
		return false;
	token = str_from(token, word.n);
	if (token.n < 2 || (token.p[0] | 0x20) != 'v' ||
	    digits(token, 1) != token.n - 1)
		return false;
	return str_int64(str_from(token, 1), 0, INT32_MAX, out);
}

/* "(v2)" anywhere. */
static bool
find_version_in_name(struct str name, int64_t *out)
{
	size_t n;

	for (size_t i = 0; i + 3 < name.n; i++) {
		if (name.p[i] != '(' || (name.p[i + 1] | 0x20) != 'v')
			continue;
		n = digits(name, i + 2);
		if (n > 0 && i + 2 + n < name.n && name.p[i + 2 + n] == ')' &&
		    str_int64(str_sub(name, i + 2, n), 0, INT32_MAX, out))
			return true;
	}
	return false;
}

static void
find_version(struct subject *s)
{
	/* Glued ones are row 17, and give way to a free-standing one. */
	static const struct str words[] = { S(""), S("patch"), S("rfc") };

	s->version = 1;
	for (size_t i = 0; i < s->ntokens; i++)
		if (read_version(s->tokens[i], words[0], &s->version))
			return;
	for (size_t i = 0; i < s->ntokens; i++)
		for (size_t j = 1; j < COUNT(words); j++)
			if (read_version(s->tokens[i], words[j], &s->version))
				return;
	(void)find_version_in_name(s->name, &s->version);
}

void
subject_parse(struct arena *a, struct str cleaned,
    const struct subject_rules *rules, struct subject *out)
{
	struct str rest;
	size_t end;

	*out = (struct subject){ .raw = cleaned };
	out->tokens = arena_array(a, struct str, LIMIT_PREFIXES);
	out->prefixes = arena_array(a, struct str, LIMIT_PREFIXES);
	rest = strip_replies(
	    utf8_squeeze(a, cleaned), rules->has_references, &out->is_reply);
	while (rest.n > 0 && rest.p[0] == '[' &&
	    (end = str_find_char(rest, ']')) < rest.n &&
	    out->ntokens < LIMIT_PREFIXES) {
		split_prefix(str_sub(rest, 1, end - 1), out);
		rest = utf8_trim(str_from(rest, end + 1));
	}
	for (size_t i = 0; i < out->ntokens; i++)
		if (!is_dropped(out->tokens[i], rules))
			out->prefixes[out->nprefixes++] = out->tokens[i];
	out->name = write_name(a, out, rest);
	find_marker(out);
	find_version(out);
}
