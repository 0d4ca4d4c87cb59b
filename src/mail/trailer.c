/*
 * Trailers: the lines at the end of a message by which people answer for a
 * patch. Six kinds have a meaning here; of the others it only matters that
 * they are trailers.
 */
#include "mail/trailer.h"

#include "base/utf8.h"

static const struct {
	enum trailer kind;
	struct str start;
} kinds[] = {
	{ TRAILER_TESTED, S("Tested-by:") },
	{ TRAILER_REVIEWED, S("Reviewed-by:") },
	{ TRAILER_ACKED, S("Acked-by:") },
	{ TRAILER_SIGNED_OFF, S("Signed-off-by:") },
	{ TRAILER_NACKED, S("Nacked-by:") },
	{ TRAILER_REPORTED, S("Reported-by:") },
	/* Without a dash, which all others have. */
	{ TRAILER_OTHER, S("Bug:") },
	{ TRAILER_OTHER, S("BugLink:") },
	{ TRAILER_OTHER, S("Cc:") },
	{ TRAILER_OTHER, S("Closes:") },
	{ TRAILER_OTHER, S("Fixes:") },
	{ TRAILER_OTHER, S("Link:") },
	{ TRAILER_OTHER, S("References:") },
};

enum trailer
trailer_classify(struct str line)
{
	bool has_dash = false;
	size_t i;

	for (i = 0; i < COUNT(kinds); i++)
		if (str_starts_nocase(line, kinds[i].start))
			return kinds[i].kind;
	for (i = 0; i < line.n && line.p[i] != ':'; i++) {
		if (line.p[i] == '-' && i > 0)
			has_dash = true;
		else if (!char_is_alpha(line.p[i]) &&
		    (i == 0 || !char_is_digit(line.p[i])))
			return TRAILER_NONE;
	}
	if (!has_dash || i + 1 >= line.n || !char_is_blank(line.p[i + 1]))
		return TRAILER_NONE;
	return TRAILER_OTHER;
}

/* Notes that maintainers put between trailers. */
static bool
is_note(struct str line)
{
	return str_starts(line, S("[")) ||
	    str_starts(line, S("(cherry picked from commit "));
}

bool
trailer_ends(struct str text)
{
	bool trailers = false, others = false;
	struct str line;

	text = utf8_trim(text);
	while (str_line(&text, &line)) {
		if (str_trim(line).n == 0)
			trailers = others = false;
		else if (trailer_classify(line) != TRAILER_NONE)
			trailers = true;
		else if (!is_note(line) &&
		    !(trailers && char_is_blank(line.p[0])))
			others = true;
	}
	return trailers && !others;
}

struct str
trailer_key(struct arena *a, struct str line)
{
	return utf8_fold(a, utf8_squeeze(a, line));
}

void
trailers_init(struct trailers *t, struct arena *a, bool with_nacks)
{
	*t = (struct trailers){ .a = a, .with_nacks = with_nacks };
	buf_init(&t->lines, a, LIMIT_TRAILERS);
	map_init(&t->seen, a);
}

static bool
is_collected(const struct trailers *t, struct str line)
{
	enum trailer kind = trailer_classify(line);

	return kind != TRAILER_NONE && kind != TRAILER_OTHER &&
	    (kind != TRAILER_NACKED || t->with_nacks);
}

void
trailers_add(struct trailers *t, struct str text)
{
	size_t left = LIMIT_TRAILERS - t->lines.n;
	struct arena_mark mark;
	struct str line, key;

	if (left > LIMIT_TRAILERS_TEXT)
		left = LIMIT_TRAILERS_TEXT;
	while (str_line(&text, &line)) {
		if (line.n >= left || !is_collected(t, line))
			continue;
		mark = arena_mark(t->a);
		key = trailer_key(t->a, line);
		if (map_find(&t->seen, key) != NULL) {
			arena_reset(t->a, mark);
			continue;
		}
		map_put(&t->seen, key, t);
		buf_add(&t->lines, line);
		buf_char(&t->lines, '\n');
		left -= line.n + 1;
	}
}
