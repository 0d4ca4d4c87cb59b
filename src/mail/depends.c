/*
 * Lines by which a mail says what it builds on:
 *	Depends-on: https://patches.example.com/project/x/list/?series=7
 *	Depends-on: <20260101.1@example.com>
 * The whole line counts, from column 1 and with one blank, so that quoted
 * and indented ones do not.
 */
#include "mail/depends.h"

#include <string.h>

#include "base/utf8.h"

static const struct str key = S("Depends-on: ");

static bool
is_url_rune(uint32_t r)
{
	return rune_is_word(r) ||
	    (r > 0 && r < 0x80 && strchr("-./=&@:%?_+()", (int)r) != NULL);
}

static bool
is_url(struct str s)
{
	const char *p, *end;

	if (str_starts_nocase(s, S("https://")))
		s = str_from(s, 8);
	else if (str_starts_nocase(s, S("http://")))
		s = str_from(s, 7);
	else
		return false;
	for (p = s.p, end = s.p + s.n; p < end;)
		if (!is_url_rune(utf8_next(&p, end)))
			return false;
	return s.n > 0;
}

static bool
is_id(struct str s)
{
	return s.n > 2 && s.p[0] == '<' && str_find_char(s, '>') == s.n - 1;
}

/* A value may have blanks behind it, not before. */
static struct str
value_of(struct str line)
{
	struct str value = str_from(line, key.n), trimmed = utf8_trim(value);

	return trimmed.p == value.p ? trimmed : S("");
}

void
depends_find(struct arena *a, struct str message, struct depends *out)
{
	struct str *urls = arena_array(a, struct str, LIMIT_DEPENDENCIES);
	struct str *ids = arena_array(a, struct str, LIMIT_DEPENDENCIES);
	size_t nurls = 0, nids = 0;
	struct str line, value;

	while (nurls + nids < LIMIT_DEPENDENCIES && str_line(&message, &line)) {
		if (!str_starts_nocase(line, key))
			continue;
		value = value_of(line);
		if (is_url(value))
			urls[nurls++] = value;
		else if (is_id(value))
			ids[nids++] = value;
	}
	/* Together they fit: both arrays have room for all. */
	if (nids > 0)
		memcpy(urls + nurls, ids, nids * sizeof(*ids));
	*out = (struct depends){ urls, nurls + nids, nurls };
}
