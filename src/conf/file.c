/*
 * Settings files: "[section]", "key = value", comments from '#' or ';' at
 * the beginning of a line. A value goes to the end of its line, blanks at
 * both ends taken off; there are no quotes, escapes, continuation lines or
 * comments behind values, so that a URL or a secret can hold any character.
 * Ours rather than a library's: libinih as Debian builds it cuts lines at 197
 * bytes and values at " ;" without a word, which a database URL must not
 * meet.
 */
#include "conf/file.h"

static bool
is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!char_is_alpha(s.p[i]) && !char_is_digit(s.p[i]) &&
		    s.p[i] != '_' && s.p[i] != '.')
			return false;
	return s.n > 0;
}

static enum err
read_section(struct settings_file *f, struct str line)
{
	struct str name;

	if (line.p[line.n - 1] != ']')
		return err_set(ERR_CONFIG, "no ] ends the section");
	name = str_trim(str_sub(line, 1, line.n - 2));
	if (!is_name(name))
		return err_set(ERR_CONFIG, "name of the section is wrong");
	f->section = name;
	return OK;
}

static enum err
read_assignment(
    struct settings_file *f, struct str line, struct assignment *out)
{
	struct str key, value;

	if (!str_cut(line, '=', &key, &value))
		return err_set(ERR_CONFIG, "expected: name = value");
	key = str_trim(key);
	if (!is_name(key))
		return err_set(ERR_CONFIG, "\"%.*s\" is no name", STR_ARG(key));
	out->name = f->section.n > 0
	    ? str_f(f->a, "%.*s.%.*s", STR_ARG(f->section), STR_ARG(key))
	    : key;
	out->value = str_trim(value);
	out->line = f->line;
	return OK;
}

enum err
settings_file_next(struct settings_file *f, struct assignment *out, bool *there)
{
	struct str line;
	enum err e;

	if (f->line == 0 && str_starts(f->rest, S("\xEF\xBB\xBF")))
		f->rest = str_from(f->rest, 3);
	while (str_line(&f->rest, &line)) {
		f->line++;
		line = str_trim(line);
		if (line.n == 0 || line.p[0] == '#' || line.p[0] == ';')
			continue;
		if (line.p[0] != '[') {
			if ((e = read_assignment(f, line, out)) != OK)
				return e;
			*there = true;
			return OK;
		}
		if ((e = read_section(f, line)) != OK)
			return e;
	}
	*there = false;
	return OK;
}
