/*
 * Runs a fuzz target on files: all in the folders that are named, in the order
 * of their names. A folder may be missing, but not every one.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz/fuzz.h"

static int
is_file(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

static void
run(const char *path)
{
	FILE *f = fopen(path, "rb");
	uint8_t *p = NULL;
	size_t n = 0;

	/* The last one named is the one that failed. */
	printf("%s\n", path);
	fflush(stdout);
	if (f == NULL) {
		perror(path);
		exit(1);
	}
	do {
		if ((p = realloc(p, n + 65536)) == NULL)
			abort();
		n += fread(p + n, 1, 65536, f);
	} while (!feof(f) && !ferror(f));
	(void)LLVMFuzzerTestOneInput(p, n);
	free(p);
	fclose(f);
}

static int
run_folder(const char *folder)
{
	struct dirent **files;
	int n = scandir(folder, &files, is_file, alphasort);
	char path[4096];

	for (int i = 0; i < n; i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, files[i]->d_name);
		run(path);
		free(files[i]);
	}
	if (n >= 0)
		free(files);
	return n > 0 ? n : 0;
}

int
main(int argc, char **argv)
{
	int n = 0;

	(void)LLVMFuzzerTestOneInput(NULL, 0);
	for (int i = 1; i < argc; i++)
		n += run_folder(argv[i]);
	printf("%d files\n", n);
	return n > 0 ? 0 : 1;
}
