/*
 * Values of header fields: clean text, and the parameters of Content-Type.
 * Parameters are read as leniently as mail clients write them (RFC 2045 5.1,
 * RFC 2231 3 and 4): an unclosed quote takes the rest, blanks do not matter,
 * a parameter may stand where the type should be.
 */
#include "mail/header.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "mail/charset.h"
#include "mail/rfc2047.h"
#include "mail/transfer.h"

/* A piece of a value cut up by RFC 2231: "name*3*=...". */
struct piece {
	int number;
	bool encoded;
	struct str value;
};

struct pieces {
	struct piece *rows;
	size_t n, room;
};

/* Up to the limit, without splitting a character of UTF-8. */
static struct str
cut_value(struct str s)
{
	size_t n = LIMIT_HEADER_VALUE;

	if (s.n <= n)
		return s;
	while (n > LIMIT_HEADER_VALUE - 3 &&
	    ((unsigned char)s.p[n] & 0xC0) == 0x80)
		n--;
	return str_sub(s, 0, n);
}

struct str
header_clean(struct arena *a, struct str raw)
{
	struct str text;

	if (raw.p == NULL)
		return raw;
	text = charset_guess(a, cut_value(raw));
	text = utf8_clean(a, rfc2047_decode(a, text));
	return utf8_squeeze(a, text);
}

struct str
header_token(struct arena *a, struct str value)
{
	struct str token =
	    utf8_trim(str_sub(value, 0, str_find_char(value, ';')));
	char *p = arena_alloc(a, token.n + 1);

	for (size_t i = 0; i < token.n; i++)
		p[i] = token.p[i] >= ' ' && token.p[i] < 0x7F
		    ? char_lower(token.p[i])
		    : '?';
	return str_n(p, token.n);
}

/* Takes the next parameter off *rest: up to a ';' outside quotes. */
static bool
next_param(struct str *rest, struct str *param)
{
	bool quoted = false;
	size_t i;

	if (rest->n == 0)
		return false;
	for (i = 0; i < rest->n; i++) {
		if (rest->p[i] == '"' && (i == 0 || rest->p[i - 1] != '\\'))
			quoted = !quoted;
		if (rest->p[i] == ';' && !quoted)
			break;
	}
	*param = str_sub(*rest, 0, i);
	*rest = str_from(*rest, i + 1);
	return true;
}

static struct str
unquote(struct arena *a, struct str s)
{
	char *p;
	size_t n = 0;

	if (s.n > 1 && s.p[0] == '<' && s.p[s.n - 1] == '>')
		return str_sub(s, 1, s.n - 2);
	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"')
		return s;
	s = str_sub(s, 1, s.n - 2);
	if (s.n == 0 || memchr(s.p, '\\', s.n) == NULL)
		return s;
	p = arena_alloc(a, s.n);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n &&
		    (s.p[i + 1] == '\\' || s.p[i + 1] == '"'))
			i++;
		p[n++] = s.p[i];
	}
	return str_n(p, n);
}

/* Whether key is name, or name with RFC 2231's "*", "*0", "*0*". */
static bool
is_piece(struct str key, struct str name, int *number, bool *encoded)
{
	struct str tail = str_from(key, name.n);

	*number = 0;
	*encoded = false;
	if (!str_starts_nocase(key, name) || tail.n == 0 || tail.p[0] != '*')
		return false;
	*encoded = tail.p[tail.n - 1] == '*';
	tail = str_from(tail, 1);
	if (tail.n > 0 && *encoded)
		tail.n--;
	return tail.n == 0 || str_int(tail, 0, 100000, number);
}

static void
add_piece(struct arena *a, struct pieces *p, struct piece piece)
{
	size_t room = p->room, size = sizeof(*p->rows);

	if (p->n == room) {
		p->room = room ? room * 2 : 4;
		p->rows = arena_grow(a, p->rows, room * size, p->room * size);
	}
	p->rows[p->n++] = piece;
}

static int
by_number(const void *one, const void *other)
{
	const struct piece *p = one, *q = other;

	if (p->number != q->number)
		return p->number < q->number ? -1 : 1;
	/* Equal numbers in order of appearance: values point into one text. */
	return p->value.p < q->value.p ? -1 : p->value.p > q->value.p;
}

static void
add_percent_decoded(struct buf *b, struct str s)
{
	int byte;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '%' && (byte = transfer_hex(s, i + 1)) >= 0) {
			buf_char(b, (char)byte);
			i += 2;
		} else {
			buf_char(b, s.p[i]);
		}
	}
}

/* RFC 2231: the pieces in order, without charset'language' in front. */
static struct str
join_pieces(struct arena *a, struct pieces *pieces)
{
	bool extended = false;
	struct str left, right, text;
	struct buf b;

	buf_init(&b, a, SIZE_MAX);
	qsort(pieces->rows, pieces->n, sizeof(*pieces->rows), by_number);
	for (size_t i = 0; i < pieces->n; i++) {
		struct piece p = pieces->rows[i];

		extended = extended || p.encoded;
		if (p.encoded)
			add_percent_decoded(&b, unquote(a, p.value));
		else
			buf_add(&b, unquote(a, p.value));
	}
	text = buf_str(&b);
	if (extended && str_cut(text, '\'', &left, &right) &&
	    str_cut(right, '\'', &left, &right))
		return right;
	return text;
}

struct str
header_param(struct arena *a, struct str value, struct str name)
{
	struct pieces pieces = { 0 };
	struct str rest = value, param, key, text;
	struct piece piece;

	while (next_param(&rest, &param)) {
		if (!str_cut(param, '=', &key, &text)) {
			key = param;
			text = S("");
		}
		key = utf8_trim(key);
		text = utf8_trim(text);
		if (str_eq_nocase(key, name))
			return unquote(a, text);
		if (!is_piece(key, name, &piece.number, &piece.encoded))
			continue;
		piece.value = text;
		add_piece(a, &pieces, piece);
	}
	if (pieces.n == 0)
		return (struct str){ NULL, 0 };
	return join_pieces(a, &pieces);
}
