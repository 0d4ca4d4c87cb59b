/*
 * From text parts to diff and message. Parts are joined after trimming, each
 * with a LF, and the signature is cut from the whole: so a separator that
 * ends a part has lost its blank and stays, and one in an early part hides
 * the later ones, as Patchwork stores it (spec/ingest.md 8.3).
 */
#include "mail/content.h"

#include "base/utf8.h"
#include "mail/diff.h"
#include "mail/hash.h"

/* "-- " or underscores only, with a CR perhaps (row 19). */
static bool
is_separator(struct str line)
{
	size_t i;

	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	if (str_eq(line, S("-- ")))
		return true;
	for (i = 0; i < line.n && line.p[i] == '_'; i++)
		;
	return i > 0 && i == line.n;
}

struct str
content_clean(struct str text)
{
	size_t at = 0, n;

	/* What has no LF is no separator. */
	while ((n = str_find_char(str_from(text, at), '\n')) < text.n - at) {
		if (is_separator(str_sub(text, at, n)))
			return utf8_trim(str_sub(text, 0, at));
		at += n + 1;
	}
	return utf8_trim(text);
}

struct str
content_to_lf(struct arena *a, struct str message)
{
	struct buf b;
	size_t n;

	if (str_find_char(message, '\r') == message.n)
		return message;
	buf_init(&b, a, message.n);
	while ((n = str_find(message, S("\r\n"))) < message.n) {
		buf_add(&b, str_sub(message, 0, n));
		buf_char(&b, '\n');
		message = str_from(message, n + 2);
	}
	buf_add(&b, message);
	return buf_str(&b);
}

bool
content_is_patch(struct str subtype)
{
	return str_eq(subtype, S("x-patch")) || str_eq(subtype, S("x-diff"));
}

/* All attached patches, one after the other; the same one only once. */
static void
join_patches(const struct text_part *parts, size_t n, struct buf *out)
{
	struct str last = { NULL, 0 };

	for (size_t i = 0; i < n; i++) {
		if (!content_is_patch(parts[i].subtype) ||
		    parts[i].text.n == 0 || str_eq(parts[i].text, last))
			continue;
		last = parts[i].text;
		if (out->n > 0 && out->p[out->n - 1] != '\n')
			buf_char(out, '\n');
		buf_add(out, last);
	}
}

static void
add_text(struct buf *out, struct str text)
{
	if (text.n == 0)
		return;
	buf_add(out, utf8_trim(text));
	buf_char(out, '\n');
}

static enum err
is_same_diff(struct arena *a, struct str x, struct str y, bool *out)
{
	struct str hx, hy;
	enum err e;

	if ((e = hash_diff(a, x, &hx)) != OK ||
	    (e = hash_diff(a, y, &hy)) != OK)
		return e;
	*out = str_eq(hx, hy);
	return OK;
}

/* The inline part that has a diff, while an attached one displaces it: its
 * text alone if both say the same, all of it otherwise. */
static enum err
keep_displaced(struct arena *a, struct str attached, struct str inline_diff,
    struct str rest, struct str whole, struct str *out)
{
	bool same;
	enum err e;

	if ((e = is_same_diff(a, attached, inline_diff, &same)) != OK)
		return e;
	*out = same ? rest : whole;
	return OK;
}

enum err
content_of_patch(struct arena *a, const struct text_part *parts, size_t n,
    struct content *out)
{
	struct buf attached, text;
	struct str patches, found = { NULL, 0 }, diff, rest, message;
	enum err e;

	buf_init(&attached, a, LIMIT_MAIL_TEXT);
	buf_init(&text, a, LIMIT_MAIL_TEXT);
	join_patches(parts, n, &attached);
	if ((e = buf_done(&attached, &patches)) != OK)
		return e;
	for (size_t i = 0; i < n; i++) {
		/* Text behind an attached patch is not searched for a diff. */
		if (content_is_patch(parts[i].subtype) && parts[i].text.n > 0 &&
		    found.n == 0)
			found = patches;
		if (!str_eq(parts[i].subtype, S("plain")))
			continue;
		rest = parts[i].text;
		if (found.n == 0) {
			if ((e = diff_split(a, rest, &diff, &rest)) != OK)
				return e;
			found = diff;
			if (diff.n > 0 && patches.n > 0 &&
			    (e = keep_displaced(a, patches, diff, rest,
				 parts[i].text, &rest)) != OK)
				return e;
		}
		add_text(&text, rest);
	}
	if ((e = buf_done(&text, &message)) != OK)
		return e;
	if (patches.n > 0)
		found = patches;
	found = str_without(a, found, '\0');
	out->diff = found.n > 0 ? found : (struct str){ NULL, 0 };
	out->message = str_without(a, content_clean(message), '\0');
	return OK;
}

enum err
content_of_comment(struct arena *a, const struct text_part *parts, size_t n,
    struct content *out)
{
	struct buf text;
	struct str message;
	enum err e;

	buf_init(&text, a, LIMIT_MAIL_TEXT);
	for (size_t i = 0; i < n; i++)
		if (str_eq(parts[i].subtype, S("plain")))
			add_text(&text, parts[i].text);
	if ((e = buf_done(&text, &message)) != OK)
		return e;
	out->diff = (struct str){ NULL, 0 };
	out->message = str_without(a, content_clean(message), '\0');
	return OK;
}
