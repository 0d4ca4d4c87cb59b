/*
 * A stored header block is lines, a fold keeping its line break. It is read
 * as far as it is well-formed; what follows a bad line was never a header.
 * Names that differ in case are one name with several spellings: each has all
 * the values.
 */
#include "api/headers.h"

#include <stdlib.h>

/* Each spelling of a name shows all values: a mail that has many spellings
 * on purpose must not fill an answer with them. */
enum { SPELLINGS = 8 };

struct line {
	struct str name, value;
	struct same *same;
};

/* All fields of one name. */
struct same {
	struct line **lines;
	size_t n;
	struct str spellings[SPELLINGS];
	size_t nspellings;
};

static bool
is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] > '~')
			return false;
	return s.n > 0;
}

static bool
is_fold(struct str rest)
{
	return rest.n > 0 && (rest.p[0] == ' ' || rest.p[0] == '\t');
}

static struct str
without_cr(struct str line)
{
	return str_ends(line, S("\r")) ? str_sub(line, 0, line.n - 1) : line;
}

/* Takes a field with its folds off the block; false at the end of what is
 * well-formed. */
static bool
take(struct str *rest, struct line *out)
{
	struct str first, line;
	const char *end;

	if (is_fold(*rest) || !str_line(rest, &first) ||
	    !str_cut(first, ':', &out->name, &out->value) ||
	    !is_name(out->name))
		return false;
	line = without_cr(first);
	end = line.p + line.n;
	while (is_fold(*rest) && str_line(rest, &line)) {
		line = without_cr(line);
		end = line.p + line.n;
	}
	while (out->value.p < end &&
	    (*out->value.p == ' ' || *out->value.p == '\t'))
		out->value.p++;
	out->value.n = (size_t)(end - out->value.p);
	return true;
}

static void
skip_envelope(struct str *block)
{
	struct str line;

	if (str_starts(*block, S("From ")))
		(void)str_line(block, &line);
}

/* By name, then as they came. */
static int
compare_lines(const void *p, const void *q)
{
	const struct line *a = *(struct line *const *)p;
	const struct line *b = *(struct line *const *)q;
	size_t n = a->name.n < b->name.n ? a->name.n : b->name.n;

	for (size_t i = 0; i < n; i++) {
		int d = char_lower(a->name.p[i]) - char_lower(b->name.p[i]);

		if (d != 0)
			return d;
	}
	if (a->name.n != b->name.n)
		return a->name.n > b->name.n ? 1 : -1;
	return (a > b) - (a < b);
}

static struct line *
read_lines(struct arena *a, struct str block, size_t *n)
{
	struct line *lines = NULL, line;
	size_t room = 0, more;

	*n = 0;
	skip_envelope(&block);
	while (*n < LIMIT_HEADERS && take(&block, &line)) {
		if (*n == room) {
			more = room > 0 ? 2 * room : 64;
			lines = arena_grow(
			    a, lines, room * sizeof(line), more * sizeof(line));
			room = more;
		}
		lines[(*n)++] = line;
	}
	return lines;
}

/* Lines of one name stand together in sorted. */
static void
group(struct arena *a, struct line **sorted, size_t n)
{
	struct same *same = NULL;

	for (size_t i = 0; i < n; i++) {
		if (i == 0 ||
		    !str_eq_nocase(sorted[i]->name, sorted[i - 1]->name)) {
			same = arena_new(a, struct same);
			same->lines = &sorted[i];
		}
		same->n++;
		sorted[i]->same = same;
	}
}

/* True the first time that this spelling of the name is met. */
static bool
is_new_spelling(const struct line *line)
{
	struct same *same = line->same;

	for (size_t i = 0; i < same->nspellings; i++)
		if (str_eq(same->spellings[i], line->name))
			return false;
	if (same->nspellings == COUNT(same->spellings))
		return false;
	same->spellings[same->nspellings++] = line->name;
	return true;
}

static void
show(struct json *j, const struct line *line)
{
	const struct same *same = line->same;

	json_key(j, line->name);
	if (same->n == 1) {
		json_str(j, line->value);
		return;
	}
	json_begin_array(j);
	for (size_t i = 0; i < same->n; i++)
		json_str(j, same->lines[i]->value);
	json_end_array(j);
}

void
headers_show(struct json *j, struct arena *a, struct str block)
{
	size_t n;
	struct line *lines = read_lines(a, block, &n);
	struct line **sorted = arena_array(a, struct line *, n + 1);

	for (size_t i = 0; i < n; i++)
		sorted[i] = &lines[i];
	qsort(sorted, n, sizeof(*sorted), compare_lines);
	group(a, sorted, n);
	json_begin_object(j);
	for (size_t i = 0; i < n; i++)
		if (is_new_spelling(&lines[i]))
			show(j, &lines[i]);
	json_end_object(j);
}

struct str
headers_find(struct str block, struct str name)
{
	struct line line;

	skip_envelope(&block);
	while (take(&block, &line))
		if (str_eq_nocase(line.name, name))
			return line.value;
	return S("");
}
