/*
 * Where the diff of a mail is. Instead of one machine that changes its mind
 * line by line, file sections are recognised whole: a header ("diff ",
 * "Index: " and what follows it, or nothing) and a body ("--- ", "+++ " and
 * hunks, or a binary block), or a git header alone (rename, mode change).
 * What is around sections is text. So a "--- " of prose hides nothing,
 * headers after a binary block are not misfiled, and prose between two diffs
 * stays with the message (spec/ingest.md 9 and row 19 of 27).
 *
 * Inside a hunk the announced counts rule, whatever the lines look like: this
 * is what Patchwork does with diffs that a mailer has wrapped, and their
 * hashes must stay the same.
 *
 * Every line is looked at a bounded number of times, since a failed header
 * ends at the next line that could begin one.
 */
#include "mail/diff.h"

enum { HUNK_LINES_BINARY = 2 /* forward and backward */ };

static const struct str extended[] = {
	S("old mode "),
	S("new mode "),
	S("deleted file mode "),
	S("new file mode "),
	S("copy from "),
	S("copy to "),
	S("rename from "),
	S("rename to "),
	S("similarity index "),
	S("dissimilarity index "),
	S("index "),
};

/* Lines that make a stretch between two sections part of the diff: broken or
 * foreign headers, of which later tools may still make sense. */
static const struct str chatter[] = {
	S("diff "),
	S("Index: "),
	S("--- "),
	S("+++ "),
	S("@@ "),
	S("=== "),
	S("====="),
	S("Only in "),
	S("Binary files "),
	S("GIT binary patch"),
	S("Property changes on: "),
	S("RCS file: "),
	S("retrieving revision "),
	S("\\ No newline at end of file"),
};

static bool
starts_with_any(struct str line, const struct str *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_starts(line, rows[i]))
			return true;
	return false;
}

static bool
is_blank(struct str line)
{
	return str_trim(line).n == 0;
}

struct str
diff_line(struct str text, size_t at, size_t *next)
{
	struct str rest = str_from(text, at);
	size_t n = str_find_char(rest, '\n');

	*next = at + n + 1;
	return str_sub(rest, 0, n);
}

/* Takes "-1,2" (with its sign) off *s. */
static bool
take_range(struct str *s, char sign, int64_t *count)
{
	size_t n = 1;

	if (s->n < 2 || s->p[0] != sign || !char_is_digit(s->p[1]))
		return false;
	while (n < s->n && char_is_digit(s->p[n]))
		n++;
	*s = str_from(*s, n);
	*count = 1;
	if (s->n < 2 || s->p[0] != ',' || !char_is_digit(s->p[1]))
		return true;
	for (n = 1; n < s->n && char_is_digit(s->p[n]); n++)
		;
	if (!str_int64(str_sub(*s, 1, n - 1), 0, INT64_MAX, count))
		*count = INT64_MAX;
	*s = str_from(*s, n);
	return true;
}

bool
diff_hunk(struct str line, int64_t *minus, int64_t *plus)
{
	int64_t m, p;

	if (!str_starts(line, S("@@ ")))
		return false;
	line = str_from(line, 3);
	if (!take_range(&line, '-', &m) || !str_starts(line, S(" ")))
		return false;
	line = str_from(line, 1);
	if (!take_range(&line, '+', &p) || !str_starts(line, S(" @@")))
		return false;
	*minus = m;
	*plus = p;
	return true;
}

static bool
is_no_newline(struct str line)
{
	return str_starts(line, S("\\ No newline at end of file"));
}

size_t
diff_skip_hunk(struct str text, size_t at, struct diff_stat *stat)
{
	int64_t minus, plus;
	size_t next;
	struct str line;

	if (at > text.n ||
	    !diff_hunk(diff_line(text, at, &next), &minus, &plus))
		return at;
	at = next;
	/* At least one line, even if none is announced. */
	do {
		if (at > text.n)
			return at;
		line = diff_line(text, at, &next);
		at = next;
		if (is_no_newline(line))
			continue;
		if (line.n == 0 || (line.p[0] != '-' && line.p[0] != '+')) {
			minus--;
			plus--;
		} else if (line.p[0] == '-') {
			minus--;
			stat->removed++;
		} else {
			plus--;
			stat->added++;
		}
	} while (minus > 0 || plus > 0);
	while (at <= text.n && is_no_newline(diff_line(text, at, &next)))
		at = next;
	return at;
}

/* "--- ", "+++ " and a hunk header, one after the other; *hunks is where the
 * last of them is. The names may be there twice, where somebody has put the
 * true ones above those of temporary files. */
static bool
has_body(struct str text, size_t at, size_t *hunks)
{
	int64_t minus, plus;
	size_t next;

	for (int i = 0; i < 2; i++) {
		if (!str_starts(diff_line(text, at, &next), S("--- ")) ||
		    next > text.n ||
		    !str_starts(diff_line(text, next, &at), S("+++ ")) ||
		    at > text.n)
			return false;
		*hunks = at;
		if (diff_hunk(diff_line(text, at, &next), &minus, &plus))
			return true;
	}
	return false;
}

static size_t
skip_hunks(struct str text, size_t at, struct diff_stat *stat)
{
	size_t next;

	while ((next = diff_skip_hunk(text, at, stat)) > at)
		at = next;
	return at;
}

/* Base85 has no blanks; a length letter comes first. */
static bool
is_binary_data(struct str line)
{
	if (line.n < 2 || !char_is_alpha(line.p[0]))
		return false;
	return str_find_char(line, ' ') == line.n;
}

/* Past a binary block whose first line is at at: "literal 12" or "delta 12",
 * data, an empty line; once or twice. */
static size_t
skip_binary(struct str text, size_t at)
{
	size_t next;
	struct str line;

	(void)diff_line(text, at, &next);
	for (int i = 0; i < HUNK_LINES_BINARY && next <= text.n; i++) {
		at = next;
		line = diff_line(text, at, &next);
		if (!str_starts(line, S("literal ")) &&
		    !str_starts(line, S("delta ")))
			return at;
		do {
			at = next;
			if (at > text.n)
				return at;
			line = diff_line(text, at, &next);
		} while (is_binary_data(line));
		if (!is_blank(line))
			return at;
	}
	return next;
}

/* A header being read. */
struct header {
	bool is_git;     /* "diff --git" */
	bool has_diff;   /* a "diff " line was there */
	size_t run;      /* extended lines without another between */
	size_t extended; /* all of them */
	size_t end;      /* of the section, if no body comes; or 0 */
};

static void
take_extended(struct header *h, struct str line, size_t next)
{
	h->run++;
	h->extended++;
	/* One alone is enough for git ("deleted file mode"), except "index",
	 * which only introduces something that then is not here. */
	if (h->run > 1 || (h->is_git && !str_starts(line, S("index "))))
		h->end = next;
}

/* Whether a header may go on behind its first line with this one. */
static bool
goes_on(struct header *h, struct str line)
{
	if (is_blank(line) || str_starts(line, S("Index: ")))
		return false;
	if (!str_starts(line, S("diff ")))
		return true;
	/* One "diff " line may follow "Index: ", as in CVS. */
	if (h->has_diff)
		return false;
	h->has_diff = true;
	h->is_git = str_starts(line, S("diff --git "));
	return true;
}

/* A section that begins with "diff " or "Index: " at at. */
static bool
read_headed(struct str text, size_t at, struct diff_section *out)
{
	struct diff_stat stat = { 0 };
	struct header h = { 0 };
	struct str line;
	size_t next, hunks;

	out->start = at;
	line = diff_line(text, at, &next);
	h.has_diff = str_starts(line, S("diff "));
	h.is_git = str_starts(line, S("diff --git "));
	for (at = next; at <= text.n; at = next) {
		line = diff_line(text, at, &next);
		if (!goes_on(&h, line))
			break;
		if (has_body(text, at, &hunks)) {
			out->body = at;
			out->end = skip_hunks(text, hunks, &stat);
			return true;
		}
		if (str_starts(line, S("GIT binary patch"))) {
			out->body = out->end = skip_binary(text, at);
			return true;
		}
		if (h.extended > 0 && str_starts(line, S("Binary files "))) {
			out->body = out->end = next;
			return true;
		}
		/* Hunks were broken on the way, yet it is meant as a patch:
		 * Patchwork takes this much for one. */
		if (h.run > 0 && str_starts(line, S("--- ")))
			h.end = next;
		if (starts_with_any(line, extended, COUNT(extended)))
			take_extended(&h, line, next);
		else
			h.run = 0;
	}
	out->body = out->end = h.end;
	return h.end > 0;
}

bool
diff_next(struct str text, size_t *at, struct diff_section *out)
{
	struct diff_stat stat = { 0 };
	struct diff_section found;
	size_t p = *at, next, hunks;
	struct str line;

	for (; p <= text.n; p = next) {
		line = diff_line(text, p, &next);
		if (str_starts(line, S("--- ")) && has_body(text, p, &hunks)) {
			found.start = found.body = p;
			found.end = skip_hunks(text, hunks, &stat);
		} else if ((!str_starts(line, S("diff ")) &&
			       !str_starts(line, S("Index: "))) ||
		    !read_headed(text, p, &found)) {
			continue;
		}
		*out = found;
		*at = found.end;
		return true;
	}
	return false;
}

struct diff_stat
diff_count(struct str diff)
{
	struct diff_stat stat = { 0 };
	struct diff_section section;
	size_t at = 0, hunks;

	while (diff_next(diff, &at, &section)) {
		stat.files++;
		if (section.body < section.end &&
		    has_body(diff, section.body, &hunks))
			(void)skip_hunks(diff, hunks, &stat);
	}
	return stat;
}

/*
 * Whether what is between two sections goes with the message: prose does,
 * the rest stays in the diff as in Patchwork. That is blank lines, lines that
 * go on from the hunk above (its counts were wrong, or a mailer has wrapped
 * it), pieces of headers, and whatever has a signature separator: in the
 * message that would hide all that follows.
 */
static bool
is_prose(struct str text, size_t at, size_t end)
{
	size_t next;
	bool all_blank = true;
	struct str line = diff_line(text, at, &next);

	if (!is_blank(line))
		return false;
	for (; at < end; at = next) {
		line = diff_line(text, at, &next);
		if (all_blank && line.n > 0 &&
		    (line.p[0] == ' ' || line.p[0] == '+' || line.p[0] == '-'))
			return false;
		if (starts_with_any(line, chatter, COUNT(chatter)) ||
		    starts_with_any(line, extended, COUNT(extended)) ||
		    str_eq(line, S("-- ")) || str_eq(line, S("-- \r")))
			return false;
		if (line.n > 0 && line.p[0] == '_')
			return false;
		all_blank = all_blank && is_blank(line);
	}
	return !all_blank;
}

/* Lines from start up to end, each with its LF, though the last has none. */
static void
add_lines(struct buf *out, struct str text, size_t start, size_t end)
{
	buf_add(out, str_sub(text, start, end - start));
	if (end > text.n)
		buf_char(out, '\n');
}

enum err
diff_split(struct arena *a, struct str text, struct str *diff, struct str *rest)
{
	struct diff_section section;
	struct buf in, around;
	struct str d, r;
	size_t at = 0, done = 0;
	enum err e;

	buf_init(&in, a, LIMIT_MAIL_TEXT);
	buf_init(&around, a, LIMIT_MAIL_TEXT);
	while (diff_next(text, &at, &section)) {
		bool prose = done == 0 || is_prose(text, done, section.start);

		if (section.start > done)
			add_lines(
			    prose ? &around : &in, text, done, section.start);
		add_lines(&in, text, section.start, section.end);
		done = section.end;
	}
	if (done <= text.n)
		add_lines(&around, text, done, text.n + 1);
	if ((e = buf_done(&in, &d)) != OK || (e = buf_done(&around, &r)) != OK)
		return e;
	*diff = d.n > 0 ? d : (struct str){ NULL, 0 };
	*rest = r.n > 0 ? r : (struct str){ NULL, 0 };
	return OK;
}
