/*
 * embed NAME OUTPUT FILE...: an array NAME of struct embedded (base/embed.h)
 * with the bytes of the files, sorted by name, and NAME_count.
 */
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *ending, *type;
} types[] = {
	{ ".css", "text/css; charset=utf-8" },
	{ ".js", "text/javascript; charset=utf-8" },
	{ ".svg", "image/svg+xml" },
	{ ".png", "image/png" },
	{ ".ico", "image/x-icon" },
	{ ".txt", "text/plain; charset=utf-8" },
	{ ".json", "application/json" },
	{ ".woff2", "font/woff2" },
	{ "", "application/octet-stream" },
};

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

static const char *
type_of(const char *name)
{
	size_t i = 0;

	for (;; i++) {
		size_t n = strlen(types[i].ending), m = strlen(name);

		if (m >= n && strcmp(name + m - n, types[i].ending) == 0)
			return types[i].type;
	}
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(
	    base_name(*(char *const *)a), base_name(*(char *const *)b));
}

/* The whole file, in memory of the caller's; NULL if it cannot be read. */
static unsigned char *
read_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	unsigned char *bytes = NULL;
	long size;

	if (f == NULL)
		return NULL;
	if (fseek(f, 0, SEEK_END) == 0 && (size = ftell(f)) >= 0 &&
	    fseek(f, 0, SEEK_SET) == 0 &&
	    (bytes = malloc((size_t)size + 1)) != NULL) {
		*n = fread(bytes, 1, (size_t)size, f);
		if (*n != (size_t)size) {
			free(bytes);
			bytes = NULL;
		}
	}
	(void)fclose(f);
	return bytes;
}

static void
write_bytes(FILE *out, const unsigned char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i % 24 == 0)
			(void)fputs("\n    \"", out);
		(void)fprintf(out, "\\%03o", bytes[i]);
		if (i % 24 == 23 || i + 1 == n)
			(void)fputc('"', out);
	}
	if (n == 0)
		(void)fputs("\"\"", out);
}

static int
write_row(FILE *out, const char *path)
{
	unsigned char hash[EVP_MAX_MD_SIZE];
	const char *name = base_name(path);
	unsigned char *bytes;
	size_t n = 0;

	bytes = read_file(path, &n);
	if (bytes == NULL) {
		(void)fprintf(stderr, "%s: cannot be read\n", path);
		return -1;
	}
	if (EVP_Digest(bytes, n, hash, NULL, EVP_sha256(), NULL) != 1) {
		free(bytes);
		return -1;
	}
	(void)fprintf(out, "\t{ { \"%s\", %zu }, { \"%s\", %zu }, { \"", name,
	    strlen(name), type_of(name), strlen(type_of(name)));
	for (int i = 0; i < 8; i++)
		(void)fprintf(out, "%02x", hash[i]);
	(void)fputs("\", 16 },\n    {", out);
	write_bytes(out, bytes, n);
	(void)fprintf(out, ", %zu } },\n", n);
	free(bytes);
	return 0;
}

int
main(int argc, char **argv)
{
	FILE *out;
	int status = 0;

	if (argc < 4) {
		(void)fprintf(stderr, "usage: embed NAME OUTPUT FILE...\n");
		return 64;
	}
	qsort(argv + 3, (size_t)argc - 3, sizeof(*argv), by_name);
	if ((out = fopen(argv[2], "w")) == NULL) {
		(void)fprintf(stderr, "%s: cannot be written\n", argv[2]);
		return 1;
	}
	(void)fprintf(out,
	    "#include \"base/embed.h\"\n\n"
	    "extern const struct embedded %s[];\n"
	    "extern const size_t %s_count;\n\n"
	    "const struct embedded %s[] = {\n",
	    argv[1], argv[1], argv[1]);
	for (int i = 3; i < argc && status == 0; i++)
		status = write_row(out, argv[i]);
	(void)fprintf(
	    out, "};\nconst size_t %s_count = %d;\n", argv[1], argc - 3);
	if (fclose(out) != 0)
		status = -1;
	return status == 0 ? 0 : 1;
}
