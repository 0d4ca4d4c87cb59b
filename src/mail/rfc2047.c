/*
 * Encoded words, found and joined as old archives show them (spec/ingest.md
 * 3.3): words need no blanks around them, may hold blanks, and two of the
 * same charset side by side are one run of bytes, so that a character split
 * between them survives. Unlike there, a word that cannot be decoded harms
 * no other one (27.7).
 */
#include "mail/rfc2047.h"

#include <string.h>

#include "base/utf8.h"
#include "mail/charset.h"
#include "mail/transfer.h"

/* A stretch of text, or the bytes of a word. */
struct run {
	struct str bytes;
	struct str charset; /* p NULL: text, UTF-8 already */
	bool first;         /* of its line */
};

struct runs {
	struct run *rows;
	size_t n, room;
};

struct word {
	size_t at, end; /* offsets of "=?" and past "?=" */
	struct str charset, text;
	char encoding;
};

/* The word that begins at offset at, if one does. */
static bool
word_at(struct str s, size_t at, struct word *w)
{
	struct str rest = str_from(s, at + 2), after;

	if (!str_cut(rest, '?', &w->charset, &after) || after.n < 2 ||
	    after.p[1] != '?')
		return false;
	w->encoding = char_lower(after.p[0]);
	if (w->encoding != 'q' && w->encoding != 'b')
		return false;
	after = str_from(after, 2);
	w->text = str_sub(after, 0, str_find(after, S("?=")));
	w->at = at;
	w->end = (size_t)(w->text.p + w->text.n - s.p) + 2;
	return w->text.n < after.n;
}

/*
 * The next word at or after an offset. Where no "?=" follows no word can end,
 * so the caller's limit keeps a line of "=?" from being searched again and
 * again.
 */
static bool
find_word(struct str s, size_t at, size_t limit, struct word *w)
{
	while (at < limit) {
		at += str_find(str_sub(s, at, limit - at), S("=?"));
		if (at >= limit)
			return false;
		if (word_at(s, at, w))
			return true;
		at += 2;
	}
	return false;
}

static void
add_run(struct arena *a, struct runs *r, struct run run)
{
	size_t room = r->room, size = sizeof(*r->rows);

	if (r->n == room) {
		r->room = room ? room * 2 : 8;
		r->rows = arena_grow(a, r->rows, room * size, r->room * size);
	}
	r->rows[r->n++] = run;
}

/* Blank text is dropped once a word stands on both its sides. */
static void
drop_blank(struct runs *r)
{
	if (r->n >= 2 && r->rows[r->n - 1].charset.p == NULL &&
	    r->rows[r->n - 2].charset.p != NULL &&
	    utf8_trim(r->rows[r->n - 1].bytes).n == 0)
		r->n--;
}

static bool
has_8bit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80)
			return true;
	return false;
}

static void
add_word(struct arena *a, struct runs *r, struct str line, const struct word *w)
{
	struct run run = { .charset = w->charset, .first = w->at == 0 };

	/* The value was made UTF-8 before, so raw bytes in a word are that. */
	if (has_8bit(w->text))
		run.charset = S("utf-8");
	/* RFC 2231 5: charset*language. */
	run.charset.n = str_find_char(run.charset, '*');
	if (w->encoding == 'q') {
		run.bytes = transfer_decode_q(a, w->text);
	} else if (!transfer_decode_base64(a, w->text, &run.bytes)) {
		run.bytes = str_sub(line, w->at, w->end - w->at);
		run.charset = (struct str){ NULL, 0 };
	}
	if (run.charset.p != NULL)
		drop_blank(r);
	add_run(a, r, run);
}

static void
add_text(struct arena *a, struct runs *r, struct str text, bool first)
{
	if (text.n > 0)
		add_run(a, r, (struct run){ .bytes = text, .first = first });
}

static void
split_line(struct arena *a, struct runs *r, struct str line)
{
	struct str trimmed = utf8_trim(line);
	size_t at = 0, limit;
	struct word w;

	if (trimmed.n == 0)
		return;
	line = str_from(line, (size_t)(trimmed.p - line.p));
	for (limit = line.n; limit > 0; limit--)
		if (str_starts(str_from(line, limit - 1), S("?=")))
			break;
	while (find_word(line, at, limit, &w)) {
		add_text(a, r, str_sub(line, at, w.at - at), at == 0);
		add_word(a, r, line, &w);
		at = w.end;
	}
	add_text(a, r, str_from(line, at), at == 0);
}

/* Adjacent words of one charset. */
static size_t
same_charset(const struct runs *r, size_t i)
{
	size_t end = i + 1;

	while (end < r->n && r->rows[end].charset.p != NULL &&
	    str_eq_nocase(r->rows[end].charset, r->rows[i].charset))
		end++;
	return end;
}

static bool
decode_bytes(
    struct arena *a, struct str charset, struct str bytes, struct str *out)
{
	const struct charset *c = charset_find(charset);

	if (c != NULL)
		return charset_decode(a, c, bytes, out);
	if (!str_eq_nocase(charset, S("unknown-8bit")))
		return false;
	*out = charset_guess(a, bytes);
	return true;
}

/* ASCII stays, every other byte becomes U+FFFD. */
static void
add_replaced(struct buf *b, struct str bytes)
{
	for (size_t i = 0; i < bytes.n; i++) {
		if ((unsigned char)bytes.p[i] < 0x80)
			buf_char(b, bytes.p[i]);
		else
			buf_rune(b, RUNE_BAD);
	}
}

/* The bytes of the words i to end in one piece. */
static struct str
join_words(struct arena *a, const struct runs *r, size_t i, size_t end)
{
	size_t n = 0;
	char *p;

	if (end == i + 1)
		return r->rows[i].bytes;
	for (size_t k = i; k < end; k++)
		n += r->rows[k].bytes.n;
	p = arena_alloc(a, n);
	n = 0;
	for (; i < end; n += r->rows[i++].bytes.n)
		if (r->rows[i].bytes.n > 0)
			memcpy(p + n, r->rows[i].bytes.p, r->rows[i].bytes.n);
	return str_n(p, n);
}

/* The text of the words i to end, together or else one by one; in scratch
 * perhaps, until that is used again. */
static struct str
decode_words(struct arena *a, struct buf *scratch, const struct runs *r,
    size_t i, size_t end)
{
	struct str charset = r->rows[i].charset, text;

	if (decode_bytes(a, charset, join_words(a, r, i, end), &text))
		return text;
	scratch->n = 0;
	for (size_t k = i; k < end; k++) {
		if (end > i + 1 &&
		    decode_bytes(a, charset, r->rows[k].bytes, &text))
			buf_add(scratch, text);
		else
			add_replaced(scratch, r->rows[k].bytes);
	}
	return buf_str(scratch);
}

/* At a seam of text and word, these need no blank beside them. */
static bool
is_seam(struct str text, bool front)
{
	const char *p = text.p, *end = text.p + text.n;
	uint32_t r;

	if (text.n == 0)
		return false;
	if (!front)
		for (p = end - 1;
		     p > text.p && ((unsigned char)*p & 0xC0) == 0x80;)
			p--;
	r = utf8_next(&p, end);
	return rune_is_space(r) || r == '(' || r == ')' || r == '\\';
}

/* What is beside each other in the result. */
enum kind { TEXT, ASCII_WORD, WORD };

static enum kind
kind_of(struct str charset)
{
	if (charset.p == NULL)
		return TEXT;
	if (str_eq_nocase(charset, S("us-ascii")) ||
	    str_eq_nocase(charset, S("ascii")))
		return ASCII_WORD;
	return WORD;
}

/* Whether a blank belongs between two, the second of which is or is not the
 * first of its line. Words in ASCII are text in Python's eyes, of which it
 * joins two by a blank. */
static bool
needs_blank(
    enum kind last, bool last_seam, enum kind kind, bool seam, bool first)
{
	if (last == WORD)
		return kind != WORD && !seam;
	if (kind == WORD)
		return !last_seam;
	return first || last == ASCII_WORD || kind == ASCII_WORD;
}

/* Whether "=?" is there; '?' is rare, and memchr many times faster than a
 * search for both. */
static bool
may_have_words(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;

	while (p < end && (p = memchr(p, '?', (size_t)(end - p))) != NULL) {
		if (p > s.p && p[-1] == '=')
			return true;
		p++;
	}
	return false;
}

struct str
rfc2047_decode(struct arena *a, struct str text)
{
	struct runs runs = { 0 };
	struct str rest = text, line, piece;
	enum kind kind, last = TEXT;
	bool seam = false;
	size_t end;
	struct buf b, scratch;

	if (!may_have_words(text))
		return text;
	while (str_line(&rest, &line))
		split_line(a, &runs, line);
	buf_init(&b, a, SIZE_MAX);
	buf_init(&scratch, a, SIZE_MAX);
	for (size_t i = 0; i < runs.n; i = end) {
		end = i + 1;
		piece = runs.rows[i].bytes;
		if (runs.rows[i].charset.p != NULL) {
			end = same_charset(&runs, i);
			piece = decode_words(a, &scratch, &runs, i, end);
		}
		kind = kind_of(runs.rows[i].charset);
		/* One in front of all is squeezed away. */
		if (needs_blank(last, seam, kind, is_seam(piece, true),
			runs.rows[i].first))
			buf_char(&b, ' ');
		buf_add(&b, piece);
		seam = is_seam(piece, false);
		last = kind;
	}
	return buf_str(&b);
}
