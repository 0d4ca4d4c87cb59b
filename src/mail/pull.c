/*
 * Pull requests as "git request-pull" writes them: a line "The following
 * changes since commit ...", later "are available in the Git repository at:"
 * and a line with the URL and perhaps a ref, which a backslash may have put
 * on the next line. The last complete block counts. Written by hand instead
 * of as a pattern: mail is hostile, and this way each line is read once.
 *
 * Row 24 of spec/ingest.md 27: the backslash goes, URLs may have + # ? % and
 * refs +, and what is too long for its column is cut, not refused.
 */
#include "mail/pull.h"

#include <string.h>

#include "base/utf8.h"

static const struct str since = S("The following changes since commit");
static const struct str available =
    S("are available in the git repository at:");

/* A position in the message. */
struct scan {
	const char *p, *end;
};

static uint32_t
peek(const struct scan *s, const char **next)
{
	*next = s->p;
	return s->p < s->end ? utf8_next(next, s->end) : 0;
}

/* Past characters that are of a kind or among others. */
static struct str
take(struct scan *s, bool (*is_kind)(uint32_t), const char *others)
{
	const char *start = s->p, *next;
	uint32_t r;

	while (s->p < s->end) {
		r = peek(s, &next);
		if (!is_kind(r) &&
		    (r == 0 || r >= 0x80 || strchr(others, (int)r) == NULL))
			break;
		s->p = next;
	}
	return str_n(start, (size_t)(s->p - start));
}

static bool
has_line_end(struct str s)
{
	return str_find_char(s, '\n') < s.n;
}

/* Nothing but blanks up to a line end or the end of the text. */
static bool
at_line_end(struct scan s)
{
	return has_line_end(take(&s, rune_is_space, "")) || s.p == s.end;
}

static bool
take_url(struct scan *s, struct str *out)
{
	const char *start = s->p;
	struct str rest;

	if (take(s, rune_is_word, "+-").n == 0)
		return false;
	rest = str_n(s->p, (size_t)(s->end - s->p));
	if (str_starts(rest, S("://")))
		s->p += 3;
	else if (str_starts(rest, S("@")))
		s->p += 1;
	else
		return false;
	if (take(s, rune_is_word, "/.@:~-+#?%").n == 0)
		return false;
	*out = str_n(start, (size_t)(s->p - start));
	return true;
}

/* What follows "available ... at:". */
static bool
read_target(struct scan s, struct str *url, struct str *ref)
{
	struct str run;

	if (!has_line_end(take(&s, rune_is_space, "")))
		return false;
	if (!take_url(&s, url))
		return false;
	run = take(&s, rune_is_space, "\\");
	*ref = take(&s, rune_is_word, "/._+-");
	if (at_line_end(s))
		return true;
	/* Then what was read from the next line is no ref. */
	*ref = S("");
	return has_line_end(run);
}

struct str
pull_find(struct arena *a, struct str message)
{
	struct str rest = message, line, url, ref;
	struct str found_url = { NULL, 0 }, found_ref = { NULL, 0 };
	const char *end = message.p + message.n;
	bool begun = false;
	struct buf b;

	while (str_line(&rest, &line)) {
		if (!begun) {
			begun = str_starts_nocase(line, since);
			continue;
		}
		if (!str_starts_nocase(line, available))
			continue;
		if (read_target((struct scan){ line.p + available.n, end },
			&url, &ref)) {
			found_url = url;
			found_ref = ref;
		}
	}
	if (found_url.p == NULL)
		return found_url;
	buf_init(&b, a, message.n + 1);
	buf_add(&b, found_url);
	if (found_ref.n > 0)
		buf_char(&b, ' ');
	buf_add(&b, found_ref);
	return utf8_trim(utf8_cut(buf_str(&b), LIMIT_PULL_URL));
}
