/*
 * Lists of entity tags. A tag may hold a comma, so a list is not cut at them;
 * what is no tag ends it.
 */
#include "http/etag.h"

/* Takes the next tag, with its quotes and without W/, off a list. */
static bool
take_tag(struct str *rest, struct str *out)
{
	size_t n = 0;

	while (n < rest->n && (char_is_blank(rest->p[n]) || rest->p[n] == ','))
		n++;
	*rest = str_from(*rest, n);
	if (str_starts(*rest, S("W/")))
		*rest = str_from(*rest, 2);
	if (!str_starts(*rest, S("\"")))
		return false;
	n = 1 + str_find_char(str_from(*rest, 1), '"');
	if (n == rest->n)
		return false;
	*out = str_sub(*rest, 0, n + 1);
	*rest = str_from(*rest, n + 1);
	return true;
}

bool
etag_is_among(struct str tag, struct str list)
{
	struct str one;

	if (str_eq(str_trim(list), S("*")))
		return true;
	while (take_tag(&list, &one))
		if (str_eq(one, tag))
			return true;
	return false;
}
