/*
 * Names of files in a diff. Two sources, never both for one section, so that
 * delegation rules see the names they saw under Patchwork: the words of the
 * "--- " and "+++ " lines outside hunks; and for sections that have none,
 * git's rename and copy lines, or else the two names of "diff --git".
 */
#include "mail/filenames.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "mail/diff.h"

struct list {
	struct arena *a;
	struct str *names;
	size_t n, room;
};

static void
add_name(struct list *l, struct str name)
{
	size_t room;

	if (name.n > LIMIT_FILENAME || l->n == LIMIT_FILENAMES)
		return;
	if (l->n == l->room) {
		room = l->room > 0 ? 2 * l->room : 16;
		l->names = arena_grow(l->a, l->names,
		    l->room * sizeof(*l->names), room * sizeof(*l->names));
		l->room = room;
	}
	l->names[l->n++] = name;
}

static struct str
without_first_component(struct str word)
{
	struct str left, right;

	return str_cut(word, '/', &left, &right) ? right : S("");
}

static struct str
first_word(struct str s)
{
	const char *p = s.p, *end = s.p + s.n, *next;

	while (p < end) {
		next = p;
		if (rune_is_space(utf8_next(&next, end)))
			break;
		p = next;
	}
	return str_n(s.p, (size_t)(p - s.p));
}

static void
add_body_line(struct list *l, struct str line)
{
	struct str word;

	if (!str_starts(line, S("--- ")) && !str_starts(line, S("+++ ")))
		return;
	word = first_word(str_from(line, 4));
	if (word.n > 0 && !str_starts(word, S("/dev/null")))
		add_name(l, without_first_component(word));
}

/* Lines from at up to end, without those inside hunks. What a hunk announces
 * beyond that is not looked for: there may be many such, and much of it. */
static void
add_body(struct list *l, struct str diff, size_t at, size_t end)
{
	const struct str upto = str_sub(diff, 0, end);
	struct diff_stat stat = { 0 };
	size_t next;

	while (at < end) {
		if ((next = diff_skip_hunk(upto, at, &stat)) == at)
			add_body_line(l, diff_line(diff, at, &next));
		at = next;
	}
}

static const char escapes[] = "a\ab\bt\tn\nv\vf\fr\r\"\"\\\\";

/* One character of git's C quoting behind a backslash. */
static char
unescape(struct str s, size_t *i)
{
	int octal = 0, n = 0;

	while (n < 3 && *i < s.n && s.p[*i] >= '0' && s.p[*i] <= '7') {
		octal = octal * 8 + (s.p[(*i)++] - '0');
		n++;
	}
	if (n > 0)
		return (char)octal;
	for (size_t k = 0; k + 1 < sizeof(escapes); k += 2)
		if (escapes[k] == s.p[*i]) {
			(*i)++;
			return escapes[k + 1];
		}
	return s.p[(*i)++];
}

/* A quoted name as text; *end is behind the closing quote. */
static struct str
unquote(struct arena *a, struct str s, size_t *end)
{
	struct buf b;
	size_t i = 1;

	buf_init(&b, a, s.n);
	while (i < s.n && s.p[i] != '"') {
		if (s.p[i] == '\\' && i + 1 < s.n) {
			i++;
			buf_char(&b, unescape(s, &i));
		} else {
			buf_char(&b, s.p[i++]);
		}
	}
	*end = i < s.n ? i + 1 : s.n;
	return utf8_clean(a, buf_str(&b));
}

/*
 * The two names of "diff --git a/x b/x". Names with blanks are not quoted,
 * so their border is found as git does: both are the same without their
 * first components.
 */
static void
add_git_names(struct list *l, struct str s)
{
	struct str left, right;
	size_t middle = s.n / 2, end;

	if (s.n > 0 && s.p[0] == '"') {
		left = unquote(l->a, s, &end);
		right = str_trim(str_from(s, end));
	} else if (s.n % 2 == 1 && s.p[middle] == ' ' &&
	    str_eq(without_first_component(str_sub(s, 0, middle)),
		without_first_component(str_from(s, middle + 1)))) {
		left = str_sub(s, 0, middle);
		right = str_from(s, middle + 1);
	} else if (!str_cut(s, ' ', &left, &right)) {
		return;
	}
	if (right.n > 0 && right.p[0] == '"')
		right = unquote(l->a, right, &end);
	add_name(l, without_first_component(left));
	add_name(l, without_first_component(right));
}

/* A section without hunks, from its header. */
static void
add_header(struct list *l, struct str diff, const struct diff_section *section)
{
	static const struct str moves[] = { S("rename from "), S("rename to "),
		S("copy from "), S("copy to ") };
	const struct str git = S("diff --git ");
	struct str line, name, names = { NULL, 0 };
	size_t at = section->start, next, end, before = l->n;

	for (; at < section->end; at = next) {
		line = diff_line(diff, at, &next);
		if (str_starts(line, git))
			names = str_trim(str_from(line, git.n));
		for (size_t i = 0; i < COUNT(moves); i++) {
			if (!str_starts(line, moves[i]))
				continue;
			name = str_from(line, moves[i].n);
			if (name.n > 0 && name.p[0] == '"')
				name = unquote(l->a, name, &end);
			add_name(l, name);
		}
		/* What follows is data. */
		if (str_starts(line, S("GIT binary patch")))
			break;
	}
	if (l->n == before)
		add_git_names(l, names);
}

static int
compare(const void *x, const void *y)
{
	return str_cmp(*(const struct str *)x, *(const struct str *)y);
}

void
filenames_find(struct arena *a, struct str diff, struct filenames *out)
{
	struct list l = { .a = a };
	struct diff_section section;
	size_t at = 0, done = 0, n = 0;

	diff = str_without(a, diff, '\r');
	while (diff_next(diff, &at, &section)) {
		add_body(&l, diff, done, section.start);
		if (section.body < section.end)
			add_body(&l, diff, section.body, section.end);
		else
			add_header(&l, diff, &section);
		done = section.end;
	}
	add_body(&l, diff, done, diff.n);
	if (l.n > 0)
		qsort(l.names, l.n, sizeof(*l.names), compare);
	for (size_t i = 0; i < l.n; i++)
		if (n == 0 || !str_eq(l.names[n - 1], l.names[i]))
			l.names[n++] = l.names[i];
	*out = (struct filenames){ l.names, n };
}
