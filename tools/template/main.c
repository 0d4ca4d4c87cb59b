/*
 * template FOLDER OUTPUT DEPFILE INPUT: compiles one template below FOLDER
 * to C. The files it read go into DEPFILE, as make writes them.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "template.h"

/* INPUT below FOLDER, whatever the paths look like; NULL if it is not. */
static const char *
below(struct arena *a, const char *folder, const char *input)
{
	char *real_folder = realpath(folder, NULL);
	char *real_input = realpath(input, NULL);
	const char *out = NULL;

	if (real_folder != NULL && real_input != NULL) {
		size_t n = strlen(real_folder);

		if (strncmp(real_input, real_folder, n) == 0 &&
		    real_input[n] == '/')
			out = str_z(a, str_c(real_input + n + 1));
	}
	free(real_folder);
	free(real_input);
	return out;
}

/* template_mail_digest for mail/digest.txt. */
static struct str
function_name(struct arena *a, const char *path)
{
	struct str stem = str_c(path);
	char *name;

	stem = str_sub(stem, 0, str_find_last(stem, '.'));
	name = str_z(a, str_f(a, "template_%.*s", STR_ARG(stem)));
	for (char *p = name; *p != '\0'; p++)
		if (!char_is_alpha(*p) && !char_is_digit(*p))
			*p = '_';
	return str_c(name);
}

static bool
write_file(const char *path, struct str text)
{
	FILE *f = fopen(path, "w");
	bool ok = f != NULL && fwrite(text.p, 1, text.n, f) == text.n;

	if (f != NULL && fclose(f) != 0)
		ok = false;
	if (!ok)
		(void)fprintf(stderr, "%s: cannot be written\n", path);
	return ok;
}

static bool
write_depfile(struct compiler *c, const char *path, const char *output)
{
	struct buf b;

	buf_init(&b, c->a, 1 << 20);
	buf_printf(&b, "%s:", output);
	for (size_t i = 0; i < c->nfiles; i++)
		buf_printf(&b, " %.*s", STR_ARG(c->files[i]));
	buf_char(&b, '\n');
	return write_file(path, buf_str(&b));
}

static int
run(struct arena *a, char **argv)
{
	const char *path = below(a, argv[1], argv[4]);
	struct buf out;
	struct compiler c = { .a = a, .out = &out };

	if (path == NULL) {
		(void)fprintf(stderr, "%s is not below %s\n", argv[4], argv[1]);
		return 1;
	}
	buf_init(&out, a, 16u << 20);
	c.folder = str_c(argv[1]);
	c.function = function_name(a, path);
	c.is_html = str_ends(str_c(path), S(".html"));
	if (compile(&c, str_c(path)) != OK) {
		(void)fprintf(stderr, "%s\n", err_message());
		return 1;
	}
	return write_file(argv[2], buf_str(&out)) &&
		write_depfile(&c, argv[3], argv[2])
	    ? 0
	    : 1;
}

int
main(int argc, char **argv)
{
	struct arena *a;
	int status;

	if (argc != 5) {
		(void)fprintf(
		    stderr, "usage: template FOLDER OUTPUT DEPFILE INPUT\n");
		return 64;
	}
	a = arena_open();
	status = run(a, argv);
	arena_close(a);
	return status;
}
