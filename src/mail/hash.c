/*
 * Hashing what a diff changes, not where: names lose their first component,
 * hunk headers their places, everything but changed and context lines goes.
 * Programs compute the same hash from git to find their patch, so even its
 * quirks stay: a removed line "-- a/b" is taken for a file name.
 */
#include "mail/hash.h"

#include <openssl/evp.h>

#include "base/utf8.h"
#include "mail/diff.h"

/* The word behind "--- ", without its first component. */
static bool
read_name(struct str line, struct str *out)
{
	const char *p = line.p + 4, *end = line.p + line.n, *at = p;
	struct str word, left, right;

	while (at < end) {
		const char *next = at;

		if (rune_is_space(utf8_next(&next, end)))
			break;
		at = next;
	}
	if (at == p)
		return false;
	word = str_n(p, (size_t)(at - p));
	*out = str_cut(word, '/', &left, &right) ? right : S("");
	return true;
}

/* The count of "-1,2", as text without leading zeros, and what follows. */
static bool
take_count(struct str *s, char sign, struct str *out)
{
	size_t n = 1, from;

	if (s->n < 2 || s->p[0] != sign || !char_is_digit(s->p[1]))
		return false;
	while (n < s->n && char_is_digit(s->p[n]))
		n++;
	*out = S("1");
	if (n + 1 < s->n && s->p[n] == ',' && char_is_digit(s->p[n + 1])) {
		for (from = ++n; n < s->n && char_is_digit(s->p[n]); n++)
			;
		while (from + 1 < n && s->p[from] == '0')
			from++;
		*out = str_sub(*s, from, n - from);
	}
	*s = str_from(*s, n);
	return true;
}

static bool
read_hunk(struct str line, struct str *minus, struct str *plus)
{
	if (!str_starts(line, S("@@ ")))
		return false;
	line = str_from(line, 3);
	if (!take_count(&line, '-', minus) || !str_starts(line, S(" ")))
		return false;
	line = str_from(line, 1);
	return take_count(&line, '+', plus) && str_starts(line, S(" @@"));
}

/* The normal form of one line, with its LF; nothing for most. */
static void
write_line(struct buf *out, struct str line)
{
	struct str name, minus, plus;

	if (str_starts(line, S("--- ")) && read_name(line, &name)) {
		buf_lit(out, "--- a/");
		buf_add(out, name);
	} else if (str_starts(line, S("+++ ")) && read_name(line, &name)) {
		buf_lit(out, "+++ b/");
		buf_add(out, name);
	} else if (read_hunk(line, &minus, &plus)) {
		buf_lit(out, "@@ -");
		buf_add(out, minus);
		buf_lit(out, " +");
		buf_add(out, plus);
		buf_lit(out, " @@");
	} else if (line.n > 0 &&
	    (line.p[0] == '-' || line.p[0] == '+' || line.p[0] == ' ')) {
		buf_add(out, line);
	} else {
		return;
	}
	buf_char(out, '\n');
}

static struct str
write_hex(struct arena *a, const unsigned char *digest, size_t n)
{
	struct buf b;

	buf_init(&b, a, 2 * n + 1);
	for (size_t i = 0; i < n; i++)
		buf_printf(&b, "%02x", digest[i]);
	return buf_str(&b);
}

enum err
hash_diff(struct arena *a, struct str diff, struct str *out)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned int n = 0;
	struct buf normal;
	struct str line, text;
	enum err e;

	diff = utf8_trim(str_without(a, diff, '\r'));
	/* A name may grow by the two letters it lacked. */
	buf_init(&normal, a, 2 * diff.n + 8);
	while (str_line(&diff, &line))
		write_line(&normal, line);
	if ((e = buf_done(&normal, &text)) != OK)
		return e;
	if (EVP_Digest(text.p, text.n, digest, &n, EVP_sha1(), NULL) != 1)
		return err_set(ERR_INTERNAL, "no SHA-1");
	*out = write_hex(a, digest, n);
	return OK;
}
