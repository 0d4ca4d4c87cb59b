/*
 * The URLs of the site: matching one, filling one in. A path is split at '/'
 * first and its segments are decoded after, once, so an encoded slash is
 * part of a name. Only a <msgid> may hold raw slashes: what stands after it
 * in the pattern is matched from the right (spec/web.md 2.2).
 */
#include "paths/paths.h"

#include <string.h>

#include "base/url.h"
#include "base/utf8.h"

#define PATH_TEXT(name, pattern) [name] = pattern,
static const char *const patterns[PATH_COUNT] = { PATHS(PATH_TEXT) };
#undef PATH_TEXT

const char *
path_pattern(enum path p)
{
	assert(p < PATH_COUNT);
	return patterns[p];
}

/* Segments of "/a/b/" are "", "a", "b", "". After the last one the rest is
 * NULL, which "" is not. */
static bool
take_first(struct str *rest, struct str *segment)
{
	if (rest->p == NULL)
		return false;
	if (!str_cut(*rest, '/', segment, rest)) {
		*segment = *rest;
		*rest = (struct str){ NULL, 0 };
	}
	return true;
}

static bool
take_last(struct str *rest, struct str *segment)
{
	size_t at;

	if (rest->p == NULL)
		return false;
	at = str_find_last(*rest, '/');
	if (at == rest->n) {
		*segment = *rest;
		*rest = (struct str){ NULL, 0 };
	} else {
		*segment = str_from(*rest, at + 1);
		*rest = str_sub(*rest, 0, at);
	}
	return true;
}

static bool
is_int(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!char_is_digit(s.p[i]))
			return false;
	}
	return true;
}

static bool
is_hex(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (!char_is_digit(s.p[i]) && (s.p[i] < 'a' || s.p[i] > 'f'))
			return false;
	}
	return true;
}

static bool
is_any(struct str s)
{
	(void)s;
	return true;
}

static const struct kind {
	struct str name;
	bool (*is)(struct str s);
} kinds[] = {
	{ { "<str>", 5 }, is_any },
	{ { "<int>", 5 }, is_int },
	{ { "<hex>", 5 }, is_hex },
	{ { "<msgid>", 7 }, is_any },
};

static const struct kind *
find_kind(struct str want)
{
	if (want.n == 0 || want.p[0] != '<')
		return NULL;
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (str_eq(want, kinds[i].name))
			return &kinds[i];
	return NULL;
}

/* Decoded text of a segment; false for what holds a NUL. */
static bool
decode(struct arena *a, struct str raw, struct str *out)
{
	struct str bytes = url_decode(a, raw, false);

	if (str_find_char(bytes, '\0') != bytes.n)
		return false;
	*out = utf8_clean(a, bytes);
	return true;
}

static bool
fits_segment(struct arena *a, struct str want, struct str raw, struct str *args,
    size_t *nargs)
{
	const struct kind *kind = find_kind(want);
	struct str text;

	if (kind == NULL && str_eq(want, raw))
		return true;
	if (!decode(a, raw, &text))
		return false;
	if (kind == NULL)
		return str_eq(want, text);
	if (text.n == 0 || !kind->is(text))
		return false;
	assert(*nargs < LIMIT_PATH_PARTS);
	args[(*nargs)++] = text;
	return true;
}

/* The rest of a pattern after its <msgid> (literals only) against the end of
 * the path, which loses it. */
static bool
fits_end(struct arena *a, struct str pattern, struct str *path)
{
	struct str want, segment, none[1];
	size_t n = 0;

	while (take_last(&pattern, &want)) {
		assert(find_kind(want) == NULL);
		if (!take_last(path, &segment) ||
		    !fits_segment(a, want, segment, none, &n))
			return false;
	}
	return path->p != NULL;
}

bool
path_fits(struct arena *a, struct str pattern, struct str path,
    struct str *args, size_t *nargs)
{
	struct str want, segment;

	*nargs = 0;
	if (path.p == NULL)
		path = S("");
	while (take_first(&pattern, &want)) {
		if (str_eq(want, S("<msgid>"))) {
			return fits_end(a, pattern, &path) &&
			    fits_segment(a, want, path, args, nargs);
		}
		if (!take_first(&path, &segment) ||
		    !fits_segment(a, want, segment, args, nargs))
			return false;
	}
	return path.p == NULL;
}

bool
path_cut_api(struct str path, struct str *rest, int *version)
{
	struct str left;

	if (!str_starts(path, S("/api/")))
		return false;
	left = str_from(path, 5);
	if (left.n >= 4 && left.p[0] == '1' && left.p[1] == '.' &&
	    left.p[2] >= '0' && left.p[2] <= '4' && left.p[3] == '/') {
		*version = 10 + (left.p[2] - '0');
		*rest = str_from(left, 4);
	} else {
		*version = 0;
		*rest = left;
	}
	return true;
}

static struct str
bare_msgid(struct str id)
{
	if (str_starts(id, S("<")) && str_ends(id, S(">")) && id.n >= 2)
		return str_sub(id, 1, id.n - 2);
	return id;
}

/* Every '/' as %2F, which encoding the segment then makes %252F. */
static void
fill_msgid(struct buf *b, struct str id)
{
	struct str piece;

	id = bare_msgid(id);
	while (str_cut(id, '/', &piece, &id)) {
		url_encode_segment(b, piece);
		buf_lit(b, "%252F");
	}
	url_encode_segment(b, id);
}

struct str
path_fill(struct arena *a, enum path p, const struct str *args, size_t n)
{
	struct str pattern = str_c(path_pattern(p)), want, out;
	size_t used = 0, room = pattern.n + 1;
	bool first = true;
	struct buf b;
	enum err e;

	for (size_t i = 0; i < n; i++)
		room += 5 * args[i].n;
	buf_init(&b, a, room);
	for (; take_first(&pattern, &want); first = false) {
		if (!first)
			buf_char(&b, '/');
		if (find_kind(want) == NULL) {
			buf_add(&b, want);
			continue;
		}
		assert(used < n);
		if (str_eq(want, S("<msgid>")))
			fill_msgid(&b, args[used++]);
		else
			url_encode_segment(&b, args[used++]);
	}
	assert(used == n);
	e = buf_done(&b, &out);
	assert(e == OK);
	return out;
}

struct str
path_msgid(struct arena *a, struct str segment)
{
	struct str text = bare_msgid(segment);
	char *out = arena_alloc(a, text.n + 2);
	size_t n = 0;

	out[n++] = '<';
	for (size_t i = 0; i < text.n; i++) {
		if (str_starts(str_from(text, i), S("%2F"))) {
			out[n++] = '/';
			i += 2;
		} else {
			out[n++] = text.p[i];
		}
	}
	out[n++] = '>';
	return str_n(out, n);
}

/* Path and query of a URL, or of a path that has no host before it. */
static bool
split_url(struct str url, struct str *path, struct str *query)
{
	size_t at;

	url = str_sub(url, 0, str_find_char(url, '#'));
	if (str_starts_nocase(url, S("http://")) ||
	    str_starts_nocase(url, S("https://"))) {
		url = str_from(url, str_find(url, S("://")) + 3);
		at = str_find_char(url, '/');
		if (at == url.n)
			return false;
		url = str_from(url, at);
	}
	*query = (struct str){ NULL, 0 };
	if (!str_cut(url, '?', path, query))
		*path = url;
	return str_starts(*path, S("/"));
}

enum err
path_match(struct arena *a, struct str url, struct path_match *out)
{
	struct str path, query, rest, args[LIMIT_PATH_PARTS];
	size_t n;
	int version;
	bool api;

	if (!split_url(url, &path, &query))
		return err_set(ERR_NOT_FOUND, "no URL of this site");
	api = path_cut_api(path, &rest, &version);
	for (enum path p = 0; p < PATH_COUNT; p++) {
		struct str pattern = str_c(patterns[p]);
		bool of_api = !str_starts(pattern, S("/"));

		if (of_api != api ||
		    !path_fits(a, pattern, api ? rest : path, args, &n))
			continue;
		*out = (struct path_match){ .path = p, .query = query };
		assert(n <= COUNT(out->args));
		memcpy(out->args, args, n * sizeof(args[0]));
		return OK;
	}
	return err_set(ERR_NOT_FOUND, "no URL of this site");
}
