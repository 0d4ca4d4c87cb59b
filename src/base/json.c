/* The JSON writer: one pass, runs of plain bytes copied whole. */
#include "base/json.h"

#include <string.h>

#include "base/time.h"

void
json_init(struct json *j, struct buf *out, int indent)
{
	*j = (struct json){ .out = out, .indent = indent, .empty = true };
}

static void
break_line(struct json *j)
{
	static const char blanks[] = "                ";
	size_t left = (size_t)j->depth * (size_t)j->indent, n;

	buf_char(j->out, '\n');
	for (; left > 0; left -= n) {
		n = left < sizeof(blanks) - 1 ? left : sizeof(blanks) - 1;
		buf_add(j->out, str_n(blanks, n));
	}
}

/* What stands before a key, or a value that follows no key. */
static void
begin(struct json *j)
{
	if (j->keyed) {
		j->keyed = false;
		return;
	}
	if (!j->empty)
		buf_char(j->out, ',');
	if (j->indent > 0 && j->depth > 0)
		break_line(j);
	j->empty = false;
}

static void
open(struct json *j, char bracket)
{
	begin(j);
	buf_char(j->out, bracket);
	j->depth++;
	j->empty = true;
}

static void
shut(struct json *j, char bracket)
{
	assert(j->depth > 0 && !j->keyed);
	j->depth--;
	if (!j->empty && j->indent > 0)
		break_line(j);
	j->empty = false;
	buf_char(j->out, bracket);
}

void
json_begin_object(struct json *j)
{
	open(j, '{');
}

void
json_end_object(struct json *j)
{
	shut(j, '}');
}

void
json_begin_array(struct json *j)
{
	open(j, '[');
}

void
json_end_array(struct json *j)
{
	shut(j, ']');
}

/* The escape of a byte: a letter for \letter, 'u' for \u00xx, 'L' for what
 * may begin U+2028 or U+2029 (E2 80 A8, E2 80 A9), 0 for none. */
static const char escapes[256] = {
	[0x00] = 'u',
	[0x01] = 'u',
	[0x02] = 'u',
	[0x03] = 'u',
	[0x04] = 'u',
	[0x05] = 'u',
	[0x06] = 'u',
	[0x07] = 'u',
	[0x08] = 'b',
	[0x09] = 't',
	[0x0A] = 'n',
	[0x0B] = 'u',
	[0x0C] = 'f',
	[0x0D] = 'r',
	[0x0E] = 'u',
	[0x0F] = 'u',
	[0x10] = 'u',
	[0x11] = 'u',
	[0x12] = 'u',
	[0x13] = 'u',
	[0x14] = 'u',
	[0x15] = 'u',
	[0x16] = 'u',
	[0x17] = 'u',
	[0x18] = 'u',
	[0x19] = 'u',
	[0x1A] = 'u',
	[0x1B] = 'u',
	[0x1C] = 'u',
	[0x1D] = 'u',
	[0x1E] = 'u',
	[0x1F] = 'u',
	['"'] = '"',
	['\\'] = '\\',
	[0xE2] = 'L',
};

/* Writes the escape for p[0] and returns how many bytes it stands for. */
static size_t
write_escape(struct buf *b, const char *p, size_t n)
{
	char e = escapes[(unsigned char)p[0]];

	if (e == 'L') {
		if (n >= 3 && p[1] == '\x80' &&
		    (p[2] == '\xA8' || p[2] == '\xA9')) {
			buf_add(
			    b, p[2] == '\xA8' ? S("\\u2028") : S("\\u2029"));
			return 3;
		}
		buf_char(b, p[0]);
	} else if (e == 'u') {
		buf_printf(b, "\\u%04x", (unsigned char)p[0]);
	} else {
		buf_char(b, '\\');
		buf_char(b, e);
	}
	return 1;
}

/* Bytes before the first one with an escape. */
static size_t
plain_length(struct str s)
{
	size_t n = 0;

	while (n < s.n && escapes[(unsigned char)s.p[n]] == 0)
		n++;
	return n;
}

/* The common string has nothing to escape: one look at the room. */
static void
write_plain(struct buf *b, struct str s)
{
	char *p = buf_room(b, s.n + 2);

	if (p == NULL)
		return;
	p[0] = '"';
	if (s.n > 0)
		memcpy(p + 1, s.p, s.n);
	p[s.n + 1] = '"';
	buf_used(b, s.n + 2);
}

static void
write_string(struct buf *b, struct str s)
{
	size_t n = plain_length(s);

	if (n == s.n) {
		write_plain(b, s);
		return;
	}
	buf_char(b, '"');
	while (s.n > 0) {
		buf_add(b, str_sub(s, 0, n));
		s = str_from(s, n);
		if (s.n > 0)
			s = str_from(s, write_escape(b, s.p, s.n));
		n = plain_length(s);
	}
	buf_char(b, '"');
}

void
json_key(struct json *j, struct str name)
{
	begin(j);
	write_string(j->out, name);
	buf_char(j->out, ':');
	if (j->indent > 0)
		buf_char(j->out, ' ');
	j->keyed = true;
}

void
json_str(struct json *j, struct str s)
{
	if (s.p == NULL) {
		json_none(j);
		return;
	}
	begin(j);
	write_string(j->out, s);
}

void
json_int(struct json *j, int64_t v)
{
	begin(j);
	buf_int(j->out, v);
}

void
json_bool(struct json *j, bool v)
{
	begin(j);
	buf_add(j->out, v ? S("true") : S("false"));
}

void
json_none(struct json *j)
{
	begin(j);
	buf_lit(j->out, "null");
}

void
json_time(struct json *j, int64_t t)
{
	if (t == TIME_NONE) {
		json_none(j);
		return;
	}
	begin(j);
	buf_char(j->out, '"');
	time_write(j->out, t, 'T');
	buf_char(j->out, '"');
}

void
json_raw(struct json *j, struct str text)
{
	begin(j);
	buf_add(j->out, text);
}
