/*
 * A unified diff into files, hunks and lines. Inside a hunk the counts of its
 * head decide, so a removed line "-- a/x" is not taken for the head of a file
 * (the same rule patch and git follow). What is not understood (context
 * diffs, combined diffs, binary data, prose) is kept as loose lines: a page
 * must not hide a part of a patch. Diffs come from strangers: numbers are
 * bounded, an anchor is given once.
 */
#include "web/diff.h"

#include "base/utf8.h"

/* Longer files start closed, their lines are one click away. */
#define OPEN_LINES 1500

struct grow {
	void *p;
	size_t n, room;
};

struct reader {
	struct arena *a;
	struct str rest;
	struct diff_view *view;
	struct grow files, hunks, lines;
	struct diff_file *file;
	struct diff_hunk *hunk;
	int64_t old, new;           /* of the next line */
	int64_t left_old, left_new; /* of the hunk, still to come */
	int64_t last_old, last_new; /* highest anchors of the file */
	struct str old_name, new_name, git_name;
	int64_t nhunks; /* numbered ones of the file */
	bool binary;
	size_t total;
};

static void *
add(struct reader *r, struct grow *g, size_t size)
{
	if (g->n == g->room) {
		size_t room = g->room == 0 ? 8 : g->room * 2;

		g->p = arena_grow(r->a, g->p, g->room * size, room * size);
		g->room = room;
	}
	return (char *)g->p + g->n++ * size;
}

static void
end_hunk(struct reader *r)
{
	if (r->hunk == NULL)
		return;
	r->hunk->lines = r->lines.p;
	r->hunk->nlines = r->lines.n;
	r->lines = (struct grow){ NULL, 0, 0 };
	r->hunk = NULL;
	r->left_old = r->left_new = 0;
}

/* The name without time stamp, and without the prefix git gives. */
static struct str
file_name(struct str s, struct str prefix)
{
	s = str_trim(str_sub(s, 0, str_find_char(s, '\t')));
	if (str_starts(s, prefix))
		s = str_from(s, prefix.n);
	return s;
}

static void
end_file(struct reader *r)
{
	struct diff_file *f = r->file;
	bool git;

	end_hunk(r);
	if (f == NULL)
		return;
	f->hunks = r->hunks.p;
	f->nhunks = r->hunks.n;
	r->hunks = (struct grow){ NULL, 0, 0 };
	git = r->git_name.p != NULL || str_starts(r->new_name, S("b/"));
	if (r->new_name.n > 0 && !str_starts(r->new_name, S("/dev/null")))
		f->name = file_name(r->new_name, git ? S("b/") : S(""));
	else if (r->old_name.n > 0 && !str_starts(r->old_name, S("/dev/null")))
		f->name = file_name(r->old_name, git ? S("a/") : S(""));
	else if (r->git_name.p != NULL)
		f->name = r->git_name;
	f->open = f->added + f->removed <= OPEN_LINES && !r->binary;
	r->view->added += f->added;
	r->view->removed += f->removed;
	r->file = NULL;
}

static void
begin_file(struct reader *r)
{
	end_file(r);
	r->file = add(r, &r->files, sizeof(struct diff_file));
	*r->file =
	    (struct diff_file){ .n = (int64_t)r->files.n, .name = S("") };
	r->old_name = r->new_name = S("");
	r->git_name = (struct str){ NULL, 0 };
	r->last_old = r->last_new = r->nhunks = 0;
	r->binary = false;
}

static void
begin_hunk(struct reader *r, struct str head)
{
	if (r->file == NULL)
		begin_file(r);
	end_hunk(r);
	if (head.p != NULL)
		r->nhunks++;
	r->hunk = add(r, &r->hunks, sizeof(struct diff_hunk));
	*r->hunk =
	    (struct diff_hunk){ .n = head.p ? r->nhunks : 0, .head = head };
}

/* "12,3" or "12"; absurd numbers are no hunk. */
static bool
parse_range(struct str s, int64_t *start, int64_t *count)
{
	struct str left, right;

	*count = 1;
	if (!str_cut(s, ',', &left, &right))
		left = s;
	else if (!str_int64(right, 0, 1 << 30, count))
		return false;
	return str_int64(left, 0, 1 << 30, start);
}

/* "@@ -a[,b] +c[,d] @@ rest" */
static bool
parse_hunk(struct reader *r, struct str line)
{
	struct str s, left, right;
	int64_t old, new, nold, nnew;

	if (!str_starts(line, S("@@ -")))
		return false;
	s = str_from(line, 4);
	if (!str_cut(s, ' ', &left, &right) ||
	    !parse_range(left, &old, &nold) || !str_starts(right, S("+")))
		return false;
	right = str_from(right, 1);
	if (!str_cut(right, ' ', &left, &s) ||
	    !parse_range(left, &new, &nnew) || !str_starts(s, S("@@")))
		return false;
	begin_hunk(r, line);
	r->old = old;
	r->new = new;
	r->left_old = nold;
	r->left_new = nnew;
	return true;
}

static void
add_line(struct reader *r, enum diff_kind kind, struct str text)
{
	struct diff_line *l;
	bool has_old = kind == DIFF_SAME || kind == DIFF_DEL;
	bool has_new = kind == DIFF_SAME || kind == DIFF_ADD;

	l = add(r, &r->lines, sizeof(*l));
	*l = (struct diff_line){ .kind = kind, .text = text };
	if (has_old) {
		l->old = r->old++;
		r->left_old--;
	}
	if (has_new) {
		l->new = r->new ++;
		r->left_new--;
	}
	/* Anchors are new lines, or old ones where there is no new one. */
	if (has_new && l->new > r->last_new) {
		l->named = true;
		r->last_new = l->new;
	} else if (!has_new && has_old && l->old > r->last_old) {
		l->named = true;
		r->last_old = l->old;
	}
	r->file->added += kind == DIFF_ADD;
	r->file->removed += kind == DIFF_DEL;
}

static void
add_loose(struct reader *r, struct str line)
{
	if (r->hunk == NULL)
		begin_hunk(r, (struct str){ NULL, 0 });
	add_line(r, DIFF_LOOSE, line);
}

/* A line of the hunk whose counts are not used up; false ends the hunk. */
static bool
take_hunk_line(struct reader *r, struct str line)
{
	char c = line.n > 0 ? line.p[0] : ' ';

	/* An empty line is a context line whose blank a mailer ate. */
	if (c == ' ' && r->left_old > 0 && r->left_new > 0)
		add_line(r, DIFF_SAME, str_from(line, 1));
	else if (c == '-' && r->left_old > 0)
		add_line(r, DIFF_DEL, str_from(line, 1));
	else if (c == '+' && r->left_new > 0)
		add_line(r, DIFF_ADD, str_from(line, 1));
	else if (c == '\\')
		add_line(r, DIFF_LOOSE, line);
	else
		return false;
	return true;
}

/* Adds to what is said of the file beside its name. A stranger may repeat
 * these lines without end, so it stops growing. */
#define NOTE_MAX 300
static void
note(struct reader *r, const char *what, struct str value)
{
	struct str *n = &r->file->note;

	if (n->n > NOTE_MAX)
		return;
	*n = str_f(r->a, "%.*s%s%s%s%.*s", (int)n->n, n->n > 0 ? n->p : "",
	    n->n > 0 ? ", " : "", what, value.n > 0 ? " " : "", (int)value.n,
	    value.n > 0 ? value.p : "");
}

/* Lines that git writes between "diff --git" and the first hunk. */
static const struct extended {
	struct str start;
	const char *note; /* NULL: says nothing a reader needs */
	bool value, binary;
} extended[] = {
	/* clang-format off */
	/*  line			note		value	binary */
	{ S("index "),			NULL,		false,	false },
	{ S("similarity index "),	NULL,		false,	false },
	{ S("dissimilarity index "),	NULL,		false,	false },
	{ S("====="),			NULL,		false,	false },
	{ S("old mode "),		"mode was",	true,	false },
	{ S("new mode "),		"is",		true,	false },
	{ S("new file mode "),		"new file",	false,	false },
	{ S("deleted file mode "),	"deleted",	false,	false },
	{ S("rename from "),		"renamed from",	true,	false },
	{ S("rename to "),		NULL,		false,	false },
	{ S("copy from "),		"copied from",	true,	false },
	{ S("copy to "),		NULL,		false,	false },
	{ S("Binary files "),		"binary",	false,	true },
	{ S("GIT binary patch"),	"binary",	false,	true },
	/* clang-format on */
};

static bool
take_extended(struct reader *r, struct str line)
{
	const struct extended *x;

	if (r->file == NULL || r->git_name.p == NULL || r->hunk != NULL)
		return false;
	for (size_t i = 0; i < COUNT(extended); i++) {
		x = &extended[i];
		if (!str_starts(line, x->start))
			continue;
		if (x->note != NULL)
			note(r, x->note,
			    x->value ? str_from(line, x->start.n)
				     : (struct str){ NULL, 0 });
		if (x->binary)
			r->binary = true;
		return true;
	}
	return false;
}

/* "a/x b/x": the halves are equal but for the first letter, unless the file
 * is renamed; then "rename to" or "+++" would tell, so a guess will do. */
static struct str
git_name(struct str s)
{
	size_t half = s.n / 2;
	struct str right;

	right = str_from(s, half + 1);
	if (s.n > 0 && s.p[half] == ' ' && str_starts(right, S("b/")))
		return str_from(right, 2);
	right = str_from(s, str_find(s, S(" b/")));
	return right.n > 0 ? str_from(right, 3) : s;
}

/* The line after this one, which is not taken. */
static struct str
next_line(const struct reader *r)
{
	struct str rest = r->rest, line = S("");

	(void)str_line(&rest, &line);
	return line;
}

/* The beginning of a file; false if the line is none. */
static bool
take_head(struct reader *r, struct str line)
{
	bool fresh = r->file != NULL && r->nhunks == 0 && r->new_name.n == 0;

	if (str_starts(line, S("diff --git "))) {
		begin_file(r);
		r->git_name = git_name(str_from(line, 11));
		return true;
	}
	if (str_starts(line, S("Index: "))) {
		begin_file(r);
		r->git_name = file_name(str_from(line, 7), S(""));
		return true;
	}
	if (str_starts(line, S("--- ")) &&
	    str_starts(next_line(r), S("+++ "))) {
		if (!fresh)
			begin_file(r);
		end_hunk(r);
		r->old_name = str_from(line, 4);
		(void)str_line(&r->rest, &line);
		r->new_name = str_from(line, 4);
		r->total++;
		return true;
	}
	return false;
}

static void
take_line(struct reader *r, struct str line)
{
	if (r->left_old > 0 || r->left_new > 0) {
		if (take_hunk_line(r, line))
			return;
		end_hunk(r);
	} else if (r->hunk != NULL && r->hunk->head.p != NULL &&
	    str_starts(line, S("\\"))) {
		add_line(r, DIFF_LOOSE, line);
		return;
	}
	if (take_head(r, line) || parse_hunk(r, line) || take_extended(r, line))
		return;
	if (r->hunk != NULL && r->hunk->head.p != NULL)
		end_hunk(r);
	add_loose(r, line);
}

/* U+202A to U+202E and U+2066 to U+2069 (CVE-2021-42574). */
static bool
has_turns(struct str s)
{
	while ((s = str_from(s, str_find_char(s, '\xe2'))).n > 2) {
		unsigned char b = (unsigned char)s.p[1];
		unsigned char c = (unsigned char)s.p[2];

		if ((b == 0x80 && c >= 0xaa && c <= 0xae) ||
		    (b == 0x81 && c >= 0xa6 && c <= 0xa9))
			return true;
		s = str_from(s, 1);
	}
	return false;
}

struct diff_view
diff_parse(struct arena *a, struct str diff)
{
	struct diff_view view = {
		.cut = diff.n > LIMIT_DIFF_SHOWN,
		.turns = has_turns(diff),
	};
	struct reader r = { .a = a, .view = &view };
	struct str line;

	/* A line that is cut may end within a character. */
	r.rest =
	    view.cut ? utf8_clean(a, str_sub(diff, 0, LIMIT_DIFF_SHOWN)) : diff;
	while (str_line(&r.rest, &line)) {
		if (++r.total > LIMIT_DIFF_LINES) {
			view.cut = true;
			break;
		}
		if (line.n > 0 && line.p[line.n - 1] == '\r')
			line.n--;
		take_line(&r, line);
	}
	end_file(&r);
	view.files = r.files.p;
	view.nfiles = r.files.n;
	return view;
}
