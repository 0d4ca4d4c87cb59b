/*
 * From the SQL text of the sources to that of the engine: of each SQL2 the
 * right half, and numbered places for PostgreSQL. Texts are literals of the
 * project, so what is malformed here is a bug; yet the walk ends at the NUL
 * whatever the text.
 */
#include "db/engine.h"

#include <string.h>

static void
text_start(struct db *db, struct buf *b)
{
	buf_init(b, db->scratch, LIMIT_SQL);
}

static enum err
text_end(struct buf *b, const char **out)
{
	struct str s;
	enum err e;

	buf_char(b, '\0');
	if ((e = buf_done(b, &s)) != OK)
		return err_set(ERR_TOO_BIG, "SQL text is too long");
	*out = s.p;
	return OK;
}

enum err
text_choose(struct db *db, const char *text, const char **out)
{
	struct buf b;
	char section = '\0';

	if (strchr(text, '\x01') == NULL) {
		*out = text;
		return OK;
	}
	text_start(db, &b);
	for (; *text != '\0'; text++) {
		if (*text == '\x01' || *text == '\x02')
			section = *text;
		else if (*text == '\x03')
			section = '\0';
		else if (section == '\0' || section == db->engine->section)
			buf_char(&b, *text);
	}
	return text_end(&b, out);
}

/* Where a quoted name or literal, or a comment, that starts at p ends; p
 * itself if there is none. A doubled quote is two quoted pieces in a row. */
static const char *
skip_quoted(const char *p)
{
	const char *end;

	if (*p == '\'' || *p == '"') {
		end = strchr(p + 1, *p);
		return end != NULL ? end + 1 : p + strlen(p);
	}
	if (p[0] == '-' && p[1] == '-')
		return p + strcspn(p, "\n");
	if (p[0] == '/' && p[1] == '*') {
		end = strstr(p + 2, "*/");
		return end != NULL ? end + 2 : p + strlen(p);
	}
	return p;
}

enum err
text_number(struct db *db, const char *text, size_t nvals, const char **out)
{
	const char *whole = text;
	struct buf b;
	size_t n = 0;

	text_start(db, &b);
	while (*text != '\0') {
		const char *end = skip_quoted(text);

		if (end != text) {
			buf_add(&b, str_n(text, (size_t)(end - text)));
			text = end;
			continue;
		}
		if (*text == '?') {
			buf_char(&b, '$');
			buf_int(&b, (int64_t)++n);
		} else {
			buf_char(&b, *text);
		}
		text++;
	}
	if (n != nvals)
		return err_set(ERR_INTERNAL, "%zu values for %zu places in: %s",
		    nvals, n, whole);
	return text_end(&b, out);
}
