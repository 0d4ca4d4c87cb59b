/*
 * Looking up a file that was embedded at build by tools/embed. The rows are
 * few (tens), so they are walked.
 */
#include "base/embed.h"

const struct embedded *
embedded_find(const struct embedded *rows, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(rows[i].name, name))
			return &rows[i];
	return NULL;
}
