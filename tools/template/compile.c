/*
 * Directives, and the C that a template becomes. Blocks are followed through
 * the markup: both ways out of an {% if %} and every turn of a {% for %} must
 * end in the same place of it, so that the place of each value is known here
 * and never at run time.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "template.h"

enum { MAX_FILE = 1 << 20, MAX_DEPTH = 100 };

typedef enum err directive_fn(
    struct compiler *c, struct source *s, int line, struct str args);

static enum err compile_block(
    struct compiler *c, struct source *s, struct token *stop);

/* Puts FILE:LINE before the message; not for errors of nested blocks. */
static enum err
located(const struct source *s, int line, enum err e)
{
	if (e == OK)
		return OK;
	return err_set(e, "%.*s:%d: %s", STR_ARG(s->name), line, err_message());
}

static enum err
fault(const struct source *s, int line, const char *message)
{
	return err_set(
	    ERR_INVALID, "%.*s:%d: %s", STR_ARG(s->name), line, message);
}

static void
write_line(struct compiler *c, const struct source *s, int line)
{
	buf_printf(c->out, "#line %d \"%.*s\"\n", line, STR_ARG(s->name));
}

/* An expression, put before and after; the line is told to the C compiler. */
static enum err
write_expression(struct compiler *c, const struct source *s, int line,
    const char *before, struct str text, const char *after)
{
	write_line(c, s, line);
	buf_printf(c->out, "\t%s", before);
	if (expression_write(c->out, text) != OK)
		return located(s, line, ERR_INVALID);
	buf_printf(c->out, "%s\n", after);
	return OK;
}

/* As a C string, broken after each line feed. */
static void
write_literal(struct buf *b, struct str text)
{
	buf_lit(b, "\tbuf_add(b, (struct str){\n\t    \"");
	for (size_t i = 0; i < text.n; i++) {
		unsigned char ch = (unsigned char)text.p[i];

		if (ch == '\n' && i + 1 < text.n)
			buf_lit(b, "\\n\"\n\t    \"");
		else if (ch == '"' || ch == '\\' || ch == '?')
			buf_printf(b, "\\%c", ch);
		else if (ch < 0x20 || ch >= 0x7F)
			buf_printf(b, "\\%03o", ch);
		else
			buf_char(b, (char)ch);
	}
	buf_printf(b, "\",\n\t    %zu });\n", text.n);
}

static enum err
compile_text(struct compiler *c, const struct source *s, struct token *t)
{
	if (!c->has_page) {
		if (str_trim(t->text).n > 0)
			return fault(s, t->line, "text before {% page %}");
		return OK;
	}
	if (c->is_html)
		for (struct str rest = t->text; rest.n > 0;) {
			size_t n = str_find_char(rest, '\n');
			enum err e =
			    markup_follow(&c->markup, str_sub(rest, 0, n + 1));

			if (e != OK)
				return located(s, t->line, e);
			t->line += n < rest.n;
			rest = str_from(rest, n + 1);
		}
	write_literal(c->out, t->text);
	return OK;
}

/* Takes "word blank" off text if the word is one of those that say how a
 * value is written; "" otherwise. */
static struct str
take_word(struct str *text)
{
	static const char *const words[] = { "raw", "url", "day", "time",
		"iso" };

	for (size_t i = 0; i < COUNT(words); i++) {
		struct str word = str_c(words[i]);

		if (str_starts(*text, word) && text->n > word.n &&
		    char_is_blank(text->p[word.n])) {
			*text = str_trim(str_from(*text, word.n));
			return word;
		}
	}
	return S("");
}

static enum err
plain_writer(struct str word, const char **out)
{
	struct markup in_text = { .place = IN_TEXT };

	*out = "html_plain";
	if (word.n == 0)
		return OK;
	if (str_eq(word, S("raw")))
		return err_set(ERR_INVALID, "raw stands in HTML only");
	return markup_writer(&in_text, word, out);
}

static enum err
compile_value(struct compiler *c, const struct source *s, struct token *t)
{
	struct str text = t->text, word = take_word(&text);
	const char *writer;
	char before[64];
	enum err e;

	if (!c->has_page)
		return fault(s, t->line, "a value before {% page %}");
	e = c->is_html ? markup_writer(&c->markup, word, &writer)
		       : plain_writer(word, &writer);
	if (e != OK)
		return located(s, t->line, e);
	(void)snprintf(before, sizeof(before), "%s(b, ", writer);
	return write_expression(c, s, t->line, before, text, ");");
}

static struct str
take_name(struct str *text)
{
	size_t n = 0;

	while (n < text->n &&
	    (char_is_alpha(text->p[n]) || text->p[n] == '_' ||
		(n > 0 && char_is_digit(text->p[n]))))
		n++;
	struct str name = str_sub(*text, 0, n);
	*text = str_trim(str_from(*text, n));
	return name;
}

/* "file" at the beginning of text. */
static enum err
take_file(struct str *text, struct str *out)
{
	struct str rest = str_from(*text, 1);
	size_t n = str_find_char(rest, '"');

	if (text->n < 2 || text->p[0] != '"' || n == rest.n || n == 0)
		return err_set(ERR_INVALID, "a file in quotes is missing");
	*out = str_sub(rest, 0, n);
	*text = str_trim(str_from(rest, n + 1));
	return OK;
}

static enum err
read_file(struct compiler *c, struct str name, struct source *out)
{
	char *path = str_z(
	    c->a, str_f(c->a, "%.*s/%.*s", STR_ARG(c->folder), STR_ARG(name)));
	struct buf b;
	ssize_t n;
	int fd;

	if (c->nfiles == COUNT(c->files))
		return err_set(ERR_INVALID, "too many files");
	if ((fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return err_set(ERR_INVALID, "%s: %s", path, strerror(errno));
	buf_init(&b, c->a, MAX_FILE);
	do {
		char *room = buf_room(&b, 65536);

		n = room != NULL ? read(fd, room, 65536) : -1;
		if (n > 0)
			buf_used(&b, (size_t)n);
	} while (n > 0);
	(void)close(fd);
	if (n < 0)
		return err_set(ERR_INVALID, "%s cannot be read", path);
	c->files[c->nfiles++] = str_c(path);
	*out = (struct source){ .name = str_f(
				    c->a, "templates/%.*s", STR_ARG(name)),
		.text = buf_str(&b),
		.line = 1 };
	return OK;
}

/* A whole file, in the present place of the markup. */
static enum err
compile_file(struct compiler *c, struct source *file)
{
	struct token stop;
	enum err e;

	if ((e = compile_block(c, file, &stop)) != OK)
		return e;
	if (stop.kind != TOKEN_END)
		return fault(file, stop.line, "nothing to end here");
	return OK;
}

static enum err
compile_page(struct compiler *c, struct source *s, int line, struct str args)
{
	struct str type = take_name(&args), header;

	if (c->has_page)
		return fault(s, line, "{% page %} stands once, first");
	if (type.n == 0 || take_file(&args, &header) != OK || args.n > 0)
		return fault(s, line, "expected: page STRUCT \"HEADER\"");
	c->has_page = true;
	buf_printf(c->out,
	    "#include \"base/html.h\"\n#include \"%.*s\"\n\n"
	    "enum err\n%.*s(struct buf *b, const struct %.*s *page)\n{\n"
	    "\t(void)page;\n",
	    STR_ARG(header), STR_ARG(c->function), STR_ARG(type));
	return OK;
}

static enum err
compile_include(struct compiler *c, struct source *s, int line, struct str args)
{
	struct source file;
	struct str name;

	if (take_file(&args, &name) != OK || args.n > 0)
		return fault(s, line, "expected: include \"FILE\"");
	if (read_file(c, name, &file) != OK)
		return located(s, line, ERR_INVALID);
	return compile_file(c, &file);
}

static enum err
compile_wrap(struct compiler *c, struct source *s, int line, struct str args)
{
	struct body body = { .source = s, .outer = c->body };
	struct source file;
	struct str name;
	enum err e;

	if (take_file(&args, &name) != OK || args.n > 0)
		return fault(s, line, "expected: wrap \"FILE\"");
	if (read_file(c, name, &file) != OK)
		return located(s, line, ERR_INVALID);
	c->body = &body;
	e = compile_file(c, &file);
	c->body = body.outer;
	if (e == OK && !body.used)
		return fault(s, line, "the file has no {% body %}");
	return e;
}

static enum err
compile_body(struct compiler *c, struct source *s, int line, struct str args)
{
	struct body *body = c->body;
	struct token stop;
	enum err e;

	if (body == NULL || body->used || args.n > 0)
		return fault(
		    s, line, "{% body %} stands once in a file that wraps");
	body->used = true;
	c->body = body->outer;
	e = compile_block(c, body->source, &stop);
	c->body = body;
	if (e == OK && !str_eq(stop.text, S("end")))
		return fault(body->source, stop.line,
		    "{% wrap %} is not "
		    "ended");
	return e;
}

/* Up to {% end %}; the markup must be where it was. */
static enum err
compile_to_end(struct compiler *c, struct source *s, int line,
    const struct markup *want, struct token *stop)
{
	enum err e;

	if ((e = compile_block(c, s, stop)) != OK)
		return e;
	if (stop->kind == TOKEN_END)
		return fault(s, line, "no {% end %} follows");
	if (want != NULL && c->is_html && !markup_is_equal(&c->markup, want))
		return fault(s, stop->line,
		    "the ways to here end in different places of the markup");
	return OK;
}

static enum err
compile_if(struct compiler *c, struct source *s, int line, struct str args)
{
	struct markup before = c->markup, after;
	struct token stop;
	bool has_else = false;
	enum err e;

	if ((e = write_expression(c, s, line, "if (", args, ") {")) != OK ||
	    (e = compile_to_end(c, s, line, NULL, &stop)) != OK)
		return e;
	after = c->markup;
	after.apart = after.apart || before.apart;
	while (!str_eq(stop.text, S("end"))) {
		struct str condition = stop.text;

		c->markup = before;
		if (has_else)
			return fault(s, stop.line, "an {% else %} was before");
		if (str_eq(take_name(&condition), S("elif"))) {
			e = write_expression(
			    c, s, stop.line, "} else if (", condition, ") {");
			if (e != OK)
				return e;
		} else {
			has_else = true;
			buf_lit(c->out, "\t} else {\n");
		}
		e = compile_to_end(c, s, line, &after, &stop);
		if (e != OK)
			return e;
		after.apart = after.apart || c->markup.apart;
	}
	c->markup.apart = after.apart;
	if (!has_else && c->is_html && !markup_is_equal(&before, &after))
		return fault(s, stop.line,
		    "the ways to here end in different places of the markup");
	buf_lit(c->out, "\t}\n");
	return OK;
}

/* Offset of a comma outside of brackets and quotes, or text.n. */
static size_t
find_comma(struct str text)
{
	int depth = 0;
	char quote = '\0';

	for (size_t i = 0; i < text.n; i++) {
		char ch = text.p[i];

		if (quote != '\0') {
			if (ch == '\\')
				i++;
			else if (ch == quote)
				quote = '\0';
		} else if (ch == '"' || ch == '\'') {
			quote = ch;
		} else if (ch == ',' && depth == 0) {
			return i;
		} else {
			depth +=
			    (ch == '(' || ch == '[') - (ch == ')' || ch == ']');
		}
	}
	return text.n;
}

/* The number of elements: given after a comma, or by the member of the same
 * name with an n before it. */
static struct str
count_of(struct compiler *c, struct str *array)
{
	size_t comma = find_comma(*array), n;
	struct str all = *array;

	if (comma < all.n) {
		*array = str_trim(str_sub(all, 0, comma));
		return str_trim(str_from(all, comma + 1));
	}
	for (n = all.n; n > 0; n--)
		if (!char_is_alpha(all.p[n - 1]) &&
		    !char_is_digit(all.p[n - 1]) && all.p[n - 1] != '_')
			break;
	return str_f(c->a, "%.*sn%.*s", STR_ARG(str_sub(all, 0, n)),
	    STR_ARG(str_from(all, n)));
}

static enum err
write_loop(struct compiler *c, const struct source *s, int line,
    struct str item, struct str index, struct str array)
{
	struct str count = count_of(c, &array);
	const char *i = str_f(c->a, "i_%d", ++c->loops).p;
	enum err e;

	e = write_expression(c, s, line,
	    str_f(c->a, "for (size_t %s = 0, n%s = (size_t)(", i, i).p, count,
	    str_f(c->a, "); %s < n%s; %s++) {", i, i, i).p);
	if (e != OK)
		return e;
	e = write_expression(c, s, line, "const __typeof__((", array, ")[0])");
	if (e != OK)
		return e;
	e = write_expression(c, s, line,
	    str_f(c->a, "*%.*s = &(", STR_ARG(item)).p, array,
	    str_f(c->a, ")[%s];", i).p);
	if (e != OK)
		return e;
	buf_printf(c->out, "\t(void)%.*s;\n", STR_ARG(item));
	if (index.n > 0)
		buf_printf(c->out,
		    "\tconst size_t %.*s = %s;\n"
		    "\t(void)%.*s;\n",
		    STR_ARG(index), i, STR_ARG(index));
	return OK;
}

static enum err
compile_for(struct compiler *c, struct source *s, int line, struct str args)
{
	struct str item = take_name(&args), index = S(""), array;
	struct markup before = c->markup;
	struct token stop;
	enum err e;

	if (str_starts(args, S(","))) {
		args = str_trim(str_from(args, 1));
		index = take_name(&args);
	}
	if (item.n == 0 || !str_eq(take_name(&args), S("in")))
		return fault(
		    s, line, "expected: for NAME [, INDEX] in ARRAY [, COUNT]");
	array = args;
	if ((e = write_loop(c, s, line, item, index, array)) != OK ||
	    (e = compile_to_end(c, s, line, &before, &stop)) != OK)
		return e;
	buf_lit(c->out, "\t}\n");
	c->markup.apart = c->markup.apart || before.apart;
	if (str_eq(stop.text, S("else"))) {
		struct str count = count_of(c, &array);

		e = write_expression(
		    c, s, stop.line, "if ((", count, ") == 0) {");
		if (e != OK ||
		    (e = compile_to_end(c, s, line, &before, &stop)) != OK)
			return e;
		buf_lit(c->out, "\t}\n");
	}
	if (!str_eq(stop.text, S("end")))
		return fault(s, stop.line, "expected {% end %}");
	return OK;
}

static enum err
compile_with(struct compiler *c, struct source *s, int line, struct str args)
{
	struct str name = take_name(&args);
	struct token stop;
	enum err e;

	if (name.n == 0 || !str_starts(args, S("=")))
		return fault(s, line, "expected: with NAME = EXPRESSION");
	args = str_trim(str_from(args, 1));
	e = write_expression(c, s, line,
	    str_f(c->a, "{ const __auto_type %.*s = (", STR_ARG(name)).p, args,
	    str_f(c->a, "); (void)%.*s;", STR_ARG(name)).p);
	if (e != OK || (e = compile_to_end(c, s, line, NULL, &stop)) != OK)
		return e;
	if (!str_eq(stop.text, S("end")))
		return fault(s, stop.line, "expected {% end %}");
	buf_lit(c->out, "\t}\n");
	return OK;
}

/* clang-format off */
static const struct directive {
	const char *word;
	directive_fn *compile;
} directives[] = {
	{ "page",    compile_page },
	{ "include", compile_include },
	{ "wrap",    compile_wrap },
	{ "body",    compile_body },
	{ "if",      compile_if },
	{ "for",     compile_for },
	{ "with",    compile_with },
};
/* clang-format on */

static bool
is_stop(struct str text)
{
	struct str rest = text;

	return str_eq(text, S("end")) || str_eq(text, S("else")) ||
	    str_eq(take_name(&rest), S("elif"));
}

static enum err
compile_directive(struct compiler *c, struct source *s, struct token *t)
{
	struct str args = t->text, word = take_name(&args);

	if (!c->has_page && !str_eq(word, S("page")))
		return fault(s, t->line, "{% page %} comes first");
	if (c->is_html && markup_settle(&c->markup) != OK)
		return located(s, t->line, ERR_INVALID);
	for (size_t i = 0; i < COUNT(directives); i++)
		if (str_eq(word, str_c(directives[i].word)))
			return directives[i].compile(c, s, t->line, args);
	return fault(s, t->line, "unknown directive");
}

/* Up to the end of the file, or a directive that ends or divides a block,
 * which is left in *stop. */
static enum err
compile_block(struct compiler *c, struct source *s, struct token *stop)
{
	struct token t;
	enum err e = OK;

	if (++c->depth > MAX_DEPTH)
		return fault(s, s->line, "nested too deep");
	while (e == OK) {
		if (source_next(s, &t) != OK)
			return located(s, s->line, ERR_INVALID);
		if (t.kind == TOKEN_END ||
		    (t.kind == TOKEN_DIRECTIVE && is_stop(t.text))) {
			if (c->is_html)
				e = located(
				    s, t.line, markup_settle(&c->markup));
			break;
		}
		if (t.kind == TOKEN_TEXT)
			e = compile_text(c, s, &t);
		else if (t.kind == TOKEN_VALUE)
			e = compile_value(c, s, &t);
		else
			e = compile_directive(c, s, &t);
	}
	c->depth--;
	*stop = t;
	return e;
}

enum err
compile(struct compiler *c, struct str path)
{
	struct source file;
	enum err e;

	if ((e = read_file(c, path, &file)) != OK)
		return e;
	buf_printf(c->out, "/* Made from %.*s; not to be edited. */\n",
	    STR_ARG(file.name));
	if ((e = compile_file(c, &file)) != OK)
		return e;
	if (!c->has_page)
		return fault(&file, 1, "no {% page %}");
	if (c->is_html && c->markup.place != IN_TEXT)
		return fault(&file, file.line, "the page ends inside a tag");
	buf_lit(c->out, "\treturn b->err;\n}\n");
	return c->out->err;
}
