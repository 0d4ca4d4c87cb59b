/*
 * Cutting a template into text, {{ values }} and {% directives %}; and its
 * expressions, which are C but for the leading dot.
 */
#include "template.h"

static bool
is_word_char(char c)
{
	return char_is_alpha(c) || char_is_digit(c) || c == '_';
}

static void
skip_to(struct source *s, size_t at)
{
	for (; s->at < at; s->at++)
		s->line += s->text.p[s->at] == '\n';
}

/* Offset of the next "{{", "{%" or "{#" at or after from. */
static size_t
find_open(struct str text, size_t from)
{
	for (size_t i = from; i + 1 < text.n; i++)
		if (text.p[i] == '{' &&
		    (text.p[i + 1] == '{' || text.p[i + 1] == '%' ||
			text.p[i + 1] == '#'))
			return i;
	return text.n;
}

/* Only blanks between the beginning of the line and at. */
static bool
begins_line(struct str text, size_t at, size_t *begin)
{
	while (at > 0 && (text.p[at - 1] == ' ' || text.p[at - 1] == '\t'))
		at--;
	*begin = at;
	return at == 0 || text.p[at - 1] == '\n';
}

/* Only blanks from at to the end of the line; *next is past it. */
static bool
ends_line(struct str text, size_t at, size_t *next)
{
	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t'))
		at++;
	*next = at < text.n ? at + 1 : at;
	return at == text.n || text.p[at] == '\n';
}

/* What begins at offset open; *end is where reading goes on, *begin where
 * the text before it ends: for a directive alone on its line, both exclude
 * that line. */
static enum err
read_mark(const struct source *s, size_t open, struct token *out, size_t *begin,
    size_t *end)
{
	char kind = s->text.p[open + 1];
	struct str close = kind == '{' ? S("}}")
	    : kind == '%'              ? S("%}")
				       : S("#}");
	struct str inside = str_from(s->text, open + 2);
	size_t n = str_find(inside, close), line, next;

	if (n == inside.n)
		return err_set(ERR_INVALID, "no %.*s follows", STR_ARG(close));
	out->kind = kind == '{' ? TOKEN_VALUE : TOKEN_DIRECTIVE;
	out->text = str_trim(str_sub(inside, 0, n));
	*begin = open;
	*end = open + 2 + n + 2;
	if (kind != '{' && begins_line(s->text, open, &line) &&
	    ends_line(s->text, *end, &next) && line >= s->at) {
		*begin = line;
		*end = next;
	}
	return OK;
}

enum err
source_next(struct source *s, struct token *out)
{
	size_t open, begin, end;
	enum err e;

	for (;;) {
		struct token mark = { .kind = TOKEN_END };

		if (s->at >= s->text.n) {
			*out = (struct token){ .kind = TOKEN_END,
				.line = s->line };
			return OK;
		}
		open = begin = end = find_open(s->text, s->at);
		if (open < s->text.n &&
		    (e = read_mark(s, open, &mark, &begin, &end)) != OK)
			return e;
		if (begin > s->at) {
			*out = (struct token){ TOKEN_TEXT,
				str_sub(s->text, s->at, begin - s->at),
				s->line };
			skip_to(s, begin);
			return OK;
		}
		/* Lines of a mark are counted from its braces. */
		skip_to(s, open);
		mark.line = s->line;
		skip_to(s, end);
		if (s->text.p[open + 1] == '#')
			continue;
		*out = mark;
		return OK;
	}
}

/* A string or character constant at text[0]; its length, or 0. */
static size_t
quoted_length(struct str text)
{
	for (size_t i = 1; i < text.n; i++) {
		if (text.p[i] == '\\')
			i++;
		else if (text.p[i] == text.p[0])
			return i + 1;
	}
	return 0;
}

static bool
is_closed_by(char open, char close)
{
	return (open == '(' && close == ')') || (open == '[' && close == ']');
}

enum err
expression_write(struct buf *b, struct str text)
{
	char open[64];
	size_t depth = 0;

	if (text.n == 0)
		return err_set(ERR_INVALID, "an expression is missing");
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i], before = i > 0 ? text.p[i - 1] : ' ';

		if (c == '"' || c == '\'') {
			size_t n = quoted_length(str_from(text, i));

			if (n == 0)
				return err_set(
				    ERR_INVALID, "%c is not closed", c);
			buf_add(b, str_sub(text, i, n));
			i += n - 1;
			continue;
		}
		if (str_find_char(S(";{}#\\@`"), c) < 7)
			return err_set(ERR_INVALID, "'%c' in an expression", c);
		if (c == '(' || c == '[') {
			if (depth == sizeof(open))
				return err_set(ERR_INVALID, "nested too deep");
			open[depth++] = c;
		} else if ((c == ')' || c == ']') &&
		    (depth == 0 || !is_closed_by(open[--depth], c))) {
			return err_set(ERR_INVALID, "unexpected '%c'", c);
		}
		if (c == '.' && !is_word_char(before) && before != ')' &&
		    before != ']' && before != '.' && i + 1 < text.n &&
		    (char_is_alpha(text.p[i + 1]) || text.p[i + 1] == '_'))
			buf_lit(b, "page->");
		else
			buf_char(b, c == '\n' || c == '\t' ? ' ' : c);
	}
	if (depth > 0)
		return err_set(ERR_INVALID, "'%c' is not closed", open[0]);
	return b->err;
}
