/*
 * Mail text into blocks and spans. Quotes are folded, because a reply that
 * quotes the whole patch hides its own three lines; what follows a line of
 * "-- " is a signature (RFC 3676, 4.3). Links end before the punctuation that
 * belongs to the sentence around them, and only four schemes become links:
 * the text is a stranger's, and an address is where script could come in.
 */
#include "web/text.h"

#include <string.h>

/* Trailers beside everything that ends in -by; names are compared without
 * case. */
static const struct str trailers[] = {
	S("Cc"),
	S("Closes"),
	S("Depends-on"),
	S("Fixes"),
	S("From"),
	S("Link"),
};

static const struct str schemes[] = {
	S("http"),
	S("https"),
	S("git"),
	S("ftp"),
};

/* Grown by doubling in the arena: a text has few blocks, but may have many
 * links. */
struct out {
	struct arena *a;
	struct text_block *blocks;
	size_t nblocks, rblocks;
	struct text_span *spans; /* of the block that is being filled */
	size_t nspans, rspans;
	size_t total; /* spans of all blocks */
};

static void *
grown(struct arena *a, void *p, size_t n, size_t *room, size_t size)
{
	size_t old = *room;

	if (n < old)
		return p;
	*room = old == 0 ? 2 : old * 2;
	return arena_grow(a, p, old * size, *room * size);
}

static void
add_span(struct out *o, enum span_kind kind, struct str text)
{
	struct text_span *last;

	if (text.n == 0)
		return;
	last = o->nspans > 0 ? &o->spans[o->nspans - 1] : NULL;
	/* Pieces that stood beside each other in the mail are one. */
	if (last != NULL && kind == SPAN_PLAIN && last->kind == SPAN_PLAIN &&
	    last->text.p + last->text.n == text.p) {
		last->text.n += text.n;
		return;
	}
	o->spans =
	    grown(o->a, o->spans, o->nspans, &o->rspans, sizeof(*o->spans));
	o->spans[o->nspans++] = (struct text_span){ kind, text };
	o->total++;
}

static void
end_block(struct out *o, enum block_kind kind, size_t lines)
{
	if (o->nspans == 0)
		return;
	o->blocks =
	    grown(o->a, o->blocks, o->nblocks, &o->rblocks, sizeof(*o->blocks));
	o->blocks[o->nblocks++] =
	    (struct text_block){ kind, lines, o->spans, o->nspans };
	o->spans = NULL;
	o->nspans = o->rspans = 0;
}

static bool
ends_link(char c)
{
	return char_is_blank(c) || c == '<' || c == '>' || c == '"';
}

/* Length of the address at the start of s, whose scheme and "://" are head
 * bytes; 0 if nothing follows. A ')' belongs to it only if it closes a '('
 * inside. */
static size_t
link_length(struct str s, size_t head)
{
	size_t n, open = 0;

	for (n = head; n < s.n && !ends_link(s.p[n]); n++) {
		if (s.p[n] == '(')
			open++;
		else if (s.p[n] == ')' && open-- == 0)
			break;
	}
	while (n > head && strchr(".,;:!?'*_", s.p[n - 1]) != NULL)
		n--;
	return n > head ? n : 0;
}

/* Bytes of a scheme that ends before the colon, at or after from, and is a
 * word of its own; 0 if there is none. */
static size_t
scheme_before(struct str line, size_t from, size_t colon)
{
	for (size_t i = 0; i < COUNT(schemes); i++) {
		size_t n = schemes[i].n;

		if (colon - from < n ||
		    !str_eq_nocase(str_sub(line, colon - n, n), schemes[i]))
			continue;
		if (colon == n ||
		    (!char_is_alpha(line.p[colon - n - 1]) &&
			!char_is_digit(line.p[colon - n - 1])))
			return n;
	}
	return 0;
}

/* A line is looked through for the colons of links alone. */
static void
add_linked(struct out *o, enum span_kind kind, struct str line)
{
	size_t from = 0, at = 0, head, n;

	for (;;) {
		at += str_find_char(str_from(line, at), ':');
		if (at >= line.n)
			break;
		head = scheme_before(line, from, at++);
		if (head == 0 || !str_starts(str_from(line, at), S("//")))
			continue;
		at -= head + 1;
		n = link_length(str_from(line, at), head + 3);
		if (n > 0) {
			add_span(o, kind, str_sub(line, from, at - from));
			add_span(o, SPAN_LINK, str_sub(line, at, n));
			from = at + n;
		}
		at = n > 0 ? from : at + head + 1;
	}
	add_span(o, kind, str_from(line, from));
}

/* "Name: value" with a name that is a trailer's. */
static bool
is_trailer(struct str line)
{
	struct str name, value;

	if (!str_cut(str_trim(line), ':', &name, &value) || name.n == 0 ||
	    value.n == 0 || !char_is_blank(value.p[0]))
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (!char_is_alpha(name.p[i]) && name.p[i] != '-')
			return false;
	if (name.n > 3 && str_eq_nocase(str_from(name, name.n - 3), S("-by")))
		return true;
	for (size_t i = 0; i < COUNT(trailers); i++)
		if (str_eq_nocase(name, trailers[i]))
			return true;
	return false;
}

static void
add_line(struct out *o, struct str line)
{
	struct str text = line;

	if (!is_trailer(line)) {
		add_linked(o, SPAN_PLAIN, line);
		return;
	}
	while (text.n > 0 && char_is_blank(text.p[text.n - 1]))
		text.n--;
	add_linked(o, SPAN_TRAILER, text);
	add_span(o, SPAN_PLAIN, str_from(line, text.n));
}

static bool
is_quote(struct str line)
{
	size_t i = 0;

	while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'))
		i++;
	return i < line.n && line.p[i] == '>';
}

static bool
is_signature(struct str line)
{
	return str_eq(line, S("-- \n")) || str_eq(line, S("-- \r\n"));
}

/* The first line with its LF; empty at the end. */
static struct str
first_line(struct str text)
{
	size_t n = str_find_char(text, '\n');

	return str_sub(text, 0, n < text.n ? n + 1 : n);
}

/* Lines of the quote at the start of text, and their bytes. */
static size_t
measure_quote(struct str text, size_t *bytes)
{
	struct str line;
	size_t lines = 0;

	for (*bytes = 0; (line = first_line(str_from(text, *bytes))).n > 0 &&
	     is_quote(line);
	     *bytes += line.n)
		lines++;
	return lines;
}

static struct str
add_lines(struct out *o, struct str text, size_t lines)
{
	for (; lines > 0; lines--) {
		struct str line = first_line(text);

		add_linked(o, SPAN_PLAIN, line);
		text = str_from(text, line.n);
	}
	return text;
}

static void
add_quote(struct out *o, struct str quote, size_t lines, bool last)
{
	size_t folded = lines < TEXT_FOLD ? 0
	    : last                        ? lines
					  : lines - TEXT_KEEP;

	quote = add_lines(o, quote, folded);
	end_block(o, BLOCK_FOLD, folded);
	add_lines(o, quote, lines - folded);
	end_block(o, BLOCK_QUOTE, lines - folded);
}

struct str
text_cut(struct str text, size_t max)
{
	struct str cut = str_sub(text, 0, max);
	size_t line = str_find_last(cut, '\n');

	if (cut.n == text.n)
		return text;
	if (line < cut.n && line > max / 2)
		return str_sub(text, 0, line + 1);
	while (cut.n > 0 && ((unsigned char)text.p[cut.n] & 0xC0) == 0x80)
		cut.n--;
	return cut;
}

struct text_view
text_parse(struct arena *a, struct str all, size_t max)
{
	struct str text = text_cut(all, max);
	bool cut = text.n < all.n;
	struct out o = { .a = a };
	size_t lines = 0, bytes, n;

	while (text.n > 0 && char_is_blank(text.p[text.n - 1]))
		text.n--;
	while (text.n > 0) {
		struct str line = first_line(text);

		if (o.total > max / TEXT_SPAN + TEXT_SPANS) {
			cut = true;
			break;
		}
		if ((n = measure_quote(text, &bytes)) > 0) {
			end_block(&o, BLOCK_PLAIN, lines);
			lines = 0;
			add_quote(
			    &o, str_sub(text, 0, bytes), n, bytes == text.n);
			text = str_from(text, bytes);
		} else if (is_signature(line)) {
			end_block(&o, BLOCK_PLAIN, lines);
			add_linked(&o, SPAN_PLAIN, text);
			end_block(&o, BLOCK_SIGNATURE, 0);
			text.n = lines = 0;
		} else {
			add_line(&o, line);
			lines++;
			text = str_from(text, line.n);
		}
	}
	end_block(&o, BLOCK_PLAIN, lines);
	return (struct text_view){ o.blocks, o.nblocks, o.total, cut };
}
