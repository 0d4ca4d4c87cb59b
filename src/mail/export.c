/*
 * Writing mbox messages that "git am" takes. The text of a patch mail is
 * head, "---", tail, diff; what reviewers answered ("Reviewed-by: ...") goes
 * to the end of the head, so that it becomes part of the commit.
 *
 * Body lines that begin with "From " would be taken for the next message, so
 * they get a '>', wherever they stand: no line of a sound hunk begins with F,
 * and git ignores what is between. ">From " is left alone, against mboxrd,
 * since git does not take the '>' off again and a message should not be
 * changed more than it must.
 */
#include "mail/export.h"

#include "base/map.h"
#include "base/time.h"
#include "base/utf8.h"
#include "mail/address.h"
#include "mail/header.h"
#include "mail/trailer.h"

enum {
	COLUMNS = 78,       /* a header line is folded past this */
	FILE_NAME = 240,    /* with an extension still a file name */
	ENCODED_BYTES = 45, /* in one encoded word, which may have 75 letters */
};

static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri",
	"Sat" };
static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
	"Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

static void
write_base64(struct buf *out, struct str s)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789+/";
	uint32_t word;

	for (; s.n > 0; s = str_from(s, 3)) {
		word = 0;
		for (size_t i = 0; i < 3; i++)
			word =
			    word << 8 | (i < s.n ? (unsigned char)s.p[i] : 0);
		buf_char(out, letters[word >> 18]);
		buf_char(out, letters[word >> 12 & 63]);
		buf_char(out, s.n > 1 ? letters[word >> 6 & 63] : '=');
		buf_char(out, s.n > 2 ? letters[word & 63] : '=');
	}
}

/* As many encoded words as are needed, cut between characters. */
static void
write_encoded(struct buf *out, struct str s)
{
	size_t n;

	while (s.n > 0) {
		n = s.n < ENCODED_BYTES ? s.n : ENCODED_BYTES;
		while (
		    n < s.n && n > 1 && ((unsigned char)s.p[n] & 0xC0) == 0x80)
			n--;
		buf_lit(out, "=?utf-8?b?");
		write_base64(out, str_sub(s, 0, n));
		buf_lit(out, "?=");
		s = str_from(s, n);
		if (s.n > 0)
			buf_char(out, ' ');
	}
}

/* Whether a phrase needs quotes (RFC 5322 3.2.3). */
static bool
needs_quotes(struct str s)
{
	static const struct str specials = S("()<>[]:;@\\,.\"");

	for (size_t i = 0; i < s.n; i++)
		if (str_find_char(specials, s.p[i]) < specials.n)
			return true;
	return false;
}

static void
write_quoted(struct buf *out, struct str s)
{
	buf_char(out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			buf_char(out, '\\');
		buf_char(out, s.p[i]);
	}
	buf_char(out, '"');
}

/* A field must stay one line whatever the database holds. */
static struct str
one_line(struct arena *a, struct str s)
{
	struct buf b;

	buf_init(&b, a, s.n);
	for (size_t i = 0; i < s.n; i++)
		buf_char(&b, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
	return utf8_squeeze(a, buf_str(&b));
}

void
export_address(struct buf *out, struct str name, struct str email)
{
	name = one_line(out->a, name);
	email = one_line(out->a, email);
	if (name.n == 0) {
		buf_add(out, email);
		return;
	}
	if (!utf8_is_ascii(name))
		write_encoded(out, name);
	else if (needs_quotes(name))
		write_quoted(out, name);
	else
		buf_add(out, name);
	buf_lit(out, " <");
	buf_add(out, email);
	buf_char(out, '>');
}

static bool
is_file_name_char(char c)
{
	return char_is_alpha(c) || char_is_digit(c) || c == '-' || c == '_' ||
	    c == '.';
}

static struct str
trim_dashes(struct str s)
{
	while (s.n > 0 && s.p[0] == '-')
		s = str_from(s, 1);
	while (s.n > 0 && s.p[s.n - 1] == '-')
		s.n--;
	return s;
}

struct str
export_file_name(struct arena *a, struct str name, struct str fallback)
{
	struct buf b;
	struct str s;
	bool run = false;

	buf_init(&b, a, name.n);
	for (size_t i = 0; i < name.n; i++) {
		bool good = is_file_name_char(name.p[i]);

		if (good)
			buf_char(&b, name.p[i]);
		else if (!run)
			buf_char(&b, '-');
		run = !good;
	}
	s = trim_dashes(buf_str(&b));
	s = trim_dashes(str_sub(s, 0, FILE_NAME));
	return s.n > 0 ? s : fallback;
}

/* The last blank that the first COLUMNS columns of s can break at, or else
 * the first one after; s.n if there is none. A break right behind the name
 * would leave it alone on its line. */
static size_t
find_fold(struct str s, size_t name)
{
	size_t found = s.n;

	for (size_t i = name; i < s.n; i++) {
		if (s.p[i] != ' ' && s.p[i] != '\t')
			continue;
		/* Blanks that begin the line, or come in a row. */
		if (i == 0 || s.p[i - 1] == ' ' || s.p[i - 1] == '\t')
			continue;
		if (i > COLUMNS)
			return found < s.n ? found : i;
		found = i;
	}
	return found;
}

/* One line of a field, folded if it is long; name: bytes at its start that
 * hold "Name: ". */
static void
write_folded(struct buf *out, struct str line, size_t name)
{
	size_t n;

	while (line.n > COLUMNS && (n = find_fold(line, name)) < line.n) {
		buf_add(out, str_sub(line, 0, n));
		buf_char(out, '\n');
		line = str_from(line, n);
		name = 0;
	}
	buf_add(out, line);
	buf_char(out, '\n');
}

static void
write_field(struct buf *out, struct arena *a, struct str name, struct str value)
{
	struct str line = str_f(a, "%.*s: %.*s", STR_ARG(name), STR_ARG(value));

	write_folded(out, line, name.n + 2);
}

/* A stored field: its lines, the first with "Name: ". */
struct stored {
	struct str name;
	struct str text; /* all lines, without the last LF */
};

/* RFC 5322 2.2: printable ASCII. */
static bool
is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= ' ' || s.p[i] >= 0x7F)
			return false;
	return s.n > 0;
}

/* Takes the next field off *rest. Lines that are none are left out, they
 * would end the header. */
static bool
next_field(struct str *rest, struct stored *out)
{
	struct str line, after, value;
	size_t n;

	while (str_line(rest, &line)) {
		if (!str_cut(line, ':', &out->name, &value) ||
		    !is_name(out->name))
			continue;
		n = line.n;
		after = *rest;
		while (str_line(&after, &line) && line.n > 0 &&
		    (line.p[0] == ' ' || line.p[0] == '\t')) {
			n = (size_t)(line.p + line.n - out->name.p);
			*rest = after;
		}
		out->text = str_n(out->name.p, n);
		return true;
	}
	return false;
}

/* A CR would be a line end to some readers. */
static struct str
blank_cr(struct arena *a, struct str line)
{
	char *p;

	if (str_find_char(line, '\r') == line.n)
		return line;
	p = str_z(a, line);
	for (size_t i = 0; i < line.n; i++)
		if (p[i] == '\r')
			p[i] = ' ';
	return str_n(p, line.n);
}

static void
write_stored(struct buf *out, struct arena *a, const struct stored *f)
{
	struct str rest = f->text, line;
	size_t name = f->name.n + 2;

	while (str_line(&rest, &line)) {
		line = blank_cr(a, line);
		if (str_trim(line).n > 0)
			write_folded(out, line, name);
		name = 0;
	}
}

/* Fields that we write ourselves. */
static bool
is_ours(struct str name, const struct export_mail *m)
{
	static const struct str ours[] = { S("Content-Type"),
		S("Content-Transfer-Encoding"), S("MIME-Version"),
		S("X-Patchwork-Submitter"), S("X-Patchwork-Id") };

	for (size_t i = 0; i < COUNT(ours); i++)
		if (str_eq_nocase(name, ours[i]))
			return true;
	return m->delegate_email.n > 0 &&
	    str_eq_nocase(name, S("X-Patchwork-Delegate"));
}

/* Whether this From was rewritten by the list. */
static bool
is_munged(struct arena *a, struct str value, struct str listemail)
{
	struct address from;

	return listemail.n > 0 &&
	    address_split(a, header_clean(a, value), &from) == OK &&
	    str_eq_nocase(from.email, listemail);
}

static void
write_stored_fields(struct buf *out, struct arena *a,
    const struct export_mail *m, struct str submitter, bool *has_date)
{
	struct str rest = m->headers, value;
	struct stored f;

	while (next_field(&rest, &f)) {
		if (is_ours(f.name, m))
			continue;
		*has_date = *has_date || str_eq_nocase(f.name, S("Date"));
		value = str_trim(str_from(f.text, f.name.n + 1));
		if (str_eq_nocase(f.name, S("From")) &&
		    is_munged(a, value, m->listemail)) {
			write_field(out, a, S("X-Patchwork-Original-From"),
			    one_line(a, value));
			write_field(out, a, S("From"), submitter);
		} else {
			write_stored(out, a, &f);
		}
	}
}

static void
write_headers(
    struct buf *out, struct arena *a, const struct export_mail *m, bool is_7bit)
{
	struct buf submitter;
	struct civil c;
	bool has_date = false;

	buf_init(&submitter, a, LIMIT_HEADER_VALUE);
	export_address(&submitter, m->submitter_name, m->submitter_email);
	time_to_civil(m->date, &c);
	buf_printf(out, "From patchwork %s %s %2d %02d:%02d:%02d %d\n",
	    days[c.weekday], months[c.month - 1], (int)c.day, (int)c.hour,
	    (int)c.minute, (int)c.second, (int)c.year);
	buf_lit(out, "Content-Type: text/plain; charset=\"utf-8\"\n");
	buf_lit(out, "MIME-Version: 1.0\n");
	buf_printf(
	    out, "Content-Transfer-Encoding: %s\n", is_7bit ? "7bit" : "8bit");
	write_field(out, a, S("X-Patchwork-Submitter"), buf_str(&submitter));
	buf_printf(out, "X-Patchwork-Id: %lld\n", (long long)m->id);
	if (m->delegate_email.n > 0)
		write_field(out, a, S("X-Patchwork-Delegate"),
		    one_line(a, m->delegate_email));
	write_stored_fields(out, a, m, buf_str(&submitter), &has_date);
	if (!has_date)
		buf_printf(out, "Date: %s, %02d %s %04d %02d:%02d:%02d -0000\n",
		    days[c.weekday], (int)c.day, months[c.month - 1],
		    (int)c.year, (int)c.hour, (int)c.minute, (int)c.second);
}

static void
write_line(struct buf *out, struct str line)
{
	if (str_starts(line, S("From ")))
		buf_char(out, '>');
	buf_add(out, line);
	buf_char(out, '\n');
}

static void
write_text(struct buf *out, struct str text)
{
	struct str line;

	while (str_line(&text, &line))
		write_line(out, line);
}

/* Two or three dashes, perhaps with a blank. */
static bool
is_divider(struct str line)
{
	if (line.n > 0 && line.p[line.n - 1] == ' ')
		line.n--;
	return str_eq(line, S("--")) || str_eq(line, S("---"));
}

/* Text around the first divider; false without one. */
static bool
divide(struct str text, struct str *head, struct str *tail)
{
	struct str rest = text, line;

	while (str_line(&rest, &line)) {
		if (!is_divider(line))
			continue;
		*head = str_sub(text, 0, (size_t)(line.p - text.p));
		*tail = str_from(text, (size_t)(line.p + line.n - text.p));
		return true;
	}
	*head = text;
	*tail = S("");
	return false;
}

static struct str
trim_end(struct str s)
{
	struct str t = utf8_trim(s);

	return t.n == 0 ? S("") : str_n(s.p, (size_t)(t.p + t.n - s.p));
}

/* Remembers a trailer; false if it was there. */
static bool
is_new(struct map *seen, struct arena *a, struct str line)
{
	struct str key = trailer_key(a, line);

	if (map_find(seen, key) != NULL)
		return false;
	map_put(seen, key, seen);
	return true;
}

/* What the comments add below head, each line once. */
static void
write_trailers(struct buf *out, struct arena *a, const struct export_mail *m,
    struct str head)
{
	struct str rest = head, line;
	struct map seen;
	enum trailer kind;
	bool glued = trailer_ends(head) || utf8_trim(head).n == 0;

	map_init(&seen, a);
	while (str_line(&rest, &line))
		if (trailer_classify(line) != TRAILER_NONE)
			(void)is_new(&seen, a, line);
	for (size_t i = 0; i < m->ncomments; i++) {
		rest = m->comments[i];
		while (str_line(&rest, &line)) {
			kind = trailer_classify(line);
			if (kind == TRAILER_NONE || kind == TRAILER_OTHER ||
			    (kind == TRAILER_NACKED && !m->with_nacks) ||
			    !is_new(&seen, a, line))
				continue;
			if (!glued)
				buf_char(out, '\n');
			glued = true;
			write_line(out, line);
		}
	}
}

static void
write_body(struct buf *out, struct arena *a, const struct export_mail *m)
{
	struct str text = utf8_trim(m->content), head, tail;
	bool divided = divide(text, &head, &tail);

	head = utf8_trim(head);
	write_text(out, head);
	/* A text that begins with the divider still has its empty head. */
	if (divided && head.n == 0)
		buf_char(out, '\n');
	write_trailers(out, a, m, head);
	tail = trim_end(tail);
	if (tail.n > 0) {
		buf_lit(out, "---");
		/* The rest of the divider's own line. */
		buf_char(out, '\n');
		write_text(out, str_from(tail, 1));
	}
	if (m->diff.p != NULL) {
		buf_char(out, '\n');
		write_text(out, m->diff);
	}
}

void
export_write(
    struct buf *out, struct arena *scratch, const struct export_mail *m)
{
	struct buf body;
	struct str text;

	buf_init(&body, scratch, LIMIT_RESPONSE);
	write_body(&body, scratch, m);
	if (buf_done(&body, &text) != OK) {
		if (out->err == OK)
			out->err = body.err;
		return;
	}
	write_headers(out, scratch, m, utf8_is_ascii(text));
	buf_char(out, '\n');
	buf_add(out, text);
}
