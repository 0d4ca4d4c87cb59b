/*
 * The structure of a mail: header block and MIME tree, as spans of its bytes
 * (spec/ingest.md 3.1, 3.2; RFC 5322, RFC 2046). One pass: every line is
 * looked at once, whatever the nesting, and nothing is copied but to turn CR
 * into LF. What the fields and parts mean is left to header.c, fields.c and
 * part.c. Malformed mail has the reading that keeps most of its text.
 */
#include "mail/mail.h"

#include <string.h>

#include "base/utf8.h"
#include "mail/encode.h"

struct parser {
	struct arena *a;
	struct str text;
	size_t at; /* always the start of a line, or the end */
	/* Delimiters of the multiparts around the present entity. */
	struct str bounds[LIMIT_MIME_DEPTH];
	size_t nbounds;
	struct mail *mail;
	size_t headers_room, parts_room;
};

/* What the MIME tree needs of an entity's header block. */
struct fields {
	struct str type, encoding;
};

enum delimiter { NONE, OPENS, CLOSES };

/* The text with every CRLF and lone CR turned into LF. */
static struct str
normalise(struct arena *a, struct str s)
{
	const char *p = s.p, *end = s.p + s.n, *cr;
	char *out, *to;

	if (s.n == 0 || memchr(s.p, '\r', s.n) == NULL)
		return s;
	out = to = arena_alloc(a, s.n);
	while ((cr = memchr(p, '\r', (size_t)(end - p))) != NULL) {
		memcpy(to, p, (size_t)(cr - p));
		to += cr - p;
		*to++ = '\n';
		p = cr + 1;
		if (p < end && *p == '\n')
			p++;
		if (p == end)
			break;
	}
	memcpy(to, p, (size_t)(end - p));
	to += end - p;
	return str_n(out, (size_t)(to - out));
}

/* The line at offset at, without its LF. */
static struct str
line_at(const struct parser *p, size_t at)
{
	const char *start = p->text.p + at, *lf;
	size_t left = p->text.n - at;

	lf = memchr(start, '\n', left);
	return str_n(start, lf ? (size_t)(lf - start) : left);
}

static void
skip_line(struct parser *p, struct str line)
{
	p->at += line.n;
	if (p->at < p->text.n)
		p->at++;
}

/* RFC 2046 5.1.1: "--", the boundary, "--" if it closes, blanks. */
static enum delimiter
delimits(struct str line, struct str bound)
{
	enum delimiter d = OPENS;
	size_t i = 2 + bound.n;

	if (line.n < i || memcmp(line.p, "--", 2) != 0 ||
	    memcmp(line.p + 2, bound.p, bound.n) != 0)
		return NONE;
	if (line.n >= i + 2 && memcmp(line.p + i, "--", 2) == 0) {
		d = CLOSES;
		i += 2;
	}
	while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t'))
		i++;
	return i == line.n ? d : NONE;
}

/* Whether an entity around this one says that it ends before the line. */
static bool
ends_entity(const struct parser *p, struct str line)
{
	if (line.n < 2 || line.p[0] != '-' || line.p[1] != '-')
		return false;
	for (size_t i = p->nbounds; i-- > 0;)
		if (delimits(line, p->bounds[i]) != NONE)
			return true;
	return false;
}

/* The next line of the entity, not yet skipped; false at its end. */
static bool
peek_line(const struct parser *p, struct str *line)
{
	if (p->at == p->text.n)
		return false;
	*line = line_at(p, p->at);
	return !ends_entity(p, *line);
}

/* Moves past what is left of the entity and returns it. */
static struct str
take_rest(struct parser *p)
{
	size_t start = p->at, at = start;
	const char *next;

	if (p->nbounds == 0) {
		p->at = p->text.n;
		return str_from(p->text, start);
	}
	while (at < p->text.n && !ends_entity(p, line_at(p, at))) {
		/* The next line that may be a delimiter. */
		do {
			next = memchr(p->text.p + at, '\n', p->text.n - at);
			at = next ? (size_t)(next - p->text.p) + 1 : p->text.n;
		} while (at < p->text.n && p->text.p[at] != '-');
	}
	p->at = at;
	return str_sub(p->text, start, at - start);
}

/* Length of a field name, the ':' after it excluded; false if it is none. */
static bool
field_name(struct str line, size_t *n)
{
	size_t i = 0;

	while (i < line.n && line.p[i] > ' ' && line.p[i] < 0x7F &&
	    line.p[i] != ':')
		i++;
	*n = i;
	return i < line.n && line.p[i] == ':';
}

static bool
is_fold(struct str line)
{
	return line.n > 0 && (line.p[0] == ' ' || line.p[0] == '\t');
}

/* The span after the ':', to the end of the last continuation line. */
static struct str
field_value(const struct parser *p, size_t colon, size_t end)
{
	size_t i = colon + 1;

	while (i < end && (p->text.p[i] == ' ' || p->text.p[i] == '\t'))
		i++;
	while (end > i && p->text.p[end - 1] == '\n')
		end--;
	return str_sub(p->text, i, end - i);
}

static void
keep_header(struct parser *p, struct str name, struct str value)
{
	struct mail *m = p->mail;
	size_t room = p->headers_room, size = sizeof(*m->headers);

	if (m->nheaders == LIMIT_HEADERS) {
		m->truncated = true;
		return;
	}
	if (m->nheaders == room) {
		p->headers_room = room ? room * 2 : 32;
		m->headers = arena_grow(
		    p->a, m->headers, room * size, p->headers_room * size);
	}
	m->headers[m->nheaders++] = (struct header){ name, value };
}

static void
note_field(struct fields *f, struct str name, struct str value)
{
	if (f->type.p == NULL && str_eq_nocase(name, S("content-type")))
		f->type = value;
	if (f->encoding.p == NULL &&
	    str_eq_nocase(name, S("content-transfer-encoding")))
		f->encoding = value;
}

/* Reads one field with its continuation lines; the line at p->at is its
 * first. */
static void
read_field(struct parser *p, size_t name_length, struct str line,
    struct fields *f, bool keep)
{
	size_t start = p->at;
	struct str name = str_sub(p->text, start, name_length), value;

	skip_line(p, line);
	while (peek_line(p, &line) && is_fold(line))
		skip_line(p, line);
	if (name_length == 0)
		return;
	value = field_value(p, start + name_length, p->at);
	note_field(f, name, value);
	if (keep)
		keep_header(p, name, value);
}

/*
 * The header block ends at the first line that is no field, no continuation
 * and no mbox line; unless empty, that line begins the body. An mbox line is
 * the envelope if first, the body's first line if last, else nothing.
 */
static void
read_headers(struct parser *p, struct fields *f, bool keep)
{
	size_t start = p->at, from = p->at;
	bool from_last = false;
	struct str line = { NULL, 0 };
	size_t n;

	*f = (struct fields){ 0 };
	while (peek_line(p, &line)) {
		if (is_fold(line)) {
			/* Belongs to no field. */
			from_last = false;
			skip_line(p, line);
		} else if (str_starts(line, S("From "))) {
			from = p->at;
			from_last = from != start;
			skip_line(p, line);
		} else if (field_name(line, &n)) {
			from_last = false;
			read_field(p, n, line, f, keep);
		} else {
			if (line.n == 0)
				skip_line(p, line);
			break;
		}
	}
	if (from_last)
		p->at = from;
}

static void
keep_part(struct parser *p, const struct part *part)
{
	struct mail *m = p->mail;
	size_t room = p->parts_room, size = sizeof(*m->parts);

	if (m->nparts == LIMIT_MIME_PARTS) {
		m->truncated = true;
		return;
	}
	if (m->nparts == room) {
		p->parts_room = room ? room * 2 : 4;
		m->parts = arena_grow(
		    p->a, m->parts, room * size, p->parts_room * size);
	}
	m->parts[m->nparts++] = *part;
}

static void
read_text(
    struct parser *p, const struct fields *f, struct str subtype, int nested)
{
	struct part part = { .subtype = subtype, .nested = nested };

	part.charset = header_param(p->a, f->type, S("charset"));
	part.encoding = header_token(p->a, f->encoding);
	part.body = take_rest(p);
	/* The line break before a delimiter belongs to it. */
	if (p->nbounds > 0 && str_ends(part.body, S("\n")))
		part.body.n--;
	keep_part(p, &part);
}

/*
 * The blocks of a delivery report are fields, not text (RFC 3464 2.1), so an
 * empty line ends each.
 */
static void
read_report(struct parser *p)
{
	struct fields unused;
	struct str line;

	while (peek_line(p, &line)) {
		read_headers(p, &unused, false);
		while (peek_line(p, &line) && line.n > 0)
			skip_line(p, line);
		while (peek_line(p, &line) && line.n == 0)
			skip_line(p, line);
	}
}

enum kind { TEXT, MULTIPART, MESSAGE, REPORT, OTHER };

/* Content type of an entity; what is not one is text/plain (RFC 2045 5.2). */
static enum kind
kind_of(
    struct parser *p, const struct fields *f, bool digest, struct str *subtype)
{
	struct str type = header_token(p->a, f->type), main;

	if (f->type.p == NULL && digest)
		type = S("message/rfc822");
	if (!str_cut(type, '/', &main, subtype) ||
	    str_find_char(*subtype, '/') < subtype->n) {
		main = S("text");
		*subtype = S("plain");
	}
	if (str_eq(main, S("text")))
		return TEXT;
	if (str_eq(main, S("multipart")))
		return MULTIPART;
	if (!str_eq(main, S("message")))
		return OTHER;
	return str_eq(*subtype, S("delivery-status")) ? REPORT : MESSAGE;
}

/* Skips the preamble; false if no part begins. */
static bool
find_first_part(struct parser *p, struct str bound)
{
	enum delimiter d;
	struct str line;

	while (peek_line(p, &line)) {
		d = delimits(line, bound);
		skip_line(p, line);
		if (d != NONE)
			return d == OPENS;
	}
	return false;
}

/* Whether another part follows the delimiter that ended one. */
static bool
find_next_part(struct parser *p, struct str bound)
{
	enum delimiter d;
	struct str line;

	if (!peek_line(p, &line))
		return false;
	d = delimits(line, bound);
	skip_line(p, line);
	return d == OPENS;
}

/* Delimiters that follow each other at once hold no part between them. */
static void
skip_delimiters(struct parser *p, struct str bound)
{
	struct str line;

	while (peek_line(p, &line) && delimits(line, bound) != NONE)
		skip_line(p, line);
}

/* RFC 2046 5.1.1: no boundary ends in a blank. */
static struct str
trim_end(struct str s)
{
	struct str trimmed = utf8_trim(s);

	s.n = trimmed.n > 0 ? (size_t)(trimmed.p + trimmed.n - s.p) : 0;
	return s;
}

/* Reads one entity up to its end. Depth counts multiparts and messages. */
static void
read_entity(struct parser *p, int depth, bool digest, int nested, bool keep)
{
	struct fields f;
	struct str subtype, bound;
	enum kind kind;

	read_headers(p, &f, keep);
	kind = kind_of(p, &f, digest, &subtype);
	if (kind == TEXT) {
		read_text(p, &f, subtype, nested);
		return;
	}
	if (depth == LIMIT_MIME_DEPTH && kind != OTHER) {
		p->mail->truncated = true;
	} else if (kind == MESSAGE) {
		read_entity(p, depth + 1, false, nested + 1, false);
		return;
	} else if (kind == REPORT) {
		read_report(p);
		return;
	} else if (kind == MULTIPART) {
		bound = trim_end(header_param(p->a, f.type, S("boundary")));
		if (bound.p != NULL && find_first_part(p, bound)) {
			do {
				skip_delimiters(p, bound);
				p->bounds[p->nbounds++] = bound;
				read_entity(p, depth + 1,
				    str_eq(subtype, S("digest")), nested,
				    false);
				p->nbounds--;
			} while (find_next_part(p, bound));
		}
	}
	(void)take_rest(p);
}

void
mail_parse(struct arena *a, struct str bytes, struct mail *out)
{
	struct parser p = { .a = a, .mail = out };

	*out = (struct mail){ 0 };
	p.text = normalise(a, bytes);
	read_entity(&p, 0, false, 0, true);
}

bool
mail_next_header(
    const struct mail *m, struct str name, size_t *at, struct str *value)
{
	for (size_t i = *at; i < m->nheaders; i++)
		if (str_eq_nocase(m->headers[i].name, name)) {
			*at = i + 1;
			*value = m->headers[i].value;
			return true;
		}
	return false;
}

struct str
mail_header(const struct mail *m, struct str name)
{
	struct str value = { NULL, 0 };
	size_t at = 0;

	(void)mail_next_header(m, name, &at, &value);
	return value;
}

struct str
mail_clean_header(struct arena *a, const struct mail *m, struct str name)
{
	return header_clean(a, mail_header(m, name));
}

struct str
mail_write_headers(struct arena *a, const struct mail *m)
{
	struct buf b;

	buf_init(&b, a, SIZE_MAX);
	for (size_t i = 0; i < m->nheaders; i++) {
		if (i > 0)
			buf_char(&b, '\n');
		buf_add(&b, m->headers[i].name);
		buf_lit(&b, ": ");
		buf_add(&b, encode_value(a, m->headers[i].value));
	}
	return buf_str(&b);
}
