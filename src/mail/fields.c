/*
 * What the fields of a mail say: its id, what it answers, its lists, date and
 * the wishes of its sender (spec/ingest.md 5, 6 and 12). Reading them never
 * fails for the whole mail; one without a usable value is as good as absent.
 */
#include "base/map.h"
#include "base/utf8.h"
#include "mail/date.h"
#include "mail/mail.h"

/* Takes the text up to the next "<...>" off *rest, which is not empty between
 * its brackets; *id keeps them. False, nothing set, if there is none. */
static bool
next_id(struct str *rest, struct str *id)
{
	struct str s = *rest;
	size_t start, length;

	while ((start = str_find_char(s, '<')) < s.n) {
		s = str_from(s, start);
		length = str_find_char(s, '>') + 1;
		if (length > s.n)
			return false;
		if (length > 2) {
			*id = str_sub(s, 0, length);
			*rest = str_from(s, length);
			return true;
		}
		s = str_from(s, length);
	}
	return false;
}

enum err
mail_find_id(struct arena *a, const struct mail *m, struct str *out)
{
	struct str id = mail_clean_header(a, m, S("Message-Id")), rest = id;

	if (id.n == 0)
		return err_set(ERR_INVALID, "mail has no Message-Id");
	(void)next_id(&rest, &id);
	*out = utf8_cut(id, LIMIT_MSGID);
	return OK;
}

static void
add_reference(struct references *r, struct map *seen, struct str id)
{
	if (r->n == LIMIT_REFERENCES || map_find(seen, id) != NULL)
		return;
	map_put(seen, id, r);
	r->ids[r->n++] = id;
}

/* The ids of a References field, last one first. */
static void
add_references(
    struct arena *a, struct references *r, struct map *seen, struct str value)
{
	struct str *ids = NULL, id;
	size_t n = 0, room = 0;

	while (next_id(&value, &id)) {
		if (n == room) {
			room = room > 0 ? 2 * room : 16;
			ids = arena_grow(
			    a, ids, n * sizeof(*ids), room * sizeof(*ids));
		}
		ids[n++] = id;
	}
	while (n > 0 && r->n < LIMIT_REFERENCES)
		add_reference(r, seen, ids[--n]);
}

void
mail_list_references(
    struct arena *a, const struct mail *m, struct references *out)
{
	struct references r = { 0 };
	struct str value, rest;
	struct map seen;
	size_t at = 0;

	map_init(&seen, a);
	r.ids = arena_array(a, struct str, LIMIT_REFERENCES);
	while (mail_next_header(m, S("In-Reply-To"), &at, &value)) {
		rest = value = header_clean(a, value);
		(void)next_id(&rest, &value);
		if (value.n > 0)
			add_reference(&r, &seen, value);
	}
	at = 0;
	while (r.n < LIMIT_REFERENCES &&
	    mail_next_header(m, S("References"), &at, &value))
		add_references(a, &r, &seen, header_clean(a, value));
	*out = r;
}

bool
mail_find_date(struct arena *a, const struct mail *m, int64_t *out)
{
	return date_parse(mail_clean_header(a, m, S("Date")), out) == OK;
}

/* The text in the last "<...>" that has some; else all, if it is one word. */
static bool
find_list_id(struct str value, struct str *out)
{
	size_t start, end = value.n;

	while ((start = str_find_last(str_sub(value, 0, end), '<')) < end) {
		struct str inside = str_from(value, start + 1);
		size_t n = str_find_char(str_sub(inside, 0, end - start), '>');

		if (n > 0 && n < inside.n && inside.p[n] == '>') {
			*out = str_sub(inside, 0, n);
			return true;
		}
		end = start;
	}
	*out = value;
	return value.n > 0 && str_find_char(value, ' ') == value.n;
}

size_t
mail_list_ids(
    struct arena *a, const struct mail *m, struct str out[static MAIL_LIST_IDS])
{
	static const struct str names[MAIL_LIST_IDS] = { S("List-ID"),
		S("X-Mailing-List"), S("X-list") };
	size_t n = 0;

	for (size_t i = 0; i < MAIL_LIST_IDS; i++)
		if (find_list_id(mail_clean_header(a, m, names[i]), &out[n]))
			n++;
	return n;
}

void
mail_read_hints(struct arena *a, const struct mail *m, struct hints *out)
{
	struct str hint = mail_clean_header(a, m, S("X-Patchwork-Hint"));

	out->ignore = str_eq_nocase(hint, S("ignore"));
	out->action_required =
	    mail_header(m, S("X-Patchwork-Action-Required")).p != NULL;
	out->state = mail_clean_header(a, m, S("X-Patchwork-State"));
	out->delegate = mail_clean_header(a, m, S("X-Patchwork-Delegate"));
}
